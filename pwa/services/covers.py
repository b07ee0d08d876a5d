"""Hand candidates to another coach of the same municipality, for a period or for good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from peewee import Expression

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.running import AHEAD, Period, first_overlap
from pwa.domain.states import UserState
from pwa.models import Candidate, CoachCover, Membership, Person, User
from pwa.policies import covers as policies
from pwa.services import audit


@dataclass(frozen=True)
class HandingOver:
    """To whom and when; `to_on` None is for good, and then from today."""

    to_coach: UUID
    from_on: date
    to_on: date | None
    reason: str = ""

    @property
    def for_good(self) -> bool:
        return self.to_on is None


def hand_over(by: Person, candidates: Sequence[Candidate], wanted: HandingOver) -> list[CoachCover]:
    """All of these candidates, or none; asked twice it is once. Raises BadInput (by field),
    NotAllowed, Stale."""
    with transaction():
        if known := _same(by, candidates, wanted):
            return known
        check_hand_over(by, candidates, wanted)
        for one in candidates:
            _hold(by, one, wanted)
        _no_overlap(candidates, wanted)
        return [_one(by, one, wanted) for one in candidates]


def _same(by: Person, candidates: Sequence[Candidate], wanted: HandingOver) -> list[CoachCover]:
    """The covers of a period that this person asked for already, where it is all of these."""
    c = CoachCover
    days = (c.from_on == wanted.from_on) & (c.to_on == wanted.to_on) & c.ended_at.is_null()
    who = (c.made_by == by.id) & (c.from_coach == by.id) & (c.to_coach == wanted.to_coach)
    ids = [one.id for one in candidates]
    rows = list(c.select().where(days, who, c.candidate.in_(ids), c.reason == wanted.reason))
    return rows if {row.candidate_id for row in rows} == set(ids) else []


def check_hand_over(by: Person, candidates: Sequence[Candidate], wanted: HandingOver) -> None:
    """Nothing is written. Raises BadInput (candidates, to_coach, from_on, to_on), NotAllowed."""
    if not all(policies.hand_over(by, one) for one in candidates):
        raise NotAllowed("not_yours")
    today, problems = clock.today(), {}
    if not candidates:
        problems["candidates"] = "missing"
    if wanted.to_coach not in colleagues(by, {one.municipality_id for one in candidates}):
        problems["to_coach"] = "not_a_colleague"
    if wanted.from_on < today:
        problems["from_on"] = "day_gone"
    elif wanted.from_on > today + AHEAD or (wanted.for_good and wanted.from_on != today):
        problems["from_on"] = "cover_too_far"
    if wanted.to_on is not None and wanted.to_on < wanted.from_on:
        problems["to_on"] = "end_before_start"
    if problems:
        raise BadInput(problems)
    _no_overlap(candidates, wanted)


def colleagues(by: Person, municipalities: Iterable[UUID]) -> dict[UUID, str]:
    """Other coaches who have a seat in all of these municipalities today: id -> name."""
    wanted, today = set(municipalities), clock.today()
    rows = (
        Membership.select(Membership.organisation, User.id, User.name)
        .join(User)
        .where(
            Membership.role == Role.COACH,
            Membership.organisation.in_(list(wanted)),
            Membership.from_on <= today,
            Membership.to_on.is_null() | (Membership.to_on >= today),
            User.state != UserState.BLOCKED,
            User.id != by.id,
        )
        .order_by(User.name)
        .tuples()
    )
    told: list[tuple[UUID, UUID, str]] = list(rows)  # type: ignore[arg-type]
    seats: dict[UUID, set[UUID]] = {}
    names: dict[UUID, str] = {}
    for where, who, name in told:
        seats.setdefault(who, set()).add(where)
        names[who] = name
    return {who: name for who, name in names.items() if seats[who] == wanted}


def end_cover(by: Person, cover: CoachCover) -> None:
    """The period ends now, or never begins, for everybody who was handed over with it.

    Raises NotAllowed, Stale.
    """
    if not policies.end(by, cover):
        raise NotAllowed("not_yours")
    with transaction():
        rows = list(CoachCover.select().where(_with_it(cover)))
        still = CoachCover.id.in_([row.id for row in rows]) & CoachCover.ended_at.is_null()
        ended = CoachCover.update(ended_at=clock.now()).where(still).execute()
        if not rows or ended != len(rows):
            raise Stale()
        for row in rows:
            audit.record(by, "cover.end", row, candidate=row.candidate_id)


def _with_it(cover: CoachCover) -> Expression:
    """Covers of the same two coaches for the same days, as far as they stand."""
    c = CoachCover
    same = (c.from_coach == cover.from_coach_id) & (c.to_coach == cover.to_coach_id)
    days = (c.from_on == cover.from_on) & (c.to_on == cover.to_on)
    return same & days & c.ended_at.is_null()


def _hold(by: Person, candidate: Candidate, wanted: HandingOver) -> None:
    """Still the own candidate: others who hand over wait here. Raises Stale."""
    coach = wanted.to_coach if wanted.for_good else by.id
    mine = (Candidate.id == candidate.id) & (Candidate.coach == by.id)
    if Candidate.update(coach=coach).where(mine).execute() != 1:
        raise Stale()


def _one(by: Person, candidate: Candidate, wanted: HandingOver) -> CoachCover:
    if wanted.for_good:
        open_ = (CoachCover.candidate == candidate.id) & CoachCover.open_(clock.today())
        CoachCover.update(ended_at=clock.now()).where(open_).execute()
    row = CoachCover.create(
        candidate=candidate, from_coach=by.id, to_coach=wanted.to_coach,
        from_on=wanted.from_on, to_on=wanted.to_on, reason=wanted.reason, made_by=by.id,
    )  # fmt: skip
    action = "candidate.hand_over" if wanted.for_good else "cover.make"
    audit.record(
        by, action, row, candidate=candidate.id, to=wanted.to_coach,
        from_on=wanted.from_on, to_on=wanted.to_on,
    )  # fmt: skip
    return row


def _no_overlap(candidates: Sequence[Candidate], wanted: HandingOver) -> None:
    """For good, what was arranged for a period stops; of two periods one has to give way."""
    if wanted.for_good:
        return
    rows = CoachCover.select().where(
        CoachCover.candidate.in_([one.id for one in candidates]),
        CoachCover.open_(clock.today()),
    )
    known = [Period(row.from_on, row.to_on) for row in rows]
    if first_overlap(Period(wanted.from_on, wanted.to_on), known):
        raise BadInput({"from_on": "cover_overlaps"})
