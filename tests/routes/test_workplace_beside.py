"""A place beside a candidate: words next to each other, from signed evaluations alone."""

import pytest

from pwa.domain.enums import EvaluationKind, WorkplaceNeed
from pwa.domain.workplaces import PlaceContent
from pwa.models import AccessLog, Competence
from pwa.services import workplaces
from tests.evaluation_case import Case, quick_pdf


def here(cast, rest=""):
    return f"/werkplekken/{cast.workplace_a.id}{rest}"


def codes(cast):
    rows = Competence.select().where(Competence.handbook == cast.handbook_a, ~Competence.hidden)
    return list(rows.order_by(Competence.position))


@pytest.fixture
def signed(cast, monkeypatch):
    """A final evaluation of candidate_a1 at company A, signed by all."""
    quick_pdf(monkeypatch)
    case = Case(cast, EvaluationKind.FINAL)
    case.to("final")
    return case


def ask(cast, company, workplace, who, need=WorkplaceNeed.MUST):
    book = cast.handbook_a if company is cast.company_a else cast.handbook_b
    rows = Competence.select().where(Competence.handbook == book, ~Competence.hidden)
    asks = {one.code: need for one in rows.order_by(Competence.position).limit(3)}
    workplaces.save(cast.as_(who), workplace, 1, PlaceContent(workplace.title, asks=asks))


def test_what_a_place_asks_stands_beside_what_the_evaluation_says(browse, cast, signed):
    ask(cast, cast.company_a, cast.workplace_a, "employer_a")
    page = browse("coach_1").get(here(cast, f"/naast/{cast.a1_row.id}"))
    first, _second, third = codes(cast)[:3]
    assert len(page.find(".//tbody/tr")) == 3
    assert "Lukt zelfstandig" in page.text and first.sentence(3) in page.text
    assert "Deed het zelf." in page.text
    assert third.label in page.text and page.text.count("Hier is niets over bekend.") == 1
    assert "%" not in page.text and "score" not in page.text.lower()
    log = [(row.reader_id, row.what) for row in AccessLog.select().order_by(AccessLog.id)]
    assert log[-1] == (cast.coach_1.id, "evaluatie bij plek")
    told = browse("candidate_a1").get("/wie-keek-mee").text
    assert "Legde je evaluatie naast een werkplek" in told


def test_the_words_of_another_company_stand_apart(browse, cast, signed):
    ask(cast, cast.company_b, cast.workplace_b, "employer_b")
    page = browse("coach_1").get(f"/werkplekken/{cast.workplace_b.id}/naast/{cast.a1_row.id}")
    assert "Over de woorden van dit bedrijf is nog niets bekend" in page.text
    assert page.text.count("Hier is niets over bekend.") == 3
    apart = page.text[page.text.index("Wat een ander bedrijf zag") :]
    assert "Plaatwerk De Linie" in apart and "Lukt zelfstandig" in apart


def test_an_evaluation_that_is_not_signed_says_nothing_yet(browse, cast):
    Case(cast).to("ready")
    ask(cast, cast.company_a, cast.workplace_a, "employer_a")
    page = browse("coach_1").get(here(cast, f"/naast/{cast.a1_row.id}"))
    assert "Er is nog geen ondertekende evaluatie." in page.text
    assert "Lukt zelfstandig" not in page.text
    assert AccessLog.select().where(AccessLog.reader_id == cast.coach_1.id).count() == 0


def test_a_coach_chooses_from_own_candidates_by_name(browse, cast):
    page = browse("coach_1").get(here(cast, "/naast"))
    assert "Amina El Idrissi" in page.text and "Willem de Boer" in page.text
    assert "Świątek" not in page.text
    assert browse("coach_2").get(here(cast, f"/naast/{cast.a1_row.id}")).status == 404
