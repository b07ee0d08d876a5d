"""What has to be there before an evaluation is fixed, and who signs it when."""

import json
from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.enums import Advice
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.states import EvaluationState
from pwa.models import Evaluation, EvaluationVersion, Note, Signature
from pwa.services import evaluation_finishing, evaluations, printing
from pwa.services.evaluations import RatingEntry
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW

S = EvaluationState


@pytest.fixture(autouse=True)
def light_pdf(monkeypatch):
    quick_pdf(monkeypatch)


@pytest.fixture
def case(cast):
    return Case(cast)


@pytest.mark.parametrize(
    ("level", "example", "refused"),
    [
        (1, "", True),
        (4, "  ", True),
        (4, "Hielp een collega.", False),
        (0, "", False),
        (3, "", False),
    ],
)
def test_the_lowest_and_the_highest_level_need_an_example(case, level, example, refused):
    first = case.competences()[0]
    case.to("discussed")
    case.save(case.content(ratings=(RatingEntry(first.id, level, example),)))
    if not refused:
        assert case.freeze().state is S.SIGNING
        return
    with pytest.raises(BadInput) as problem:
        case.freeze()
    assert problem.value.fields == {f"example.{first.code}": "example_missing"}
    assert EvaluationVersion.select().count() == 0


def test_evidence_that_the_candidate_cannot_read_yet_stops_the_freeze(cast, case):
    first = case.competences()[0]
    case.to("discussed")
    entry = RatingEntry(first.id, 3, "", (cast.secret_a1.id,))
    case.save(case.content(ratings=(entry,)))
    with pytest.raises(BadInput) as problem:
        case.freeze()
    assert problem.value.fields == {f"notes.{first.code}": "note_not_shared"}


def test_a_final_one_needs_an_advice_with_what_it_asks(case):
    case.to("discussed")
    case.save(case.content(advice=None, advice_details={}))
    with pytest.raises(BadInput) as problem:
        case.freeze()
    assert problem.value.fields == {"advice": "missing"}
    case.save(case.content(advice=Advice.PAID_HERE, advice_details={"hours": "veel"}))
    with pytest.raises(BadInput) as problem:
        case.freeze()
    assert set(problem.value.fields) == {
        "advice.function", "advice.hours", "advice.months", "advice.from",
    }  # fmt: skip


def test_seen_alone_is_not_signed_and_the_coach_waits(case):
    case.to("seen")
    with pytest.raises(NotAllowed, match="candidate_not_signed"):
        evaluations.sign_off(case.coach, case.ev)


def test_deciding_comes_after_seeing_and_happens_once(case):
    case.to("signing")
    with pytest.raises(NotAllowed, match="seen_first"):
        evaluations.candidate_decides(case.amina, case.ev, True)
    evaluations.candidate_seen(case.amina, case.ev)
    evaluations.candidate_seen(case.amina, case.ev)
    with pytest.raises(BadInput):
        evaluations.candidate_decides(case.amina, case.ev, False, "  ")
    evaluations.candidate_decides(case.amina, case.ev, False, "Ik help wel.")
    evaluations.candidate_decides(case.amina, case.ev, False, "Ik help wel.")
    with pytest.raises(NotAllowed, match="already_decided"):
        evaluations.candidate_decides(case.amina, case.ev, True)
    assert Signature.select().count() == 3


def test_the_company_signs_before_the_coach_where_it_asks(case):
    case.company_asks()
    case.to("decided")
    with pytest.raises(NotAllowed, match="company_not_signed"):
        evaluations.sign_off(case.coach, case.ev)
    evaluations.company_signs(case.employer, case.ev)
    assert evaluations.sign_off(case.coach, case.ev).state is S.FINAL


def test_a_company_that_does_not_ask_cannot_sign(case):
    case.to("signing")
    with pytest.raises(NotAllowed, match="company_does_not_sign"):
        evaluations.company_signs(case.employer, case.ev)


def test_a_changed_content_voids_every_signature_and_the_same_content_keeps_them(case):
    case.to("decided")
    case.ev = evaluations.return_(case.coach, case.ev, "Kijk nog eens.")
    case.ev = evaluations.change(case.ria, case.ev)
    case.freeze()
    assert case.ev.version == 2
    assert all(one.void_at is None for one in Signature.select())
    hashes = {one.pdf_hash for one in EvaluationVersion.select()}
    assert len(hashes) == 1
    case.ev = evaluations.return_(case.coach, case.ev, "Voorbeeld graag.")
    case.ev = evaluations.change(case.ria, case.ev)
    case.save(case.content(points="Iets anders."))
    case.freeze()
    standing = [one for one in Signature.select() if one.void_at is None]
    assert [one.meaning for one in standing] == ["drawn_up"]
    with pytest.raises(NotAllowed, match="candidate_not_signed"):
        evaluations.sign_off(case.coach, case.ev)


@pytest.mark.parametrize(("days", "allowed"), [(1, False), (14, False), (15, True)])
def test_closing_without_the_candidate_waits_ten_working_days(case, days, allowed):
    case.to("seen")
    with clock.at(NOW + timedelta(days=days)):
        if not allowed:
            with pytest.raises(NotAllowed, match="too_early_to_close"):
                evaluations.close_unsigned(case.coach, case.ev)
            return
        assert evaluations.close_unsigned(case.coach, case.ev).state is S.FINAL
    said = Signature.get(Signature.meaning == "offered_unsigned")
    assert said.statement == "Aangeboden op 11-3-2026, niet ondertekend."
    assert said.user_id is None


def test_who_signs_while_it_is_closed_without_is_not_called_unsigned(case, monkeypatch):
    case.to("seen")
    closed = evaluation_finishing.new_signature

    def meanwhile(by, evaluation, role, meaning, **more):
        if meaning == "offered_unsigned":
            seen = Evaluation.get_by_id(evaluation.id)
            evaluations.candidate_decides(case.amina, seen, False, "Ik help wel.")
        return closed(by, evaluation, role, meaning, **more)

    monkeypatch.setattr(evaluation_finishing, "new_signature", meanwhile)
    with clock.at(NOW + timedelta(days=15)), pytest.raises(Stale):
        evaluations.close_unsigned(case.coach, case.ev)
    assert not Signature.select().where(Signature.meaning == "offered_unsigned").exists()


def test_without_pango_it_refuses_and_everything_stays(case, monkeypatch):
    case.to("discussed")

    def refuse(_document):
        raise NotAllowed("pdf_unavailable", reason="no Pango")

    monkeypatch.setattr(printing, "render", refuse)
    with pytest.raises(NotAllowed, match="pdf_unavailable"):
        case.freeze()
    row = Evaluation.get_by_id(case.ev.id)
    assert (row.state, row.version, row.strengths) == ("discussed", 0, "Nauwkeurig en eerlijk.")
    assert Signature.select().count() == 0


def test_what_changes_while_the_pdf_is_made_stops_the_freeze(cast, case, monkeypatch):
    case.to("discussed")

    def meanwhile(_document):
        Note.update(text="Anders.").where(Note.id == cast.note_a1.id).execute()
        return b"%PDF-"

    monkeypatch.setattr(printing, "render", meanwhile)
    with pytest.raises(Stale):
        case.freeze()
    assert EvaluationVersion.select().count() == 0


def test_only_what_the_chosen_advice_asks_is_signed(cast, case):
    case.to("discussed")
    typed = {"reason": "werk past niet", "company": "Noorderkamp"}
    case.save(case.content(advice=Advice.STOP, advice_details=typed))
    case.freeze()
    content = json.loads(EvaluationVersion.get().content)
    assert content["advice"] == {"code": "stop", "details": {"reason": "werk past niet"}}
