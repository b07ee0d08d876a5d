"""What a candidate sees of the own record now: the newest notes, how it grows, goals and what comes
next. What was longer ago: `looking_back`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from peewee import JOIN, Cast, Value, fn

from pwa.domain.enums import EvaluationKind, Rater, SignatureMeaning
from pwa.domain.states import (
    CANDIDATE_READS_FROM,
    CANDIDATE_WRITES_AGAIN_IN,
    EvaluationState,
    PlacementState,
)
from pwa.models import (
    CandidateDay,
    Competence,
    Evaluation,
    Person,
    Placement,
    PrivacyCase,
    Rating,
    Signature,
    User,
    VisitNote,
)
from pwa.models.calendars import schedule_of
from pwa.models.clocks import Clock, Stone
from pwa.policies.actions import roles
from pwa.queries import own_notes, own_placement
from pwa.queries.actions import Agreement, agreements
from pwa.queries.evaluation_documents import Kept
from pwa.queries.own_notes import Level, Line, ReadNote
from pwa.queries.own_placement import Contact
from pwa.queries.running import News, OwnGoal, news_of
from pwa.queries.today_facts import facts_of

COMING_AT_MOST = 3
STILL_COMES = timedelta(days=14)
LATELY = timedelta(days=14)
OWN_DAYS_AT_MOST = 3
VISITS_AT_MOST = 2


@dataclass(frozen=True)
class OwnDay:
    day: date
    face: int
    text: str


@dataclass(frozen=True)
class Coming:
    """What comes next, as the candidate reads it."""

    what: str
    stone: Stone


@dataclass(frozen=True)
class Visit:
    author: str
    day: date
    text: str


@dataclass(frozen=True)
class Looking:
    """A privacy officer who reads along on a case, and why, in words for the candidate."""

    officer: str
    day: date
    """The last day of it."""
    told: str


Dated = TypeVar("Dated", OwnDay, Visit, Looking)


@dataclass(frozen=True)
class OwnEvaluation:
    id: UUID
    kind: EvaluationKind
    state: EvaluationState
    to_on: date
    decided: bool
    reason: str = ""
    """Why it was sent back, where that concerns the candidate."""
    seen: bool = False

    @property
    def is_open(self) -> bool:
        return self.state is not EvaluationState.FINAL

    @property
    def to_sign(self) -> bool:
        return self.state is EvaluationState.SIGNING and not self.decided


@dataclass(frozen=True)
class Progress:
    """Everything on Mijn voortgang."""

    placement: Placement
    company: str
    guides: tuple[Contact, ...]
    coach: Contact
    welcomed: bool
    runs: bool
    next_day: date | None
    notes: tuple[ReadNote, ...]
    more_from: int | None
    own_days: tuple[OwnDay, ...]
    rated: tuple[Line, ...]
    goals: tuple[OwnGoal, ...]
    coming: tuple[Coming, ...]
    visits: tuple[Visit, ...]
    looking: tuple[Looking, ...]
    evaluations: tuple[OwnEvaluation, ...]
    news: News
    kept: tuple[Kept, ...]
    agreed: tuple[Agreement, ...]

    @property
    def growth(self) -> tuple[tuple[str, tuple[tuple[date, int], ...]], ...]:
        """What was rated more than once, through time."""
        return tuple((one.label, one.points) for one in self.rated if len(one.points) > 1)

    @property
    def is_paused(self) -> bool:
        """Today nothing is asked."""
        return self.placement.state_on(self.news.today) is PlacementState.PAUSED

    @property
    def has_final(self) -> bool:
        """The final evaluation is there and signed."""
        return any(e.kind is EvaluationKind.FINAL and not e.is_open for e in self.evaluations)


def progress(person: Person, placement: Placement, language: str, skip: int = 0) -> Progress:
    """The whole page, in a fixed number of queries; `skip` notes were read on pages before: then
    this one holds more of them."""
    facts = facts_of(person, [placement], lines=False)
    law = facts.clocks[placement.id]
    week = schedule_of(placement)
    most = own_notes.OLDER_AT_ONCE if skip else own_notes.NOTES_AT_ONCE
    shared = own_notes.shared_notes(person, placement, language, skip, most + 1)
    coach, guides = own_placement.contacts(placement, person.today)
    own_days, visits, looking = _days(placement, person.today)
    evaluations, levels = evaluations_of(placement, language)
    news = news_of(placement, person.today)
    return Progress(
        placement=placement,
        company=placement.workplace.organisation.name,
        guides=guides,
        coach=coach,
        welcomed=placement.candidate.welcomed_at is not None,
        runs=placement.start_on <= person.today <= placement.last_day,
        next_day=own_placement.next_day(placement, week, law.calendar, person.today),
        notes=tuple(own_notes.read_notes(shared[:most])),
        more_from=skip + most if len(shared) > most else None,
        own_days=own_days,
        rated=own_notes.lines((), levels, language, placement.handbook_id),
        goals=news.goals,
        coming=coming(law, person.today, language),
        visits=visits,
        looking=looking,
        evaluations=evaluations,
        news=news,
        kept=facts.kept.get(placement.id, ()),
        agreed=agreements(placement, facts, roles(person, placement)),
    )


def _days(
    placement: Placement, today: date
) -> tuple[tuple[OwnDay, ...], tuple[Visit, ...], tuple[Looking, ...]]:
    """What the candidate said of these days, the last visits of the coach, and who reads along on a
    case; each newest first."""
    own: list[OwnDay] = []
    visits: list[Visit] = []
    looking: list[Looking] = []
    for kind, day, said, text in _day_rows(placement, today):
        if kind == "own":
            own.append(OwnDay(day, int(said), text))
        elif kind == "visit":
            visits.append(Visit(said, day, text))
        else:
            looking.append(Looking(said, day, text))
    return newest(own)[:OWN_DAYS_AT_MOST], newest(visits)[:VISITS_AT_MOST], newest(looking)


def newest(found: list[Dated]) -> tuple[Dated, ...]:
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def _day_rows(placement: Placement, today: date) -> Iterable[Any]:
    """All in one query: (kind, day, face or author as text, sentence)."""
    lately = CandidateDay.day >= today - LATELY
    cases = (
        PrivacyCase.select(Value("case"), PrivacyCase.until_on, User.name, PrivacyCase.told)
        .join(User, on=(PrivacyCase.officer == User.id))
        .where(PrivacyCase.candidate == placement.candidate_id, PrivacyCase.open_on(today))
    )
    rows: Iterable[Any] = (
        own_rows(placement, lately).union_all(visit_rows(placement)).union_all(cases).tuples()
    )
    return rows


def own_rows(placement: Placement, which: Any) -> Any:
    """("own", day, face as text, sentence)"""
    return CandidateDay.select(
        Value("own"), CandidateDay.day, Cast(CandidateDay.face, "text"), CandidateDay.text
    ).where(CandidateDay.placement == placement, which)


def visit_rows(placement: Placement) -> Any:
    """("visit", day, author, words)"""
    shown = VisitNote.select(Value("visit"), VisitNote.day, User.name, VisitNote.text)
    return shown.join(User).where(VisitNote.placement == placement)


def coming(law: Clock, today: date, language: str) -> tuple[Coming, ...]:
    """The next things that concern the candidate; what others are late with stays for a while."""
    waiting = [
        Coming(words.said_in(language), one)
        for one in law.stones(today)
        if (words := one.milestone.for_candidate)
        and one.done is None
        and one.due >= today - STILL_COMES
    ]
    return tuple(waiting[:COMING_AT_MOST])


def evaluations_of(
    placement: Placement, language: str
) -> tuple[tuple[OwnEvaluation, ...], list[Level]]:
    """Evaluations, newest first, and the levels in those that the candidate may read."""
    found: dict[UUID, OwnEvaluation] = {}
    levels = []
    for row in _evaluation_rows(placement):
        asked = row.return_to_candidate and row.state in CANDIDATE_WRITES_AGAIN_IN
        why = row.return_reason if asked else ""
        one = OwnEvaluation(
            row.id, row.kind, row.state, row.to_on, bool(row.decided), why, bool(row.seen)
        )
        found[one.id] = one
        if row.level and one.state in CANDIDATE_READS_FROM:
            label = (row.label_second if language != "nl" else "") or row.label
            levels.append(Level(row.about, row.book, label, row.position, row.to_on, row.level))
    return tuple(found.values()), levels


def _evaluation_rows(placement: Placement) -> Iterable[Any]:
    """A row per level of the supervisor, and one for an evaluation without any."""
    given = (Rating.evaluation == Evaluation.id) & (Rating.rater == Rater.SUPERVISOR)
    return (
        Evaluation.select(
            Evaluation.id,
            Evaluation.kind,
            Evaluation.state,
            Evaluation.to_on,
            Evaluation.return_to_candidate,
            Evaluation.return_reason,
            _signed(SignatureMeaning.SEEN).alias("seen"),
            _signed(SignatureMeaning.AGREE, SignatureMeaning.DISAGREE).alias("decided"),
            Rating.level,
            Competence.code.alias("about"),
            Competence.handbook.alias("book"),
            Competence.label,
            Competence.label_second,
            Competence.position,
        )
        .join(Rating, JOIN.LEFT_OUTER, on=given)
        .join(Competence, JOIN.LEFT_OUTER, on=(Rating.competence == Competence.id))
        .where(Evaluation.placement == placement, Evaluation.state != EvaluationState.SUPERSEDED)
        .order_by(Evaluation.started_at.desc(), Evaluation.id)
        .namedtuples()
    )


def _signed(*meanings: SignatureMeaning) -> Any:
    """Whether the content of this moment has a signature of one of these meanings."""
    return fn.EXISTS(
        Signature.select(Value(1)).where(
            Signature.evaluation == Evaluation.id,
            Signature.content_hash == Evaluation.content_hash,
            Signature.meaning.in_(meanings),
            Signature.void_at.is_null(),
        )
    )
