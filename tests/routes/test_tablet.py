"""A tablet that people share: a tile, a PIN, the own place, and a lock after some minutes."""

import pytest

from pwa.domain.enums import Role
from pwa.models import AuditEvent, Device, Membership, Session, User
from pwa.services import people
from tests.people import TODAY, write_note
from tests.shared_tablet import OTHER_PIN, PIN, Hall, later
from tests.ways_case import set_up_app


@pytest.fixture
def hall(app, cast, browse):
    return Hall(app, cast, browse)


def tiles(page):
    return [
        (li.find(".//span[@class='door__name']").text) for li in page.find(".//li[@data-colleague]")
    ]


def test_the_lock_screen_shows_the_supervisors_of_the_company_and_nobody_else(hall):
    page = hall.browser.get("/aanmelden").follow()
    assert page.path == "/tablet/"
    assert tiles(page) == ["Frits Oud", "Kees Mulder", "Sara Jansen", "Tom Bakker"]
    for name in ("Amina", "Willem", "Eva Linden", "Joris"):
        assert name not in page.text
    assert page.headers["Opstap-Person"] == "none"
    assert page.headers["Opstap-Keep"] == "lock"


def test_who_left_the_company_or_is_blocked_has_no_tile_and_no_way_in(hall, cast):
    hall.has_pin("former")
    hall.has_pin("colleague")
    Membership.update(to_on=TODAY.replace(day=10)).where(Membership.user == cast.former).execute()
    User.update(state="blocked").where(User.id == cast.colleague.id).execute()
    assert tiles(hall.browser.get("/tablet/")) == ["Sara Jansen", "Tom Bakker"]
    for who in ("former", "colleague"):
        assert hall.enter(who).status == 404
        assert hall.browser.get(f"/tablet/{cast.user(who).id}").location == "/tablet/"


def test_the_first_time_one_signs_in_and_chooses_a_pin(hall, cast):
    page = hall.browser.get(f"/tablet/{cast.supervisor_a.id}")
    assert "nog geen pincode" in page.text
    page = hall.with_password("supervisor_a")
    assert page.location == "/tablet/pincode/"
    page = page.follow()
    assert "Je pincode van nu" not in page.text
    assert "te makkelijk" in page.submit("Bewaren", pin="123456").text
    assert page.submit("Bewaren", pin=PIN).location == "/"
    hall.lock()
    assert hall.enter("supervisor_a").status == 303
    assert hall.browser.get("/vandaag/").status == 200


def test_a_link_used_on_the_tablet_leads_to_a_pin_as_well(hall, cast):
    token = people.invite(None, cast.substitute)
    said = {"way": "password", "login": "tom", "password": "een hele lange zin"}
    assert hall.browser.post(f"/uitnodiging/{token}", said).location == "/tablet/pincode/"


def test_a_candidate_chooses_no_pin_on_a_tablet(hall, cast):
    token = people.invite(None, cast.candidate_a1)
    page = hall.browser.post(f"/uitnodiging/{token}", {"way": "pin", "pin": PIN})
    assert page.status == 422
    assert "Kies je pincode op je eigen telefoon." in page.text
    assert hall.browser.get("/aanmelden?zelf=1").text.count("Pincode van") == 0


def test_each_comes_back_to_the_own_page_and_gets_a_new_token(hall, cast):
    for who in ("supervisor_a", "substitute"):
        hall.has_pin(who)
    hall.enter("supervisor_a")
    first = hall.cookie()
    note = f"/notities/nieuw?voor={cast.placement_a1.id}"
    hall.browser.get(note)
    hall.lock()
    assert hall.enter("substitute").location == "/"
    hall.browser.get("/kandidaten?q=Amina")
    hall.lock()
    assert hall.enter("supervisor_a").location == note
    assert hall.cookie() != first
    hall.lock()
    assert hall.enter("substitute").location == "/kandidaten"


def test_what_a_worker_fetches_to_keep_is_no_place_where_somebody_was(hall, cast):
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    hall.browser.get("/kandidaten")
    hall.browser.get("/dit-toestel/", headers={"Accept": "*/*"})
    hall.browser.get("/nergens")
    hall.browser.get("/tablet/pincode/")
    hall.lock()
    assert hall.enter("supervisor_a").location == "/kandidaten"


def test_where_somebody_else_was_going_is_no_place_for_the_next(hall):
    hall.has_pin("substitute")
    asked = hall.browser.get("/kandidaten?x=1").follow()
    assert asked.location == "/tablet/"
    assert hall.with_password("substitute", then="/kandidaten").location == "/"


def test_left_alone_the_tablet_locks_after_its_minutes(hall):
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    assert "Vergrendelen" in hall.browser.get("/vandaag/").text
    with later(14.9):
        assert hall.browser.get("/kandidaten").status == 200
    with later(29.8):
        assert hall.browser.get("/kandidaten").status == 200
    with later(45):
        page = hall.browser.get("/vandaag/")
        assert page.follow().location == "/tablet/"
        assert hall.browser.post("/verzenden/").status == 401
    ended = AuditEvent.get(AuditEvent.action == "session.end")
    assert ended.detail == {"why": "idle"}


def test_what_a_page_sends_by_itself_keeps_no_tablet_awake(hall):
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    hall.browser.get("/vandaag/")
    for minutes in (5, 10, 14):
        with later(minutes):
            assert hall.browser.post("/verzenden/sleutel").status == 200
            hall.browser.get("/hulp", headers={"Accept": "*/*"})
    with later(15):
        assert hall.browser.get("/vandaag/").status == 302


def test_typing_for_long_keeps_it_awake(hall):
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    with later(14):
        assert hall.browser.post("/tablet/in-gebruik").status == 204
    with later(28):
        assert hall.browser.get("/kandidaten").status == 200


def test_a_shorter_lock_counts_from_now_on(hall):
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    hall.browser.get("/vandaag/")
    page = hall.office.get(f"/tablets/{hall.row.id}")
    assert page.submit("Bewaren", minutes="5").status == 303
    with later(5):
        assert hall.browser.get("/vandaag/").status == 302


def test_who_guides_at_two_companies_does_not_move_the_tablet_to_the_other(hall, cast):
    people.add_member(None, cast.supervisor_b, cast.company_a, Role.SUPERVISOR)
    hall.has_pin("supervisor_b")
    hall.enter("supervisor_b")
    hall.browser.post("/verzenden/sleutel", {"waiting": "2", "sent_at": "", "oldest": ""})
    assert Device.get_by_id(hall.row.device_id).organisation_id == cast.company_a.id
    assert "2 notities wachten" in hall.office.get(f"/bedrijven/{cast.company_a.id}/tablets").text


def test_somebody_without_a_tile_is_in_with_a_password_and_locked_out_as_well(hall):
    page = hall.with_password("employer_a")
    assert page.location == "/"
    assert hall.browser.get("/account/").location == "/account/binnenkomen/begin"
    set_up_app(hall.browser)
    assert "Vergrendelen" in hall.browser.get("/account/").text
    with later(15):
        assert hall.browser.get("/account/").status == 302


def test_the_pin_is_changed_with_the_one_of_now(hall):
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    page = hall.browser.get("/account/")
    assert "Tablet hal 2" in page.text
    page = hall.browser.get("/tablet/pincode/")
    assert "klopt niet" in page.submit("Bewaren", pin=OTHER_PIN, now="999999").text
    assert page.submit("Bewaren", pin=OTHER_PIN, now=PIN).status == 303
    hall.lock()
    assert hall.enter("supervisor_a").status == 422
    assert hall.enter("supervisor_a", OTHER_PIN).status == 303


def test_a_forgotten_pin_is_replaced_after_the_password(hall, cast):
    hall.has_pin("supervisor_a")
    page = hall.browser.get(f"/tablet/{cast.supervisor_a.id}")
    link = next(one for one in page.links() if "pincode" in one)
    then = hall.browser.get(link).form("/aanmelden").find(".//input[@name='next']").get("value")
    page = hall.with_password("supervisor_a", then).follow()
    assert page.submit("Bewaren", pin=OTHER_PIN).status == 303
    hall.lock()
    assert hall.enter("supervisor_a", OTHER_PIN).status == 303


def test_forgetting_it_locks_the_tablet_so_that_nobody_chooses_a_new_one_for_you(hall):
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    page = hall.browser.get("/account/").submit("Vergeten")
    assert page.location == "/tablet/"
    hall.browser.user = None
    assert hall.browser.get("/tablet/pincode/").status == 302
    assert hall.enter("supervisor_a").status == 422
    assert (
        not Session.select()
        .where(Session.device == hall.row.device_id, Session.ended_at.is_null())
        .exists()
    )


def test_writing_a_note_on_the_tablet_works_as_everywhere(hall, cast):
    hall.has_pin("supervisor_a")
    hall.enter("supervisor_a")
    write_note(cast, "supervisor_a", "a1", "Stapelde twaalf dozen.")
    assert "Stapelde twaalf dozen." in hall.browser.get("/vandaag/").text
