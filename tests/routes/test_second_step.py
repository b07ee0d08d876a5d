"""After the password: a code, once, tried seldom; and nothing before a second step is there."""

from datetime import timedelta

import pytest
from flask import url_for

from pwa import clock
from pwa.models import AuditEvent, RecoveryCode, Session, User
from pwa.services import ways
from tests.browse import OWN, Visitor
from tests.people import NOW
from tests.ways_case import LOGIN, codes_on, set_up_app, shown, sign_in, with_password

LATER = NOW + timedelta(minutes=3)
BEGIN, STEP = "/account/binnenkomen/begin", "/aanmelden/stap"
MUST = ("coach_1", "employer_a", "municipality_admin", "privacy_officer")


@pytest.fixture
def pepper(app):
    return app.extensions["opstap"].pin_pepper()


@pytest.fixture
def coach(cast):
    return with_password(cast.coach_1)


@pytest.fixture
def codes(browse, coach):
    """The coach set up an app; these are the recovery codes on paper."""
    visitor = browse()
    assert sign_in(visitor).status == 303
    return codes_on(set_up_app(visitor))


def sessions_of(user):
    live = Session.select().where(Session.user == user.id, Session.ended_at.is_null())
    return live.count()


@pytest.mark.parametrize("who", MUST)
def test_a_password_alone_leads_to_setting_up_more(browse, cast, who):
    with_password(cast.user(who))
    visitor = browse()
    page = sign_in(visitor).follow()
    assert (page.status, page.location) == (303, BEGIN)
    assert "Code-app instellen" in page.follow().text


@pytest.mark.parametrize("who", ["supervisor_a", "candidate_a1"])
def test_a_supervisor_and_a_candidate_need_no_more(browse, cast, who):
    with_password(cast.user(who))
    visitor = browse()
    visitor.checks = False  # it became that person's browser
    assert sign_in(visitor).follow().follow().status == 200


OPEN = (
    "assets.", "health.", "ways_begin.", "proving.", "session.leave", "account.language",
    "outbox.receive_claimed",
)  # fmt: skip


def test_halfway_every_other_address_leads_to_the_next_step(app, browse, cast, coach):
    visitor = browse()
    sign_in(visitor)
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(OPEN):
            continue
        for method in rule.methods & {"GET", "POST"}:
            page = visitor._open(method, _path(app, rule), {})
            led = page.location == BEGIN or page.status == 401
            assert led, f"{method} {rule.endpoint}: {page.status} {page.location}"


def test_halfway_a_page_without_network_hears_that_we_are_there_again(browse, coach):
    visitor = browse()
    sign_in(visitor)
    answer = visitor.get("/healthz")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")


NAMED = {"UUIDConverter": "01890000-0000-7000-8000-000000000000", "IntegerConverter": 1}


def _path(app, rule):
    kinds = {name: type(rule._converters[name]).__name__ for name in rule.arguments}
    values = {name: NAMED.get(kind, "x") for name, kind in kinds.items()}
    with app.test_request_context():
        return url_for(rule.endpoint, **values)


def test_an_app_lets_in_at_once_and_its_codes_are_asked_for_later(browse, coach, codes, pepper):
    assert len(codes) == len(set(codes)) == 8
    with clock.at(LATER):
        page = sign_in(browse())
        assert page.location == STEP
        assert page.visitor.get("/mijn-kandidaten").location.startswith("/aanmelden")
        page = page.follow().submit("Naar binnen", code=shown(coach, pepper))
        assert page.follow().follow().status == 200


def test_a_wrong_password_says_the_same_whoever_has_a_second_step(browse, cast, codes):
    with_password(cast.supervisor_a, "sara")
    said = [
        sign_in(browse(), login=login, password="iets anders")
        for login in (LOGIN["login"], "sara", "niemand")
    ]
    assert len({(one.status, one.text) for one in said}) == 1


def test_a_code_works_once_and_so_does_no_code_before_it(browse, coach, codes, pepper):
    with clock.at(LATER):
        now, before = shown(coach, pepper), shown(coach, pepper, LATER - timedelta(seconds=30))
        first, second = sign_in(browse()).follow(), sign_in(browse()).follow()
        assert first.submit("Naar binnen", code=now).status == 303
        assert second.submit("Naar binnen", code=now).status == 422
        assert second.submit("Naar binnen", code=before).status == 422


def test_five_guesses_and_then_a_wait_also_from_another_browser(browse, coach, codes, pepper):
    with clock.at(LATER):
        guesses = [sign_in(browse()).follow().submit("Naar binnen", code="000000") for _ in "12345"]
        assert [one.status for one in guesses] == [422] * 5
        page = sign_in(browse()).follow()
        assert page.submit("Naar binnen", code=shown(coach, pepper)).status == 429


def test_what_waits_for_a_code_waits_five_minutes(browse, coach, codes, pepper):
    with clock.at(LATER):
        page = sign_in(browse()).follow()
    with clock.at(LATER + timedelta(minutes=5)):
        late = page.submit("Naar binnen", code=shown(coach, pepper))
        assert (late.status, late.location) == (303, "/aanmelden")


def test_another_password_ends_what_waits_for_a_code(browse, cast, coach, codes, pepper):
    with clock.at(LATER):
        page = sign_in(browse()).follow()
        ways.rights_changed(None, coach.id)
        assert page.submit("Naar binnen", code=shown(coach, pepper)).location == "/aanmelden"


def test_a_recovery_code_lets_in_once_and_asks_to_set_up_anew(browse, coach, codes):
    with clock.at(LATER):
        page = sign_in(browse()).follow().submit("Naar binnen", code=codes[3].lower())
        assert page.location == "/account/binnenkomen/"
        assert "Je gebruikte een herstelcode" in page.follow().text
        again = sign_in(browse()).follow().submit("Naar binnen", code=codes[3])
        assert again.status == 422
    assert AuditEvent.select().where(AuditEvent.action == "recovery.use").count() == 1


def test_codes_on_paper_are_kept_as_hashes_and_a_new_set_replaces_them(browse, coach, codes):
    assert not any(code in str(row.__data__) for row in RecoveryCode.select() for code in codes)
    visitor = browse("coach_1")
    fresh = codes_on(visitor.get("/account/binnenkomen/").submit("Nieuwe herstelcodes maken"))
    assert not set(fresh) & set(codes)
    with clock.at(LATER):
        assert sign_in(browse()).follow().submit("Naar binnen", code=codes[0]).status == 422
        assert sign_in(browse()).follow().submit("Naar binnen", code=fresh[0]).status == 303


def test_the_secret_of_an_app_cannot_be_read_in_the_database(coach, codes, pepper):
    from pwa.models import CodeApp
    from pwa.services import code_app

    row = CodeApp.get()
    secret = code_app._opened(row.secret, coach.id, pepper)
    assert secret and secret not in row.secret
    assert code_app._opened(row.secret, coach.id, b"another key") is None


def test_setting_up_needs_a_code_that_fits(browse, coach):
    visitor = browse()
    sign_in(visitor)
    page = visitor.post("/account/binnenkomen/app").follow().submit("Klaar", code="000000")
    assert (page.status, "#code" in page.links()) == (422, True)
    assert visitor.get("/mijn-kandidaten").location == BEGIN


def test_who_showed_a_pin_shows_the_code_and_may_not_make_another(browse, coach, codes, pepper):
    """A coach who signs in by PIN somewhere: nothing to set up, since there is a second step."""
    from pwa.access import COOKIE
    from pwa.domain.ways import Proof
    from pwa.services import sessions

    visitor = browse()
    visitor.client.set_cookie(COOKIE, sessions.start(coach, proof=Proof.PIN))
    assert visitor.get("/mijn-kandidaten").location == STEP
    assert visitor.post("/account/binnenkomen/app").location == STEP
    assert visitor.get(BEGIN).location == STEP
    with clock.at(LATER):
        page = visitor.get(STEP).submit("Naar binnen", code=shown(coach, pepper))
        assert page.status == 303 and visitor.get("/mijn-kandidaten").status == 200


def test_a_token_planted_before_signing_in_is_worth_nothing(app, browse, coach, codes, pepper):
    """Session fixation: each of the two steps and the set-up gives a token that was not there."""
    from pwa.access import COOKIE

    with clock.at(LATER):
        visitor = browse()
        visitor.client.set_cookie(COOKIE, "planted")
        page = sign_in(visitor).follow()
        page.submit("Naar binnen", code=shown(coach, pepper))
        planted = Visitor(app, None)
        planted.client.set_cookie(COOKIE, "planted")
        assert planted.get("/mijn-kandidaten").location.startswith("/aanmelden")


def test_the_token_changes_when_a_second_step_is_set_up(app, browse, coach):
    from pwa.access import COOKIE

    visitor = browse()
    sign_in(visitor)
    before = visitor.client.get_cookie(COOKIE).value
    set_up_app(visitor)
    old = Visitor(app, None)
    old.client.set_cookie(COOKIE, before)
    assert old.get("/mijn-kandidaten").location.startswith("/aanmelden")
    assert visitor.get("/mijn-kandidaten").status == 200


def test_nothing_is_sent_for_a_session_that_is_halfway(app, browse, coach):
    visitor = browse()
    sign_in(visitor)
    answer = visitor.client.post("/verzenden/", headers=OWN, json={})
    assert answer.status_code == 401
    assert User.get_by_id(coach.id) and sessions_of(coach) == 1


def test_an_open_browser_is_not_enough_to_change_how_one_gets_in(browse, coach, codes, pepper):
    mine = browse()
    with clock.at(LATER):
        sign_in(mine).follow().submit("Naar binnen", code=shown(coach, pepper))
        assert mine.get("/account/binnenkomen/").status == 200
    with clock.at(LATER + timedelta(minutes=16)):
        assert mine.get("/mijn-kandidaten").status == 200
        for path in ("app/weg", "herstelcodes", "passkey/vraag", "passkey", "wachtwoord"):
            assert mine.post(f"/account/binnenkomen/{path}").location == STEP, path
        page = mine.get("/account/binnenkomen/").follow()
        page = page.submit("Naar binnen", code=shown(coach, pepper))
        assert page.location == "/account/binnenkomen/" and page.follow().status == 200
        assert sessions_of(coach) == 2, "the one of the set-up, and this one in place of the old"
