"""Another coach, for a period or for good: who sees and decides on which day."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.states import UserState
from pwa.models import (
    AuditEvent,
    Candidate,
    CoachCover,
    Evaluation,
    Membership,
    Note,
    Placement,
    User,
)
from pwa.policies import coaching, evaluations, placements, workplaces
from pwa.queries import placing
from pwa.services import covers, people
from pwa.services.covers import HandingOver
from tests.people import TODAY, Cast

MONDAY, FRIDAY = date(2026, 3, 16), date(2026, 3, 20)


@pytest.fixture
def colleagues(cast: Cast) -> Cast:
    """Two more coaches of Kessenbroek: who covers, and one who has nothing to do with it."""
    for key, name in (("cover", "Carla Vos"), ("other", "Otto Prins")):
        user = people.add_user(None, name)
        User.update(state=UserState.ACTIVE).where(User.id == user.id).execute()
        people.add_member(None, user, cast.kessenbroek, Role.COACH)
        setattr(cast, key, user)
    return cast


def hand_over(cast: Cast, from_on: date = MONDAY, to_on: date | None = FRIDAY) -> CoachCover:
    coach = cast.as_("coach_1")
    wanted = HandingOver(cast.cover.id, from_on, to_on)
    return covers.hand_over(coach, [Candidate.get_by_id(cast.a1_row.id)], wanted)[0]


def sees(cast: Cast, who: str, day: date) -> set[str]:
    """Everything that says "this is a coach of candidate a1", each in its own way."""
    with clock.at(clock.at_local(day, time(10))):
        person = cast.as_(who)
        placement = Placement.with_people().where(Placement.id == cast.placement_a1.id).get()
        facts: dict[str, Callable[[], Any]] = {
            "candidate": lambda: Candidate.visible_to(person).where(Candidate.id == cast.a1_row.id),
            "placement": lambda: Placement.visible_to(person).where(Placement.id == placement.id),
            "note": lambda: Note.visible_to(person).where(Note.id == cast.note_a1.id),
            "head": lambda: placements.coaches(person, placement),
            "visit": lambda: coaching.write_visit(person, placement),
            "plan": lambda: any(one.id == cast.a1_row.id for one in placing.candidates(person)),
            "beside": lambda: workplaces.lay_beside(
                person, placement.workplace, placement.candidate
            ),
            "sign": lambda: evaluations.coaches(person, placement),
            "evaluation": lambda: (
                Evaluation.visible_to(person).count() >= 0 and evaluations.start(person, placement)
            ),
        }
        return {name for name, ask in facts.items() if _yes(ask())}


def _yes(answer: Any) -> bool:
    return answer if isinstance(answer, bool) else answer.exists()


ALL = {"candidate", "placement", "note", "head", "visit", "plan", "beside", "sign", "evaluation"}


@pytest.mark.parametrize(
    ("day", "who", "allowed"),
    [
        (MONDAY - timedelta(days=1), "coach_1", True),
        (MONDAY - timedelta(days=1), "cover", False),
        (MONDAY - timedelta(days=1), "other", False),
        (MONDAY, "coach_1", True),
        (MONDAY, "cover", True),
        (MONDAY, "other", False),
        (FRIDAY, "coach_1", True),
        (FRIDAY, "cover", True),
        (FRIDAY, "other", False),
        (FRIDAY + timedelta(days=1), "coach_1", True),
        (FRIDAY + timedelta(days=1), "cover", False),
        (FRIDAY + timedelta(days=1), "other", False),
    ],
)
def test_within_its_period_who_covers_is_a_coach_beside_the_own_one(
    colleagues: Cast, day: date, who: str, allowed: bool
) -> None:
    hand_over(colleagues)
    assert sees(colleagues, who, day) == (ALL if allowed else set())


@pytest.mark.parametrize("who", ["coach_1", "cover", "other"])
@pytest.mark.parametrize("days", [0, 1, 100])
def test_for_good_the_former_coach_is_out_at_once(colleagues: Cast, who: str, days: int) -> None:
    assert sees(colleagues, "coach_1", TODAY) == ALL
    hand_over(colleagues, TODAY, None)
    after = sees(colleagues, who, TODAY + timedelta(days=days))
    assert after == (ALL if who == "cover" else set())


@pytest.mark.parametrize("who", ["coach_1", "cover"])
def test_without_a_seat_in_the_municipality_nobody_is_a_coach(colleagues: Cast, who: str) -> None:
    hand_over(colleagues)
    user = getattr(colleagues, who)
    Membership.update(organisation=colleagues.anderdam).where(Membership.user == user.id).execute()
    assert sees(colleagues, who, MONDAY) == set()


def test_only_a_coach_of_the_same_municipality_can_take_over(colleagues: Cast) -> None:
    own = [Candidate.get_by_id(colleagues.a1_row.id)]
    for who in ("coach_2", "coach_1", "employer_a"):
        wanted = HandingOver(getattr(colleagues, who).id, MONDAY, FRIDAY)
        with pytest.raises(BadInput) as refused:
            covers.hand_over(colleagues.as_("coach_1"), own, wanted)
        assert refused.value.fields == {"to_coach": "not_a_colleague"}


def test_who_covers_hands_nobody_on(colleagues: Cast) -> None:
    hand_over(colleagues)
    own = [Candidate.get_by_id(colleagues.a1_row.id)]
    wanted = HandingOver(colleagues.other.id, FRIDAY, None)
    with clock.at(clock.at_local(MONDAY, time(10))):
        covering = colleagues.as_("cover")
        with pytest.raises(NotAllowed):
            covers.hand_over(covering, own, wanted)


@pytest.mark.parametrize(
    ("from_on", "to_on", "field"),
    [
        (TODAY - timedelta(days=1), FRIDAY, "from_on"),
        (FRIDAY, MONDAY, "to_on"),
        (MONDAY, None, "from_on"),
        (TODAY + timedelta(days=200), TODAY + timedelta(days=210), "from_on"),
    ],
)
def test_odd_periods_are_refused_at_their_field(
    colleagues: Cast, from_on: date, to_on: date | None, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        hand_over(colleagues, from_on, to_on)
    assert set(refused.value.fields) == {field}
    assert not CoachCover.select().exists()


def test_two_periods_that_share_a_day_are_said(colleagues: Cast) -> None:
    hand_over(colleagues)
    with pytest.raises(BadInput) as refused:
        hand_over(colleagues, FRIDAY, FRIDAY + timedelta(days=7))
    assert refused.value.fields == {"from_on": "cover_overlaps"}
    hand_over(colleagues, FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=7))


def test_a_period_that_is_ended_early_ends_on_the_next_request(colleagues: Cast) -> None:
    row = hand_over(colleagues)
    with clock.at(clock.at_local(MONDAY, time(9))):
        covers.end_cover(colleagues.as_("cover"), row)
        with pytest.raises(Stale):
            covers.end_cover(colleagues.as_("coach_1"), row)
    assert sees(colleagues, "cover", MONDAY) == set()
    assert sees(colleagues, "coach_1", MONDAY) == ALL


def test_for_good_ends_what_was_arranged_for_a_period(colleagues: Cast) -> None:
    hand_over(colleagues)
    own = [Candidate.get_by_id(colleagues.a1_row.id)]
    covers.hand_over(
        colleagues.as_("coach_1"), own, HandingOver(colleagues.other.id, TODAY, None)
    )  # fmt: skip
    assert sees(colleagues, "cover", MONDAY) == set()
    assert sees(colleagues, "other", MONDAY) == ALL


def test_who_lost_a_candidate_in_the_meantime_is_told(colleagues: Cast) -> None:
    before = [Candidate.get_by_id(colleagues.a1_row.id)]
    hand_over(colleagues, TODAY, None)
    with pytest.raises(Stale):
        covers.hand_over(
            colleagues.as_("coach_1"), before, HandingOver(colleagues.other.id, TODAY, None)
        )  # fmt: skip
    assert Candidate.get_by_id(colleagues.a1_row.id).coach_id == colleagues.cover.id


def test_it_is_written_down_who_handed_whom_to_whom(colleagues: Cast) -> None:
    hand_over(colleagues, TODAY, None)
    event = AuditEvent.get(AuditEvent.action == "candidate.hand_over")
    assert event.actor_id == colleagues.coach_1.id
    assert event.detail["candidate"] == str(colleagues.a1_row.id)
    assert event.detail["to"] == str(colleagues.cover.id)
