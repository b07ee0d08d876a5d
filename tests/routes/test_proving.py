"""An open browser is not enough to sign the others out, or to make a new way in."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.access import COOKIE
from pwa.domain.tablets import TRIES
from pwa.domain.ways import Proof
from pwa.models import AuditEvent, Session, User
from pwa.models.ways_facts import ways_of
from pwa.services import people, sessions
from tests.authenticator import Authenticator
from tests.people import NOW
from tests.routes.test_passkeys import SIGN_IN, add, asked, come_in
from tests.ways_case import LOGIN, set_up_app, shown, sign_in, with_password

AGAIN, STEP = "/account/nog-eens/", "/aanmelden/stap"
LATER = NOW + timedelta(minutes=16)
PIN = "839201"
LOST = "Mozilla/5.0 (Linux; Android 13) Chrome/109.0 Mobile Safari/537.36"


@pytest.fixture
def visitor(browse):
    found = browse()
    found.checks = False  # it becomes somebody's browser
    return found


@pytest.fixture
def sara(cast):
    return with_password(cast.supervisor_a)


def live(user):
    return Session.select().where(Session.user == user.id, Session.ended_at.is_null()).count()


def lost_phone(user):
    """Another browser in which this person is signed in."""
    sessions.start(user, browser=LOST)
    return Session.select().where(Session.browser == LOST).get().id


def test_a_lost_phone_is_signed_out_by_who_types_the_password_once_more(visitor, sara):
    sign_in(visitor)
    path = f"/account/browsers/{lost_phone(sara)}/afmelden"
    with clock.at(LATER):
        page = visitor.post(path)
        assert page.location.startswith(AGAIN) and live(sara) == 2
        form = page.follow()
        wrong = form.submit("Verder", password="geraden")
        assert (wrong.status, "#password" in wrong.links()) == (422, True)
        page = form.submit("Verder", password=LOGIN["password"]).follow()
        assert "Tik nu nog een keer" in page.text and "Chrome op Android" in page.text
        page = page.submit(path).follow()
        assert "Chrome op Android" not in page.text and live(sara) == 1
    assert AuditEvent.select().where(AuditEvent.action == "session.prove").count() == 1


def test_just_after_signing_in_it_is_not_asked(visitor, sara):
    sign_in(visitor)
    lost_phone(sara)
    with clock.at(NOW + timedelta(minutes=14)):
        assert visitor.post("/account/browsers/afmelden").location == "/account/"
    assert live(sara) == 1


def test_what_was_shown_lasts_a_quarter_of_an_hour_and_is_of_this_session_alone(visitor, sara):
    sign_in(visitor)
    with clock.at(LATER):
        visitor.post(AGAIN, {"password": LOGIN["password"], "pin": "", "next": ""})
        assert visitor.post("/account/browsers/afmelden").location == "/account/"
    with clock.at(LATER + timedelta(minutes=16)):
        assert visitor.post("/account/browsers/afmelden").location.startswith(AGAIN)
    visitor.client.set_cookie(COOKIE, sessions.start(sara))  # in the same browser, as old
    with clock.at(LATER):
        assert visitor.post("/account/browsers/afmelden").location.startswith(AGAIN)


def test_the_token_of_before_opens_nothing_after_it(visitor, sara):
    sign_in(visitor)
    before = visitor.client.get_cookie(COOKIE).value
    with clock.at(LATER):
        visitor.post(AGAIN, {"password": LOGIN["password"], "pin": "", "next": ""})
        assert visitor.client.get_cookie(COOKIE).value != before
        assert sessions.person_of(before, touch=False) is None


def test_a_candidate_shows_the_pin_of_this_browser(visitor, cast):
    token = people.invite(None, cast.candidate_a1)
    visitor.post(f"/uitnodiging/{token}", {"way": "pin", "pin": PIN})
    with clock.at(LATER):
        form = visitor.post("/account/browsers/afmelden").follow()
        assert "Je pincode" in form.text and "Je wachtwoord" not in form.text
        assert form.submit("Verder", pin="571924").status == 422
        assert form.submit("Verder", pin="839 201").location == "/account/"
        assert visitor.post("/account/browsers/afmelden").location == "/account/"


def test_guessing_it_stops(visitor, cast):
    token = people.invite(None, cast.candidate_a1)
    visitor.post(f"/uitnodiging/{token}", {"way": "pin", "pin": PIN})
    with clock.at(LATER):
        told = [visitor.post(AGAIN, {"pin": f"57192{n}"}).status for n in range(TRIES + 1)]
        assert told == [422] * TRIES + [429]
        assert visitor.post(AGAIN, {"pin": PIN}).status == 429


def test_the_password_of_somebody_else_shows_nothing(visitor, sara, cast):
    secret = people.hash_password("nog een lange zin")
    User.update(login="ander", password_hash=secret).where(User.id == cast.coach_2.id).execute()
    sign_in(visitor)
    with clock.at(LATER):
        form = {"password": "nog een lange zin", "pin": "", "next": ""}
        assert visitor.post(AGAIN, form).status == 422


def test_a_coach_shows_the_second_step(browse, visitor, cast, app):
    coach = with_password(cast.coach_1)
    set_up_app(browse("coach_1"))
    pepper = app.extensions["opstap"].pin_pepper()
    with clock.at(NOW + timedelta(minutes=3)):
        sign_in(visitor)
        visitor.post(STEP, {"code": shown(coach, pepper)})
    with clock.at(LATER + timedelta(minutes=5)):
        assert visitor.post("/account/browsers/afmelden").location == STEP
        assert visitor.post(STEP, {"code": shown(coach, pepper)}).location == "/account/"
        assert visitor.post("/account/browsers/afmelden").location == "/account/"
    assert live(coach) == 1


@pytest.mark.parametrize("who", ["supervisor_a", "coach_1"])
def test_the_password_does_not_stand_in_for_the_second_step(browse, visitor, cast, app, who):
    """Who holds an open browser and knows the password takes no app away and makes no passkey."""
    user = with_password(cast.user(who))
    set_up_app(browse(who))
    pepper = app.extensions["opstap"].pin_pepper()
    with clock.at(NOW + timedelta(minutes=3)):
        sign_in(visitor)
        visitor.post(STEP, {"code": shown(user, pepper)})
    with clock.at(LATER + timedelta(minutes=5)):
        remove = "/account/binnenkomen/app/weg"
        assert visitor.post(remove).location == STEP
        form = {"password": LOGIN["password"], "pin": "", "next": "/account/"}
        assert (visitor.get(AGAIN).location, visitor.post(AGAIN, form).location) == (STEP, STEP)
        assert visitor.post(remove).location == STEP
        assert visitor.post("/account/binnenkomen/passkey/vraag").location == STEP
        assert ways_of(user.id).app and ways_of(user.id).passkeys == 0
        visitor.post(AGAIN, form)
        assert visitor.post(STEP, {"code": shown(user, pepper)}).location == "/account/"


@pytest.mark.parametrize("way", ["app", "passkey"])
def test_a_second_step_ends_the_browsers_that_came_in_without_it(browse, visitor, sara, way):
    """Who knew the password before is out, and stays out."""
    sign_in(visitor)
    mine = browse("supervisor_a")
    done = set_up_app(mine) if way == "app" else add(mine, Authenticator())
    assert done.status == 200 and mine.get("/vandaag/").status == 200
    assert visitor.get("/vandaag/").location.startswith("/aanmelden")
    assert live(sara) == 1


def test_a_passkey_of_a_candidate_or_a_second_one_ends_nothing(browse, cast):
    """Beside a PIN or password it is no second step; and who has one let in nobody without it."""
    candidate, coach = browse("candidate_a1"), browse("coach_1")
    sessions.start(cast.candidate_a1, proof=Proof.PIN)
    add(candidate, Authenticator())
    add(coach, Authenticator())
    sessions.start(cast.coach_1, proof=Proof.PASSKEY)
    add(coach, Authenticator())
    assert (live(cast.candidate_a1), live(cast.coach_1)) == (2, 2)


@pytest.mark.parametrize("who", ["candidate_a1", "coach_1"])
def test_a_passkey_shows_it_and_leads_back_to_where_one_was(browse, visitor, cast, who):
    """A candidate on the page for it, a coach at the second step."""
    key, user = Authenticator(count=1), cast.user(who)
    add(browse(who), key)
    come_in(visitor, key)
    lost_phone(user)
    with clock.at(LATER):
        page = visitor.post("/account/browsers/afmelden").follow()
        (then,) = page.find(".//pass-key//input[@name='next']")
        answer = key.show(asked(visitor, SIGN_IN))
        shown = visitor.post(SIGN_IN, {"answer": answer, "next": then.get("value")})
        assert shown.location == "/account/"
        assert visitor.post("/account/browsers/afmelden").location == "/account/"
    assert Session.select().where(Session.browser == LOST, Session.ended_at.is_null()).count() == 0


@pytest.mark.parametrize(
    "path", ["begin", "app", "passkey", "passkey/vraag", "wachtwoord", "overal-afmelden", "app/weg"]
)
def test_without_a_second_step_too_a_way_in_is_not_made_with_an_open_browser(visitor, sara, path):
    """ASVS 5.0.0, 7.5.1: who has only a password shows that."""
    sign_in(visitor)
    with clock.at(LATER):
        method = "GET" if path == "begin" else "POST"
        told = visitor._open(method, f"/account/binnenkomen/{path}", {})
        assert told.location.startswith(AGAIN), told.status
    assert live(sara) == 1


def test_another_telephone_number_is_not_given_with_an_open_browser(visitor, sara):
    """ASVS 5.0.0, 7.5.1: a link may be sent to that number."""
    sign_in(visitor)
    before = sara.phone
    with clock.at(LATER):
        form = visitor.post("/account/telefoon", {"phone": "0687654321"}).follow()
        assert User.get_by_id(sara.id).phone == before
        page = form.submit("Verder", password=LOGIN["password"]).follow()
        assert page.submit("/account/telefoon").location == "/account/", (
            "it need not be typed again"
        )
    assert User.get_by_id(sara.id).phone == "0687654321"


def test_the_same_number_once_more_asks_nothing_and_a_wrong_one_says_so_first(visitor, sara):
    sign_in(visitor)
    with clock.at(LATER):
        assert visitor.post("/account/telefoon", {"phone": sara.phone}).location == "/account/"
        assert visitor.post("/account/telefoon", {"phone": "bel me"}).status == 422


def test_a_coach_who_came_no_further_than_the_password_shows_that_and_goes_on(visitor, cast):
    with_password(cast.coach_1)
    sign_in(visitor)
    with clock.at(LATER):
        form = visitor.get("/account/binnenkomen/begin").follow()
        assert form.status == 200 and f'data-person="{cast.coach_1.id}' not in form.html
        form.submit("Verder", password=LOGIN["password"])
        assert "Code-app instellen" in visitor.get("/account/binnenkomen/begin").text


@pytest.mark.parametrize("next", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_elsewhere(visitor, sara, next):
    sign_in(visitor)
    form = {"password": LOGIN["password"], "pin": "", "next": next}
    assert visitor.post(AGAIN, form).location == "/account/"


def test_a_browser_that_knows_nothing_of_somebody_says_so(visitor, cast):
    visitor.client.set_cookie(COOKIE, sessions.start(cast.candidate_a1, proof=Proof.PIN))
    with clock.at(LATER):
        page = visitor.post("/account/browsers/afmelden").follow()
    assert "Meld je hier af en opnieuw aan" in page.text and not page.find(".//input[@id='pin']")
