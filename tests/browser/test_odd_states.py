"""A page that saves itself, while the server or who is signed in changed under it."""

import pytest
from playwright.sync_api import Page, expect

from pwa import clock
from pwa.access import COOKIE
from pwa.models import Evaluation, Session
from tests.browse import signed_in
from tests.browser.conftest import let_through
from tests.evaluation_case import Case

TYPED = "Lang over nagedacht."


@pytest.fixture
def case(cast) -> Case:
    return Case(cast)


@pytest.fixture
def form(tablet, case) -> Page:
    page: Page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}/woorden")
    page.wait_for_load_state("networkidle")
    return page


def in_form(form: Page):
    return form.get_by_label("Wat gaat goed?")


def stored(case: Case) -> str:
    return Evaluation.get_by_id(case.ev.id).strengths


def test_who_was_signed_out_meanwhile_keeps_the_words_and_signs_in_elsewhere(
    form, case, cast, console, server
):
    console.allow("401")
    Session.update(ended_at=clock.now()).execute()
    in_form(form).fill(TYPED)
    form.get_by_role("button", name="Bewaren").click()
    expect(form.get_by_text("NIET bewaard. Je tekst staat er nog. Je bent niet")).to_be_visible()
    expect(in_form(form)).to_have_value(TYPED)
    cookie = {"name": COOKIE, "value": signed_in(cast.user("supervisor_a")), "url": server}
    form.context.add_cookies([cookie])
    form.get_by_role("button", name="Bewaren").click()
    expect(form.locator("#flashes").get_by_text("Bewaard.")).to_be_visible()
    assert stored(case) == TYPED


@pytest.mark.parametrize("trouble", ["503", "gone"])
def test_a_button_that_does_not_reach_us_leaves_the_words_where_they_are(
    form, case, console, trouble
):
    console.allow("503|request failed|Failed to load")
    answer = {"503": lambda r: r.fulfill(status=503, body=""), "gone": lambda r: r.abort()}[trouble]
    form.route("**/woorden", answer)
    in_form(form).fill(TYPED)
    form.get_by_role("button", name="Bewaren").click()
    expect(form.get_by_text("NIET bewaard: geen verbinding.")).to_be_visible()
    expect(in_form(form)).to_have_value(TYPED)
    let_through(form)
    form.clock.run_for(3_000)
    expect(form.get_by_text("Bewaard 10:00")).to_be_visible()
    assert stored(case) == TYPED


def test_a_save_that_hangs_is_given_up_told_and_tried_again(form, case):
    kept = []
    form.route("**/woorden", lambda route: kept.append(route))
    in_form(form).fill(TYPED)
    expect(form.get_by_text("Bezig met bewaren")).to_be_visible()
    form.clock.run_for(31_000)
    told = form.locator("output.saved").first
    expect(told).to_have_text(
        "NIET bewaard: geen verbinding. Je tekst staat er nog en gaat straks vanzelf."
    )
    form.unroute_all()
    form.clock.run_for(3_000)
    expect(form.get_by_text("Bewaard 10:00")).to_be_visible()
    assert stored(case) == TYPED


def test_notes_that_could_not_be_read_say_why_in_a_tab_of_their_own(tablet, case):
    """A tap that does nothing is tapped again and again; and the words on this page stay."""
    page = tablet("supervisor_a")
    page.goto(f"/evaluaties/{case.ev.id}")
    page.wait_for_load_state("networkidle")
    Session.update(ended_at=clock.now()).execute()
    line = page.locator("evidence-notes").last
    with page.expect_response("**/notities/**"):
        line.locator("xpath=ancestor::details").last.locator("summary").first.click()
    with page.context.expect_page() as opened:
        line.get_by_role("link").click()
    expect(opened.value.get_by_role("heading", level=1, name="Aanmelden")).to_be_visible()
    assert page.url.endswith(str(case.ev.id))
