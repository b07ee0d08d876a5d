"""Dit toestel: its name, and what waits there as far as it told."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.models import AuditEvent, Device
from tests.people import NOW
from tests.shared_tablet import Hall
from tests.tablet import Tablet


@pytest.fixture
def ria(browse):
    return browse("supervisor_a")


def named(ria, label="Tablet hal 2"):
    return ria.get("/dit-toestel/").submit("Bewaren", label=label)


def test_a_supervisor_gives_the_tablet_its_name(ria, cast):
    assert named(ria).follow().find(".//input[@name='label']")[0].get("value") == "Tablet hal 2"
    (device,) = Device.select()
    assert (device.label, device.organisation_id) == ("Tablet hal 2", cast.company_a.id)
    event = AuditEvent.select().order_by(AuditEvent.seq.desc()).get()
    assert (event.action, event.object_id) == ("device.named", device.id)
    named(ria, "Tablet hal 3")
    assert [one.label for one in Device.select()] == ["Tablet hal 3"]


def test_a_name_that_is_too_long_stays_on_the_screen(ria):
    page = named(ria, "x" * 61)
    assert page.status == 422
    assert "60 tekens" in page.text
    assert page.find(".//input[@name='label']")[0].get("value") == "x" * 61
    assert not Device.select().where(Device.label != "").exists()


def test_who_does_not_guide_gives_no_name(browse):
    page = browse("candidate_a1").get("/dit-toestel/")
    assert page.find(".//input[@name='label']") == []


def wait_on(ria, **queue):
    tablet = Tablet(ria)
    named(ria)
    tablet.results(**{"waiting": 4, "oldest": (NOW - timedelta(minutes=50)).isoformat(), **queue})


def test_coach_and_employer_see_what_waits_on_a_tablet(ria, browse, cast):
    wait_on(ria)
    for who, path in (
        ("coach_1", "/mijn-kandidaten"),
        ("employer_a", f"/bedrijven/{cast.company_a.id}"),
    ):
        text = browse(who).get(path).text
        assert "Tablet hal 2: 4 notities wachten sinds 09:10." in text
        assert "Laatste contact: vandaag om 10:00" in text
    assert "zien deze naam zolang hier iets wacht" in ria.get("/dit-toestel/").text


def test_it_is_not_shown_to_others(ria, browse, cast):
    wait_on(ria)
    assert "Tablet hal 2" not in browse("coach_2").get("/mijn-kandidaten").text
    assert "Tablet hal 2" not in browse("employer_b").get(f"/bedrijven/{cast.company_b.id}").text
    for who in ("supervisor_a", "candidate_a1", "coach_1"):
        assert "Tablet hal 2" not in browse(who).get(f"/bedrijven/{cast.company_a.id}").text


def test_it_goes_when_nothing_waits_or_after_a_month(ria, browse):
    wait_on(ria)
    with clock.at(NOW + timedelta(days=31)):
        assert "Tablet hal 2" not in browse("coach_1").get("/mijn-kandidaten").text
    wait_on(ria, waiting=0)
    assert "Tablet hal 2" not in browse("coach_1").get("/mijn-kandidaten").text


def test_what_a_batch_brings_does_not_wait_any_more(ria, cast):
    tablet = Tablet(ria)
    sent = tablet.write("note", cast.placement_a1, day=clock.today(), text="Netjes.")
    bad = tablet.write("note", cast.placement_b1, day=clock.today(), text="Vreemd.")
    tablet.results(sent, bad, waiting=2, oldest=NOW.isoformat())
    assert [one.waiting for one in Device.select()] == [1]


def test_signing_out_tells_what_stays_on_the_device(ria):
    Tablet(ria)
    oldest = NOW - timedelta(hours=2)
    told = {"waiting": "3", "oldest": oldest.isoformat(), "sent_at": NOW.isoformat()}
    assert ria.post("/afmelden", told).status == 303
    (device,) = Device.select()
    assert (device.waiting, device.oldest_at) == (3, oldest)


@pytest.mark.parametrize("waiting", ["", "x", "-1", "1000000", "99999999999999999999"])
def test_a_queue_that_makes_no_sense_is_not_believed(ria, waiting):
    Tablet(ria)
    assert ria.post("/afmelden", {"waiting": waiting}).status == 303
    assert [one.waiting for one in Device.select()] == [0]


def test_an_enrolled_tablet_is_named_by_its_company(app, cast, browse):
    hall = Hall(app, cast, browse)
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    page = hall.browser.get("/dit-toestel/")
    assert "Dit is Tablet hal 2." in page.text
    assert "Hoe heet dit toestel?" not in page.text
    assert hall.browser.post("/dit-toestel/naam", {"label": "Van mij"}).status == 409
    assert hall.fresh().label == "Tablet hal 2"
