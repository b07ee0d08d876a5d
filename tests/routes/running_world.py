"""For the permission matrix: a coach who covers later, and a colleague who stands in later.

Both are people outside the cast's columns or out of their days, so that nobody's cells change: the
cover of candidate_a2 and the colleague's days at candidate_a1 begin in two weeks.
"""

from datetime import timedelta

from pwa.domain.enums import Role
from pwa.models import Candidate
from pwa.services import covers, people, stand_ins
from pwa.services.covers import HandingOver
from pwa.services.stand_ins import StandingIn
from tests.people import TODAY, Cast

FIRST, LAST = TODAY + timedelta(days=14), TODAY + timedelta(days=18)


def arrange(cast: Cast) -> None:
    carla = people.add_user(None, "Carla Vos")
    people.add_member(None, carla, cast.kessenbroek, Role.COACH)
    own = [Candidate.get_by_id(cast.a2_row.id)]
    coach, supervisor = cast.as_("coach_1"), cast.as_("supervisor_a")
    cast.cover_a2 = covers.hand_over(coach, own, HandingOver(carla.id, FIRST, LAST))[0]
    wanted = StandingIn(supervisor.id, cast.colleague.id, FIRST, LAST, (cast.placement_a1.id,))
    cast.stand_in_a1 = stand_ins.stand_in(supervisor, wanted)[0]
