"""People who do whatever they can, in any order: what never happens, on the real services."""

import contextlib
import copy
import threading

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from pwa.database import connected, db
from pwa.domain.errors import DomainError
from pwa.models import Document, Evaluation, EvaluationVersion, Signature
from pwa.services import evaluations
from pwa.services.evaluations import OwnView
from tests.evaluation_case import WAY, Case, quick_pdf
from tests.people import TODAY

EVERYBODY = ["supervisor_a", "candidate_a1", "coach_1", "employer_a", "supervisor_b"]
WORDS = st.sampled_from(["Goed.", "Anders.", "Nog iets."])


def mostly(right):
    """Usually who the step belongs to, now and then anybody."""
    return st.sampled_from([right] * 5 + EVERYBODY)


class _Rollback(Exception):
    """Throw away what one run of the machine did."""


def _rounds(cast):
    class Rounds(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.outer = db.atomic()
            self.outer.__enter__()
            self.case = Case(cast.copy())
            self.id = self.case.ev.id

        @initialize(goal=st.sampled_from(WAY[:-1]), sent_back=st.booleans())
        def begin(self, goal, sent_back):
            """Start anywhere on the way, so that few steps already reach the end."""
            self.case.to(goal)
            if sent_back and self.case.ev.state == "signing":
                self.case.ev = evaluations.return_(self.case.coach, self.case.ev, "Kijk nog eens.")
                self.case.ev = evaluations.change(self.case.ria, self.case.ev)

        def row(self) -> Evaluation:
            found = Evaluation.get_by_id(self.id)
            found.placement = self.case.placement
            return found

        def act(self, step, who, *args):
            with contextlib.suppress(DomainError):
                step(cast.as_(who), self.row(), *args)

        @rule(who=mostly("supervisor_a"), words=WORDS)
        def write(self, who, words):
            row = self.row()
            content = self.case.content(strengths=words)
            with contextlib.suppress(DomainError):
                evaluations.save(cast.as_(who), row, row.edition, content)

        @rule(who=mostly("candidate_a1"), words=WORDS)
        def own_view(self, who, words):
            self.act(evaluations.save_own_view, who, self.row().candidate_edition, OwnView(words))

        @rule(who=mostly("supervisor_a"))
        def ready(self, who):
            self.act(evaluations.ready, who)

        @rule(who=mostly("supervisor_a"))
        def talk(self, who):
            self.act(evaluations.talk, who, TODAY, "A", "B")

        @rule(who=mostly("supervisor_a"))
        def freeze(self, who):
            self.act(evaluations.freeze, who)

        @rule(who=mostly("candidate_a1"))
        def seen(self, who):
            self.act(evaluations.candidate_seen, who)

        @rule(who=mostly("candidate_a1"), agree=st.booleans())
        def decide(self, who, agree):
            self.act(evaluations.candidate_decides, who, agree, "Ik help wel.")

        @rule(who=mostly("coach_1"))
        def sign_off(self, who):
            self.act(evaluations.sign_off, who)

        @rule(who=mostly("coach_1"))
        def send_back(self, who):
            self.act(evaluations.return_, who, "Kijk nog eens.")

        @rule(who=mostly("supervisor_a"))
        def change(self, who):
            self.act(evaluations.change, who)

        @rule(who=mostly("coach_1"))
        def close(self, who):
            self.act(evaluations.close_unsigned, who)

        @rule(which=st.integers(0, 9), words=WORDS)
        def sensible(self, which, words):
            """A step that fits the state, by who it belongs to: random ones seldom get far."""
            fitting = {
                "draft": [lambda: self.write("supervisor_a", words), self.steps("ready")],
                "ready": [self.steps("talk")],
                "discussed": [lambda: self.write("supervisor_a", words), self.steps("freeze")],
                "signing": [
                    self.steps("seen"), lambda: self.decide("candidate_a1", which % 2 == 0),
                    self.steps("sign_off"), self.steps("send_back"),
                ],
                "returned": [self.steps("change")],
            }.get(self.row().state.value, [lambda: None])  # fmt: skip
            fitting[which % len(fitting)]()

        def steps(self, name):
            owner = {"seen": "candidate_a1", "sign_off": "coach_1", "send_back": "coach_1"}
            return lambda: getattr(self, name)(owner.get(name, "supervisor_a"))

        @invariant()
        def final_means_frozen_and_signed_off_last(self):
            row = self.row()
            documents = Document.select().where(Document.evaluation == row.id).count()
            assert documents == (1 if row.state == "final" else 0)
            if row.state == "final":
                signed = list(Signature.select().order_by(Signature.received_at, Signature.id))
                standing = [one for one in signed if one.void_at is None]
                assert standing[-1].meaning == "signed_off"
                assert row.version > 0

        @invariant()
        def a_standing_signature_is_under_the_content_of_now(self):
            row = self.row()
            if row.state in ("signing", "final"):
                for one in Signature.select().where(Signature.void_at.is_null()):
                    assert one.content_hash == row.content_hash

        @invariant()
        def every_freeze_has_its_version(self):
            numbers = sorted(one.number for one in EvaluationVersion.select())
            assert numbers == list(range(1, self.row().version + 1))

        def teardown(self) -> None:
            self.outer.__exit__(_Rollback, _Rollback(), None)

    return Rounds


@pytest.mark.parametrize(
    ("runs", "steps", "phases"),
    [
        pytest.param(20, 30, (Phase.explicit, Phase.reuse, Phase.generate), id="some"),
        pytest.param(300, 60, tuple(Phase), id="many", marks=pytest.mark.slow),
    ],
)
def test_no_order_of_steps_breaks_a_promise(cast, monkeypatch, runs, steps, phases):
    quick_pdf(monkeypatch)
    run_state_machine_as_test(
        _rounds(cast),
        settings=settings(
            max_examples=runs, stateful_step_count=steps, phases=phases, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def _together(*steps):
    """Run these at the same moment, each in a thread with a connection of its own."""
    start, refused = threading.Barrier(len(steps)), []

    def go(step):
        with connected():
            start.wait()
            try:
                step()
            except DomainError as problem:
                refused.append(problem.code)

    threads = [threading.Thread(target=go, args=(step,)) for step in steps]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return refused


def test_candidate_and_company_sign_at_the_same_moment_and_both_stand(cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.company_asks()
    case.to("seen")
    amina, employer = case.amina, case.employer
    refused = _together(
        lambda: evaluations.candidate_decides(amina, copy.copy(case.ev), True),
        lambda: evaluations.company_signs(employer, copy.copy(case.ev)),
    )
    meanings = {one.meaning.value for one in Signature.select()}
    assert not refused
    assert meanings == {"drawn_up", "seen", "agree", "for_company"}


def test_two_who_save_at_once_do_not_overwrite_each_other(cast):
    case = Case(cast)
    steps = [
        lambda who=who: evaluations.save(
            who, copy.copy(case.ev), 1, case.content(strengths=f"Van {who.name}")
        )
        for who in (case.ria, cast.as_("substitute"))
    ]
    assert _together(*steps) == ["stale"]
    assert Evaluation.get_by_id(case.ev.id).edition == 2


def test_agreeing_and_disagreeing_at_once_leaves_one_answer(cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("seen")
    amina = case.amina
    refused = _together(
        lambda: evaluations.candidate_decides(amina, copy.copy(case.ev), True),
        lambda: evaluations.candidate_decides(amina, copy.copy(case.ev), False, "Nee."),
    )
    answers = [one for one in Signature.select() if one.meaning.value in ("agree", "disagree")]
    assert refused == ["already_decided"]
    assert len(answers) == 1


@pytest.mark.parametrize("times", [2, 4])
def test_a_coach_who_signs_off_twice_at_once_makes_one_final_pdf(cast, monkeypatch, times):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("decided")
    coach = case.coach
    refused = _together(
        *[lambda: evaluations.sign_off(coach, copy.copy(case.ev)) for _ in range(times)]
    )
    assert len(refused) == times - 1
    assert set(refused) <= {"stale", "wrong_state"}
    assert Document.select().count() == 1


def test_sending_back_and_signing_off_at_once_gives_one_of_the_two(cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("decided")
    coach = case.coach
    refused = _together(
        lambda: evaluations.sign_off(coach, copy.copy(case.ev)),
        lambda: evaluations.return_(coach, copy.copy(case.ev), "Toch niet."),
    )
    row = Evaluation.get_by_id(case.ev.id)
    assert len(refused) == 1
    assert Document.select().count() == (1 if row.state == "final" else 0)
