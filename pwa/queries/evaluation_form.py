"""What the form of an evaluation shows: per competence the levels in words and the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from peewee import JOIN

from pwa.domain.enums import Advice, Rater
from pwa.domain.evaluation import Hint, evidence_balance
from pwa.domain.signing import NEEDS_EXAMPLE, Problem, RatingFacts
from pwa.models import Competence, Evaluation, Rating, RatingNote
from pwa.models.evaluation_facts import problems_of
from pwa.models.evaluation_levels import of_evaluation, previous_levels
from pwa.queries.actions import own_and_before
from pwa.queries.evaluation_notes import NoteChoice, PeriodNotes, notes_of_period


@dataclass(frozen=True)
class Line:
    """One thing that the company looks at, with what was given."""

    id: UUID
    code: str
    group: str
    label: str
    look_at: str
    avoid: str
    sentences: tuple[str, str, str, str]
    level: int | None
    example: str
    own_level: int | None
    own_example: str
    previous: int | None = None
    """The level of the evaluation before this one; None where there was none."""
    notes: tuple[NoteChoice, ...] = ()
    """Every note of the period: what was chosen or is about this first, each newest first."""

    @property
    def chosen(self) -> int:
        """How many notes stand behind the level."""
        return sum(note.chosen for note in self.notes)

    @property
    def example_missing(self) -> bool:
        """The supervisor's level asks for an example that is not there yet."""
        return self.level in NEEDS_EXAMPLE and not self.example.strip()

    @property
    def finished(self) -> bool:
        return self.level is not None and not self.example_missing


@dataclass(frozen=True)
class Agreed:
    what: str
    who: str
    by_on: date | None
    whose: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """The supervisor's form as it stands in the database."""

    lines: tuple[Line, ...]
    strengths: str
    points: str
    support: str
    company_statement: str
    advice: Advice | None
    advice_details: Mapping[str, str]
    actions: tuple[Agreed, ...]
    carried: tuple[Agreed, ...]
    """What was agreed in an earlier evaluation and is still open."""
    talk_on: date | None
    talk_with: str
    edition: int
    saved_at: datetime | None
    filled: int
    problems: tuple[Problem, ...]
    hints: tuple[Hint, ...]


def supervisor_form(evaluation: Evaluation, language: str = "nl") -> Form:
    """Everything of the supervisor's form, in seven queries."""
    given, chosen = _ratings(evaluation)
    begun = any(rater is Rater.SUPERVISOR for _competence, rater in given)
    notes = notes_of_period(evaluation, language)
    before = previous_levels(evaluation)
    lines = tuple(
        replace(
            _line(one, given, language),
            previous=before.get(one.code),
            notes=notes.choices(one.code, chosen.get(one.id, set()), begun=begun),
        )
        for one in _competences(evaluation, given)
    )
    return _form(evaluation, lines, notes)


def own_form(evaluation: Evaluation, language: str) -> tuple[Line, ...]:
    """The candidate's own form: the same lines, without notes and without the other's levels."""
    every, _evidence = _ratings(evaluation)
    given = {key: row for key, row in every.items() if key[1] is Rater.CANDIDATE}
    return tuple(_line(one, given, language) for one in _competences(evaluation, given))


def _form(evaluation: Evaluation, lines: tuple[Line, ...], notes: PeriodNotes) -> Form:
    actions, before = own_and_before(evaluation)
    return Form(
        lines=lines,
        strengths=evaluation.strengths,
        points=evaluation.points,
        support=evaluation.support,
        company_statement=evaluation.company_statement,
        advice=evaluation.advice,
        advice_details=evaluation.advice_details,
        actions=tuple(Agreed(one.what, one.who, one.by_on, tuple(one.whose)) for one in actions),
        carried=tuple(Agreed(one.what, one.who, one.by_on, tuple(one.whose)) for one in before),
        talk_on=evaluation.talk_on,
        talk_with=evaluation.talk_with,
        edition=evaluation.edition,
        saved_at=evaluation.saved_at if evaluation.edition > 1 else None,
        filled=sum(one.level is not None for one in lines),
        problems=tuple(_problems(evaluation, lines)),
        hints=tuple(_hints(evaluation, lines, notes)),
    )


def _problems(evaluation: Evaluation, lines: tuple[Line, ...]) -> list[Problem]:
    facts = [RatingFacts(one.code, one.level, one.example) for one in lines]
    unshared = [one.code for one in lines if any(n.chosen and not n.shared for n in one.notes)]
    return problems_of(evaluation, facts, unshared)


def _hints(evaluation: Evaluation, lines: tuple[Line, ...], notes: PeriodNotes) -> list[Hint]:
    facts = [RatingFacts(one.code, one.level, one.example) for one in lines]
    chosen = {one.code: {note.id for note in one.notes if note.chosen} for one in lines}
    evidence = notes.evidence(chosen)
    before = {one.code: one.previous for one in lines if one.previous}
    return evidence_balance(facts, evidence, evaluation.from_on, evaluation.to_on, before)


def _ratings(
    evaluation: Evaluation,
) -> tuple[dict[tuple[UUID, Rater], Rating], dict[UUID, set[UUID]]]:
    """What each rater gave, and per competence the notes that the supervisor chose. One query."""
    rows = (
        Rating.select(Rating, RatingNote.note.alias("chosen"))
        .join(RatingNote, JOIN.LEFT_OUTER)
        .where(Rating.evaluation == evaluation.id)
        .objects()
    )
    given: dict[tuple[UUID, Rater], Rating] = {}
    chosen: dict[UUID, set[UUID]] = {}
    for row in rows:
        given[row.competence_id, row.rater] = row
        if row.chosen and row.rater is Rater.SUPERVISOR:  # type: ignore[attr-defined]
            chosen.setdefault(row.competence_id, set()).add(row.chosen)  # type: ignore[attr-defined]
    return given, chosen


def _competences(
    evaluation: Evaluation, given: Mapping[tuple[UUID, Rater], Rating]
) -> list[Competence]:
    """Those that the placement's handbook shows, and hidden ones that were rated all the same."""
    rated = {competence for competence, _rater in given}
    rows = Competence.select().where(of_evaluation(evaluation))
    ordered = rows.order_by(Competence.position, Competence.code)
    return [row for row in ordered if not row.hidden or row.id in rated]


def _line(
    competence: Competence,
    given: Mapping[tuple[UUID, Rater], Rating],
    language: str,
) -> Line:
    mine = given.get((competence.id, Rater.SUPERVISOR))
    own = given.get((competence.id, Rater.CANDIDATE))
    one, two, three, four = (competence.sentence(level, language) for level in (1, 2, 3, 4))
    return Line(
        id=competence.id,
        code=competence.code,
        group=(competence.group_second if language != "nl" else "") or competence.group_label,
        label=competence.label_in(language),
        look_at=competence.look_at,
        avoid=competence.avoid,
        sentences=(one, two, three, four),
        level=mine.level if mine else None,
        example=mine.example if mine else "",
        own_level=own.level if own else None,
        own_example=own.example if own else "",
    )
