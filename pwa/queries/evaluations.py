"""Evaluations as lists and heads: what stands where, and what waits for whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pwa import clock
from pwa.domain.enums import EvaluationKind, SignatureMeaning
from pwa.domain.states import Actor, EvaluationState
from pwa.domain.turns import turns, waits_for
from pwa.models import (
    Candidate,
    CoachCover,
    Evaluation,
    Person,
    Placement,
    Signature,
    Supervision,
    User,
)
from pwa.policies import evaluations as policies

_DONE = (EvaluationState.FINAL, EvaluationState.SUPERSEDED)
_DECIDED = frozenset({SignatureMeaning.AGREE, SignatureMeaning.DISAGREE})
SHORTEST_PERIOD = timedelta(days=28)


@dataclass(frozen=True)
class Listed:
    """One evaluation in a list; `mine` says that this person has something to do with it now."""

    id: UUID
    placement_id: UUID
    candidate: str
    workplace: str
    kind: EvaluationKind
    state: EvaluationState
    from_on: date
    to_on: date
    turns: tuple[Actor, ...]
    mine: bool
    since: datetime
    version: int
    reason: str = ""
    """Why it was sent back, or what the other found wrong in a final one, for whom it concerns."""
    fault: bool = False
    corrects: bool = False
    """It is the new version of one that was final."""
    placement: Placement | None = None


@dataclass(frozen=True)
class Names:
    """Who the actors of one evaluation are, by name."""

    candidate: str
    supervisor: str
    coach: str
    company: str

    def of(self, actor: Actor) -> str:
        return {
            Actor.CANDIDATE: self.candidate,
            Actor.SUPERVISOR: self.supervisor,
            Actor.COACH: self.coach,
            Actor.EMPLOYER_ADMIN: self.company,
        }.get(actor, "")


@dataclass(frozen=True)
class Start:
    """What the page to start one proposes; an interim one begins after the one before."""

    kind: EvaluationKind
    first_days: Mapping[EvaluationKind, date]
    to_on: date
    open: tuple[Listed, ...]

    def first_day(self, typed: date | None = None) -> date:
        """Of the kind, unless somebody typed a day of their own."""
        own = typed and typed not in self.first_days.values()
        return typed if typed and own else self.first_days[self.kind]


def waiting_for(person: Person) -> tuple[Listed, ...]:
    """What this person has to do now, longest waiting first. Two queries."""
    return tuple(one for one in listed(person, done=False) if one.mine)


def listed(person: Person, *, done: bool | None = None) -> tuple[Listed, ...]:
    """Evaluations that this person may know of; `done` None for all. Two queries."""
    query = Evaluation.visible_to(person)
    if done is not None:
        inside = Evaluation.state.in_(_DONE)
        query = query.where(inside if done else ~inside)
    rows = list(query.order_by(Evaluation.saved_at, Evaluation.id))
    return _listed(person, rows)


def of_placement(person: Person, placement: Placement) -> tuple[Listed, ...]:
    """Those of one placement, newest first."""
    query = Evaluation.visible_to(person).where(Evaluation.placement == placement.id)
    return _listed(person, list(query.order_by(Evaluation.to_on.desc(), Evaluation.id.desc())))


def _listed(person: Person, rows: list[Evaluation]) -> tuple[Listed, ...]:
    signed = _meanings(row for row in rows if row.state is EvaluationState.SIGNING)
    return tuple(_one(person, row, signed[row.id]) for row in rows)


def _meanings(rows: Iterable[Evaluation]) -> dict[UUID, set[SignatureMeaning]]:
    hashes = {row.id: row.content_hash for row in rows}
    found: dict[UUID, set[SignatureMeaning]] = defaultdict(set)
    if hashes:
        standing = Signature.select().where(
            Signature.evaluation.in_(list(hashes)), Signature.void_at.is_null()
        )
        for one in standing:
            if one.content_hash == hashes[one.evaluation_id]:
                found[one.evaluation_id].add(one.meaning)
    return found


def _one(person: Person, row: Evaluation, meanings: set[SignatureMeaning]) -> Listed:
    signed = bool(meanings & _DECIDED)
    asked = row.placement.workplace.organisation.company_signs
    waits = bool(asked) and SignatureMeaning.FOR_COMPANY not in meanings
    now = waits_for(row.state, candidate_signed=signed, company_waits=waits)
    tells = row.is_sent_back and policies.read_return(person, row)
    fault = policies.answer_correction(person, row)
    return Listed(
        id=row.id,
        placement_id=row.placement_id,
        candidate=row.placement.candidate.user.name,
        workplace=row.placement.workplace.title,
        kind=row.kind,
        state=row.state,
        from_on=row.from_on,
        to_on=row.to_on,
        turns=turns(row.state, candidate_signed=signed, company_waits=waits),
        mine=fault or bool(now & policies.actors(person, row.placement)),
        since=row.frozen_at or row.ready_at or row.started_at,
        version=row.version,
        reason=row.return_reason if tells else row.correction_reason if fault else "",
        fault=fault,
        corrects=row.supersedes_id is not None,
        placement=row.placement,
    )


@dataclass(frozen=True)
class Round:
    """The evaluation that replaced this one, or that this one replaces; `open` where one may."""

    id: UUID
    version: int
    final_at: datetime | None
    reason: str
    open: bool


def rounds_of(person: Person, evaluation: Evaluation) -> tuple[Round | None, Round | None]:
    """What it replaces, and what replaced it. No query where there is neither."""
    if not (evaluation.supersedes_id or evaluation.state is EvaluationState.SUPERSEDED):
        return None, None
    either = (Evaluation.id == evaluation.supersedes_id) | (Evaluation.supersedes == evaluation.id)
    found = {row.id: row for row in Evaluation.visible_to(person).where(either)}
    before = found.pop(evaluation.supersedes_id, None) if evaluation.supersedes_id else None
    after = next(iter(found.values()), None)
    return _round(person, before), _round(person, after)


def _round(person: Person, row: Evaluation | None) -> Round | None:
    if row is None:
        return None
    may = policies.open_(person, row)
    return Round(row.id, row.version, row.final_at, row.correction_reason, may)


def turns_of(evaluation: Evaluation, signed: Iterable[Signature]) -> tuple[Actor, ...]:
    """Who is next with this one, in order; `signed` are the signatures that stand."""
    meanings = {one.meaning for one in signed}
    asked = evaluation.placement.workplace.organisation.company_signs
    return turns(
        evaluation.state,
        candidate_signed=bool(meanings & _DECIDED),
        company_waits=bool(asked) and SignatureMeaning.FOR_COMPANY not in meanings,
    )


def names_of(evaluation: Evaluation) -> Names:
    """Candidate, main supervisor, coach of today and company of one evaluation."""
    placement, coach = evaluation.placement, User.alias()
    today = Candidate.select(CoachCover.coach_on(clock.today()))
    rows = (
        Supervision.select(User.name.alias("supervisor"), coach.name.alias("coach"))
        .join(User)
        .join(coach, on=coach.id.in_(today.where(Candidate.id == placement.candidate_id)))
        .where(Supervision.placement == placement.id)
        .order_by(Supervision.main.desc(), Supervision.from_on.desc())
        .limit(1)
    )
    found = next(iter(rows.dicts()), {"supervisor": "", "coach": ""})
    return Names(  # type: ignore[arg-type]
        candidate=placement.candidate.user.name,
        company=placement.workplace.organisation.name,
        **found,
    )


def proposal(person: Person, placement: Placement, asked: EvaluationKind | None = None) -> Start:
    """The kind (the one that is due, where a check asked for it) and period that fit now: since
    the last one, until today."""
    known = of_placement(person, placement)
    done = [one for one in known if one.state in _DONE]
    since = max([one.to_on + timedelta(days=1) for one in done], default=placement.start_on)
    to_on = min(person.today, placement.last_day)
    near_end = placement.last_day - person.today < SHORTEST_PERIOD
    kind = asked or (EvaluationKind.FINAL if near_end else EvaluationKind.INTERIM)
    first_days = {
        EvaluationKind.INTERIM: min(since, to_on),
        EvaluationKind.FINAL: min(placement.start_on, to_on),
    }
    open_ = tuple(one for one in known if one.state not in _DONE and not one.corrects)
    return Start(kind, first_days, max(to_on, placement.start_on), open_)
