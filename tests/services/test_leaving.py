"""Somebody leaves: access ends, and what they did goes to others."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.domain.states import PlacementState, UserState
from pwa.models import (
    Candidate,
    CoachCover,
    Evaluation,
    Handover,
    Membership,
    Note,
    Placement,
    StandIn,
    Supervision,
    User,
)
from pwa.services import corrections, leaving, members, people, stand_ins
from pwa.services.leaving import Leaving
from pwa.services.stand_ins import StandingIn
from tests.evaluation_case import Case, quick_pdf
from tests.people import END, TODAY, Cast

LATER = TODAY + timedelta(days=5)


def seat(cast: Cast, who: object) -> Membership:
    return Membership.get(Membership.user == cast.user(who))


def everybody(cast: Cast, a1: UUID | None, a2: UUID | None) -> dict[UUID, UUID | None]:
    return {cast.placement_a1.id: a1, cast.placement_a2.id: a2}


def newcomer(cast: Cast, where: str, role: Role, name: str = "Nina Nieuw") -> User:
    user = people.add_user(None, name)
    User.update(state=UserState.ACTIVE).where(User.id == user.id).execute()
    people.add_member(None, user, getattr(cast, where), role)
    return User.get_by_id(user.id)


def periods(cast: Cast, placement: Placement) -> list[tuple[UUID, bool, date, date]]:
    rows = Supervision.select().where(Supervision.placement == placement.id)
    rows = rows.order_by(Supervision.from_on, Supervision.main.desc())
    return [(one.user_id, one.main, one.from_on, one.to_on) for one in rows]


def test_who_still_guides_has_to_say_who_goes_on(cast: Cast) -> None:
    by = cast.as_("employer_a")
    with pytest.raises(BadInput) as wrong:
        leaving.leave(by, seat(cast, "supervisor_a"), Leaving(LATER))
    assert set(wrong.value.fields) == {
        f"heir-{cast.placement_a1.id}", f"heir-{cast.placement_a2.id}"
    }  # fmt: skip
    assert seat(cast, "supervisor_a").to_on is None


def test_an_open_request_for_correction_needs_an_heir_also_when_everything_is_signed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_pdf(monkeypatch)
    Case(cast).to("final")
    Placement.update(state=PlacementState.COMPLETED, ended_on=TODAY).where(
        Placement.id == cast.placement_a1.id
    ).execute()
    rows = leaving.guided(seat(cast, "supervisor_a"), LATER)
    assert [one.placement_id for one in leaving.to_ask(rows)] == [cast.placement_a2.id]
    amina = cast.as_("candidate_a1")
    asked = corrections.ask_note(amina, cast.note_a1, uuid7(), "Dit was order 12.")
    heirs = everybody(cast, cast.substitute.id, None)
    with pytest.raises(BadInput):
        leaving.check(
            cast.as_("employer_a"), seat(cast, "supervisor_a"),
            Leaving(LATER, {cast.placement_a2.id: None}),
        )  # fmt: skip
    leaving.leave(cast.as_("employer_a"), seat(cast, "supervisor_a"), Leaving(LATER, heirs))
    with clock.at(clock.now() + timedelta(days=7)):
        tom = cast.as_("substitute")
        answered = corrections.keep(tom, corrections.fresh(asked.id), "Zo was het.")
        assert answered.state == "kept"


def test_the_substitute_becomes_the_main_one_the_day_after(cast: Cast) -> None:
    heirs = everybody(cast, cast.substitute.id, None)
    leaving.leave(cast.as_("employer_a"), seat(cast, "supervisor_a"), Leaving(LATER, heirs))
    mine = [one for one in periods(cast, cast.placement_a1) if one[0] != cast.former.id]
    assert mine == [
        (cast.supervisor_a.id, True, cast.placement_a1.start_on, LATER),
        (cast.substitute.id, False, cast.placement_a1.start_on, LATER),
        (cast.substitute.id, True, LATER + timedelta(days=1), END),
    ]
    assert (cast.supervisor_a.id, True, cast.placement_a2.start_on, LATER) in periods(
        cast, cast.placement_a2
    )


def test_access_ends_the_day_after_and_the_heir_writes_the_evaluation(cast: Cast) -> None:
    heirs = everybody(cast, cast.substitute.id, cast.colleague.id)
    leaving.leave(cast.as_("employer_a"), seat(cast, "supervisor_a"), Leaving(LATER, heirs))
    assert set(cast.as_("supervisor_a").guides) == {cast.placement_a1.id, cast.placement_a2.id}
    with clock.at(clock.now() + timedelta(days=6)):
        gone = cast.as_("supervisor_a")
        assert not gone.has_place
        assert dict(gone.guides) == {}
        assert not Note.visible_to(gone).exists()
        assert not Placement.visible_to(gone).exists()
    with clock.at(clock.at_local(END + timedelta(days=30), clock.now().time())):
        assert cast.placement_a1.id in cast.as_("substitute").guides
        assert cast.placement_a2.id in cast.as_("colleague").guides


def test_who_comes_back_gets_nobody_back(cast: Cast) -> None:
    heirs = everybody(cast, cast.substitute.id, cast.colleague.id)
    by = cast.as_("employer_a")
    leaving.leave(by, seat(cast, "supervisor_a"), Leaving(TODAY, heirs))
    with clock.at(clock.now() + timedelta(days=2)):
        members.bring_back(by, seat(cast, "supervisor_a"))
        assert dict(cast.as_("supervisor_a").guides) == {}


@pytest.mark.parametrize("heir", ["supervisor_a", "supervisor_b", "employer_a", "former_gone"])
def test_only_a_colleague_who_stays_can_go_on(cast: Cast, heir: str) -> None:
    members.end(cast.as_("employer_a"), seat(cast, "former"), TODAY)
    who = cast.former if heir == "former_gone" else getattr(cast, heir)
    wanted = Leaving(LATER, everybody(cast, who.id, None))
    with pytest.raises(BadInput) as wrong:
        leaving.leave(cast.as_("employer_a"), seat(cast, "supervisor_a"), wanted)
    assert wrong.value.fields == {f"heir-{cast.placement_a1.id}": "not_a_colleague"}


def test_the_day_is_today_or_later(cast: Cast) -> None:
    with pytest.raises(BadInput):
        leaving.leave(
            cast.as_("employer_a"), seat(cast, "former"), Leaving(TODAY - timedelta(days=1))
        )


@pytest.mark.parametrize(
    ("by", "who"),
    [
        ("employer_a", "employer_a"), ("employer_b", "supervisor_a"),
        ("supervisor_a", "colleague"), ("municipality_admin", "municipality_admin"),
        ("municipality_admin", "coach_2"), ("coach_1", "privacy_officer"),
    ],
)  # fmt: skip
def test_nobody_ends_oneself_or_people_of_others(cast: Cast, by: str, who: str) -> None:
    with pytest.raises(NotAllowed):
        leaving.leave(cast.as_(by), seat(cast, who), Leaving(TODAY))


def test_one_administrator_stays_who_has_no_end(cast: Cast) -> None:
    ella = newcomer(cast, "company_a", Role.EMPLOYER_ADMIN)
    leaving.leave(cast.as_(ella), seat(cast, "employer_a"), Leaving(LATER))
    with pytest.raises(NotAllowed) as refused:
        leaving.leave(cast.as_("employer_a"), seat(cast, ella), Leaving(TODAY))
    assert refused.value.code == "last_admin"


def test_an_invited_administrator_does_not_count_yet(cast: Cast) -> None:
    made = members.invite(
        cast.as_("employer_a"), cast.company_a, members.Newcomer("Ella", Role.EMPLOYER_ADMIN)
    )
    other = newcomer(cast, "company_a", Role.EMPLOYER_ADMIN)
    leaving.leave(cast.as_("employer_a"), seat(cast, other), Leaving(TODAY))
    assert made.member.to_on is None
    with pytest.raises(NotAllowed):
        leaving.leave(cast.as_(other), seat(cast, "employer_a"), Leaving(TODAY))


def test_two_at_once_get_a_clear_answer(cast: Cast) -> None:
    by, row = cast.as_("employer_a"), seat(cast, "former")
    leaving.leave(by, row, Leaving(TODAY))
    with pytest.raises(Stale):
        leaving.leave(by, row, Leaving(LATER))


def test_candidates_go_to_another_coach_and_the_old_one_covers_until_the_end(cast: Cast) -> None:
    carla = newcomer(cast, "kessenbroek", Role.COACH, "Carla Vos")
    wanted = Leaving(LATER, coach=carla.id)
    leaving.leave(cast.as_("municipality_admin"), seat(cast, "coach_1"), wanted)
    amina = Candidate.get_by_id(cast.a1_row.id)
    assert amina.coach_id == carla.id
    assert cast.as_("coach_1").coaches(amina)
    assert cast.as_(carla).coaches(amina)
    with clock.at(clock.now() + timedelta(days=6)):
        assert not cast.as_("coach_1").has_place
        assert cast.as_(carla).coaches(amina)
        assert not Note.visible_to(cast.as_("coach_1")).exists()
    good = CoachCover.select().where(CoachCover.to_on.is_null())
    assert {row.made_by_id for row in good} == {cast.municipality_admin.id}


def test_candidates_never_go_to_who_arranges_it(cast: Cast) -> None:
    """Even one who is a coach as well: looking after a municipality opens no notes."""
    people.add_member(None, cast.municipality_admin, cast.kessenbroek, Role.COACH)
    wanted = Leaving(LATER, coach=cast.municipality_admin.id)
    with pytest.raises(BadInput) as wrong:
        leaving.leave(cast.as_("municipality_admin"), seat(cast, "coach_1"), wanted)
    assert wrong.value.fields == {"coach": "not_a_colleague"}
    assert not Note.visible_to(cast.as_("municipality_admin")).exists()


@pytest.mark.parametrize("who", ["coach_2", None])
def test_candidates_go_to_a_coach_of_the_same_municipality(cast: Cast, who: str | None) -> None:
    wanted = Leaving(LATER, coach=getattr(cast, who).id if who else None)
    with pytest.raises(BadInput):
        leaving.leave(cast.as_("municipality_admin"), seat(cast, "coach_1"), wanted)
    assert Candidate.get_by_id(cast.a1_row.id).coach_id == cast.coach_1.id


def test_what_a_leaving_coach_would_cover_is_not_done(cast: Cast) -> None:
    carla = newcomer(cast, "kessenbroek", Role.COACH, "Carla Vos")
    Candidate.update(coach=carla.id).where(Candidate.id == cast.a2_row.id).execute()
    facts = {"candidate": cast.a2_row.id, "from_coach": carla.id, "to_coach": cast.coach_1.id}
    CoachCover.create(**facts, from_on=TODAY, to_on=TODAY + timedelta(days=30), made_by=carla.id)
    wanted = Leaving(LATER, coach=carla.id)
    leaving.leave(cast.as_("municipality_admin"), seat(cast, "coach_1"), wanted)
    row = CoachCover.select().where(CoachCover.candidate == cast.a2_row.id).get()
    assert row.to_on == LATER


def test_nobody_stands_in_for_who_left(cast: Cast) -> None:
    sara = cast.as_("supervisor_a")
    days = LATER + timedelta(days=3), LATER + timedelta(days=8)
    ids = (cast.placement_a1.id,)
    stand_ins.stand_in(sara, StandingIn(sara.id, cast.colleague.id, *days, ids))
    heirs = everybody(cast, cast.substitute.id, cast.colleague.id)
    leaving.leave(cast.as_("employer_a"), seat(cast, "supervisor_a"), Leaving(LATER, heirs))
    assert not StandIn.select().exists()
    assert cast.placement_a1.id not in cast.as_("colleague").guides


def test_a_supervisor_who_moved_to_another_company_keeps_nothing_of_the_first(cast: Cast) -> None:
    """Also when nobody ended the guidance: the seat decides."""
    people.add_member(None, cast.supervisor_a, cast.company_b, Role.SUPERVISOR)
    yesterday = TODAY - timedelta(days=1)
    here = Membership.organisation == cast.company_a.id
    Membership.update(to_on=yesterday).where(here).execute()
    moved = cast.as_("supervisor_a")
    assert moved.has(Role.SUPERVISOR)
    assert dict(moved.guides) == {}
    for model in (Placement, Note, Handover, Evaluation, StandIn):
        assert not model.visible_to(moved).exists()
