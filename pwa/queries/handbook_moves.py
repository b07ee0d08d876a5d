"""The version that a placement uses beside the one in use: what would change by moving."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from peewee import JOIN

from pwa.domain.handbook_changes import Comparison, compare
from pwa.domain.handbook_moves import MoveState
from pwa.domain.states import HandbookState
from pwa.models import Handbook, HandbookMove, Person, Placement, User
from pwa.models.handbook_facts import MoveFacts, move_facts
from pwa.queries.handbook_data import data_of_all


@dataclass(frozen=True)
class Proposal:
    id: UUID
    state: MoveState
    by: str
    at: datetime
    reason: str
    answered_by: str
    answer: str


@dataclass(frozen=True)
class MovePage:
    """`newest` is None where the placement uses the version in use."""

    placement: Placement
    own: Handbook
    newest: Handbook | None
    found: Comparison | None = None
    proposal: Proposal | None = None
    facts: MoveFacts | None = None

    @property
    def open(self) -> bool:
        return self.proposal is not None and self.proposal.state is MoveState.PROPOSED


def move_page(person: Person, placement: Placement) -> MovePage:
    """What everybody around the placement sees of it, in nine queries at most."""
    books = _books(placement)
    own = next(row for row in books if row.id == placement.handbook_id)
    newest = next((row for row in books if row.state is HandbookState.ACTIVE), None)
    if newest is None or newest.id == own.id:
        return MovePage(placement, own, None)
    old, new = data_of_all([own, newest])
    return MovePage(
        placement,
        own,
        newest,
        compare(old, new),
        _proposal(placement, newest),
        move_facts(placement, newest, person.today),
    )


def _books(placement: Placement) -> list[Handbook]:
    company = placement.workplace.organisation_id
    active = (Handbook.organisation == company) & (Handbook.state == HandbookState.ACTIVE)
    return list(Handbook.select().where((Handbook.id == placement.handbook_id) | active))


def newest_of(placement: Placement) -> Handbook | None:
    """The version in use at this company, when this placement does not use it."""
    rows = [row for row in _books(placement) if row.state is HandbookState.ACTIVE]
    return next((row for row in rows if row.id != placement.handbook_id), None)


def move_to(placement: Placement, to: Handbook) -> HandbookMove | None:
    return HandbookMove.get_or_none(
        (HandbookMove.placement == placement.id) & (HandbookMove.to_book == to.id)
    )


def _proposal(placement: Placement, to: Handbook) -> Proposal | None:
    answerer = User.alias()
    row = (
        HandbookMove.select(HandbookMove, User, answerer)
        .join(User, on=(HandbookMove.proposed_by == User.id))
        .switch(HandbookMove)
        .join(answerer, JOIN.LEFT_OUTER, on=(HandbookMove.answered_by == answerer.id))
        .where(HandbookMove.placement == placement.id, HandbookMove.to_book == to.id)
        .first()
    )
    if row is None:
        return None
    answered = row.answered_by.name if row.answered_by_id else ""
    return Proposal(
        row.id, row.state, row.proposed_by.name, row.proposed_at, row.reason, answered, row.answer
    )
