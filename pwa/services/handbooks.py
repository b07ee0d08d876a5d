"""The employer's own list of what good work is: begun from the starter, empty or from a file."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import NotAllowed
from pwa.domain.handbook import HandbookData, read_handbook
from pwa.domain.states import HandbookState
from pwa.models import Handbook, Organisation, Person
from pwa.services import audit, handbook_content

_STARTER = Path(__file__).parent.parent / "data" / "starter_handbook.json"


@cache
def starter() -> HandbookData:
    """The starter that a company copies and edits."""
    return read_handbook(json.loads(_STARTER.read_text("utf-8")))


def copy_starter(
    by: Person | None, organisation: Organisation, codes: tuple[str, ...] = ()
) -> Handbook:
    """Give the company its first handbook, in use at once; `codes` are what it looks at."""
    return add_version(by, organisation, starter(), codes or starter().default_active)


def add_version(
    by: Person | None, organisation: Organisation, data: HandbookData, active: tuple[str, ...]
) -> Handbook:
    """A new version that new placements use from now on; running ones keep theirs.

    Competences that are not in `active` come along hidden, so that they can be shown later.
    """
    with transaction():
        book = _make(by, organisation, state=HandbookState.ACTIVE, activated_at=clock.now())
        retire_others(book)
        handbook_content.put(book, data, active)
        audit.record(by, "handbook.activate", book, version=book.version)
    return book


def start(by: Person, organisation: Organisation, shown: tuple[str, ...]) -> Handbook:
    """A draft from the starter that looks at `shown`; with nothing shown an empty one.

    Raises NotAllowed (draft_exists).
    """
    data = starter() if shown else None
    return _draft(by, organisation, data, shown, "starter" if shown else "empty")


def take_in(by: Person, organisation: Organisation, data: HandbookData) -> Handbook:
    """A draft with what was in a file. Raises NotAllowed (draft_exists)."""
    return _draft(by, organisation, data, data.default_active, "file")


def _draft(
    by: Person,
    organisation: Organisation,
    data: HandbookData | None,
    shown: tuple[str, ...],
    source: str,
) -> Handbook:
    with transaction():
        if draft_in(organisation.id):
            raise NotAllowed("draft_exists")
        language = data.second_language if data else ""
        book = _make(by, organisation, second_language=language)
        if data:
            handbook_content.put(book, data, shown)
        audit.record(by, "handbook.start", book, version=book.version, source=source)
    return book


def draft_of(by: Person, source: Handbook) -> Handbook:
    """A draft copy of a version; where the company has a draft already, that one."""
    with transaction():
        known = draft_in(source.organisation_id)
        if known:
            return known
        book = _make(by, source.organisation_id, second_language=source.second_language)
        handbook_content.copy(source, book)
        audit.record(by, "handbook.draft", book, source=source.id, version=book.version)
    return book


def _make(by: Person | None, organisation: Organisation | UUID, **facts: Any) -> Handbook:
    return Handbook.create(
        organisation=organisation,
        version=next_version(organisation),
        made_by=by.id if by else None,
        **facts,
    )


def next_version(organisation: Organisation | UUID) -> int:
    """The number after the newest version of this company."""
    newest = (
        Handbook.select(Handbook.version)
        .where(Handbook.organisation == organisation)
        .order_by(Handbook.version.desc())
        .first()
    )
    return newest.version + 1 if newest else 1


def retire_others(book: Handbook) -> None:
    """One version is in use at a time; placements that started with an older one keep it."""
    Handbook.update(state=HandbookState.RETIRED).where(
        Handbook.organisation == book.organisation_id,
        Handbook.state == HandbookState.ACTIVE,
        Handbook.id != book.id,
    ).execute()


def active_of(organisation_id: UUID) -> Handbook | None:
    """The version that a new placement gets."""
    return Handbook.get_or_none(
        (Handbook.organisation == organisation_id) & (Handbook.state == HandbookState.ACTIVE)
    )


def draft_in(organisation_id: UUID) -> Handbook | None:
    """The draft on which this company works; there is one at most."""
    return Handbook.get_or_none(
        (Handbook.organisation == organisation_id) & (Handbook.state == HandbookState.DRAFT)
    )
