"""Codes used twice, cookies that were stolen, PINs on other devices, locks that are gone round."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.access import COOKIE
from pwa.models import Device, DevicePin, Session, Tablet
from pwa.models.tablets import colleagues_on
from pwa.services import people, pins
from pwa.services.sessions import hash_token
from tests.evaluation_case import Case
from tests.people import NOW
from tests.shared_tablet import DEVICE, OTHER_PIN, PASSWORD, PIN, Hall, later

WRONG = "Deze code werkt niet."


@pytest.fixture
def hall(app, cast, browse):
    return Hall(app, cast, browse)


def test_a_code_works_once(hall, browse):
    again = hall.type_code(hall.code, browse(None))
    assert (again.status, WRONG in again.text) == (422, True)
    assert Tablet.select().where(Tablet.enrolled_at.is_null(False)).count() == 1


def test_a_code_works_ten_minutes_and_the_next_one_in_its_place(hall, browse):
    old = hall.new_code("Tablet hal 3")
    tablet = Tablet.get(Tablet.label == "Tablet hal 3")
    with clock.at(NOW + timedelta(minutes=10)):
        assert hall.type_code(old, browse(None)).status == 422
        page = hall.office.get(f"/tablets/{tablet.id}").submit("Nieuwe code").follow()
        new = "".join(page.find(".//p[@id='code']")[0].itertext())
        assert hall.type_code(old, browse(None)).status == 422
        assert hall.type_code(new.lower(), browse(None)).status == 303


def test_guessing_codes_stops_after_ten_whatever_is_typed(hall, browse):
    stranger, good = browse(None), hall.new_code("Tablet hal 3")
    answers = [hall.type_code("23456789", stranger).status for _ in range(11)]
    assert answers == [422] * 10 + [429]
    assert hall.type_code(good, stranger).status == 429


def test_wrong_used_and_old_codes_get_the_same_answer(hall, browse):
    said = {hall.type_code(code, browse(None)).text for code in (hall.code, "23456789", "zzz")}
    assert len(said) == 1


def test_only_the_hash_of_a_code_is_kept_and_only_its_maker_reads_it(hall, cast, browse):
    code = hall.new_code("Tablet hal 3").replace(" ", "")
    row = Tablet.get(Tablet.label == "Tablet hal 3")
    assert code not in str(row.__data__)
    other = browse("employer_a").get(f"/tablets/{row.id}")
    assert "Alleen wie hem maakte, ziet hem." in other.text
    assert not other.find(".//p[@id='code']")


def test_a_code_of_one_company_makes_no_tablet_of_another(app, cast, browse, hall):
    other = Hall(app, cast, browse, admin="employer_b")
    assert [one.name for one in _people(other)] == ["Joris Berg"]
    assert hall.office.get(f"/tablets/{other.row.id}").status == 404
    assert hall.office.post(f"/tablets/{other.row.id}/intrekken").status == 404
    assert hall.office.get(f"/bedrijven/{cast.company_b.id}/tablets").status == 404
    for name in ("supervisor_a", "colleague"):
        assert other.browser.get(f"/tablet/{cast.user(name).id}").location == "/tablet/"
        assert other.enter(name).status == 404


def _people(hall):
    return colleagues_on(hall.row, clock.today())


def test_a_pin_of_one_tablet_is_none_on_another_device(app, cast, browse, hall):
    hall.has_pin("supervisor_a")
    code = hall.new_code("Tablet hal 3")
    third = browse(None)
    hall.type_code(code, third)
    address = f"/tablet/{cast.supervisor_a.id}"
    assert third.post(address, {"pin": PIN}).status == 422
    assert browse(None).post(address, {"pin": PIN}).status == 404
    plain = {"user": str(cast.supervisor_a.id), "pin": PIN, "next": ""}
    assert browse(None).post("/aanmelden/pincode", plain).status == 422
    assert hall.browser.post("/aanmelden/pincode", plain).location == "/tablet/"
    assert hall.enter("supervisor_a").status == 303


def test_a_row_copied_to_another_device_opens_nothing(hall, cast):
    """The hash is bound to the device: who can write in the database still has no PIN there."""
    hall.has_pin("supervisor_a")
    row = DevicePin.get(DevicePin.user == cast.supervisor_a)
    device = Device.create(token_hash="een ander toestel")
    Device.update(token_hash="weg").where(Device.id == row.device_id).execute()
    Tablet.update(device=device).where(Tablet.id == hall.row.id).execute()
    DevicePin.update(device=device).where(DevicePin.id == row.id).execute()
    Device.update(token_hash=hash_token("nieuw")).where(Device.id == device.id).execute()
    assert pins.user_with_pin(cast.supervisor_a.id, PIN, hall.pepper, "nieuw") is None


def test_a_phone_of_a_candidate_that_becomes_a_tablet_knows_that_pin_no_more(hall, cast, browse):
    phone = browse(None)
    link = people.invite(None, cast.candidate_a1)
    phone.post(f"/uitnodiging/{link}", {"way": "pin", "pin": PIN})
    phone.user = cast.candidate_a1
    token = phone.client.get_cookie(COOKIE).value
    assert hall.type_code(hall.new_code("Tablet hal 3"), phone).status == 303
    phone.user = None
    assert "Amina" not in phone.get("/tablet/").text
    assert phone.post(f"/tablet/{cast.candidate_a1.id}", {"pin": PIN}).status == 404
    assert hall.thief(**{COOKIE: token}).get("/mijn-voortgang").status == 302


def test_a_stolen_device_cookie_is_worth_nothing_after_revoking(hall):
    hall.has_pin("supervisor_a")
    stolen = hall.cookie(DEVICE)
    thief = hall.thief(**{DEVICE: stolen})
    assert "Wie ben je?" in thief.get("/tablet/").text
    hall.office.get(f"/tablets/{hall.row.id}").submit("Ja, trek")
    assert thief.get("/tablet/").location == "/aanmelden"
    assert "Sara" not in thief.get("/aanmelden").text
    address = f"/tablet/{hall.cast.supervisor_a.id}"
    assert thief.post(address, {"pin": PIN}).status == 404
    plain = {"user": str(hall.cast.supervisor_a.id), "pin": PIN, "next": ""}
    assert thief.post("/aanmelden/pincode", plain).status == 422


@pytest.mark.parametrize("how", ["lock", "switch", "idle", "revoke", "forget"])
def test_an_old_cookie_is_no_way_round_a_lock(hall, how):
    for who in ("supervisor_a", "substitute"):
        hall.has_pin(who)
    hall.enter("supervisor_a")
    hall.browser.get("/vandaag/")
    thief = hall.thief(**{COOKIE: hall.cookie(), DEVICE: hall.cookie(DEVICE)})
    bare = hall.thief(**{COOKIE: hall.cookie()})
    moment = 0
    if how == "lock":
        hall.lock()
    elif how == "switch":
        hall.browser.client.delete_cookie(COOKIE)
        hall.enter("substitute")
    elif how == "idle":
        moment = 15
    elif how == "revoke":
        hall.office.get(f"/tablets/{hall.row.id}").submit("Ja, trek")
    else:
        hall.browser.get("/account/").submit("Vergeten")
    with later(moment):
        for one in (thief, bare):
            assert one.get("/vandaag/").status == 302
            assert one.post("/verzenden/").status == 401
    assert (
        Session.select()
        .where(Session.user == hall.cast.supervisor_a, Session.ended_at.is_null())
        .count()
        == 0
    )


def test_a_token_given_to_a_victim_before_is_not_the_one_after_the_pin(hall):
    """Session fixation: what was in the cookie before the PIN signs nobody in afterwards."""
    hall.has_pin("supervisor_a")
    hall.browser.client.set_cookie(COOKIE, "gekozen door een ander")
    hall.enter("supervisor_a")
    assert hall.cookie() != "gekozen door een ander"
    assert hall.thief(**{COOKIE: "gekozen door een ander"}).get("/vandaag/").status == 302


def test_an_unlocked_tablet_gives_nobody_a_new_pin_of_its_user(hall):
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    page = hall.browser.post("/tablet/pincode/", {"pin": "618302"})
    assert page.status == 422
    hall.lock()
    assert hall.enter("supervisor_a").status == 303


def test_proof_by_password_lasts_ten_minutes_and_is_of_one_person(hall):
    hall.has_pin("supervisor_a")
    hall.with_password("supervisor_a")
    assert hall.browser.post("/tablet/pincode/", {"pin": "618302"}).status == 303
    with later(10):
        assert hall.browser.post("/tablet/pincode/", {"pin": "739104"}).status == 422


def test_the_tablet_of_another_company_takes_no_pin_of_ours(app, cast, browse):
    other = Hall(app, cast, browse, admin="employer_b")
    assert other.with_password("supervisor_a").location == "/"
    assert other.browser.get("/tablet/pincode/").status == 404
    assert other.browser.post("/tablet/pincode/", {"pin": PIN}).status == 404


def test_a_table_that_goes_round_on_a_tablet_is_not_cut_off_by_its_lock(app, cast, browse):
    """A locked session knows nobody; reading an evaluation at the table may take longer."""
    hall = table_in_the_hall(app, cast, browse)
    with later(40):
        assert hall.browser.get("/vandaag/").location.endswith("/slot/")
        assert hall.browser.get("/tablet/").location.endswith("/slot/")
        assert hall.browser.post(f"/tablet/{cast.supervisor_a.id}", {"pin": PIN}).status == 423
        assert "Pincode van Sara" in hall.browser.get("/slot/").text
        assert hall.browser.post("/slot/", {"pin": OTHER_PIN}).status == 422
        assert hall.browser.post("/slot/", {"pin": PIN}).status == 303
        assert hall.browser.get("/kandidaten").status == 200, "and it stays awake"


def test_at_the_table_the_pin_of_a_colleague_opens_nothing_and_guessing_stops(app, cast, browse):
    hall = table_in_the_hall(app, cast, browse)
    hall.has_pin("substitute", OTHER_PIN)
    answers = [hall.browser.post("/slot/", {"pin": OTHER_PIN}).status for _ in range(5)]
    assert answers == [422] * 5
    assert hall.browser.post("/slot/", {"pin": PIN}).status == 429, "the tries of the tile"
    assert hall.browser.post("/slot/", {"password": PASSWORD}).status == 303


def test_at_the_table_a_pin_counts_on_this_tablet_only(app, cast, browse):
    hall = table_in_the_hall(app, cast, browse)
    thief = hall.thief(**{COOKIE: hall.cookie()})
    assert "Pincode van Sara" not in thief.get("/slot/").text
    assert thief.post("/slot/", {"pin": PIN}).status in (401, 404, 422)


def table_in_the_hall(app, cast, browse):
    hall = Hall(app, cast, browse)
    case = Case(cast)
    case.to("signing")
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    assert hall.browser.post(f"/evaluaties/{case.ev.id}/tafel").status == 303
    return hall
