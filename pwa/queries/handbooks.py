"""A handbook as people read it, in their language where the company wrote that too."""

from dataclasses import dataclass
from uuid import UUID

from pwa.domain.enums import Tone
from pwa.domain.states import HandbookState
from pwa.models import Competence, Handbook, Tile


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
    group: str
    label: str
    sentences: tuple[str, str, str, str]
    look_at: str
    avoid: str
    hidden: bool
    tiles: tuple[TileView, ...]


@dataclass(frozen=True)
class HandbookView:
    id: UUID
    version: int
    state: HandbookState
    edition: int
    organisation_id: UUID
    competences: tuple[CompetenceView, ...]

    @property
    def shown(self) -> tuple[CompetenceView, ...]:
        """What the company looks at now; the rest waits to be shown."""
        return tuple(one for one in self.competences if not one.hidden)

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
        competences=tuple(_competence(row, tiles.get(row.id, []), language) for row in rows),
    )


def _competence(row: Competence, tiles: list[TileView], language: str) -> CompetenceView:
    group = (row.group_second if language != "nl" else "") or row.group_label
    return CompetenceView(
        id=row.id,
        group=group,
        label=row.label_in(language),
        sentences=tuple(row.sentence(n, language) for n in (1, 2, 3, 4)),  # type: ignore[arg-type]
        look_at=row.look_at,
        avoid=row.avoid,
        hidden=row.hidden,
        tiles=tuple(tiles),
    )


def competence_of(book: Handbook, competence_id: UUID) -> Competence | None:
    """One competence of this version, for editing."""
    return Competence.get_or_none((Competence.id == competence_id) & (Competence.handbook == book))


def tiles_of(competence: Competence) -> list[Tile]:
    return list(Tile.select().where(Tile.competence == competence).order_by(Tile.position))
