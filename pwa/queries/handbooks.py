"""A handbook as people read it, in their language where the company wrote that too."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pwa.domain.enums import Tone
from pwa.domain.states import HandbookState
from pwa.models import Competence, Handbook, Tile, Workplace


@dataclass(frozen=True)
class TileView:
    id: UUID
    label: str
    second: str
    icon: str
    tone: Tone
    level_hint: int | None
    hidden: bool


@dataclass(frozen=True)
class CompetenceView:
    id: UUID
    group_code: str
    group: str
    label: str
    sentences: tuple[str, str, str, str]
    look_at: str
    avoid: str
    hidden: bool
    tiles: tuple[TileView, ...]
    group_second: str = ""

    @property
    def sentences_there(self) -> int:
        return sum(bool(one) for one in self.sentences)

    @property
    def tiles_shown(self) -> tuple[TileView, ...]:
        return tuple(one for one in self.tiles if not one.hidden)


@dataclass(frozen=True)
class GroupView:
    code: str
    label: str
    second: str
    competences: tuple[CompetenceView, ...]


@dataclass(frozen=True)
class HandbookView:
    id: UUID
    version: int
    state: HandbookState
    edition: int
    organisation_id: UUID
    second_language: str
    competences: tuple[CompetenceView, ...]

    @property
    def shown(self) -> tuple[CompetenceView, ...]:
        """What the company looks at now; the rest waits to be shown."""
        return tuple(one for one in self.competences if not one.hidden)

    @property
    def groups(self) -> tuple[GroupView, ...]:
        """What is shown under its headings."""
        found: dict[str, list[CompetenceView]] = {}
        for one in self.shown:
            found.setdefault(one.group_code, []).append(one)
        return tuple(
            GroupView(code, rows[0].group, rows[0].group_second, tuple(rows))
            for code, rows in found.items()
        )

    @property
    def put_away(self) -> tuple[CompetenceView, ...]:
        return tuple(one for one in self.competences if one.hidden)


def handbook_view(book: Handbook, language: str = "nl") -> HandbookView:
    """A version with everything in it, in two queries."""
    tiles: dict[UUID, list[TileView]] = {}
    for row in Tile.select().where(Tile.handbook == book).order_by(Tile.position):
        view = TileView(
            row.id, row.sentence_in(language), row.sentence_second, row.icon, row.tone,
            row.level_hint, row.hidden,
        )  # fmt: skip
        tiles.setdefault(row.competence_id, []).append(view)
    rows = Competence.select().where(Competence.handbook == book).order_by(Competence.position)
    return HandbookView(
        id=book.id,
        version=book.version,
        state=book.state,
        edition=book.edition,
        organisation_id=book.organisation_id,
        second_language=book.second_language,
        competences=tuple(_competence(row, tiles.get(row.id, []), language) for row in rows),
    )


def _competence(row: Competence, tiles: list[TileView], language: str) -> CompetenceView:
    group = (row.group_second if language != "nl" else "") or row.group_label
    return CompetenceView(
        id=row.id,
        group_code=row.group_code,
        group=group,
        label=row.label_in(language),
        sentences=tuple(row.sentence(n, language) for n in (1, 2, 3, 4)),  # type: ignore[arg-type]
        look_at=row.look_at,
        avoid=row.avoid,
        hidden=row.hidden,
        tiles=tuple(tiles),
        group_second=row.group_second,
    )


def competence_of(book: Handbook, competence_id: UUID) -> Competence | None:
    """One competence of this version, for editing."""
    return Competence.get_or_none((Competence.id == competence_id) & (Competence.handbook == book))


def tiles_of(competence: Competence) -> list[Tile]:
    return list(Tile.select().where(Tile.competence == competence).order_by(Tile.position))


def groups_of(book: Handbook) -> list[tuple[str, str]]:
    """Code and heading of each group of this version, in order."""
    rows = Competence.select(Competence.group_code, Competence.group_label)
    ordered: Any = rows.where(Competence.handbook == book).order_by(Competence.position)
    return list(dict(ordered.tuples()).items())


def departments_of(organisation_id: UUID) -> list[str]:
    """The departments of the company's workplaces, by name."""
    rows = Workplace.select(Workplace.department).where(
        Workplace.organisation == organisation_id, Workplace.department != ""
    )
    return sorted({row.department for row in rows})
