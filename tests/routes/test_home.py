"""The front door, and the shortcut for a new note on a home screen."""

from pwa.domain.enums import Role
from pwa.services import people


def test_the_shortcut_asks_about_whom_and_one_tap_leads_to_the_note(browse, cast):
    page = browse("supervisor_a").get("/notitie")
    assert "Over wie gaat het?" in page.text
    for placement in (cast.placement_a1, cast.placement_a2):
        assert f"/notities/nieuw?voor={placement.id}" in page.links()
    assert f"/notities/nieuw?voor={cast.placement_b1.id}" not in page.links()


def test_the_shortcut_shows_no_word_of_a_note(browse, cast):
    page = browse("supervisor_a").get("/notitie")
    assert cast.note_a1.text not in page.html


def test_a_supervisor_without_people_is_told_so(browse):
    assert "Je begeleidt nu niemand" in browse("former").get("/notitie").text


def test_whoever_writes_no_notes_goes_to_the_own_page(browse):
    for who, home in (("candidate_a1", "/mijn-voortgang"), ("coach_1", "/mijn-kandidaten")):
        assert browse(who).get("/notitie").location == home


def test_a_stranger_comes_back_to_the_shortcut_after_signing_in(browse):
    assert browse().get("/notitie").location == "/aanmelden?next=/notitie"


def test_who_coaches_and_looks_after_the_town_finds_each_place_once(browse, cast):
    """The bar of a phone holds five: what is looked after stands in the own menu."""
    people.add_member(None, cast.coach_1, cast.kessenbroek, Role.MUNICIPALITY_ADMIN)
    links = browse("coach_1").get("/mijn-kandidaten").links()
    for path in ("/onze-regels", "/opmaak", "/privacy/woorden", "/mensen"):
        assert links.count(path) <= 1, path
    assert "/mensen" in links


def test_what_the_town_settled_is_found_by_who_may_only_read_it(browse, cast):
    """The rules, the layout and the words: the help says that a coach reads them."""
    links = browse("coach_1").get("/mijn-kandidaten").links()
    for path in ("/onze-regels", "/opmaak", "/privacy/woorden"):
        assert links.count(path) == 1, path
        assert browse("coach_1").get(path).follow().status == 200
    assert "/mensen" not in links
    assert "/privacy/woorden" in browse("municipality_admin").get("/opmaak").follow().links()
    people.add_member(None, cast.privacy_officer, cast.kessenbroek, Role.COACH)
    links = browse("privacy_officer").get("/mijn-kandidaten").links()
    assert links.count("/privacy/woorden") == 1
