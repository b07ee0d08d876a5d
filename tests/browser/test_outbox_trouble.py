"""What a device does with what was written when something goes wrong (docs/outbox.md)."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from pwa import clock
from pwa.access import COOKIE
from pwa.models import Attendance, Note, Session
from tests.browse import signed_in
from tests.browser.conftest import let_through
from tests.browser.test_evaluation_together import until_on_device

SEND = "**/verzenden/"
WAITS = "Op dit toestel, wacht op verbinding"
REFUSES_TO_WRITE = """
IDBObjectStore.prototype.add = () => { throw new DOMException("vol", "QuotaExceededError") }
"""
SLOW_TO_LOOK = """
const real = CacheStorage.prototype.keys
CacheStorage.prototype.keys = async function () {
  await new Promise((done) => setTimeout(done, 2000))
  return real.call(this)
}
"""
CLOSED_BEHIND_ITS_BACK = """
const real = IDBDatabase.prototype.transaction
let times = 0
IDBDatabase.prototype.transaction = function (...all) {
  times += 1
  if (times === 2) throw new DOMException("closing", "InvalidStateError")
  return real.apply(this, all)
}
"""


def listed(page: Page):
    return page.locator("outbox-list")


def write(page: Page, cast, text: str) -> None:
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.get_by_label("Erbij schrijven").fill(text)
    page.get_by_role("button", name="Bewaren").click()


def written(text: str) -> list[Note]:
    return list(Note.select().where(Note.text == text))


def become(page: Page, user) -> None:
    page.context.clear_cookies()
    cookie = {"name": COOKIE, "value": signed_in(user), "url": page.evaluate("location.origin")}
    page.context.add_cookies([cookie])


@pytest.fixture
def page(tablet, console):
    """Of a supervisor; the console may complain of what these tests break."""
    console.allow("Failed to load|request failed")
    return tablet("supervisor_a")


def portal(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<h1>Welkom op onze wifi</h1>")


def lost_after_commit(route: Route) -> None:
    route.fetch()
    route.abort()


def busy(route: Route) -> None:
    route.fulfill(status=503, headers={"Retry-After": "1"}, body="")


def half(route: Route) -> None:
    headers = {"Opstap-Outbox": "1", "Content-Type": "application/json"}
    route.fulfill(status=200, headers=headers, body='{"protocol": 1, "resu')


@pytest.mark.parametrize("trouble", [portal, lost_after_commit, busy, half])
def test_an_answer_that_is_no_receipt_keeps_the_note_here(page, cast, trouble) -> None:
    met: list[Route] = []
    page.route(SEND, lambda route: (trouble(route), met.append(route)))
    write(page, cast, "In slecht weer.")
    expect(listed(page).get_by_text(WAITS)).to_be_visible()
    for _ in range(400):
        if len(met) >= 2:
            break
        page.wait_for_timeout(50)
    assert len(met) >= 2, "it was not tried again"
    let_through(page)
    expect(listed(page).get_by_text("Ontvangen")).to_be_visible()
    assert len(written("In slecht weer.")) == 1


def test_a_refused_note_stays_with_its_reason_until_its_author_throws_it_away(page, cast) -> None:
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.locator("[name=day]:checked").evaluate("one => { one.value = '2020-01-01' }")
    page.get_by_label("Erbij schrijven").fill("Van heel vroeger.")
    page.get_by_role("button", name="Bewaren").click()
    expect(listed(page).get_by_text("Niet aangenomen.")).to_be_visible()
    page.goto("/vandaag/")
    expect(listed(page).get_by_text("Van heel vroeger.")).to_be_visible()
    listed(page).get_by_role("button", name="Nog eens versturen").click()
    expect(listed(page).get_by_text("Niet aangenomen.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    listed(page).get_by_role("button", name="Weggooien").click()
    expect(listed(page).get_by_text("Van heel vroeger.")).to_be_visible()
    listed(page).get_by_role("button", name="Echt weggooien?").click()
    expect(listed(page)).to_be_hidden()
    assert written("Van heel vroeger.") == []


def test_a_refused_note_can_be_copied_and_shared(tablet, cast) -> None:
    page = tablet("supervisor_a", permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("navigator.share = async ({ text }) => { window.shared = text }")
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.locator("[name=day]:checked").evaluate("one => { one.value = '2020-01-01' }")
    page.get_by_label("Erbij schrijven").fill("Voor een mail.")
    page.get_by_role("button", name="Bewaren").click()
    listed(page).get_by_role("button", name="Kopiëren").click()
    words = "Notitie over Amina El Idrissi\nVoor een mail."
    assert page.evaluate("navigator.clipboard.readText()") == words
    listed(page).get_by_role("button", name="Delen").click()
    assert page.evaluate("window.shared") == words


def test_after_a_session_ended_it_goes_at_the_next_sign_in(page, cast) -> None:
    page.route(SEND, busy)
    write(page, cast, "Sessie weg.")
    expect(listed(page).get_by_text(WAITS)).to_be_visible()
    page.context.clear_cookies()
    let_through(page)
    page.goto("/aanmelden")
    expect(listed(page).get_by_text("Log in om 1 notitie te verzenden")).to_be_visible()
    expect(page.get_by_text("Sessie weg.")).to_have_count(0)
    become(page, cast.supervisor_a)
    page.goto("/vandaag/")
    expect(listed(page).get_by_text("Ontvangen")).to_be_visible()
    assert len(written("Sessie weg.")) == 1


def test_a_refused_note_is_opened_put_right_and_received_once(page, cast) -> None:
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}&voor={cast.placement_a2.id}")
    page.locator("[name=day]:checked").evaluate("one => { one.value = '2020-01-01' }")
    page.get_by_role("checkbox", name="Werkte netjes").check()
    page.get_by_label("Erbij schrijven").fill("Verkeerde dag.")
    page.get_by_role("button", name="Bewaren").click()
    refused = listed(page).get_by_text("Niet aangenomen.")
    expect(refused).to_have_count(2)
    page.goto("/vandaag/")
    listed(page).get_by_role("button", name="Openen en verbeteren").first.click()
    expect(page.get_by_label("Erbij schrijven")).to_have_value("Verkeerde dag.")
    expect(page.get_by_role("checkbox", name="Werkte netjes")).to_be_checked()
    expect(refused).to_have_count(2)
    expect(page.get_by_role("radio", name="vandaag")).to_be_checked()
    page.get_by_label("Erbij schrijven").fill("Nu de goede dag.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page).to_have_url(re.compile("/vandaag/"))
    expect(refused).to_have_count(1)
    assert [one.placement_id for one in written("Nu de goede dag.")] == [cast.placement_a1.id]
    assert written("Verkeerde dag.") == []


def test_the_next_person_sees_a_number_and_sends_it_under_its_authors_name(page, cast) -> None:
    page.route(SEND, busy)
    write(page, cast, "Van Sara.")
    expect(listed(page).get_by_text(WAITS)).to_be_visible()
    page.get_by_text("Sara Jansen").first.click()
    page.get_by_role("button", name="Afmelden").click()
    expect(
        page.get_by_text("Er wacht hier nog 1 bericht. Het blijft hier, verzegeld")
    ).to_be_visible()
    page.get_by_role("button", name="Toch afmelden").click()
    expect(page).to_have_url("/aanmelden")
    become(page, cast.supervisor_b)
    page.goto("/vandaag/")
    expect(listed(page).get_by_text("Er wacht hier 1 bericht van iemand anders.")).to_be_visible()
    expect(page.get_by_text("Van Sara.")).to_have_count(0)
    let_through(page)
    with page.expect_response(SEND):
        page.reload()
    expect(listed(page)).to_be_hidden()
    assert [row.author_id for row in written("Van Sara.")] == [cast.supervisor_a.id]


def test_who_signs_out_before_the_page_looked_hears_of_what_waits_too(page, cast) -> None:
    page.route(SEND, busy)
    write(page, cast, "Van Sara.")
    expect(listed(page).get_by_text(WAITS)).to_be_visible()
    page.add_init_script(SLOW_TO_LOOK)
    page.goto("/vandaag/")
    page.get_by_text("Sara Jansen").first.click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_text("Er wacht hier nog 1 bericht.")).to_be_visible()
    page.get_by_role("button", name="Toch afmelden").click()
    expect(page).to_have_url("/aanmelden")


def test_what_was_typed_is_there_again(page, cast) -> None:
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.wait_for_load_state("networkidle")
    page.get_by_label("Erbij schrijven").fill("Half af")
    until_on_device(page)
    page.reload()
    expect(page.get_by_label("Erbij schrijven")).to_have_value("Half af")
    expect(page.get_by_text("Wat je nog niet had bewaard, staat er weer.")).to_be_visible()


def test_a_device_that_cannot_write_says_so_and_leaves_the_text(page, cast) -> None:
    page.add_init_script(REFUSES_TO_WRITE)
    write(page, cast, "Schijf vol.")
    expect(page.get_by_text("NIET bewaard.")).to_be_visible()
    expect(page.get_by_label("Erbij schrijven")).to_have_value("Schijf vol.")
    assert written("Schijf vol.") == []


def test_a_connection_that_the_browser_closed_is_opened_again(page, cast) -> None:
    page.add_init_script(CLOSED_BEHIND_ITS_BACK)
    write(page, cast, "Toch bewaard.")
    expect(listed(page).get_by_text("Ontvangen")).to_be_visible()
    assert len(written("Toch bewaard.")) == 1


def test_two_tabs_send_each_note_once(page, cast) -> None:
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
        tab.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    for tab, text in ((page, "Tab een."), (other, "Tab twee.")):
        tab.get_by_label("Erbij schrijven").fill(text)
        tab.get_by_role("button", name="Bewaren").click()
        expect(listed(tab).get_by_text(WAITS).first).to_be_visible()
    page.context.set_offline(False)
    for tab in (page, other):
        expect(listed(tab).get_by_text(WAITS)).to_have_count(0)
    assert (len(written("Tab een.")), len(written("Tab twee."))) == (1, 1)
    other.close()


def test_a_clock_that_is_years_off_changes_nothing_about_when(page, cast) -> None:
    page.context.clock.set_fixed_time("2031-05-05T12:00:00")
    write(page, cast, "Klok verkeerd.")
    expect(page.get_by_text("Klok verkeerd.").first).to_be_visible()
    expect(page).to_have_url("/vandaag/#p-" + str(cast.placement_a1.id))
    (note,) = written("Klok verkeerd.")
    assert abs((note.received_at - clock.now()).total_seconds()) < 60


def test_attendance_waits_too_and_is_there_once(page, cast) -> None:
    page.goto("/vandaag/")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    card = page.locator(f"#p-{cast.placement_a1.id}")
    card.get_by_text("Aanwezigheid").click()
    card.get_by_role("button", name="Te laat").click()
    expect(listed(page).get_by_text(WAITS)).to_be_visible()
    expect(listed(page).get_by_text("Te laat")).to_be_visible()
    expect(card.locator("summary").last).to_have_text(f"Te laat · {WAITS}")
    expect(card.locator(".badge")).to_have_text("Nog geen notitie")
    page.context.set_offline(False)
    said = card.locator("summary").last
    expect(said).to_have_text(re.compile("^Te laat( · Ontvangen 10:0\\d)?$"))
    expect(listed(page).get_by_text(WAITS)).to_have_count(0)
    rows = Attendance.select().where(Attendance.placement == cast.placement_a1)
    assert [row.code.value for row in rows] == ["late"]


def test_a_page_without_keys_asks_for_them_ever_less(page, cast):
    """Signed out in another tab: what is typed cannot be hidden, and is not asked for forever."""
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    Session.update(ended_at=clock.now()).execute()
    other = page.context.new_page()
    other.goto("/aanmelden")
    other.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda one: asked.append(one) if "/sleutel" in one.url else None)
    page.get_by_label("Erbij schrijven").fill("Stapelde zelf.")
    for _ in range(60):
        page.clock.run_for(2_000)
        page.wait_for_timeout(20)
    assert 2 <= len(asked) <= 8
