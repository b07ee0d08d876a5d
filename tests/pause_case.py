"""A placement that stood still for a while and went on."""

from datetime import date, time

from pwa import clock
from pwa.domain.running import PauseReason
from pwa.models import Placement
from pwa.services import pauses
from pwa.services.pauses import Pausing, Resuming
from tests.people import Cast


def stood_still(cast: Cast, placement: Placement, first: date, back: date) -> Placement:
    """Each said on its own day; the end stays. Gives the placement as it is then."""
    coach = cast.as_("coach_1")
    with clock.at(clock.at_local(first, time(9))):
        pauses.pause(coach, read(placement), Pausing(first, PauseReason.NO_WORK_NOW))
    with clock.at(clock.at_local(back, time(9))):
        pauses.resume(coach, read(placement), Resuming(back))
    return read(placement)


def read(placement: Placement) -> Placement:
    row: Placement = Placement.with_people().where(Placement.id == placement.id).get()
    return row
