"""What the privacy officer of the demo has in hand: one case that is open, one that is closed."""

from datetime import date, time, timedelta
from typing import Any

from pwa import clock
from pwa.demo import cast
from pwa.demo.cast import World
from pwa.domain.privacy_cases import CaseKind
from pwa.models import load_person
from pwa.services import privacy_cases
from pwa.services.privacy_cases import Wanted

MORNING = time(11, 15)


def look_into(world: World, today: date) -> None:
    """Each case on its day."""
    data = cast.read("privacy.json")
    for one in data["cases"]:
        _case(world, data["officer"], one, today)


def _case(world: World, officer: str, data: dict[str, Any], today: date) -> None:
    opened = today - timedelta(days=data["opened_days_ago"])
    with clock.at(clock.at_local(opened, MORNING)):
        wanted = Wanted(
            world.candidates[data["candidate"]].id, CaseKind(data["kind"]), data["reason"],
            data["told"], opened + timedelta(days=data["days"]),
        )  # fmt: skip
        case = privacy_cases.open_(load_person(world.users[officer]), wanted)
    if "closed_days_ago" in data:
        closed = today - timedelta(days=data["closed_days_ago"])
        with clock.at(clock.at_local(closed, MORNING)):
            privacy_cases.close(load_person(world.users[officer]), case, data["result"])
