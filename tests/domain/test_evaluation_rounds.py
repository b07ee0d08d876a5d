"""An evaluation under people who try everything: what must never come true, never does."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pwa.domain.errors import MoveRefused
from pwa.domain.evaluation import content_hash
from pwa.domain.signing import (
    RatingFacts,
    SignOffFacts,
    can_close_unsigned,
    can_freeze,
    can_sign_off,
    can_supersede,
    signature_stands,
)
from pwa.domain.states import (
    EVALUATION_MOVES,
    NEW_VERSION_STATE,
    SUPERVISOR_WRITES_IN,
    Actor,
    EvaluationState,
    check_evaluation_move,
    evaluation_actions,
)
from pwa.domain.workdays import WorkCalendar

ACTIONS = sorted({move.name for move in EVALUATION_MOVES} - {"start"})
CALENDAR = WorkCalendar()


class Rounds(RuleBasedStateMachine):
    """The way a service uses the table, with everything in memory."""

    @initialize(asked=st.booleans())
    def start(self, asked):
        self.state = check_evaluation_move(None, "start", Actor.SUPERVISOR)
        self.today = date(2026, 3, 2)
        self.company_asked = asked
        self.level, self.example = 3, ""
        self.version, self.frozen_on = 0, self.today
        self.signed = {}  # who -> the hash that was signed
        self.frozen = None
        self.finals = []  # (version, hash, closed by the coach, signatures then)
        self.both_agree = False

    @property
    def hash(self):
        return content_hash({"level": self.level, "example": self.example})

    def has(self, who):
        return who in self.signed and signature_stands(self.signed[who], self.hash)

    @property
    def facts(self):
        return SignOffFacts(
            self.has("candidate"), self.company_asked, self.has("company"), self.frozen_on
        )

    def blocked(self, action):
        if action == "freeze":
            return can_freeze([RatingFacts("tempo", self.level, self.example)])
        if action == "sign_off":
            return can_sign_off(self.facts)
        if action == "close_unsigned":
            return can_close_unsigned(self.facts, self.today, CALENDAR)
        if action == "supersede":
            return can_supersede(supervisor_agrees=self.both_agree, coach_agrees=True)
        return []

    @rule(action=st.sampled_from(ACTIONS), actor=st.sampled_from(list(Actor)))
    def try_something(self, action, actor):
        try:
            after = check_evaluation_move(self.state, action, actor)
        except MoveRefused:
            return
        if not self.blocked(action):
            self.state = after
            self.take_effect(action, actor)

    @rule(data=st.data())
    def go_on(self, data):
        """A step that the table offers now: else a final is hardly ever reached."""
        offered = [(a, actor) for actor in Actor for a in evaluation_actions(self.state, actor)]
        self.try_something(*data.draw(st.sampled_from(offered)))

    @precondition(lambda self: self.state is EvaluationState.SIGNING)
    @rule(action=st.sampled_from(["candidate_sign", "company_sign"]))
    def sign(self, action):
        who = Actor.CANDIDATE if action == "candidate_sign" else Actor.EMPLOYER_ADMIN
        self.try_something(action, who)

    def take_effect(self, action, actor):
        if action == "freeze":
            self.version, self.frozen_on, self.frozen = self.version + 1, self.today, self.hash
            self.signed = {
                who: at for who, at in self.signed.items() if signature_stands(at, self.hash)
            }
            self.signed["supervisor"] = self.hash
        elif action in ("candidate_sign", "company_sign"):
            self.signed[action.removesuffix("_sign")] = self.hash
        elif action == "return":
            self.frozen = None
        elif self.state is EvaluationState.FINAL:
            self.finals.append((self.version, self.hash, actor, action, dict(self.signed)))
        elif action == "supersede":
            self.state, self.signed, self.both_agree = NEW_VERSION_STATE, {}, False

    @rule(level=st.integers(0, 4), example=st.sampled_from(["", "Zie order 41-207."]))
    def write(self, level, example):
        if self.state in SUPERVISOR_WRITES_IN:
            self.level, self.example = level, example

    @rule(days=st.integers(1, 20))
    def wait(self, days):
        self.today += timedelta(days=days)

    @rule()
    def agree_on_an_error(self):
        self.both_agree = True

    @invariant()
    def every_final_was_frozen_and_closed_by_the_coach(self):
        for version, hashed, actor, action, signed in self.finals:
            assert version > 0
            assert actor is Actor.COACH
            assert signed["supervisor"] == hashed
            assert action == "close_unsigned" or signed["candidate"] == hashed
            assert not self.company_asked or signed["company"] == hashed

    @invariant()
    def what_is_being_signed_is_what_was_frozen(self):
        if self.state in (EvaluationState.SIGNING, EvaluationState.FINAL):
            assert self.frozen == self.hash
            assert set(self.signed.values()) == {self.hash}

    @invariant()
    def no_version_is_final_twice(self):
        versions = [version for version, *_ in self.finals]
        assert len(versions) == len(set(versions))

    @invariant()
    def nothing_frozen_lacks_an_example(self):
        if self.state in (EvaluationState.SIGNING, EvaluationState.FINAL):
            assert self.level not in (1, 4) or self.example


Rounds.TestCase.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
TestRounds = Rounds.TestCase
