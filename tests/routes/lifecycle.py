"""The states of a relation, each made from the same world; `SCENES[column](cast)` gives the user.

Where a service makes the state it is asked; what only time makes is written into the rows.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from pwa.domain.enums import Role
from pwa.domain.members import BlockReason
from pwa.domain.states import PlacementState, UserState
from pwa.models import (
    Candidate,
    CoachCover,
    Membership,
    Placement,
    StandIn,
    Supervision,
    User,
)
from pwa.services import blocks, covers, guidance, people
from pwa.services.covers import HandingOver
from tests.people import TODAY, Cast

YESTERDAY = TODAY - timedelta(days=1)
Scene = Callable[[Cast], User]
WHOLE = Supervision.evaluate_until > Supervision.to_on


def _as_is(who: str, cast: Cast) -> User:
    found: User = getattr(cast, who)
    return found


def _before(who: str, cast: Cast) -> User:
    """The first day is in a week."""
    start, here = TODAY + timedelta(days=7), Supervision.placement == cast.placement_a1.id
    Placement.update(start_on=start).where(Placement.id == cast.placement_a1.id).execute()
    Supervision.update(from_on=start).where(here, WHOLE).execute()
    return _as_is(who, cast)


def _ended(who: str, days: int, cast: Cast) -> User:
    """The last day was so many days ago; who guided the whole of it has 42 days to evaluate."""
    last = TODAY - timedelta(days=days)
    here = Supervision.placement == cast.placement_a1.id
    Placement.update(
        state=PlacementState.COMPLETED, ended_on=last, planned_end_on=last
    ).where(Placement.id == cast.placement_a1.id).execute()  # fmt: skip
    later = [row.id for row in Supervision.select().where(here, Supervision.from_on > last)]
    Supervision.delete().where(Supervision.id.in_(later)).execute()
    Supervision.update(to_on=last, evaluate_until=last + timedelta(days=42)).where(
        here, WHOLE
    ).execute()
    return _as_is(who, cast)


def _blocked(who: str, by: str, cast: Cast) -> User:
    blocks.block(cast.as_(by), _seat(cast, who), BlockReason.LEFT)
    return _as_is(who, cast)


def _left(who: str, cast: Cast) -> User:
    Membership.update(to_on=YESTERDAY).where(Membership.user == getattr(cast, who)).execute()
    return _as_is(who, cast)


def _moved(cast: Cast) -> User:
    """To the other company; nobody ended the guidance at the first."""
    people.add_member(None, cast.supervisor_a, cast.company_b, Role.SUPERVISOR)
    here = Membership.organisation == cast.company_a.id
    mine = Membership.user == cast.supervisor_a.id
    Membership.update(to_on=YESTERDAY).where(here, mine).execute()
    return _as_is("supervisor_a", cast)


def _seat(cast: Cast, who: str) -> Membership:
    row: Membership = Membership.get(Membership.user == getattr(cast, who))
    return row


def _other_supervisor(cast: Cast) -> User:
    by, mine = cast.as_("employer_a"), Supervision.user == cast.supervisor_a.id
    for row in list(Supervision.select().where(mine)):
        guidance.hand_over(by, row, YESTERDAY, cast.colleague.id)
    return _as_is("supervisor_a", cast)


def _carla(cast: Cast) -> User:
    User.update(state=UserState.ACTIVE).where(User.name == "Carla Vos").execute()
    found: User = User.get(User.name == "Carla Vos")
    return found


def _other_coach(cast: Cast) -> User:
    own = list(Candidate.select().where(Candidate.coach == cast.coach_1.id))
    covers.hand_over(cast.as_("coach_1"), own, HandingOver(_carla(cast).id, TODAY, None))
    return _as_is("coach_1", cast)


def _cover(first: date, last: date, cast: Cast) -> User:
    carla = _carla(cast)
    CoachCover.create(
        candidate=cast.a1_row.id, from_coach=cast.coach_1.id, to_coach=carla.id,
        from_on=first, to_on=last, made_by=cast.coach_1.id,
    )  # fmt: skip
    return carla


def _stand_in(first: date, last: date, cast: Cast) -> User:
    row = StandIn.get_by_id(cast.stand_in_a1.id)
    Supervision.update(from_on=first, to_on=last, evaluate_until=last).where(
        Supervision.id == row.supervision_id
    ).execute()
    return _as_is("colleague", cast)


SOON, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=3)
LONG_AGO = TODAY - timedelta(days=4)

SCENES: dict[str, Scene] = {
    "supervisor before": partial(_before, "supervisor_a"),
    "supervisor active": partial(_as_is, "supervisor_a"),
    "supervisor evaluates": partial(_ended, "supervisor_a", 42),
    "supervisor ended": partial(_ended, "supervisor_a", 43),
    "supervisor reassigned": _other_supervisor,
    "supervisor moved": _moved,
    "supervisor left": partial(_left, "supervisor_a"),
    "supervisor blocked": partial(_blocked, "supervisor_a", "employer_a"),
    "coach before": partial(_before, "coach_1"),
    "coach active": partial(_as_is, "coach_1"),
    "coach day30": partial(_ended, "coach_1", 30),
    "coach day31": partial(_ended, "coach_1", 31),
    "coach reassigned": _other_coach,
    "coach left": partial(_left, "coach_1"),
    "coach blocked": partial(_blocked, "coach_1", "municipality_admin"),
    "company active": partial(_as_is, "employer_a"),
    "company closed": partial(_ended, "employer_a", 31),
    "company left": partial(_left, "employer_a"),
    "company blocked": lambda cast: _company_blocked(cast),
    "candidate before": partial(_before, "candidate_a1"),
    "candidate active": partial(_as_is, "candidate_a1"),
    "candidate closed": partial(_ended, "candidate_a1", 31),
    "cover before": partial(_cover, SOON, LATER),
    "cover active": partial(_cover, LONG_AGO, TODAY),
    "cover over": partial(_cover, LONG_AGO, YESTERDAY),
    "stand_in before": partial(_stand_in, SOON, LATER),
    "stand_in active": partial(_stand_in, LONG_AGO, TODAY),
    "stand_in over": partial(_stand_in, LONG_AGO, YESTERDAY),
}


def _company_blocked(cast: Cast) -> User:
    """By a second administrator, since nobody blocks oneself."""
    people.add_member(None, cast.substitute, cast.company_a, Role.EMPLOYER_ADMIN)
    return _blocked("employer_a", "substitute", cast)
