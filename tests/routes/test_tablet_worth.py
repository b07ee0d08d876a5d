"""A PIN on a shared tablet is worth that tablet only; and an unlocked one gives nobody a PIN."""

import pytest

from pwa.models import DevicePin, Passkey, RecoveryCode, User
from pwa.models.ways_facts import ways_of
from pwa.services import people
from tests.authenticator import Authenticator
from tests.evaluation_case import Case
from tests.routes.test_passkeys import add
from tests.shared_tablet import OTHER_PIN, PASSWORD, PIN, Hall, later
from tests.ways_case import set_up_app, shown

AGAIN, STEP, OWN = "/account/nog-eens/", "/aanmelden/stap", "/account/binnenkomen/"
CHOOSE = "/tablet/pincode/"
BY_PASSWORD = {"password": PASSWORD, "pin": "", "next": OWN}


@pytest.fixture
def hall(app, cast, browse):
    return Hall(app, cast, browse)


@pytest.fixture
def inside(hall):
    """The tablet, with Sara in it by her PIN just now."""
    hall.has_pin("supervisor_a")
    assert hall.enter("supervisor_a").status == 303
    return hall.browser


@pytest.mark.parametrize(
    "path",
    ["", "begin", "app", "app/weg", "passkey", "passkey/vraag", "herstelcodes", "wachtwoord"],
)
def test_just_after_the_pin_no_way_in_is_seen_or_made_without_the_password(inside, path):
    method = "GET" if path in ("", "begin") else "POST"
    assert inside._open(method, f"{OWN}{path}", {}).location.startswith(AGAIN)


def test_nor_another_telephone_number_given_or_the_own_phone_signed_out(inside, cast):
    before = cast.supervisor_a.phone
    inside.post("/account/telefoon", {"phone": "0687654321"})
    assert inside.post("/account/browsers/afmelden").location.startswith(AGAIN)
    assert User.get_by_id(cast.supervisor_a.id).phone == before


def test_on_a_tablet_the_page_asks_for_the_password_and_takes_no_pin(inside, cast):
    page = inside.get(OWN).follow()
    assert page.find(".//input[@id='password']") and not page.find(".//input[@id='pin']")
    assert "Een pincode telt hier niet" in page.text
    assert inside.post(AGAIN, {"password": "", "pin": PIN, "next": OWN}).status == 422
    assert inside.get(OWN).location.startswith(AGAIN)
    assert page.submit("Verder", password=PASSWORD).location == OWN
    assert inside.get(OWN).status == 200 and add(inside, Authenticator()).status == 200
    assert ways_of(cast.supervisor_a.id).passkeys == 1


def test_who_has_a_second_step_shows_that_on_a_tablet(hall, cast, browse):
    hall.has_pin("supervisor_a")
    set_up_app(browse("supervisor_a"))
    codes = {row.id for row in RecoveryCode.select()}
    with later(3):
        hall.enter("supervisor_a")
        for path in ("herstelcodes", "passkey/vraag", "app/weg"):
            assert hall.browser.post(f"{OWN}{path}").location == STEP, path
        assert hall.browser.post(AGAIN, BY_PASSWORD).location == STEP
        assert {row.id for row in RecoveryCode.select()} == codes
        assert ways_of(cast.supervisor_a.id).app and not Passkey.select().exists()
        hall.browser.post(STEP, {"code": shown(cast.supervisor_a, hall.pepper)})
        assert hall.browser.get(OWN).status == 200


def test_the_password_typed_to_come_in_is_not_asked_once_more(hall):
    hall.with_password("supervisor_a")
    assert hall.browser.get(OWN).status == 200


@pytest.fixture
def at_the_table(hall, cast):
    """The tablet, where Sara showed her password twice, and had it go round to be signed."""
    hall.has_pin("supervisor_a")
    hall.with_password("supervisor_a")
    assert hall.browser.post(AGAIN, BY_PASSWORD).location == OWN
    case = Case(cast)
    case.to("signing")
    assert hall.browser.post(f"/evaluaties/{case.ev.id}/tafel").status == 303
    hall.browser.user = None
    return hall.browser


def test_a_tablet_that_went_round_and_is_opened_by_pin_is_worth_what_a_pin_is(at_the_table, cast):
    assert at_the_table.post("/slot/", {"pin": PIN, "password": ""}).status == 303
    at_the_table.user = cast.supervisor_a
    assert at_the_table.get("/vandaag/").status == 200
    assert at_the_table.get(OWN).location.startswith(AGAIN)


def test_opened_with_the_password_it_is_worth_what_it_was(at_the_table, cast):
    assert at_the_table.post("/slot/", {"pin": "", "password": PASSWORD}).status == 303
    at_the_table.user = cast.supervisor_a
    assert at_the_table.get(OWN).status == 200


def test_a_candidate_who_has_only_a_pin_on_the_own_phone_makes_a_passkey_with_it(browse, cast):
    phone = browse(None)
    token = people.invite(None, cast.candidate_a1)
    phone.post(f"/uitnodiging/{token}", {"way": "pin", "pin": PIN})
    phone.user = cast.candidate_a1
    assert phone.get(OWN).status == 200
    assert add(phone, Authenticator()).location == OWN


def test_the_pin_of_the_tablet_itself_is_changed_and_forgotten_with_the_pin(inside, hall, cast):
    page = inside.get(CHOOSE)
    assert page.submit("Bewaren", pin=OTHER_PIN, now=PIN).status == 303
    hall.lock()
    assert hall.enter("supervisor_a", OTHER_PIN).status == 303
    assert inside.get("/account/").submit("Vergeten").location == "/tablet/"
    assert not DevicePin.select().where(DevicePin.user == cast.supervisor_a).exists()


def kept_open(hall, minutes=28):
    """Sara signed in with the password, chose no PIN, and left the tablet to who used it on."""
    hall.with_password("supervisor_a")
    for moment in range(4, minutes, 4):
        with later(moment):
            assert hall.browser.post("/tablet/in-gebruik").status == 204


def has_pin(cast):
    return DevicePin.select().where(DevicePin.user == cast.supervisor_a).exists()


def test_who_came_in_with_the_password_chooses_a_pin_at_once(hall, cast):
    page = hall.with_password("supervisor_a")
    assert page.location == CHOOSE
    assert page.follow().submit("Bewaren", pin=PIN).status == 303
    assert has_pin(cast)


def test_half_an_hour_later_somebody_else_chooses_none_for_her(hall, cast):
    kept_open(hall)
    with later(28):
        assert hall.browser.get(CHOOSE).location.startswith(AGAIN)
        assert hall.browser.post(CHOOSE, {"pin": PIN}).location.startswith(AGAIN)
        assert not has_pin(cast)
        page = hall.browser.get(CHOOSE).follow()
        assert page.submit("Verder", password="geraden").status == 422
        page = page.submit("Verder", password=PASSWORD)
        assert page.location == CHOOSE
        assert page.follow().submit("Bewaren", pin=PIN).status == 303
    assert has_pin(cast)


def test_after_ten_minutes_already(hall, cast):
    kept_open(hall, 10)
    with later(10):
        assert hall.browser.post(CHOOSE, {"pin": PIN}).location.startswith(AGAIN)
    assert not has_pin(cast)


def test_who_has_a_second_step_shows_it_and_then_chooses(hall, cast, browse):
    set_up_app(browse("supervisor_a"))
    with later(3):
        hall.with_password("supervisor_a")
        hall.browser.post(STEP, {"code": shown(cast.supervisor_a, hall.pepper)})
    with later(14):
        assert hall.browser.get(CHOOSE).location == STEP
        code = shown(cast.supervisor_a, hall.pepper)
        page = hall.browser.post(STEP, {"code": code})
        assert page.location == CHOOSE
        assert page.follow().submit("Bewaren", pin=PIN).status == 303
    assert has_pin(cast)
