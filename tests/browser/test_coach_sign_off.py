"""Anouk on her phone between two visits: signed in five touches, or back with a reason."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from pwa import clock
from pwa.domain.enums import EvaluationKind
from pwa.models import ActionItem, Evaluation, Session
from pwa.services import evaluations
from pwa.services.evaluations import ActionEntry, RatingEntry
from tests.browser.test_note_journey import COUNT_TOUCHES, touches
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW


@pytest.fixture(autouse=True)
def light_pdf(monkeypatch):
    quick_pdf(monkeypatch)


@pytest.fixture
def case(cast):
    """A signed interim one with an agreement, and a final one that waits for the coach."""
    with clock.at(NOW - timedelta(days=30)):
        first = Case(cast, EvaluationKind.INTERIM)
        Evaluation.update(to_on=date(2026, 2, 9)).where(Evaluation.id == first.ev.id).execute()
        first.ev.to_on = date(2026, 2, 9)
    agreed = ActionEntry("Werkkaart met foto's", "", date(2026, 3, 1), ("coach", "supervisor"))
    _, second = first.competences()[:2]
    first.content = lambda **_: Case.content(
        first, ratings=(RatingEntry(second.id, 1, "Nog niet."),), actions=(agreed,)
    )
    first.to("final")
    found = Case(cast)
    found.to("decided")
    return found


def test_the_coach_signs_off_in_five_touches_from_the_list(phone, case, look):
    page = phone("coach_1")
    page.add_init_script(f"({COUNT_TOUCHES})()")
    page.goto("/mijn-kandidaten")
    look(page)
    page.get_by_role("link", name="Evaluatie openen").first.tap()
    expect(page.get_by_role("heading", name="Sinds de vorige keer")).to_be_visible()
    label = case.competences()[1].label
    expect(page.get_by_text(f"{label}: van lukt nog niet naar lukt met hulp")).to_be_visible()
    expect(page.get_by_text("Werkkaart met foto's (begeleider en coach)")).to_be_visible()
    look(page)
    page.get_by_text("één notitie").first.tap()
    expect(page.get_by_text("Deed order 41-207 helemaal zelf.").first).to_be_visible()
    expect(page.get_by_text(f"Zonder notitie: {label}.")).to_be_visible()
    page.get_by_role("link", name="Naar het tekenen").tap()
    page.get_by_role("button", name="Aftekenen").tap()
    expect(page.get_by_text("Afgetekend. De PDF is klaar.")).to_be_visible()
    assert touches(page) <= 5, touches(page)
    assert Evaluation.get_by_id(case.ev.id).state == "final"


def test_sent_back_to_whom_it_concerns_and_signed_again_with_the_difference(
    phone, tablet, case, look, console
):
    console.allow("422")
    path = f"/evaluaties/{case.ev.id}"
    coach = phone("coach_1")
    coach.goto(path)
    coach.get_by_text("Terugsturen").first.tap()
    coach.get_by_label("Wat moet er veranderen?").fill("Voorbeeld graag, en jouw kijk ook.")
    coach.get_by_role("checkbox", name="Wat Amina El Idrissi zelf schreef").check()
    look(coach)
    coach.get_by_role("button", name="Terugsturen").tap()
    expect(coach.get_by_text("Teruggestuurd. Je reden staat bij wie het aangaat.")).to_be_visible()
    look(coach)
    amina = phone("candidate_a1")
    amina.goto("/mijn-voortgang")
    expect(amina.get_by_text("Voorbeeld graag, en jouw kijk ook.")).to_be_visible()
    amina.get_by_role("link", name="Pas aan hoe jij het ziet").tap()
    amina.get_by_label("In je eigen woorden").fill("Ik help wel. Vraag Tom.")
    amina.get_by_role("button", name="Bewaren").tap()
    expect(amina.get_by_text("Bewaard.")).to_be_visible()
    look(amina)
    _ria_changes_it(tablet("supervisor_a"), case, path)
    amina.goto(path)
    expect(amina.get_by_role("heading", name="Dit is veranderd sinds jij tekende")).to_be_visible()
    label = case.competences()[1].label
    expect(
        amina.get_by_text(
            f"{label}: van lukt met hulp naar lukt zelfstandig; voorbeeld toegevoegd;"
            " notitie van 5 maart toegevoegd"
        )
    ).to_be_visible()
    look(amina)
    amina.get_by_role("button", name="Gezien").tap()
    amina.get_by_role("radio", name="Akkoord", exact=False).first.check()
    amina.get_by_role("button", name="Ondertekenen").tap()
    expect(amina.get_by_text("Je handtekening staat erbij.")).to_be_visible()
    coach.goto(path)
    expect(coach.get_by_text("Dit is veranderd sinds je hem terugstuurde")).to_be_visible()
    coach.get_by_role("button", name="Aftekenen").tap()
    expect(coach.get_by_text("Afgetekend. De PDF is klaar.")).to_be_visible()


def _ria_changes_it(page, case, path):
    page.goto("/vandaag/")
    expect(page.get_by_text("Voorbeeld graag, en jouw kijk ook.")).to_be_visible()
    row = evaluations.again(case.ev)
    row = evaluations.change(case.ria, row)
    first, second = case.competences()[:2]
    note = (case.cast.note_a1.id,)
    entries = (RatingEntry(first.id, 3, "Deed het zelf.", note),
               RatingEntry(second.id, 3, "Hielp met inpakken.", note))  # fmt: skip
    row = evaluations.save(case.ria, row, row.edition, case.content(ratings=entries))
    evaluations.freeze(case.ria, row)


def test_an_agreement_is_ticked_off_with_one_touch_and_undone_with_one(tablet, case, look):
    page = tablet("supervisor_a")
    page.add_init_script(f"({COUNT_TOUCHES})()")
    page.goto("/vandaag/")
    expect(page.get_by_text("Stond voor zondag 1 maart. Lukt het nog?")).to_be_visible()
    look(page)
    page.get_by_role("button", name=re.compile("^Gedaan.*Werkkaart")).tap()
    expect(page.get_by_text("Gedaan. Mooi.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Toch niet.*Werkkaart")).tap()
    expect(page.get_by_text("De afspraak staat weer open.")).to_be_visible()
    assert touches(page) == 2
    assert ActionItem.get(ActionItem.what == "Werkkaart met foto's").done_on is None


def test_a_candidate_shares_the_pdf_where_the_device_can(phone, case, look):
    evaluations.sign_off(case.coach, case.ev)
    page = phone("candidate_a1")
    page.add_init_script("navigator.canShare = () => false")
    page.goto("/mijn-voortgang")
    expect(page.get_by_role("link", name="PDF bewaren").first).to_be_visible()
    expect(page.get_by_role("button", name="Delen")).to_have_count(0)
    look(page)
    able = phone("candidate_a1")
    able.add_init_script(
        """navigator.canShare = () => true
        navigator.share = async ({ files: [one] }) => {
          document.title = `${one.name} ${one.size}`
        }"""
    )
    able.goto("/mijn-voortgang")
    able.get_by_role("button", name="Delen").first.tap()
    expect(able).to_have_title(re.compile(r"^eindevaluatie-2026-03-11\.pdf [1-9]\d+"))
    look(able)


def test_a_page_to_sign_in_on_is_never_shared_as_a_pdf(phone, case, console):
    console.allow("401|ERR_FAILED|Failed to load")
    evaluations.sign_off(case.coach, case.ev)
    page = phone("candidate_a1")
    page.add_init_script(
        """navigator.canShare = () => true
        navigator.share = async () => { document.title = "shared" }"""
    )
    page.goto("/mijn-voortgang")
    Session.update(ended_at=clock.now()).execute()
    page.get_by_role("button", name="Delen").first.tap()
    page.wait_for_url(re.compile("/aanmelden"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_company_finds_what_waits_for_it_and_signs_with_one_button(desktop, cast, look):
    case = Case(cast)
    case.company_asks()
    case.to("decided")
    page = desktop("employer_a")
    page.goto("/kandidaten")
    look(page)
    page.get_by_role("link", name="Lezen en tekenen").click()
    page.get_by_role("button", name="Ondertekenen voor het bedrijf").click()
    expect(page.get_by_text("Ondertekend namens het bedrijf.")).to_be_visible()


def test_a_new_version_says_so_on_both_pages_and_in_the_list(phone, desktop, case, look):
    old = evaluations.sign_off(case.coach, case.ev)
    old = evaluations.ask_correction(case.ria, old, "Tempo klopt niet.")
    new = evaluations.supersede(case.coach, old)
    page = phone("candidate_a1")
    page.goto("/mijn-voortgang")
    expect(page.get_by_text("Vervangen, nieuwe versie volgt")).to_be_visible()
    page.goto(f"/evaluaties/{old.id}")
    expect(page.get_by_text("Vervangen door een nieuwe versie", exact=True)).to_be_visible()
    look(page)
    page.get_by_role("link", name="Naar de nieuwe versie").tap()
    expect(page.get_by_text("Dit is een nieuwe versie, omdat er iets niet klopte")).to_be_visible()
    case.ev = new
    for step in (case._signing, case._seen, case._decided, case._final):
        step()
    petra = desktop("employer_a")
    petra.goto(f"/plaatsingen/{case.placement.id}")
    expect(petra.get_by_text("Vervangen door versie 2")).to_be_visible()
    look(petra)
