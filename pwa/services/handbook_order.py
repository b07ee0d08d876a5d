"""In which order and under which headings the parts of a draft stand.

Those of one group stand after each other; a group stands where its first one stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.models import Competence, Handbook, Person, Tile
from pwa.services import audit
from pwa.services.handbook_content import TILE_ROOM
from pwa.services.handbook_drafts import next_edition


@dataclass(frozen=True)
class Group:
    """A group of this version by its code, or a new one by its label."""

    code: str = ""
    label: str = ""


def group_for(book: Handbook, wanted: Group) -> dict[str, str]:
    """The facts of a competence in this group. Raises BadInput (group)."""
    known = Competence.get_or_none(
        (Competence.handbook == book)
        & (
            (Competence.group_label == wanted.label)
            if wanted.label
            else (Competence.group_code == wanted.code)
        )
    )
    if known:
        names = ("group_code", "group_label", "group_second")
        return {name: getattr(known, name) for name in names}
    if not wanted.label:
        raise BadInput({"group": "unknown_group"})
    return {"group_code": f"own_{uuid7().hex[-12:]}", "group_label": wanted.label}


def move_competence(by: Person, book: Handbook, edition: int, id: UUID, step: int) -> None:
    """One place up (-1) or down (+1) within its group, among those that are shown, in a draft."""
    with transaction():
        next_edition(book, edition)
        rows = _rows(book)
        row = next((one for one in rows if one.id == id), None)
        if row is None:
            raise NotAllowed("unknown")
        beside = [
            one for one in rows if (one.group_code, one.hidden) == (row.group_code, row.hidden)
        ]
        to = beside.index(row) + step
        if 0 <= to < len(beside):
            a, b = rows.index(row), rows.index(beside[to])
            rows[a], rows[b] = rows[b], rows[a]
            _put(rows)
        audit.record(by, "handbook.move", book, competence=id, step=step)


def move_group(by: Person, book: Handbook, edition: int, code: str, step: int) -> None:
    """A whole group one place up or down, past groups of which nothing is shown."""
    with transaction():
        next_edition(book, edition)
        groups = _groups(_rows(book))
        shown = [one for one, rows in groups.items() if not all(row.hidden for row in rows)]
        if code not in shown:
            raise NotAllowed("unknown")
        to = shown.index(code) + step
        if 0 <= to < len(shown):
            order = list(groups)
            a, b = order.index(code), order.index(shown[to])
            order[a], order[b] = order[b], order[a]
            _put([row for one in order for row in groups[one]])
        audit.record(by, "handbook.move_group", book, step=step)


def rename_group(
    by: Person, book: Handbook, edition: int, code: str, label: str, second: str | None
) -> None:
    """Another heading above the same competences. Raises BadInput, Stale, NotAllowed."""
    if not label:
        raise BadInput({"label": "missing"})
    with transaction():
        next_edition(book, edition)
        mine = (Competence.handbook == book) & (Competence.group_code == code)
        row = Competence.get_or_none(mine)
        if row is None:
            raise NotAllowed("unknown")
        if second is None:
            second = row.group_second if row.group_label == label else ""
        Competence.update(group_label=label, group_second=second).where(mine).execute()
        audit.record(by, "handbook.rename_group", book)


def settle(book: Handbook, last: UUID | None = None) -> None:
    """Number all parts anew, group by group; `last` comes at the end of its group."""
    rows = sorted(_rows(book), key=lambda row: row.id == last)
    first = {row.group_code: n for n, row in reversed(list(enumerate(rows)))}
    _put(sorted(rows, key=lambda row: first[row.group_code]))


def _rows(book: Handbook) -> list[Competence]:
    rows = Competence.select().where(Competence.handbook == book)
    return list(rows.order_by(Competence.position, Competence.code))


def _groups(rows: Sequence[Competence]) -> dict[str, list[Competence]]:
    found: dict[str, list[Competence]] = {}
    for row in rows:
        found.setdefault(row.group_code, []).append(row)
    return found


def _put(rows: Sequence[Competence]) -> None:
    """Number them in this order; their tiles come along."""
    for position, row in enumerate(rows):
        if row.position == position:
            continue
        further = (position - row.position) * TILE_ROOM
        moved: Any = Tile.update(position=Tile.position + further)
        moved.where(Tile.competence == row).execute()
        Competence.update(position=position).where(Competence.id == row.id).execute()
