"""What happens to placements of the demo while they run: extended, stopped, handed over."""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from pwa import clock
from pwa.demo.cast import World
from pwa.domain.enums import AttendanceCode
from pwa.domain.ids import uuid7
from pwa.domain.running import StopReason
from pwa.models import Candidate, Note, load_person
from pwa.services import attendance, covers, endings, extensions, note_changes, notes, stand_ins
from pwa.services.covers import HandingOver
from pwa.services.endings import Stopping
from pwa.services.extensions import Extending
from pwa.services.stand_ins import StandingIn

if TYPE_CHECKING:
    from pwa.demo.cases import Case


def extend(case: "Case") -> None:
    """A later end, with the coach's reason."""
    wanted = Extending(
        case.today + timedelta(days=case.data["end_in_days"]),
        case.data["extension_reason"],
        case.data.get("extension_despite", ""),
    )
    extensions.extend(case.who(case.data["coach"]), case.placement, wanted)


def stop(case: "Case") -> None:
    """An early stop, told by the coach first; the final evaluation is written by hand after it."""
    told = case.data["stop"]
    coach = case.who(case.data["coach"])
    wanted = Stopping(
        last_on=coach.today, reason=StopReason(told["reason"]), told_by=coach.id,
        told_on=coach.today, text=told["text"], candidate_words=told["candidate_words"],
    )  # fmt: skip
    endings.end_early(coach, case.placement, wanted)


def correct(case: "Case") -> None:
    """The candidate says what was wrong; the note gets a new version and the day its right word."""
    for told in case.data.get("corrections", ()):
        note = (
            Note.select()
            .where(Note.placement == case.placement.id, Note.day == case.day(told["note_day"]))
            .get()
        )
        _say(case, note, told)
        _put_right(case, note, told)


def _say(case: "Case", note: Note, told: dict[str, Any]) -> None:
    who = case.data["candidate"]
    with clock.at(clock.at_local(_after(case, told, 1), time(17, 20))):
        mine = Note.visible_to(case.who(who)).where(Note.id == note.id).get()
        notes.react(case.who(who), mine, uuid7(), told["asks"])


def _put_right(case: "Case", note: Note, told: dict[str, Any]) -> None:
    with clock.at(clock.at_local(_after(case, told, 2), time(9, 10))):
        by = case.who(told["by"])
        wanted = note_changes.NoteChange(
            id=uuid7(), revision=note.revision, day=note.day, text=told["text"],
            tile_ids=(), reason=told["reason"],
        )  # fmt: skip
        note_changes.change(by, note, wanted)
        day = case.day(told["attendance_day"])
        attendance.fill(by, case.placement, day, AttendanceCode(told["code"]))


def _after(case: "Case", told: dict[str, Any], worked_days: int) -> date:
    n: int = told["note_day"] + worked_days
    return case.day(min(n, len(case.worked) - 1))


def next_week(world: World, today: date) -> None:
    """Bram covers for Anouk next week, and Mehmet stands in for Ria in the same days."""
    monday = today + timedelta(days=7 - today.weekday())
    friday = monday + timedelta(days=4)
    with clock.at(min(clock.now(), clock.at_local(today, time(9)))):
        _cover(world, monday, friday)
        _stand_in(world, monday, friday)


def _cover(world: World, monday: date, friday: date) -> None:
    anouk, bram = load_person(world.users["anouk"]), world.users["bram"]
    own = list(Candidate.select().where(Candidate.coach == anouk.id))
    wanted = HandingOver(bram.id, monday, friday, "Anouk is een week vrij.")
    covers.hand_over(anouk, own, wanted)


def _stand_in(world: World, monday: date, friday: date) -> None:
    ria, mehmet = load_person(world.users["ria"]), world.users["mehmet"]
    hers = [row for row in stand_ins.guided(ria.id) if row.last_day >= monday]
    wanted = StandingIn(ria.id, mehmet.id, monday, friday, tuple(row.id for row in hers))
    stand_ins.stand_in(ria, wanted)
