"""A guest's code lives ten minutes. When the tablet comes to the guest later, whose lock it is
makes the next one there, with one tap after showing who they are; nobody else does."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.models import AuditEvent, GuestCode, Session, Signature, Supervision, TableSeat
from tests.evaluation_case import Case
from tests.people import NOW
from tests.shared_tablet import PIN as OWN_PIN
from tests.shared_tablet import Hall
from tests.table_case import PASSWORD, PIN, Table

LATE = NOW + timedelta(minutes=12)
BUTTON = "Nieuwe code voor Petra"


@pytest.fixture
def table(app, cast, browse):
    return Table(app, cast, browse)


def codes():
    return GuestCode.select().count()


def test_after_a_long_read_the_guest_gets_a_new_code_and_types_nothing(table):
    first = table.code()
    table.begin()
    table.hold("candidate_a1")
    page = table.sit("kandidaat", pin=PIN).follow()
    with clock.at(LATE):
        page = page.submit("Ondertekenen", seen="1", choice="agree").follow()
        assert "De code van Petra werkte tot 10:10. Sara maakt hier de volgende." in page.text
        assert not page.find(".//input[@name='code']")
        table.hold("supervisor_a")
        page = page.submit(BUTTON, password=PASSWORD)
        assert page.status == 200
        assert (
            "De code staat er al en werkt tot 10:22. Geef de tablet aan Petra: die tikt op Verder."
            in page.text
        )
        (shown,) = page.find(".//input[@name='code']")
        assert shown.get("value").replace(" ", "") != first
        page = page.submit("Verder", code=shown.get("value")).follow()
        assert "Petra van Gool, HR" in page.text
        page.submit("Ja, dat ben ik")
    assert Signature.select().order_by(Signature.id.desc()).get().name == "Petra van Gool, HR"
    assert AuditEvent.select().where(AuditEvent.action == "guest_code.make").count() == 2


def test_a_guest_who_sat_down_and_got_up_again_gets_the_next_code_too(table):
    code = table.code()
    table.begin()
    assert table.sit("bedrijf", code=code).status == 303
    table.tablet.post("/tafel/terug")
    page = table.tablet.get("/tafel/bedrijf")
    assert "De code van Petra is al gebruikt. Sara maakt hier de volgende." in page.text
    assert table.sit("bedrijf", code=code).status == 422
    page = page.submit(BUTTON, password=PASSWORD)
    new = page.find(".//input[@name='code']")[0].get("value")
    assert page.submit("Verder", code=new).status == 303


def test_the_new_code_lives_ten_minutes_too_and_the_old_one_stays_dead(table):
    old = table.code()
    table.begin()
    with clock.at(LATE):
        page = table.tablet.get("/tafel/bedrijf").submit(BUTTON, password=PASSWORD)
        new = page.find(".//input[@name='code']")[0].get("value")
        assert table.sit("bedrijf", code=old).status == 422
    with clock.at(LATE + timedelta(minutes=10)):
        late = table.sit("bedrijf", code=new)
        assert late.status == 422 and "werkte tot 10:22" in late.text
    with clock.at(LATE + timedelta(seconds=599)):
        assert table.sit("bedrijf", code=new).status == 303


def test_after_five_wrong_tries_the_next_one_is_as_near(table):
    table.code()
    table.begin()
    for _ in range(5):
        page = table.sit("bedrijf", code="K7QM 3XWD")
    page = page.submit(BUTTON, password=PASSWORD)
    new = page.find(".//input[@name='code']")[0].get("value")
    assert page.submit("Verder", code=new).status == 303


def test_a_code_with_a_mistake_in_it_stays_in_its_field(table):
    table.code()
    table.begin()
    page = table.sit("bedrijf", code="K7QM 3XWD")
    assert page.status == 422 and "Kijk hem na." in page.text
    assert page.find(".//input[@name='code']")[0].get("value") == "K7QM 3XWD"


@pytest.mark.parametrize(
    "typed", [{}, {"password": "geraden"}, {"password": PIN}, {"pin": PIN}, {"demo": "1"}], ids=str
)
def test_who_is_not_the_one_whose_lock_it_is_gets_no_code(table, typed):
    table.code()
    table.begin()
    with clock.at(LATE):
        page = table.tablet.post("/slot/code", typed)
        assert page.status == 422
        assert not page.find(".//input[@name='code']")
    assert codes() == 1
    assert TableSeat.select().count() == 0


def test_the_password_can_be_guessed_here_as_seldom_as_at_the_lock(table):
    table.code()
    table.begin()
    with clock.at(LATE):
        said = [table.tablet.post("/slot/code", {"password": "raden"}).status for _ in range(11)]
        assert said == [422] * 10 + [429]
        assert table.tablet.post("/slot/", {"password": PASSWORD}).status == 429
        assert table.tablet.post("/slot/code", {"password": PASSWORD}).status == 429
    assert codes() == 1


def test_without_a_guest_or_after_the_company_signed_there_is_nothing_to_renew(table):
    table.begin()
    assert table.tablet.post("/slot/code", {"password": PASSWORD}).status == 409
    assert codes() == 0


def test_a_tablet_that_is_not_locked_has_no_such_address(table):
    table.code()
    assert table.tablet.post("/slot/code", {"password": PASSWORD}).status == 404


def test_whose_right_ended_meanwhile_makes_no_code(table):
    table.code()
    table.begin()
    Supervision.delete().where(Supervision.user == table.cast.supervisor_a).execute()
    with clock.at(LATE):
        table.tablet.post("/slot/code", {"password": PASSWORD})
    assert codes() == 1


def test_the_tablet_stays_locked_and_the_session_behind_it_too(table):
    table.code()
    table.begin()
    with clock.at(LATE):
        table.tablet.get("/tafel/bedrijf").submit(BUTTON, password=PASSWORD)
        assert table.tablet.get("/vandaag/").location.endswith("/slot/")
    assert Session.select().where(Session.locked_at.is_null(False)).count() == 1


def test_on_a_tablet_of_the_hall_the_own_pin_there_does_it(app, cast, browse):
    hall = Hall(app, cast, browse)
    hall.has_pin("supervisor_a")
    case = Case(cast)
    case.company_asks()
    case.to("signing")
    assert hall.enter("supervisor_a").status == 303
    path = f"/evaluaties/{case.ev.id}/tafel"
    assert hall.browser.post(f"{path}/code", {"guest": "Petra", "job": "HR"}).status == 200
    assert hall.browser.post(path).status == 303
    with clock.at(LATE):
        page = hall.browser.get("/tafel/bedrijf")
        wrong = page.submit(BUTTON, pin="000000")
        assert wrong.status == 422 and "#next-pin" in wrong.links()
        assert wrong.submit(BUTTON, pin=OWN_PIN).find(".//input[@name='code']")
    assert codes() == 2


def test_who_made_a_code_before_finds_the_guest_filled_in(table):
    table.code("Petra van Gool", "HR")
    with clock.at(LATE):
        page = table.tablet.get(table.path)
    assert page.find(".//input[@name='guest']")[0].get("value") == "Petra van Gool"
    assert page.find(".//input[@name='job']")[0].get("value") == "HR"
    assert "Er is al een code" not in page.text
