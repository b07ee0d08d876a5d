"""The employer's own list of what good work is: copied from the starter, changed in versions."""

import json
from functools import cache
from pathlib import Path
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.handbook import CompetenceData, HandbookData, read_handbook
from pwa.domain.states import HandbookState
from pwa.domain.words import Words
from pwa.models import Competence, Handbook, Organisation, Person, Tile
from pwa.services import audit

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
        book = Handbook.create(
            organisation=organisation,
            version=next_version(organisation),
            state=HandbookState.ACTIVE,
            made_by=by.id if by else None,
            activated_at=clock.now(),
        )
        retire_others(book)
        groups = {group.code: group.label for group in data.groups}
        for position, one in enumerate(data.competences):
            _add_competence(book, one, groups, position, hidden=one.code not in active)
        audit.record(by, "handbook.activate", book, version=book.version)
    return book


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


def _add_competence(
    book: Handbook, one: CompetenceData, groups: dict[str, Words], position: int, *, hidden: bool
) -> None:
    group = groups[one.group]
    row = Competence.create(
        handbook=book,
        code=one.code,
        group_code=one.group,
        group_label=group.nl,
        group_second=group.en,
        label=one.label.nl,
        label_second=one.label.en,
        look_at=one.look.nl,
        avoid=one.avoid.nl,
        position=position,
        hidden=hidden,
        **{f"sentence_{n}": one.anchor(n).nl for n in (1, 2, 3, 4)},
        **{f"second_{n}": one.anchor(n).en for n in (1, 2, 3, 4)},
    )
    for number, tile in enumerate(one.tiles):
        Tile.create(
            competence=row,
            handbook=book,
            sentence=tile.words.nl,
            sentence_second=tile.words.en,
            tone=tile.tone,
            level_hint=int(tile.level) if tile.level else None,
            icon=tile.icon,
            position=position * 20 + number,
        )
