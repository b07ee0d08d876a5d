"""Whom a coach can hand over, to whom, and what is arranged already."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pwa.models import Candidate, CoachCover, Person, User
from pwa.queries.running import InsteadOf, together


@dataclass(frozen=True)
class Own:
    """A candidate of this coach's own."""

    row: Candidate
    name: str


@dataclass(frozen=True)
class Arranged:
    """A cover that runs or is coming."""

    candidates: tuple[str, ...]
    who: InsteadOf
    mine: bool


def own_candidates(coach: Person) -> list[Own]:
    rows = (
        Candidate.select(Candidate, User)
        .join(User, on=(Candidate.user == User.id))
        .where(Candidate.coach == coach.id, Candidate.coached_by(coach))
        .order_by(User.name)
    )
    return [Own(row, row.user.name) for row in rows]


@dataclass(frozen=True)
class Received:
    """Candidates who came from another coach for good, a short while ago."""

    names: tuple[str, ...]
    other: str
    since: date


def arranged(coach: Person) -> list[Arranged]:
    """Covers for this coach, and those that this coach makes, by day and name."""
    user, covering, own = User.alias(), User.alias(), User.alias()
    c = CoachCover
    rows = (
        CoachCover.visible_to(coach)
        .select(
            c.id, c.from_on, c.to_on, c.from_coach, user.name.alias("candidate"),
            covering.name.alias("covering"), own.name.alias("own"),
        )
        .join(user, on=(Candidate.user == user.id))
        .switch(c)
        .join(covering, on=(c.to_coach == covering.id))
        .switch(c)
        .join(own, on=(c.from_coach == own.id))
        .where(c.open_(coach.today))
        .order_by(c.from_on, user.name)
        .dicts()
    )  # fmt: skip
    found: list[Any] = list(rows)
    rows_of = [
        (
            row["candidate"],
            InsteadOf(row["id"], row["covering"], row["own"], row["from_on"], row["to_on"]),
            row["from_coach"] == coach.id,
        )
        for row in found
    ]
    return [Arranged(tuple(names), who, mine) for names, who, mine in together(rows_of)]
