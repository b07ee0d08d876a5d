"""A placement in one go: everything together, or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from pwa.domain.enums import PlacementKind, Role
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.models import (
    Candidate,
    Goal,
    Handbook,
    Membership,
    Organisation,
    Placement,
    Supervision,
    User,
    Workplace,
)
from pwa.services import people
from pwa.services.placements import Agreed
from pwa.services.planning import NewCompany, NewPerson, NewWorkplace, Plan, plan
from tests.people import EVERY_DAY

AGREED = Agreed(
    PlacementKind.PROEFPLAATS, date(2026, 3, 16), date(2026, 5, 15), EVERY_DAY, ("Zelf bakken.",)
)
WHY = {"overlap": "De ene plek loopt af.", "places_full": "Er komt een tafel bij."}


def all_new() -> Plan:
    return Plan(
        id=uuid7(),
        company=NewCompany("Bakkerij Zoet", "Kessenbroek", "Petra"),
        workplace=NewWorkplace("Bakken", "bakkerij"),
        candidate=NewPerson("ሳራ ተስፋይ", language="en"),
        supervisor=NewPerson("Łukasz Żak", job="bakken"),
        substitute=NewPerson("محمد علي"),
        agreed=AGREED,
    )


def counts() -> tuple[int, ...]:
    tables = (Organisation, Workplace, User, Candidate, Handbook, Placement, Supervision, Goal)
    return tuple(table.select().count() for table in tables)


def test_a_new_company_comes_with_its_people_handbook_and_links(cast):
    done = plan(cast.as_("coach_1"), all_new())
    placed = done.placement
    assert placed.workplace.organisation.name == "Bakkerij Zoet"
    assert placed.handbook.organisation_id == placed.workplace.organisation_id
    assert placed.candidate.coach_id == cast.coach_1.id
    assert [row.user.name for row in placed.supervisions.order_by(Supervision.main.desc())] == [
        "Łukasz Żak",
        "محمد علي",
    ]
    roles = {row.user.name: row.role for row in placed.workplace.organisation.memberships}
    assert roles["Petra"] is Role.EMPLOYER_ADMIN
    names = {people.open_invitation(token).user.name for token in done.tokens.values()}
    assert names == {"ሳራ ተስፋይ", "Łukasz Żak", "محمد علي", "Petra"}


def test_everything_is_one_commit(cast, watch):
    with watch.counting() as seen:
        plan(cast.as_("coach_1"), all_new())
    assert seen.commits == 1


def test_known_people_and_places_are_used_and_get_no_link(cast):
    wanted = Plan(
        uuid7(), None, cast.workplace_a.id, cast.a1_row.id, cast.supervisor_a.id,
        cast.substitute.id, AGREED, reasons=WHY,
    )  # fmt: skip
    done = plan(cast.as_("coach_1"), wanted)
    assert done.tokens == {}
    assert done.placement.handbook_id == cast.handbook_a.id


def test_the_same_form_twice_makes_one_placement(cast):
    wanted = all_new()
    first = plan(cast.as_("coach_1"), wanted)
    before = counts()
    second = plan(cast.as_("coach_1"), wanted)
    assert (second.placement.id, second.tokens) == (first.placement.id, {})
    assert counts() == before


def test_the_id_of_a_colleagues_placement_is_refused(cast):
    wanted = replace(all_new(), id=cast.placement_b1.id)
    with pytest.raises(NotAllowed, match="plan_reused"):
        plan(cast.as_("coach_1"), wanted)


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        (lambda cast: {"candidate": cast.b1_row.id}, "candidate", "unknown"),
        (lambda cast: {"candidate": uuid7()}, "candidate", "unknown"),
        (lambda cast: {"workplace": uuid7()}, "place", "unknown"),
        (lambda cast: {"company": cast.kessenbroek.id}, "place", "unknown"),
        (lambda cast: {"supervisor": cast.supervisor_a.id}, "supervisor", "works_elsewhere"),
        (lambda cast: {"supervisor": cast.coach_1.id}, "supervisor", "works_elsewhere"),
        (lambda cast: {"substitute": cast.supervisor_b.id}, "substitute", "works_elsewhere"),
        (lambda cast: {"agreed": replace(AGREED, end_on=date(2026, 3, 1))}, "end_on", "end_before"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_left_behind(cast, change, field, code):
    before = counts()
    with pytest.raises(BadInput) as wrong:
        plan(cast.as_("coach_1"), replace(all_new(), **change(cast)))
    assert wrong.value.fields[field].startswith(code)
    assert counts() == before


def test_nobody_is_substitute_of_oneself(cast):
    sara = cast.supervisor_a.id
    wanted = Plan(uuid7(), None, cast.workplace_a.id, cast.a1_row.id, sara, sara, AGREED)
    with pytest.raises(BadInput) as wrong:
        plan(cast.as_("coach_1"), wanted)
    assert wrong.value.fields == {"substitute": "same_person"}


def test_a_link_that_still_waits_keeps_working(cast):
    first = plan(cast.as_("coach_1"), all_new())
    lukasz = User.get(User.name == "Łukasz Żak")
    company = Membership.get(Membership.user == lukasz).organisation_id
    wanted = replace(
        all_new(), company=company, supervisor=lukasz.id, substitute=None,
        candidate=cast.a1_row.id, reasons=WHY,
    )  # fmt: skip
    assert plan(cast.as_("coach_1"), wanted).tokens == {}
    assert people.open_invitation(first.tokens[lukasz.id])
