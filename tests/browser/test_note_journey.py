"""Ria, gloves on, a tablet in the hall: everyone is there, and a note in three touches."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from pwa import clock
from pwa.models import Note
from tests.people import NOW, TODAY, Cast, write_note

Open = Callable[..., Page]
Look = Callable[[Page], None]

COUNT_TOUCHES = """
() => addEventListener("click", (event) => {
  if (event.isTrusted) sessionStorage.touches = Number(sessionStorage.touches || 0) + 1
}, true)
"""


def touches(page: Page) -> int:
    return int(page.evaluate("() => sessionStorage.touches || 0"))


def test_a_note_costs_three_touches(tablet: Open, cast: Cast, look: Look) -> None:
    page = tablet("supervisor_a")
    page.add_init_script(f"({COUNT_TOUCHES})()")
    page.goto("/vandaag/")
    look(page)
    page.get_by_role("link", name="Amina El Idrissi").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Amina")
    look(page)
    page.get_by_role("checkbox", name="Werkte netjes").tap()
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_role("article").get_by_text("Ontvangen 10:00")).to_be_visible()
    assert touches(page) == 3
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_visible()
    expect(page.get_by_role("link", name="Verkeerde persoon")).to_be_visible()
    look(page)
    assert Note.select().where(Note.day == TODAY).count() == 1


def test_everyone_is_there_costs_one_touch(tablet: Open, cast: Cast) -> None:
    page = tablet("supervisor_a")
    page.goto("/vandaag/")
    page.get_by_role("button", name="Iedereen is er").tap()
    expect(page.locator("outbox-list").get_by_text("Ontvangen 10:00")).to_be_visible()
    expect(page.get_by_role("button", name="Iedereen is er")).to_have_count(0)
    said = page.locator("[id^=p-] summary")
    expect(said).to_have_text(["Aanwezig · Ontvangen 10:00"] * 2)


def test_one_tile_for_two_people_at_once(tablet: Open, cast: Cast, look: Look) -> None:
    page = tablet("supervisor_a")
    page.goto("/vandaag/")
    page.get_by_role("link", name="Voor meer mensen tegelijk").tap()
    expect(page.get_by_text("Voor wie geldt het?")).to_be_visible()
    look(page)
    page.get_by_role("checkbox", name="Amina El Idrissi").tap()
    page.get_by_role("checkbox", name="Willem de Boer").tap()
    page.get_by_role("button", name="Verder naar de tegels").tap()
    page.get_by_role("checkbox", name="Werkte netjes").tap()
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_role("article").get_by_text("Ontvangen 10:00")).to_have_count(2)


def test_everything_works_without_javascript(phone: Open, cast: Cast) -> None:
    page = phone("supervisor_a", javascript=False)
    page.goto("/vandaag/")
    page.get_by_role("link", name="Amina El Idrissi").tap()
    page.get_by_label("Erbij schrijven").fill("Ruimde de plek op.")
    page.get_by_text("Andere dag, of iets voor de volgende ploeg").tap()
    page.get_by_role("radio", name="gisteren").tap()
    page.get_by_label("Voor de volgende ploeg").fill("Bezem staat in hal 2.")
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_text("De notitie is bewaard.")).to_be_visible()
    note = Note.get(Note.text == "Ruimde de plek op.")
    assert note.day == TODAY - timedelta(days=1)


def test_a_mistake_is_undone_and_the_wrong_person_put_right(tablet: Open, cast: Cast) -> None:
    write_note(cast, "supervisor_a", "a1", "Over Willem.")
    page = tablet("supervisor_a")
    page.goto("/vandaag/")
    page.get_by_role("link", name="Verkeerde persoon").tap()
    page.get_by_role("button", name="Naar Willem").tap()
    expect(page.get_by_text("De notitie staat nu bij Willem.")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").tap()
    expect(page.get_by_text("De notitie is ongedaan gemaakt.")).to_be_visible()
    expect(page.get_by_text("Over Willem.")).to_have_count(0)


def test_too_many_words_are_counted_and_stay(phone: Open, cast: Cast, look: Look) -> None:
    page = phone("supervisor_a")
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.get_by_label("Erbij schrijven").fill("onbreekbaar" * 55)
    expect(page.get_by_text("Tekens te veel: 5")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_text("er passen 600 tekens in").first).to_be_visible()
    expect(page.get_by_label("Erbij schrijven")).to_have_value("onbreekbaar" * 55)


def test_the_other_pages_of_a_supervisor_are_in_order(phone: Open, cast: Cast, look: Look) -> None:
    write_note(cast, "supervisor_a", "a1", "Netjes " * 80)
    page = phone("supervisor_a")
    placement = cast.placement_a1.id
    with clock.at(NOW + timedelta(minutes=5)):
        for path in (
            "/kandidaten",
            f"/plaatsingen/{placement}",
            f"/notities/{cast.note_a1.id}",
            f"/notities/{cast.note_a1.id}/wijzigen",
            "/vandaag/?samen=1",
        ):
            page.goto(path)
            look(page)


def test_the_clock_of_the_tablet_is_kept_beside_that_of_the_server(
    tablet: Open, cast: Cast
) -> None:
    page = tablet("supervisor_a", timezone_id="Asia/Kathmandu")
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.clock.set_fixed_time(NOW - timedelta(minutes=7))
    page.get_by_role("checkbox", name="Werkte netjes").tap()
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_role("article").get_by_text("Ontvangen 10:00")).to_be_visible()
    note = Note.get(Note.day == TODAY)
    assert (note.made_at, note.received_at) == (NOW - timedelta(minutes=7), NOW)
