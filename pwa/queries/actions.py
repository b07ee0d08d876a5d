"""Agreements of signed evaluations that still have to be kept: whose, by when, about whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pwa.domain.actions import is_theirs
from pwa.domain.enums import SignatureRole
from pwa.models import ActionItem, Candidate, Evaluation, Person, Placement, User, Workplace
from pwa.models.people import Organisation
from pwa.policies.actions import roles
from pwa.queries.today_facts import Facts


@dataclass(frozen=True)
class Agreement:
    """One agreement; `mine` says that this person has to do it, and may say that it is done.

    What was ticked off today stays for the rest of the day, so that it can be undone.
    """

    id: UUID
    placement: Placement
    candidate: str
    what: str
    who: str
    by_on: date | None
    done_on: date | None
    mine: bool
    whose: tuple[str, ...]

    def late(self, today: date) -> bool:
        return self.done_on is None and self.by_on is not None and self.by_on < today


def agreements_of(person: Person) -> tuple[Agreement, ...]:
    """Everything open around this person, what comes first first. One query."""
    known = Evaluation.visible_to(person).where(Evaluation.stands()).select(Evaluation.id)
    return _read(person, ActionItem.evaluation.in_(known))


def agreements_on(person: Person, placement: Placement) -> tuple[Agreement, ...]:
    """The same of one placement."""
    return _read(person, (Evaluation.placement == placement.id) & Evaluation.stands())


def agreements(
    placement: Placement, facts: Facts, mine: frozenset[SignatureRole]
) -> tuple[Agreement, ...]:
    """The same from what was read already; `mine` are this person's roles there."""
    return tuple(
        Agreement(
            id=one.id,
            placement=placement,
            candidate=placement.candidate.user.name,
            what=one.what,
            who=one.who,
            by_on=one.by_on,
            done_on=one.done_on,
            mine=is_theirs(one.whose, mine),
            whose=one.whose,
        )
        for one in facts.agreed.get(placement.id, ())
    )


def own_and_before(
    evaluation: Evaluation,
) -> tuple[tuple[ActionItem, ...], tuple[ActionItem, ...]]:
    """The agreements of this evaluation, and what earlier ones agreed that is still open."""
    earlier = Evaluation.select(Evaluation.id).where(
        Evaluation.placement == evaluation.placement_id,
        Evaluation.id.not_in([one for one in (evaluation.id, evaluation.supersedes_id) if one]),
        Evaluation.started_at <= evaluation.started_at,
        Evaluation.stands(),
    )
    still = ActionItem.evaluation.in_(earlier) & ActionItem.done_on.is_null() & ActionItem.newest()
    own_or_still = (ActionItem.evaluation == evaluation.id) | still
    rows = ActionItem.select().join(Evaluation).where(own_or_still)
    found = sorted(rows, key=lambda one: (one.by_on or date.max, one.position))
    own = sorted(
        (one for one in found if one.evaluation_id == evaluation.id), key=lambda one: one.position
    )
    return tuple(own), tuple(one for one in found if one.evaluation_id != evaluation.id)


def _read(person: Person, which: Any) -> tuple[Agreement, ...]:
    open_ = ActionItem.done_on.is_null() | (ActionItem.done_on >= person.today)
    rows: Iterable[Any] = (
        ActionItem.select(
            ActionItem, Evaluation, Placement, Candidate, User, Workplace, Organisation
        )
        .join(Evaluation)
        .join(Placement)
        .join(Candidate)
        .join(User, on=(Candidate.user == User.id))
        .switch(Placement)
        .join(Workplace)
        .join(Organisation)
        .where(which, open_, ActionItem.newest())
    )
    found = [_agreement(person, row) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.by_on or date.max, one.candidate)))


def _agreement(person: Person, row: ActionItem) -> Agreement:
    placement = row.evaluation.placement
    return Agreement(
        id=row.id,
        placement=placement,
        candidate=placement.candidate.user.name,
        what=row.what,
        who=row.who,
        by_on=row.by_on,
        done_on=row.done_on,
        mine=is_theirs(row.whose, roles(person, placement)),
        whose=tuple(row.whose),
    )
