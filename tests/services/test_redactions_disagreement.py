"""A disagreement is printed in full (rule 7), also in a copy under which its signature is void."""

from datetime import timedelta
from typing import Any

import pytest

from pwa import clock
from pwa.domain.privacy_cases import MARK
from pwa.models import Evaluation, EvaluationVersion, PrivacyCase
from pwa.pdf.document import CandidateView, EvaluationDocument
from pwa.queries.evaluation_document import document
from pwa.services import evaluation_rounds, evaluations, printing
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW
from tests.privacy_case import open_case, remove

pytestmark = pytest.mark.usefixtures("connection")
OWN = "Ik heb weer ritme."
DISAGREES = CandidateView(OWN, f"Ik praat {MARK}, en ik help wel.", disagrees=True)


@pytest.fixture
def prints(monkeypatch) -> list[EvaluationDocument]:
    """Every document that is printed, the newest last."""
    quick_pdf(monkeypatch)
    usual, found = printing.render, []

    def render(doc: Any) -> bytes:
        found.append(doc)
        return usual(doc)

    monkeypatch.setattr(printing, "render", render)
    return found


@pytest.fixture
def privacy_case(cast) -> PrivacyCase:
    return open_case(cast)


@pytest.fixture
def case(cast, prints, privacy_case) -> Case:
    """Final; the candidate disagreed, and the officer removed words of what was said then."""
    found = Case(cast)
    found.to("seen")
    said = "Ik praat kanarie, en ik help wel."
    found.ev = evaluations.candidate_decides(found.amina, found.ev, False, said)
    found._final()
    remove(cast, privacy_case, "kanarie")
    return found


def now(case: Case) -> Evaluation:
    return evaluations.again(case.ev)


def supersede(case: Case) -> None:
    evaluation_rounds.ask_correction(case.ria, now(case), "Fout in de uren.")
    evaluation_rounds.supersede(case.coach, now(case))


def test_it_stays_in_the_clean_copy_of_a_clean_copy(cast, case, prints, privacy_case):
    assert prints[-1].final and prints[-1].candidate_view == DISAGREES
    remove(cast, privacy_case, "Nauwkeurig")
    assert prints[-1].final and prints[-1].candidate_view == DISAGREES


def test_it_stays_in_the_copy_that_says_that_another_version_holds(case, prints):
    supersede(case)
    assert prints[-1].replaced and prints[-1].candidate_view == DISAGREES


def test_the_page_says_the_same_as_the_file(case):
    assert document(case.coach, now(case)).candidate_view == DISAGREES


def test_it_is_not_said_of_a_later_version_with_the_same_words(cast, prints):
    """Void because the words changed, and they changed back: nobody decided about that one."""
    case = Case(cast)
    case.to("seen")
    case.ev = evaluations.candidate_decides(case.amina, case.ev, False, "Ik help wel.")
    for days, points in ((1, "Anders."), (2, "Tekening lezen.")):
        with clock.at(NOW + timedelta(days=days)):
            case.ev = evaluations.return_(case.coach, case.ev, "Kijk nog eens.")
            case.ev = evaluations.change(case.ria, case.ev)
            case.save(case.content(points=points))
            case.freeze()
    with clock.at(NOW + timedelta(days=30)):
        case.ev = evaluations.close_unsigned(case.coach, case.ev)
        supersede(case)
    first, _changed, last = case.ev.versions.order_by(EvaluationVersion.number)
    assert first.content_hash == last.content_hash
    assert prints[-1].replaced and prints[-1].candidate_view == CandidateView(OWN)
