"""What stands beside a coach's candidates, in one query: tablets on which something waits, who came
from another coach, plans that are not ready."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa.models import (
    Candidate,
    CoachCover,
    Device,
    Organisation,
    Person,
    Placement,
    PlacementPlan,
    User,
    Workplace,
)
from pwa.models.clocks import Texts, moment_of, text_row
from pwa.queries.covers import Received
from pwa.queries.devices import STILL_NEAR, Waiting, heard_of
from pwa.queries.plans import Unfinished, named


@dataclass(frozen=True)
class Side:
    devices: tuple[Waiting, ...]
    received: tuple[Received, ...]
    unfinished: tuple[Unfinished, ...]


def side_of(coach: Person) -> Side:
    """Devices: the one that waits longest first. The others: the newest first."""
    rows = list(_devices(coach).union_all(_received(coach)).union_all(_plans(coach)).tuples())
    devices = [_device(row) for row in rows if row[0] == "device"]
    return Side(
        devices=tuple(sorted(devices, key=lambda one: one.oldest_at or one.seen_at)),
        received=_together(sorted(row for row in rows if row[0] == "received")),
        unfinished=_unfinished([row for row in rows if row[0] == "plan"]),
    )


def _devices(coach: Person) -> Any:
    """Of the companies where the coach's own candidates are, or were until lately."""
    d, o = Device, Organisation
    companies = (
        Workplace.select(Workplace.organisation)
        .join(Placement)
        .join(Candidate)
        .where(Candidate.coached_by(coach), Placement.planned_end_on >= coach.today - STILL_NEAR)
    )
    told = text_row("device", d.label, o.name, d.waiting, d.oldest_at, d.seen_at)
    return d.select(*told).join(o).where(heard_of(companies, coach.now))


def _received(coach: Person) -> Any:
    """Candidates who were handed over for good in the last weeks."""
    c, user, other = CoachCover, User.alias(), User.alias()
    return (
        c.select(*text_row("received", user.name, other.name, c.from_on))
        .join(Candidate)
        .join(user, on=(Candidate.user == user.id))
        .switch(c)
        .join(other, on=(c.from_coach == other.id))
        .where(
            c.to_coach == coach.id, Candidate.coach == coach.id,
            Candidate.coached_by(coach), c.recent(coach.today),
        )
    )  # fmt: skip


def _plans(coach: Person) -> Any:
    p, user, company = PlacementPlan, User.alias(), Organisation.alias()
    return (
        p.select(*text_row("plan", p.id, p.data, user.name, company.name, p.changed_at))
        .join(Candidate, JOIN.LEFT_OUTER, on=(p.candidate == Candidate.id))
        .join(user, JOIN.LEFT_OUTER, on=(Candidate.user == user.id))
        .switch(p)
        .join(company, JOIN.LEFT_OUTER, on=(p.company == company.id))
        .where(p.coach == coach.id, p.placement.is_null())
    )


def _device(row: Texts) -> Waiting:
    _kind, label, company, waiting, oldest, seen, _rest = row
    return Waiting(
        label, company, int(waiting), moment_of(oldest) if oldest else None, moment_of(seen)
    )


def _together(rows: list[Texts]) -> tuple[Received, ...]:
    found: dict[tuple[date, str], tuple[str, ...]] = {}
    for _kind, name, whose, since, *_rest in rows:
        key = date.fromisoformat(since), whose
        found[key] = (*found.get(key, ()), name)
    newest = sorted(found.items(), key=lambda one: one[0], reverse=True)
    return tuple(Received(names, whose, since) for (since, whose), names in newest)


def _unfinished(rows: list[Texts]) -> tuple[Unfinished, ...]:
    found = []
    for _kind, id, data, candidate, company, changed, _rest in rows:
        said = json.loads(data)
        who, where = named(said, "candidate", candidate), named(said, "company", company)
        found.append(Unfinished(UUID(id), who, where, moment_of(changed)))
    return tuple(sorted(found, key=lambda one: one.changed_at, reverse=True))
