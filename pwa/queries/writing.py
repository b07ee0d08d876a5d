"""What the page needs on which a note is written: about whom, for which days, with which tiles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pwa.domain.notes import days_to_choose
from pwa.domain.workdays import WorkCalendar
from pwa.models import Person, Placement
from pwa.models.calendars import note_window, work_calendars
from pwa.queries.tiles import TileBoard, board


@dataclass(frozen=True)
class About:
    placement_id: UUID
    name: str
    place: str


@dataclass(frozen=True)
class Writing:
    """`left_out`: people of the group whose tiles are others, so that they need a note apart.

    `days` is empty when no note can be made any more; `photos`: the company wants them.
    """

    people: tuple[About, ...]
    left_out: tuple[About, ...]
    days: tuple[date, ...]
    board: TileBoard
    photos: bool

    @property
    def ids(self) -> tuple[UUID, ...]:
        return tuple(one.placement_id for one in self.people)


def writing(person: Person, ids: Iterable[UUID], keep: tuple[UUID, ...] = ()) -> Writing | None:
    """The page for these placements as far as this person guides them; None when that is nobody.

    A group shares one handbook: who has another one than the first is left out and named.
    """
    wanted = [one for one in dict.fromkeys(ids) if one in person.guides]
    query = Placement.with_people().where(Placement.id.in_(wanted))
    rows = {row.id: row for row in query}
    placements = [rows[one] for one in wanted if one in rows]
    if not placements:
        return None
    book = placements[0].handbook_id
    same = [row for row in placements if row.handbook_id == book]
    return Writing(
        people=tuple(map(_about, same)),
        left_out=tuple(_about(row) for row in placements if row.handbook_id != book),
        days=_days(person, same),
        board=board(person, book, keep, {row.workplace.department for row in same}),
        photos=all(row.workplace.organisation.photos for row in same),
    )


def _about(row: Placement) -> About:
    return About(row.id, row.candidate.user.name, row.workplace.title)


def _days(person: Person, placements: list[Placement]) -> tuple[date, ...]:
    """The days that fit everybody of the group, newest first."""
    calendars = work_calendars(row.workplace.organisation_id for row in placements)
    fit = [_days_of(person, row, calendars) for row in placements]
    return tuple(day for day in fit[0] if all(day in days for days in fit))


def _days_of(person: Person, row: Placement, calendars: Mapping[UUID, WorkCalendar]) -> list[date]:
    window = note_window(row, calendars[row.workplace.organisation_id], person.today)
    return [day for day in days_to_choose(person.today, window) if person.guided_on(row.id, day)]
