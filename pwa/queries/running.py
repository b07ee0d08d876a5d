"""What happened to a placement while it runs, for everybody around it: one query."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from peewee import JOIN, Value

from pwa.domain.enums import Advice
from pwa.domain.running import PauseReason, StopReason
from pwa.domain.states import Actor, PlacementState, placement_actions
from pwa.models import (
    CoachCover,
    Correction,
    EarlyStop,
    Extension,
    Goal,
    Note,
    Outcome,
    Pause,
    Person,
    Placement,
    StandIn,
    Supervision,
    User,
    WeekDispute,
)
from pwa.policies import placements as policies
from pwa.queries.corrections import Asked, asked_in_news


@dataclass(frozen=True)
class Paused:
    from_on: date
    to_on: date | None
    reason: PauseReason
    text: str


@dataclass(frozen=True)
class Stopped:
    last_on: date
    reason: StopReason
    text: str
    candidate_words: str
    evaluation: bool
    told_by: str
    told_on: date


@dataclass(frozen=True)
class Extended:
    from_on: date
    to_on: date
    reason: str


@dataclass(frozen=True)
class After:
    """What came after; the newest decision counts."""

    advice: Advice
    text: str


@dataclass(frozen=True)
class InsteadOf:
    """Somebody who takes over from another: a coach or a supervisor."""

    id: UUID
    name: str
    other: str
    from_on: date
    to_on: date

    def now(self, today: date) -> bool:
        return self.from_on <= today <= self.to_on


Taken = TypeVar("Taken")


def together(
    rows: Iterable[tuple[str, InsteadOf, Taken]],
) -> list[tuple[list[str], InsteadOf, Taken]]:
    """(candidate, who takes over, more) of the same two people from the same day as one, until the
    last of their days."""
    found: dict[tuple[str, str, date], tuple[list[str], InsteadOf, Taken]] = {}
    for name, who, more in rows:
        key = (who.name, who.other, who.from_on)
        names, first, _more = found.get(key, ([], who, more))
        last = max(first.to_on, who.to_on)
        found[key] = ([*names, name], replace(first, to_on=last), more)
    return list(found.values())


@dataclass(frozen=True)
class NewCoach:
    """The candidate changed coach for good, since this day."""

    name: str
    other: str
    since: date


@dataclass(frozen=True)
class OwnGoal:
    id: UUID
    text: str
    reached_on: date | None


@dataclass(frozen=True)
class News:
    """Newest first; what is over for good is left out, but for pauses and extensions."""

    today: date
    pauses: tuple[Paused, ...] = ()
    stopped: Stopped | None = None
    extended: tuple[Extended, ...] = ()
    after: After | None = None
    covers: tuple[InsteadOf, ...] = ()
    stand_ins: tuple[InsteadOf, ...] = ()
    goals: tuple[OwnGoal, ...] = ()
    new_coach: NewCoach | None = None
    asked: tuple[Asked, ...] = ()
    """What the candidate asked to put right, the newest first."""

    @property
    def paused(self) -> Paused | None:
        """The pause of now, or one that is coming."""
        newest = self.pauses[0] if self.pauses else None
        ended = newest is None or (newest.to_on is not None and newest.to_on < self.today)
        return None if ended else newest

    @property
    def cover(self) -> InsteadOf | None:
        """Who is the coach in these days, instead of the own one."""
        return next((one for one in self.covers if one.now(self.today)), None)


def news_of(placement: Placement, today: date) -> News:
    """Pauses, stop, extensions, outcome, who takes over, goals, what was asked; in one query."""
    found: dict[str, list[Any]] = {}
    for kind, *row in _rows(placement, today).tuples():
        found.setdefault(kind, []).append(row)

    def newest(kind: str) -> list[Any]:
        return sorted(found.get(kind, ()), key=lambda row: str(row[0]), reverse=True)

    stops, outcomes, coach = newest("stop"), newest("outcome"), newest("coach")
    return News(
        today=today,
        pauses=tuple(_paused(*row) for row in newest("pause")),
        stopped=_stopped(*stops[0]) if stops else None,
        extended=tuple(
            Extended(date.fromisoformat(a), date.fromisoformat(b), c)
            for _, a, b, c, *_r in newest("extension")
        ),
        after=After(Advice(outcomes[0][1]), outcomes[0][2]) if outcomes else None,
        new_coach=_new_coach(*coach[0]) if coach else None,
        covers=tuple(_instead(*row) for row in sorted(found.get("cover", ()), key=_start)),
        stand_ins=tuple(_instead(*row) for row in sorted(found.get("stand_in", ()), key=_start)),
        goals=tuple(
            OwnGoal(UUID(str(id_)), b, date.fromisoformat(c) if c else None)
            for id_, a, b, c, *_r in sorted(found.get("goal", ()), key=lambda row: int(row[1]))
        ),
        asked=tuple(asked_in_news(row, placement) for row in newest("asked")),
    )


def _start(row: Any) -> str:
    return str(row[1])


def _paused(_id: str, a: str, b: str, c: str, d: str, *_rest: str) -> Paused:
    to_on = date.fromisoformat(b) if b else None
    return Paused(date.fromisoformat(a), to_on, PauseReason(c), d)


def _stopped(_id: str, a: str, b: str, c: str, d: str, e: str, f: str, g: str) -> Stopped:
    offered = e in ("1", "true", "t")
    return Stopped(date.fromisoformat(a), StopReason(b), c, d, offered, f, date.fromisoformat(g))


def _instead(id: str, a: str, b: str, c: str, d: str, *_rest: str) -> InsteadOf:
    return InsteadOf(UUID(id), c, d, date.fromisoformat(a), date.fromisoformat(b))


def _new_coach(_id: str, a: str, b: str, c: str, *_rest: str) -> NewCoach:
    return NewCoach(b, c, date.fromisoformat(a))


def _rows(placement: Placement, today: date) -> Any:
    """One shape for all: a kind, an id and seven columns as text, on both databases."""
    query = _pauses(placement).union_all(_stops(placement)).union_all(_extensions(placement))
    query = query.union_all(_outcomes(placement)).union_all(_covers(placement, today))
    query = query.union_all(_coaches(placement, today)).union_all(_asked(placement))
    return query.union_all(_stand_ins(placement, today)).union_all(_goals(placement))


def _shape(kind: str, id: Any, *columns: Any) -> list[Any]:
    filled = [*columns, *[Value("")] * (7 - len(columns))]
    return [Value(kind).cast("text"), *(one.cast("text") for one in (id, *filled))]


def _pauses(placement: Placement) -> Any:
    p = Pause
    row = _shape("pause", p.id, p.from_on, p.to_on, p.reason, p.text)
    return p.select(*row).where(p.placement == placement.id)


def _stops(placement: Placement) -> Any:
    s = EarlyStop
    row = _shape(
        "stop", s.id, s.last_on, s.reason, s.text, s.candidate_words, s.evaluation, User.name,
        s.told_on,
    )  # fmt: skip
    return s.select(*row).join(User, on=(s.told_by == User.id)).where(s.placement == placement.id)


def _extensions(placement: Placement) -> Any:
    e = Extension
    row = _shape("extension", e.id, e.from_on, e.to_on, e.reason)
    return e.select(*row).where(e.placement == placement.id)


def _outcomes(placement: Placement) -> Any:
    row = _shape("outcome", Outcome.id, Outcome.advice, Outcome.text)
    return Outcome.select(*row).where(Outcome.placement == placement.id)


def _covers(placement: Placement, today: date) -> Any:
    c, covering, own = CoachCover, User.alias(), User.alias()
    return (
        c.select(*_shape("cover", c.id, c.from_on, c.to_on, covering.name, own.name))
        .join(covering, on=(c.to_coach == covering.id))
        .switch(c)
        .join(own, on=(c.from_coach == own.id))
        .where(c.candidate == placement.candidate_id, c.open_(today))
    )


def _coaches(placement: Placement, today: date) -> Any:
    c, new, old = CoachCover, User.alias(), User.alias()
    return (
        c.select(*_shape("coach", c.id, c.from_on, new.name, old.name))
        .join(new, on=(c.to_coach == new.id))
        .switch(c)
        .join(old, on=(c.from_coach == old.id))
        .where(c.candidate == placement.candidate_id, c.recent(today))
    )


def _stand_ins(placement: Placement, today: date) -> Any:
    """That the main supervisor is there for a while instead of another is nothing new."""
    s, colleague, absent = Supervision, User.alias(), User.alias()
    main = s.alias()
    always = main.select(main.user).where(
        main.placement == placement.id, main.main, main.from_on <= s.from_on, main.to_on >= s.to_on
    )
    return (
        StandIn.select(
            *_shape("stand_in", StandIn.id, s.from_on, s.to_on, colleague.name, absent.name)
        )
        .join(s)
        .join(colleague, on=(s.user == colleague.id))
        .switch(StandIn)
        .join(absent, on=(StandIn.absent == absent.id))
        .where(s.placement == placement.id, s.to_on >= today, s.user.not_in(always))
    )


def _goals(placement: Placement) -> Any:
    row = _shape("goal", Goal.id, Goal.position, Goal.text, Goal.reached_on)
    return Goal.select(*row).where(Goal.placement == placement.id)


def _asked(placement: Placement) -> Any:
    c = Correction
    row = _shape("asked", c.id, c.note, Note.day, c.day, WeekDispute.monday, c.state, c.since)
    joined = c.select(*row).join(Note, JOIN.LEFT_OUTER).switch(c).join(WeekDispute, JOIN.LEFT_OUTER)
    return joined.where(c.placement == placement.id)


def moves_of(person: Person, placement: Placement) -> frozenset[str]:
    """What this coach can do with it today, by the table of moves; "onward" is what comes after."""
    if not policies.coaches(person, placement):
        return frozenset()
    if placement.ended_on is not None:
        return frozenset({"onward", "hand_over"})
    if placement.state is PlacementState.PLANNED and placement.is_pause_open:
        found = {"resume", "end_early"}
    else:
        found = set(placement_actions(placement.state_on(person.today), Actor.COACH))
        found &= {"pause", "extend", "end_early", "complete"}
    if "complete" in found and person.today >= placement.planned_end_on:
        found |= {"onward"}
    return frozenset(found | {"hand_over"})
