"""Pages do not grow with what was written: months of notes, a full hall, everything rated."""

import pytest

from pwa.domain.enums import EvaluationKind
from tests import grown
from tests.evaluation_case import quick_pdf
from tests.routes.test_every_page import MOST_SENT

AMINA, SARA, ANNA = "candidate_a1", "supervisor_a", "coach_1"


@pytest.fixture
def sent(browse):
    """Bytes of a page as they go over the wire, after it was held to the rules of every page."""

    def bytes_of(who, path):
        browse(who).get(path)
        answer = browse(who).client.get(path, headers={"Accept-Encoding": "br"})
        assert answer.headers["Content-Encoding"] == "br"
        return len(answer.data)

    return bytes_of


@pytest.fixture
def months(cast, monkeypatch):
    """Much was written about candidate_a1; the answer is a signed evaluation."""
    quick_pdf(monkeypatch)
    grown.months(cast)
    return grown.evaluation(cast, "final", EvaluationKind.INTERIM)


@pytest.mark.parametrize(
    ("who", "page"),
    [
        (AMINA, "/mijn-voortgang"),
        (AMINA, "/mijn-voortgang?vanaf=6"),
        (AMINA, "/mijn-voortgang/terugkijken"),
        (SARA, "/plaatsingen/{placement}"),
        (ANNA, "/plaatsingen/{placement}"),
        *((who, "/evaluaties/{evaluation}") for who in (AMINA, SARA, ANNA)),
    ],
)
def test_what_was_written_in_months_does_not_make_a_page_big(cast, months, sent, who, page):
    path = page.format(placement=cast.placement_a1.id, evaluation=months.id)
    assert sent(who, path) <= MOST_SENT


@pytest.mark.parametrize("part", ["", "/woorden"])
@pytest.mark.parametrize("state", ["draft", "ready", "discussed"])
def test_both_parts_of_a_form_that_is_full_stay_small(cast, sent, monkeypatch, state, part):
    quick_pdf(monkeypatch)
    grown.months(cast)
    path = f"/evaluaties/{grown.evaluation(cast, state).id}{part}"
    assert sent(SARA, path) <= MOST_SENT


def test_the_form_of_an_evaluation_does_not_grow_with_the_notes_behind_it(cast, sent, monkeypatch):
    quick_pdf(monkeypatch)
    path = f"/evaluaties/{grown.evaluation(cast, 'draft').id}"
    before = sent(SARA, path)
    grown.months(cast)
    assert sent(SARA, path) <= before + 100


def test_a_full_hall_does_not_make_vandaag_big(cast, months, sent):
    grown.hall(cast)
    assert sent(SARA, "/vandaag/") <= MOST_SENT
