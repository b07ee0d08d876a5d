"""Nobody signs what did not stand on the page: it may have been changed since that was opened."""

import pytest

from pwa.domain.states import EvaluationState
from pwa.models import Document, Evaluation, Signature
from pwa.services import evaluations
from pwa.services.evaluations import OwnView
from tests.evaluation_case import Case, quick_pdf

READ_AGAIN = "De evaluatie is veranderd nadat jij deze pagina opende."


@pytest.fixture
def case(cast, monkeypatch):
    quick_pdf(monkeypatch)
    made = Case(cast)
    made.company_asks()
    return made


def url(case):
    return f"/evaluaties/{case.ev.id}"


def changed_and_frozen_again(case):
    case.ev = evaluations.return_(case.coach, Evaluation.get_by_id(case.ev.id), "Graag anders.")
    case.ev = evaluations.change(case.ria, case.ev)
    case.save(case.content(strengths="Heel iets anders."))
    case.freeze()


def under_the_new_version():
    new = Signature.version == 2
    return [one.meaning.value for one in Signature.select().where(new).order_by(Signature.id)]


@pytest.mark.parametrize(
    ("who", "first", "button", "said"),
    [
        ("candidate_a1", "signing", "Gezien", {}),
        ("candidate_a1", "seen", "Ondertekenen", {"choice": "disagree", "reaction": "Ik help."}),
        ("employer_a", "signing", "Ondertekenen voor het bedrijf", {}),
    ],
)
def test_a_page_of_before_the_change_signs_nothing(browse, case, who, first, button, said):
    case.to(first)
    page = browse(who).get(url(case))
    changed_and_frozen_again(case)
    if first == "seen":
        case.ev = evaluations.candidate_seen(case.amina, case.ev)
    before = under_the_new_version()
    page = page.submit(button, **said)
    assert page.status == 409
    assert READ_AGAIN in page.text
    assert said.get("reaction", "") in page.text
    assert under_the_new_version() == before


def everybody_signed(case):
    case.ev = evaluations.candidate_seen(case.amina, case.ev)
    case.ev = evaluations.candidate_decides(case.amina, case.ev, True)
    case.ev = evaluations.company_signs(case.employer, case.ev)


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("Aftekenen", {"conclusion": "Akkoord met wat ik las."}),
        ("Terugsturen", {"reason": "Dat is nog te kort."}),
    ],
)
def test_the_coach_decides_about_what_was_on_the_page_alone(browse, case, button, said):
    case.to("signing")
    everybody_signed(case)
    page = browse("coach_1").get(url(case))
    changed_and_frozen_again(case)
    everybody_signed(case)
    page = page.submit(button, **said)
    assert page.status == 409
    assert READ_AGAIN in page.text
    (words,) = said.values()
    assert words in page.text
    assert (Evaluation.get().state.value, Document.select().count()) == ("signing", 0)
    again = page.submit(button, **said)
    assert again.status == 303


@pytest.mark.parametrize("typed", ["", "x" * 2001])
def test_a_mistake_on_a_page_of_before_the_change_does_not_make_it_a_new_page(browse, case, typed):
    """Else pressing once more is about what nobody was told had changed."""
    case.to("signing")
    page = browse("coach_1").get(url(case))
    changed_and_frozen_again(case)
    page = page.submit("Terugsturen", reason=typed)
    assert page.status == 409
    assert READ_AGAIN in page.text
    assert typed in page.text


def test_what_a_colleague_wrote_after_the_talk_is_read_before_it_is_frozen(browse, case):
    case.to("discussed")
    page = browse("supervisor_a").get(f"{url(case)}/samen/vastleggen")
    case.save(case.content(strengths="Heel iets anders."))
    page = page.submit("Vastleggen en ondertekenen")
    assert page.status == 409
    assert READ_AGAIN in page.text
    assert Signature.select().count() == 0
    assert page.submit("Vastleggen en ondertekenen").status == 303


@pytest.mark.parametrize("way", ["/samen/vastleggen", "/woorden"])
def test_what_the_candidate_wrote_anew_is_read_before_it_is_frozen(browse, case, way):
    case.to("decided")
    ev = evaluations.return_(case.coach, case.ev, "Schrijf het zelf.", candidate=True)
    case.ev = evaluations.change(case.ria, ev)
    page = browse("supervisor_a").get(url(case) + way)
    view = OwnView("Ik wil liever met hout werken.", ())
    evaluations.save_own_view(case.amina, case.ev, case.ev.candidate_edition, view)
    page = page.submit("Vastleggen en ondertekenen")
    assert Evaluation.get_by_id(case.ev.id).state is EvaluationState.DISCUSSED
    page = page if page.status == 409 else page.follow()
    assert READ_AGAIN in page.text or "Iemand anders schreef ook." in page.text
    assert page.submit("Vastleggen en ondertekenen").status == 303
    assert under_the_new_version() == ["drawn_up"]


def test_frozen_again_without_a_change_it_still_is_what_was_read(browse, case):
    case.to("signing")
    page = browse("candidate_a1").get(url(case))
    case.ev = evaluations.return_(case.coach, case.ev, "Praat er nog eens over.")
    case.ev = evaluations.change(case.ria, case.ev)
    case.freeze()
    assert case.ev.version == 2
    assert page.submit("Gezien").status == 303
