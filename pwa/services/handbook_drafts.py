"""A draft as a whole: counted by editions, taken into use, thrown away. Its parts: handbook_parts.

Every change counts the draft one edition on, so that who takes it into use has seen all of it.
"""

from typing import Any

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.handbook import MOST_LANGUAGE
from pwa.domain.states import HandbookState
from pwa.domain.text import clean_line
from pwa.models import Competence, Handbook, Person
from pwa.services import audit
from pwa.services.handbooks import draft_of as draft_of
from pwa.services.handbooks import next_version, retire_others


def activate(by: Person, book: Handbook, edition: int) -> None:
    """Take a draft into use: the next placement gets it, running ones keep theirs.

    Raises NotAllowed (handbook_empty), Stale.
    """
    shown = Competence.select().where(Competence.handbook == book, ~Competence.hidden)
    if not shown.exists():
        raise NotAllowed("handbook_empty")
    with transaction():
        next_edition(book, edition)
        newest = next_version(book.organisation_id) - 1
        number = book.version if book.version == newest else newest + 1
        facts: dict[str, Any] = {"state": HandbookState.ACTIVE, "activated_at": clock.now()}
        Handbook.update(version=number, **facts).where(Handbook.id == book.id).execute()
        retire_others(book)
        audit.record(by, "handbook.activate", book, version=number)


def throw_away(by: Person, book: Handbook, edition: int) -> None:
    """Drop a draft; the version in use stays."""
    with transaction():
        next_edition(book, edition)
        audit.record(by, "handbook.throw_away", book, version=book.version)
        Handbook.delete().where(Handbook.id == book.id).execute()


def choose_language(by: Person, book: Handbook, edition: int, name: str) -> None:
    """What the company calls its second language; without a name it writes in Dutch only."""
    with transaction():
        next_edition(book, edition)
        name = clean_line(name)[:MOST_LANGUAGE]
        Handbook.update(second_language=name).where(Handbook.id == book.id).execute()
        audit.record(by, "handbook.language", book, second=bool(name))


def next_edition(book: Handbook, edition: int | None = None) -> int:
    """Count one edition on; whoever read an older one hears it, and no version in use changes.

    Without an edition it counts on from whatever it is: what changed has an edition of its own.
    """
    same = (Handbook.id == book.id) & (Handbook.state == HandbookState.DRAFT)
    if edition is not None:
        same &= Handbook.edition == edition
    if Handbook.update(edition=Handbook.edition + 1).where(same).execute() != 1:
        raise Stale()
    return Handbook.get_by_id(book.id).edition
