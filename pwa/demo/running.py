"""What happens to placements of the demo while they run: extended, stopped, handed over."""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from pwa import clock
from pwa.demo.cast import World
from pwa.domain.running import StopReason
from pwa.models import Candidate, load_person
from pwa.services import covers, endings, extensions, stand_ins
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
