"""A signed file is printed before the transaction. Whatever happens to its evaluation meanwhile,
removed words never come back into a file with the later of the two."""

from collections.abc import Callable
from typing import Any

import pytest

from pwa.domain.errors import Stale
from pwa.domain.states import EvaluationState
from pwa.models import Evaluation, PrivacyCase
from pwa.services import evaluation_rounds, evaluations, redacted_documents, replaced_documents
from tests.evaluation_case import Case, quick_pdf
from tests.privacy_case import everywhere, open_case, remove

pytestmark = pytest.mark.usefixtures("connection")
CANARY, OTHER = "kanarie-depressief", "mus-verdrietig"


@pytest.fixture(params=["reaction", "conclusion"])
def signed(cast, monkeypatch, request) -> Case:
    """A final evaluation: the canary in the reaction or the conclusion, which are printed around
    what was frozen; the other word in what was frozen."""
    said = {"reaction": "Het was druk.", "conclusion": "Akkoord."}
    said[request.param] += f" {CANARY}."
    quick_pdf(monkeypatch)
    case = Case(cast)
    usual = case.content
    case.content = lambda: usual(points=f"Rustiger worden, {OTHER}.")  # type: ignore[method-assign]
    case.to("seen")
    case.ev = evaluations.candidate_decides(case.amina, case.ev, False, said["reaction"])
    case.ev = evaluations.sign_off(case.coach, case.ev, said["conclusion"])
    return case


@pytest.fixture
def privacy_case(cast, signed) -> PrivacyCase:
    return open_case(cast)


def after(monkeypatch: Any, module: Any, name: str, then: Callable[[], object]) -> None:
    """Once, right after this was printed and before it is kept, something else happens."""
    usual, waiting = getattr(module, name), [then]

    def slow(*args: Any) -> Any:
        made = usual(*args)
        if waiting:
            waiting.pop()()
        return made

    monkeypatch.setattr(module, name, slow)


def ask_correction(case: Case) -> Evaluation:
    evaluation_rounds.ask_correction(case.ria, case.ev, "Fout in de uren.")
    return evaluations.again(case.ev)


@pytest.mark.parametrize("earlier", [(), ("Nauwkeurig",)], ids=["first", "after an earlier one"])
def test_of_two_removals_the_second_starts_over(cast, signed, privacy_case, monkeypatch, earlier):
    for words in earlier:
        remove(cast, privacy_case, words)
    first = lambda: remove(cast, privacy_case, CANARY)  # noqa: E731
    after(monkeypatch, redacted_documents, "print_again", first)
    with pytest.raises(Stale):
        remove(cast, privacy_case, OTHER)
    assert everywhere(CANARY) == []
    remove(cast, privacy_case, OTHER)
    assert everywhere(OTHER) == everywhere(CANARY) == []


def test_a_version_replaced_while_words_are_removed_starts_over(
    cast, signed, privacy_case, monkeypatch
):
    asked = ask_correction(signed)
    removal = lambda: remove(cast, privacy_case, CANARY)  # noqa: E731
    after(monkeypatch, replaced_documents, "make", removal)
    with pytest.raises(Stale):
        evaluation_rounds.supersede(signed.coach, asked)
    assert everywhere(CANARY) == []
    evaluation_rounds.supersede(signed.coach, evaluations.again(asked))
    assert Evaluation.get_by_id(asked.id).state is EvaluationState.SUPERSEDED
    assert everywhere(CANARY) == []


def test_words_removed_while_a_version_is_replaced_start_over(
    cast, signed, privacy_case, monkeypatch
):
    asked = ask_correction(signed)
    replaced = lambda: evaluation_rounds.supersede(signed.coach, asked)  # noqa: E731
    after(monkeypatch, redacted_documents, "print_again", replaced)
    with pytest.raises(Stale):
        remove(cast, privacy_case, CANARY)
    remove(cast, privacy_case, CANARY)
    assert everywhere(CANARY) == []
