"""One case of the demo: a placement with its days, lived through the services on their own days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from pwa import clock
from pwa.demo import agreements, corrections, running
from pwa.demo.cast import World
from pwa.domain.enums import AttendanceCode, PlacementKind, Tone
from pwa.domain.ids import uuid7
from pwa.domain.schedule import WEEKDAYS, WeekSchedule, parse_hours
from pwa.domain.states import NoteVisibility, PlacementState
from pwa.models import Note, Person, Placement, Tile, load_person
from pwa.models.calendars import work_calendar
from pwa.services import attendance, handovers, notes, own_days, placements, visits
from pwa.services.notes import NoteEntry

EVENING = time(15, 40)


@dataclass
class Case:
    """A placement of the demo while it is being lived."""

    world: World
    data: dict[str, Any]
    today: date
    placement: Placement
    worked: list[date]

    def who(self, key: str) -> Person:
        """This person as of the moment on the clock."""
        return load_person(self.world.users[key])

    def day(self, n: int) -> date:
        """The n-th day worked; a negative one counts back from the last."""
        return self.worked[n]


def live(world: World, data: dict[str, Any], today: date) -> Case:
    """Make the placement and everything that happened on it up to yesterday."""
    start = today - timedelta(days=data["start_days_ago"])
    with clock.at(clock.at_local(start - timedelta(days=7), time(10))):
        case = _place(world, data, today, start)
    _extend(case)
    _attend(case)
    for note in data["notes"]:
        _note(case, note)
    corrections.live(case)
    for visit in data["visits"]:
        _visit(case, visit)
    _hand_over(case)
    _end(case)
    return case


def _place(world: World, data: dict[str, Any], today: date, start: date) -> Case:
    week = WeekSchedule.of(
        {
            WEEKDAYS.index(name): parse_hours(hours, data["break_minutes"])
            for name, hours in data["days"].items()
        }
    )
    workplace = world.workplaces[data["workplace"]]
    coach = load_person(world.users[data["coach"]])
    first_end = today + timedelta(days=data.get("first_end_in_days", data["end_in_days"]))
    agreed = placements.Agreed(
        kind=PlacementKind(data["kind"]),
        start_on=start,
        end_on=first_end,
        schedule=week.to_json(),
        goals=data["goals"],
        prior_months=data.get("prior_months", 0),
    )
    book = next(
        b for b in world.handbooks.values() if b.organisation_id == workplace.organisation_id
    )
    person = world.candidates[data["candidate"]]
    row = placements.place(coach, person, workplace, book, agreed, state=PlacementState.DRAFT)
    last = today + timedelta(days=data["end_in_days"])
    for key in data["guides"]:
        guide = world.users[key]
        placements.assign(coach, row, guide, main=key == data["guides"][0])
    calendar = work_calendar(workplace.organisation_id)
    until = today - timedelta(days=data.get("ended_days_ago", 1))
    days = [start + timedelta(days=n) for n in range((min(until, last) - start).days + 1)]
    worked = [
        d
        for d in days
        if week.scheduled_on(d)
        and d not in calendar.closed
        and (calendar.is_workday(d) or d.weekday() > 4)
    ]
    agreements.settle(world, data, row)
    return Case(world, data, today, row, worked)


def _extend(case: Case) -> None:
    if "first_end_in_days" not in case.data:
        return
    moment = case.today + timedelta(days=case.data["first_end_in_days"] - 10)
    with clock.at(clock.at_local(moment, time(11))):
        running.extend(case)
    case.placement = Placement.with_people().where(Placement.id == case.placement.id).get()


def _attend(case: Case) -> None:
    """Everybody was there, but for the days that the data names."""
    other = {int(n): AttendanceCode(code) for n, code in case.data["absent"].items()}
    since = case.today - timedelta(days=case.data.get("fill_last_days", 400))
    days = [day for day in case.worked if day >= since]
    guide = case.data["guides"][0]
    for n, day in enumerate(days):
        with clock.at(clock.at_local(day, time(9, 5))):
            code = other.get(n, AttendanceCode.PRESENT)
            attendance.fill(case.who(guide), case.placement, day, code)


def _note(case: Case, data: dict[str, Any]) -> None:
    day = case.day(data["day"])
    made = _at(day, data.get("made"), EVENING)
    with clock.at(_at(day, data.get("received"), EVENING)):
        entry = NoteEntry(
            ids={case.placement.id: uuid7(made - typing_time(data))},
            day=day,
            tile_ids=_tiles(case, data["tiles"]),
            text=data["text"],
            visibility=NoteVisibility.DISCUSS_FIRST
            if data.get("discuss")
            else NoteVisibility.DIRECT,
            tone=Tone(data["tone"]) if "tone" in data else None,
            made_at=made,
        )
        note = notes.write(case.who(data["by"]), entry)[0]
    after = day + timedelta(days=1)
    if data.get("discuss") and not data.get("leave_undiscussed"):
        with clock.at(clock.at_local(after, time(8, 30))):
            notes.mark_discussed(case.who(data["by"]), note)
    _answer(case, data, note, day)


def typing_time(data: dict[str, Any]) -> timedelta:
    """From opening the form to keeping the note: a touch for each tile, and some words."""
    return timedelta(seconds=6 + 3 * len(data["tiles"]) + len(data["text"]) / 8)


def _answer(case: Case, data: dict[str, Any], note: Note, day: date) -> None:
    """What the candidate said to the note, or about the own day."""
    candidate = case.data["candidate"]
    if "reaction" in data:
        with clock.at(clock.at_local(day + timedelta(days=1), time(17, 20))):
            fresh = Note.visible_to(case.who(candidate)).where(Note.id == note.id).get()
            notes.react(case.who(candidate), fresh, uuid7(), data["reaction"])
    if "own_day" in data:
        own = data["own_day"]
        with clock.at(clock.at_local(day, time(17, 5))):
            own_days.write(
                case.who(candidate), case.placement, day, own["face"], own["text"], id=uuid7()
            )


def _tiles(case: Case, sentences: Iterable[str]) -> tuple[Any, ...]:
    """Tiles by their sentence; one that this company put away is left out."""
    rows = Tile.select().where(
        Tile.handbook == case.placement.handbook_id, Tile.sentence.in_(list(sentences))
    )
    return tuple(row.id for row in rows if not row.competence.hidden)


def _visit(case: Case, data: dict[str, Any]) -> None:
    day = case.day(data["day"])
    with clock.at(clock.at_local(day, time(14, 15))):
        visits.write(case.who(case.data["coach"]), case.placement, day, data["text"])


def _hand_over(case: Case) -> None:
    line = case.data.get("handover")
    if line:
        moment = max(clock.now() - timedelta(hours=6), clock.at_local(case.today, time(0, 5)))
        with clock.at(min(moment, clock.now())):
            handovers.leave(case.who(line["by"]), case.placement, line["text"])


def _end(case: Case) -> None:
    if "ended_days_ago" not in case.data:
        return
    day = case.today - timedelta(days=case.data["ended_days_ago"])
    with clock.at(clock.at_local(day, time(16))):
        running.stop(case)
    case.placement = Placement.with_people().where(Placement.id == case.placement.id).get()


def _at(day: date, hour: str | None, otherwise: time) -> datetime:
    return clock.at_local(day, time.fromisoformat(hour) if hour else otherwise)
