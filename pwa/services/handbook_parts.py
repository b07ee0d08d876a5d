"""The parts of a draft: competences with their tiles. Order and groups: `handbook_order`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pwa.database import transaction
from pwa.domain.enums import Tone
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.handbook import MOST_COMPETENCES, MOST_TILES
from pwa.domain.ids import is_uuid7, uuid7
from pwa.models import Competence, Handbook, Person, Tile
from pwa.services import audit
from pwa.services.handbook_content import TILE_ROOM, pin
from pwa.services.handbook_drafts import next_edition
from pwa.services.handbook_order import Group, group_for, settle

PAIRS = {"label": "label_second", **{f"sentence_{n}": f"second_{n}" for n in (1, 2, 3, 4)}}
"""A text and what it is called in the second language."""

TEXT_FIELDS = ("look_at", "avoid", *PAIRS, *PAIRS.values())


@dataclass(frozen=True)
class TileEntry:
    """A tile as somebody typed it; an empty sentence is dropped.

    The id comes with the form, so that a form that saves itself makes a new tile once. `second`
    None: the company has no second language now.
    """

    id: UUID
    sentence: str
    second: str | None
    tone: Tone
    level_hint: int | None
    icon: str
    hidden: bool
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class CompetenceEntry:
    """One thing that the company looks at, as somebody typed it; without `group` it stays."""

    words: Mapping[str, str]
    hidden: bool
    tiles: Sequence[TileEntry]
    group: Group | None = None


def save_competence(
    by: Person, book: Handbook, edition: int, competence_id: UUID, entry: CompetenceEntry
) -> int:
    """Change one competence of a draft with its tiles; `edition` is the competence's own.

    Gives the new one. Raises BadInput, Stale, NotAllowed.
    """
    if not entry.words.get("label"):
        raise BadInput({"label": "missing"})
    with transaction():
        row = competence_of(book, competence_id)
        total = next_edition(book)
        _keep_words(row, edition, entry)
        _save_tiles(row, entry.tiles)
        if entry.group and entry.group.code != row.group_code:
            facts = group_for(book, entry.group)
            Competence.update(**facts).where(Competence.id == row.id).execute()
            settle(book, last=row.id)
        audit.record(by, "handbook.edit", book, competence=row.id, edition=total)
    return edition + 1


def _keep_words(row: Competence, edition: int, entry: CompetenceEntry) -> None:
    words = {name: entry.words.get(name, "") for name in ("look_at", "avoid", *PAIRS)}
    for name, second in PAIRS.items():
        kept = _unless_changed(getattr(row, name), words[name], getattr(row, second))
        words[second] = entry.words.get(second, kept)
    same = (Competence.id == row.id) & (Competence.edition == edition)
    done = Competence.update(hidden=entry.hidden, edition=edition + 1, **words).where(same)
    if done.execute() != 1:
        raise Stale()


def _unless_changed(was: str, now: str, second: str) -> str:
    """The second language's words, unless they would say what the Dutch ones no longer say."""
    return second if was == now else ""


def _save_tiles(competence: Competence, entries: Sequence[TileEntry]) -> None:
    known = {tile.id: tile for tile in Tile.select().where(Tile.competence == competence)}
    wanted = [entry for entry in entries if entry.sentence][:MOST_TILES]
    gone = list(set(known) - {entry.id for entry in wanted})
    if gone:
        Tile.delete().where(Tile.id.in_(gone)).execute()
    for number, entry in enumerate(wanted):
        position = competence.position * TILE_ROOM + number
        _save_tile(competence, known.get(entry.id), entry, position)


def _save_tile(competence: Competence, was: Tile | None, entry: TileEntry, position: int) -> None:
    second = entry.second
    if second is None:
        second = _unless_changed(was.sentence, entry.sentence, was.sentence_second) if was else ""
    values: dict[str, Any] = {
        "sentence": entry.sentence,
        "sentence_second": second,
        "tone": entry.tone,
        "level_hint": entry.level_hint,
        "icon": entry.icon,
        "hidden": entry.hidden,
        "position": position,
    }
    if was:
        Tile.update(**values).where(Tile.id == entry.id).execute()
    elif not is_uuid7(entry.id) or Tile.select().where(Tile.id == entry.id).exists():
        raise NotAllowed("unknown")
    else:
        handbook = competence.handbook_id
        Tile.create(id=entry.id, competence=competence, handbook=handbook, **values)
    pin(entry.id, entry.departments)


def add_competence(
    by: Person, book: Handbook, edition: int, label: str, group: Group
) -> Competence:
    """A new competence at the end of its group. Raises BadInput, Stale, NotAllowed."""
    if not label:
        raise BadInput({"label": "missing"})
    with transaction():
        next_edition(book, edition)
        count = Competence.select().where(Competence.handbook == book).count()
        if count >= MOST_COMPETENCES:
            raise BadInput({"label": f"too_many:{MOST_COMPETENCES}"})
        row = Competence.create(
            handbook=book,
            code=f"own_{uuid7().hex[-12:]}",
            label=label,
            position=count,
            **group_for(book, group),
        )
        settle(book, last=row.id)
        audit.record(by, "handbook.add", book, competence=row.id)
    return Competence.get_by_id(row.id)


def drop_competence(by: Person, book: Handbook, edition: int, id: UUID) -> None:
    """Take it out of the draft with its tiles; versions in use keep theirs. Raises Stale."""
    with transaction():
        row = competence_of(book, id)
        next_edition(book, edition)
        Competence.delete().where(Competence.id == row.id).execute()
        settle(book)
        audit.record(by, "handbook.drop", book, competence=id, code=row.code)


def put_away(by: Person, book: Handbook, edition: int, id: UUID, *, hidden: bool) -> None:
    """Not look at it for now, or look at it again; its words stay. Raises Stale."""
    with transaction():
        row = competence_of(book, id)
        next_edition(book, edition)
        facts: dict[str, Any] = {"hidden": hidden, "edition": Competence.edition + 1}
        Competence.update(**facts).where(Competence.id == row.id).execute()
        audit.record(by, "handbook.put_away", book, competence=row.id, hidden=hidden)


def competence_of(book: Handbook, id: UUID) -> Competence:
    row = Competence.get_or_none((Competence.id == id) & (Competence.handbook == book))
    if row is None:
        raise NotAllowed("unknown")
    return row
