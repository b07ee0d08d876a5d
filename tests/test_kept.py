"""Which answers a device may keep, and for whom they were made."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.kept import ENDPOINTS
from pwa.models import Session
from pwa.services import tablets
from tests.people import NOW
from tests.shared_tablet import Hall


def test_every_page_that_may_be_kept_exists(app):
    assert set(app.view_functions) >= ENDPOINTS


@pytest.mark.parametrize(
    ("who", "path", "kept"),
    [
        ("supervisor_a", "/vandaag/", True),
        ("candidate_a1", "/mijn-voortgang", True),
        ("supervisor_a", "/hulp/", True),
        ("supervisor_a", "/evaluaties", False),
        ("supervisor_a", "/account/", False),
        ("coach_1", "/mijn-kandidaten", False),
        (None, "/aanmelden", False),
    ],
)
def test_only_what_is_needed_in_a_hall_without_network_is_kept(browse, cast, who, path, kept):
    page = browse(who).get(path)
    assert page.status == 200
    assert page.headers["Opstap-Person"] == (str(cast.user(who).id) if who else "none")
    assert (page.headers.get("Opstap-Keep") == "1") is kept
    assert page.headers["Cache-Control"] == "private, no-store"


def test_the_note_form_of_a_person_is_kept_and_a_refusal_is_not(browse, cast):
    ria = browse("supervisor_a")
    assert "Opstap-Keep" in ria.get(f"/notities/nieuw?voor={cast.placement_a1.id}").headers
    assert "Opstap-Keep" not in ria.get(f"/notities/nieuw?voor={cast.placement_b1.id}").headers


def test_a_part_of_a_page_is_never_kept_as_the_page(browse):
    part = browse("supervisor_a").fragment("/vandaag/", "main")
    assert "Opstap-Keep" not in part.headers


def test_what_is_no_page_says_nothing_about_a_person(browse):
    assert "Opstap-Person" not in browse("supervisor_a").get("/healthz").headers


def test_a_page_that_asks_whether_we_are_there_is_no_sign_of_a_person(browse):
    """It asks every ten seconds, also on a device that nobody touches."""
    ria = browse("supervisor_a")
    with clock.at(NOW + timedelta(hours=1)):
        assert ria.get("/healthz").status == 200
        assert Session.get().seen_at == NOW
        assert ria.get("/hulp/").status == 200
        assert Session.get().seen_at > NOW


def test_whoever_is_no_tablet_any_more_hears_it_on_the_page_where_strangers_land(app, cast, browse):
    """Whichever page a revoked tablet asks for; then it shows and takes in nothing any more."""
    hall = Hall(app, cast, browse)
    for path in ("/aanmelden?zelf=1", "/hulp/"):
        assert "Opstap-Keep" not in hall.browser.get(path).headers
    tablets.revoke(cast.as_("employer_a"), hall.row)
    for path in ("/", "/tablet/", "/aanmelden?zelf=1", "/hulp/"):
        page = hall.browser.get(path)
        while page.location:
            page = page.follow()
        assert (page.status, page.headers["Opstap-Keep"]) == (200, "no-lock")


def test_who_is_signed_in_hears_nothing_about_a_lock_screen(browse):
    assert "Opstap-Keep" not in browse("supervisor_a").get("/account/").headers
