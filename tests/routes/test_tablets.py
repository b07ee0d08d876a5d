"""The company's admin looks after its tablets: what is there, what waits, names, locks, an end."""

import pytest

from pwa.models import AuditEvent, Device, DevicePin, Session, Tablet
from tests.people import NOW
from tests.shared_tablet import DEVICE, Hall, later


@pytest.fixture
def hall(app, cast, browse):
    return Hall(app, cast, browse)


def test_the_way_there_starts_at_the_own_company(browse, cast):
    page = browse("employer_a").get(f"/bedrijven/{cast.company_a.id}")
    assert f"/bedrijven/{cast.company_a.id}/tablets" in page.links()
    assert "Tablets" not in browse("supervisor_a").get(f"/bedrijven/{cast.company_a.id}").text
    page = browse("employer_a").get(f"/bedrijven/{cast.company_a.id}/tablets")
    assert "Nog geen tablet" in page.text


def test_a_new_tablet_shows_a_code_an_address_and_a_picture_of_it(browse, cast):
    office = browse("employer_a")
    page = office.get(f"/bedrijven/{cast.company_a.id}/tablets")
    page = page.submit("Maak een code", label="  Tablet   hal 2 ").follow()
    assert "Tablet hal 2" in page.text
    assert "http://localhost/tablet/koppelen" in page.text
    assert page.html.count('class="qr"') == 1
    assert "De code werkt één keer, tot 10:10." in page.text
    assert "koppelen" not in page.find(".//p[@id='code']")[0].text


@pytest.mark.parametrize("label", ["", "x" * 61, "Tablet hal 2"])
def test_a_name_is_there_not_too_long_and_not_taken(hall, cast, label):
    page = hall.office.post(f"/bedrijven/{cast.company_a.id}/tablets", {"label": label})
    assert page.status == 422
    assert Tablet.select().count() == 1


def test_the_list_says_since_when_last_seen_who_has_a_pin_and_what_waits(hall, cast):
    hall.has_pin("supervisor_a")
    hall.has_pin("substitute")
    hall.enter("supervisor_a")
    told = {
        "waiting": "3",
        "sent_at": "2026-03-11T10:00:00+01:00",
        "oldest": "2026-03-11T09:12:00+01:00",
    }
    hall.browser.post("/verzenden/sleutel", told)
    with later(12):
        hall.browser.get("/kandidaten")
        text = hall.office.get(f"/bedrijven/{cast.company_a.id}/tablets").text
    assert "In gebruik sinds woensdag 11 maart." in text
    assert "Laatst gezien: vandaag om 10:12." in text
    assert "Met een pincode: Sara Jansen, Tom Bakker." in text
    assert "3 notities wachten sinds vandaag 09:12." in text
    assert "Amina" not in text


def test_it_is_renamed_and_locks_sooner(hall):
    page = hall.office.get(f"/tablets/{hall.row.id}")
    assert page.submit("Bewaren", label="Tablet kantine", minutes="5").status == 303
    row = hall.fresh()
    assert (row.label, row.lock_minutes) == ("Tablet kantine", 5)
    assert Device.get_by_id(row.device_id).label == "Tablet kantine"
    assert "Tablet kantine" in hall.browser.get("/tablet/").text
    assert AuditEvent.get(AuditEvent.action == "tablet.settle").detail == {"lock_minutes": 5}


@pytest.mark.parametrize("minutes", ["4", "61", "", "vijf"])
def test_a_lock_is_between_five_and_sixty_minutes(hall, minutes):
    page = hall.office.get(f"/tablets/{hall.row.id}").submit("Bewaren", minutes=minutes)
    assert page.status == 422
    assert hall.fresh().lock_minutes == 15


def test_two_admins_at_once_get_a_choice(hall):
    one, two = (hall.office.get(f"/tablets/{hall.row.id}") for _ in range(2))
    assert one.submit("Bewaren", label="Tablet kantine").status == 303
    assert two.submit("Bewaren", label="Tablet hal 9").status == 409
    wrong = two.submit("Bewaren", label="Tablet hal 9", minutes="0")
    assert wrong.status == 422
    assert wrong.submit("Bewaren", minutes="5").status == 409
    assert hall.fresh().label == "Tablet kantine"


def test_revoking_keeps_what_waits_in_sight_until_its_browser_is_a_tablet_again(hall, cast):
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    told = {
        "waiting": "2",
        "sent_at": "2026-03-11T10:00:00+01:00",
        "oldest": "2026-03-11T09:12:00+01:00",
    }
    hall.browser.post("/verzenden/sleutel", told)
    page = hall.office.get(f"/tablets/{hall.row.id}").submit("Ja, trek").follow()
    assert "ingetrokken" in page.text and "2 notities wachten" in page.text
    assert "Bewaren" not in hall.office.get(f"/tablets/{hall.row.id}").text
    assert hall.office.post(f"/tablets/{hall.row.id}/code").status == 403
    assert hall.browser.get("/vandaag/").status == 302
    hall.browser.user = None
    before = hall.cookie(DEVICE)
    assert hall.type_code(hall.new_code("Tablet hal 2")).status == 303
    assert hall.cookie(DEVICE) != before
    text = hall.office.get(f"/bedrijven/{cast.company_a.id}/tablets").text
    assert "ingetrokken" not in text and "2 notities wachten" in text


def test_revoking_ends_device_pins_and_sessions_at_once_not_only_at_their_next_request(hall):
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    hall.office.get(f"/tablets/{hall.row.id}").submit("Ja, trek")
    there = Session.select().where(Session.device == hall.row.device_id)
    assert [one.ended_at for one in there] == [NOW]
    assert Device.get_by_id(hall.row.device_id).revoked_at == NOW
    assert DevicePin.select().count() == 0


def test_what_waits_on_a_revoked_tablet_goes_along_with_whoever_signs_in_there(hall):
    Device.update(waiting=2).where(Device.id == hall.row.device_id).execute()
    hall.office.get(f"/tablets/{hall.row.id}").submit("Ja, trek")
    hall.with_password("substitute")
    sent = {"waiting": "2", "sent_at": "2026-03-11T10:00:00+01:00", "oldest": ""}
    assert hall.browser.post("/verzenden/sleutel", sent).status == 200
    hall_device, other = Device.get_by_id(hall.row.device_id), Device.id != hall.row.device_id
    assert (hall_device.waiting, Device.get(other).waiting) == (0, 2)


def test_a_tablet_that_gets_another_code_typed_is_that_other_tablet(hall):
    hall.has_pin("supervisor_a")
    assert hall.type_code(hall.new_code("Tablet hal 3")).status == 303
    assert hall.fresh().revoked_at is not None
    assert "Tablet hal 3" in hall.browser.get("/tablet/").text
    assert hall.enter("supervisor_a").status == 422


def test_every_change_leaves_a_line(hall):
    hall.office.get(f"/tablets/{hall.row.id}").submit("Bewaren", minutes="30")
    hall.has_pin("supervisor_a")
    hall.office.get(f"/tablets/{hall.row.id}").submit("Ja, trek")
    said = [
        e.action
        for e in AuditEvent.select()
        .where(AuditEvent.object_id == hall.row.id)
        .order_by(AuditEvent.seq)
    ]
    assert said == ["tablet.add", "tablet.enrol", "tablet.settle", "tablet.revoke"]
    assert AuditEvent.select().where(AuditEvent.action == "pin.choose").count() == 1
