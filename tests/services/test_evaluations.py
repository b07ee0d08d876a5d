"""Every move of the table through the services, by everybody, from every state."""

from dataclasses import replace
from datetime import date

import pytest

from pwa.domain.enums import EvaluationKind
from pwa.domain.errors import BadInput, MoveRefused, NotAllowed, Stale
from pwa.domain.states import EVALUATION_MOVES, Actor, EvaluationState
from pwa.models import Document, Evaluation, Note
from pwa.policies import evaluations as policies
from pwa.queries.evaluations import waiting_for
from pwa.services import evaluations
from pwa.services.evaluations import ActionEntry, EvaluationContent, OwnView, RatingEntry
from tests.evaluation_case import TALK, Case, quick_pdf

S = EvaluationState
PEOPLE = {
    Actor.SUPERVISOR: "supervisor_a",
    Actor.CANDIDATE: "candidate_a1",
    Actor.EMPLOYER_ADMIN: "employer_a",
    Actor.COACH: "coach_1",
}
STRANGERS = ("supervisor_b", "coach_2", "candidate_a2", "employer_b", "former", "privacy_officer")


@pytest.fixture(autouse=True)
def light_pdf(monkeypatch):
    quick_pdf(monkeypatch)


@pytest.fixture
def case(cast):
    return Case(cast)


def reach(case, state):
    """Walk to a state of the table."""
    if state in (S.RETURNED, S.SUPERSEDED):
        case.to("signing" if state is S.RETURNED else "final")
    elif state is S.FINAL:
        case.to("final")
    elif state is not S.DRAFT:
        case.to(state.value)
    if state is S.RETURNED:
        case.ev = evaluations.return_(case.coach, case.ev, "Graag een voorbeeld.")
    if state is S.SUPERSEDED:
        case.ev = evaluations.ask_correction(case.ria, case.ev, "Tempo klopt niet.")
        evaluations.supersede(case.coach, case.ev)
        case.ev = Evaluation.get_by_id(case.ev.id)
        case.ev.placement = case.placement
    return case.ev


DO = {
    "own_view": lambda by, ev: evaluations.save_own_view(
        by, ev, ev.candidate_edition, OwnView("Ja.")
    ),
    "ready": evaluations.ready,
    "talk": lambda by, ev: evaluations.talk(by, ev, TALK, "Amina", "Ze wilde het zo."),
    "freeze": evaluations.freeze,
    "candidate_sign": evaluations.candidate_seen,
    "company_sign": evaluations.company_signs,
    "sign_off": evaluations.sign_off,
    "return": lambda by, ev: evaluations.return_(by, ev, "Daarom."),
    "change": evaluations.change,
    "close_unsigned": evaluations.close_unsigned,
    "supersede": evaluations.supersede,
}
TABLE = {(move.from_, move.name): move.actors for move in EVALUATION_MOVES if move.from_}
TABLE[S.READY, "own_view"] = frozenset({Actor.CANDIDATE})


@pytest.mark.parametrize("state", list(S))
def test_no_one_makes_a_move_that_the_table_does_not_give_them(cast, case, state):
    ev = reach(case, state)
    for name, act in DO.items():
        for actor, who in PEOPLE.items():
            if actor in TABLE.get((state, name), ()):
                continue
            with pytest.raises((MoveRefused, NotAllowed, BadInput)) as refused:
                act(cast.as_(who), ev)
            assert isinstance(refused.value, MoveRefused), (name, actor)
    assert Evaluation.get_by_id(ev.id).state is state


@pytest.mark.parametrize("who", STRANGERS)
def test_who_has_nothing_to_do_with_it_makes_no_move_at_all(cast, case, who):
    case.to("signing")
    by = cast.as_(who)
    for name, act in DO.items():
        with pytest.raises(MoveRefused):
            act(by, case.ev)
        assert name
    with pytest.raises(MoveRefused):
        evaluations.start(by, case.placement, EvaluationKind.INTERIM, TALK, TALK)


def test_less_than_a_working_day_to_read_asks_a_reason_and_does_not_block(case):
    case.save()
    case.ev = evaluations.ready(case.ria, case.ev)
    with pytest.raises(BadInput) as problem:
        evaluations.talk(case.ria, case.ev, date(2026, 3, 11), "Amina")
    assert "short_reading_reason" in problem.value.fields
    row = evaluations.talk(case.ria, case.ev, date(2026, 3, 11), "Amina", "Morgen vrij.")
    assert row.short_reading_reason == "Morgen vrij."


@pytest.mark.parametrize("day", [date(2026, 3, 12), date(2026, 3, 1), date(1999, 1, 1)])
def test_a_talk_is_not_in_the_future_and_not_before_there_was_something_to_read(case, day):
    case.to("ready")
    with pytest.raises(BadInput) as problem:
        evaluations.talk(case.ria, case.ev, day, "Amina", "Daarom.")
    assert "talk_on" in problem.value.fields


def test_an_error_found_later_needs_two_and_the_new_version_starts_without_signatures(case):
    case.to("final")
    with pytest.raises(NotAllowed, match="both_must_agree"):
        evaluations.supersede(case.coach, case.ev)
    case.ev = evaluations.ask_correction(case.coach, case.ev, "Tempo klopt niet.")
    with pytest.raises(NotAllowed, match="both_must_agree"):
        evaluations.supersede(case.coach, case.ev)
    old, case.ev = case.ev, evaluations.supersede(case.ria, case.ev)
    assert case.ev.state is S.DISCUSSED
    assert case.ev.strengths == old.strengths
    case.save(case.content(points="Nu goed."))
    case.to_final = [step() for step in (case.freeze, case._seen, case._decided, case._final)]
    assert case.ev.version == 2
    sealed, marked, new = Document.select().order_by(Document.id)
    assert sealed.superseded_by_id == marked.superseded_by_id == new.id
    assert Evaluation.get_by_id(old.id).state is S.SUPERSEDED


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"strengths": "x" * 2001}, "strengths"),
        ({"actions": (ActionEntry("", "Sara"),)}, "action.0"),
        ({"actions": tuple(ActionEntry("Iets") for _ in range(9))}, "actions"),
        ({"advice_details": {"reason": "y" * 301}}, "advice.reason"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(case, change, field):
    with pytest.raises(BadInput) as problem:
        case.save(case.content(**change))
    assert field in problem.value.fields
    assert Evaluation.get_by_id(case.ev.id).edition == 1


def test_notes_and_competences_of_another_place_are_refused(cast, case):
    first = case.competences()[0]
    other = Case.competences(type("Other", (), {"placement": cast.placement_b1})())[0]
    for entry in (
        RatingEntry(first.id, 3, "", (cast.note_b1.id,)),
        RatingEntry(first.id, 3, "", (cast.note_a2.id,)),
        RatingEntry(other.id, 3),
        RatingEntry(first.id, 7),
    ):
        with pytest.raises(BadInput):
            case.save(case.content(ratings=(entry,)))


def test_an_older_edition_is_stale_for_both_writers(case):
    old = replace(case.content(), strengths="Oud.")
    case.save()
    with pytest.raises(Stale):
        evaluations.save(case.ria, case.ev, 1, old)
    evaluations.save_own_view(case.amina, case.ev, 1, OwnView("Een."))
    with pytest.raises(Stale):
        evaluations.save_own_view(case.amina, case.ev, 1, OwnView("Twee."))


def test_two_who_start_the_same_one_write_in_one(case, cast):
    again = evaluations.start(
        cast.as_("substitute"), case.placement, EvaluationKind.FINAL, date(2026, 1, 12), TALK
    )
    assert again.id == case.ev.id


def test_an_empty_one_is_not_ready(case):
    with pytest.raises(NotAllowed, match="evaluation_empty"):
        evaluations.ready(case.ria, case.ev)
    case.save(EvaluationContent(company_statement="Werk was netjes."))
    assert evaluations.ready(case.ria, case.ev).state is S.READY


@pytest.mark.parametrize(
    ("goal", "who"),
    [
        ("draft", {"supervisor_a", "substitute"}),
        ("ready", {"supervisor_a", "substitute", "candidate_a1"}),
        ("discussed", {"supervisor_a", "substitute"}),
        ("signing", {"candidate_a1"}),
        ("seen", {"candidate_a1"}),
        ("decided", {"coach_1"}),
        ("final", set()),
    ],
)
def test_it_waits_for_the_right_people(cast, case, goal, who):
    case.to(goal)
    waiting = {name for name in cast.everybody() if waiting_for(cast.as_(name))}
    assert waiting == who


@pytest.mark.parametrize(
    ("goal", "readers"),
    [
        ("draft", {"supervisor_a", "substitute"}),
        ("ready", {"supervisor_a", "substitute", "candidate_a1", "coach_1"}),
        ("discussed", {"supervisor_a", "substitute", "candidate_a1", "coach_1"}),
        ("signing", {"supervisor_a", "substitute", "candidate_a1", "coach_1"}),
        ("final", {"supervisor_a", "substitute", "candidate_a1", "coach_1", "employer_a"}),
    ],
)
def test_who_reads_it_in_which_state(cast, case, goal, readers):
    case.to(goal)
    found = set()
    for name in cast.everybody():
        person = cast.as_(name)
        row = Evaluation.visible_to(person).where(Evaluation.id == case.ev.id).first()
        if row is not None and policies.read(person, row):
            found.add(name)
    assert found == readers


def test_a_note_about_a_day_outside_the_period_is_no_evidence(cast, case):
    first = case.competences()[0]
    Note.update(day=date(2026, 3, 12)).where(Note.id == cast.note_a1.id).execute()
    with pytest.raises(BadInput) as problem:
        case.save(case.content(ratings=(RatingEntry(first.id, 3, "", (cast.note_a1.id,)),)))
    assert problem.value.fields == {f"notes.{first.code}": "unknown"}
