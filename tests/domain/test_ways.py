"""Who has to show more than a password, which limits hold, and when a link is not enough."""

from datetime import timedelta

import pytest

from pwa.domain import ways
from pwa.domain.enums import Role
from pwa.domain.ways import Proof, Ways

HOURS, DAYS = (lambda n: timedelta(hours=n)), (lambda n: timedelta(days=n))
MUST = [Role.COACH, Role.EMPLOYER_ADMIN, Role.MUNICIPALITY_ADMIN, Role.PRIVACY_OFFICER]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("proof", [*Proof, None])
def test_a_password_or_pin_is_too_little_for_who_reads_of_many(role, proof):
    weak = proof in (Proof.PASSWORD, Proof.PIN, None)
    assert ways.must_prove_more([role], proof) is (weak and role in MUST)


def test_one_role_that_must_is_enough_and_none_asks_nothing():
    assert ways.must_prove_more([Role.SUPERVISOR, Role.EMPLOYER_ADMIN], Proof.PIN)
    assert not ways.must_prove_more([], Proof.PASSWORD)


@pytest.mark.parametrize(
    ("roles", "idle", "absolute"),
    [
        ([], DAYS(30), DAYS(90)),
        ([Role.SUPERVISOR], DAYS(7), DAYS(30)),
        ([Role.COACH], HOURS(12), DAYS(7)),
        ([Role.EMPLOYER_ADMIN], HOURS(12), DAYS(7)),
        ([Role.MUNICIPALITY_ADMIN], HOURS(12), DAYS(7)),
        ([Role.PRIVACY_OFFICER], HOURS(12), DAYS(7)),
        ([Role.SUPERVISOR, Role.EMPLOYER_ADMIN], HOURS(12), DAYS(7)),
    ],
)
def test_the_strictest_role_says_how_long_a_browser_stays_signed_in(roles, idle, absolute):
    assert ways.limits(roles) == ways.Limits(idle, absolute)


def test_every_role_has_limits_and_none_is_longer_than_the_longest():
    assert set(ways.LIMITS) == set(Role)
    assert max(one.idle for one in ways.LIMITS.values()) <= ways.LONGEST.idle
    assert max(one.absolute for one in ways.LIMITS.values()) <= ways.LONGEST.absolute


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("own", "anybody", "must"),
    [
        (Ways(), False, False),
        (Ways(password=True), True, False),
        (Ways(pin=True), True, False),
        (Ways(app=True), False, False),
        (Ways(password=True, app=True), True, True),
        (Ways(passkeys=1), True, True),
    ],
)
def test_what_is_enough_to_get_in(role, own, anybody, must):
    assert ways.gets_in([role], own) is (must if role in MUST else anybody)


@pytest.mark.parametrize("second", [Ways(app=True), Ways(passkeys=1)])
def test_who_has_a_second_step_is_asked_for_it_but_no_candidate(second):
    assert ways.asks_second(False, second)
    assert not ways.asks_second(True, second)
    assert not ways.asks_second(False, Ways(password=True, pin=True))


@pytest.mark.parametrize("role", Role)
def test_a_colleagues_link_never_stands_alone_before_what_somebody_reads(role):
    must = role in MUST
    assert ways.link_needs_operator([role], True, Ways(password=True)) is must
    assert not ways.link_needs_operator([role], False, Ways())
    assert not ways.link_needs_operator([role], True, Ways(app=True))


def test_for_two_organisations_a_password_alone_is_too_little_whatever_the_role():
    supervisor, own = [Role.SUPERVISOR], Ways(password=True)
    assert ways.must_prove_more(supervisor, Proof.PASSWORD, 2)
    assert not ways.must_prove_more(supervisor, Proof.PASSWORD, 1)
    assert not ways.must_prove_more(supervisor, Proof.PIN, 2), "chosen after more was shown"
    assert ways.must_prove_more([Role.COACH], Proof.PIN, 2)
    assert ways.gets_in(supervisor, own, 1) and not ways.gets_in(supervisor, own, 2)
    assert ways.link_needs_operator(supervisor, True, own, 2)
    assert not ways.link_needs_operator(supervisor, True, own, 1)
