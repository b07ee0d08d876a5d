"""Somebody with an account is invited by a second organisation: what the link gives is put into the
account that they have ([decision 39](docs/decisions/0039-one-account-two-organisations.md))."""

from uuid import UUID

from peewee import ForeignKeyField

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.states import UserState
from pwa.domain.ways import Ways, proves_enough
from pwa.models import (
    Candidate,
    CoachCover,
    Invitation,
    Membership,
    Person,
    Session,
    StandIn,
    Supervision,
    User,
)
from pwa.models.ways_facts import ways_of
from pwa.services import audit, people, ways

_ABOUT: tuple[ForeignKeyField, ...] = (
    Membership.user, Supervision.user, StandIn.absent, Candidate.coach,
    CoachCover.from_coach, CoachCover.to_coach, Invitation.user,
)  # fmt: skip
"""Everything that others may have arranged for somebody who was never in yet."""


def is_for_somebody_new(row: Invitation) -> bool:
    """Whether this link is for a person of an organisation who was never in. A candidate's account
    stays apart: their coach may replace what it opens with."""
    return row.user.state is UserState.INVITED and not _is_candidate(row.user_id)


def shows_enough(by: Person, has: Ways) -> bool:
    """Whether this person has a second step and showed it in this session."""
    row = Session.get_or_none(Session.id == by.session_id)
    return row is not None and proves_enough(row.proof) and has.second


def offer(by: Person, token: str) -> Invitation:
    """The link, where this person may put it into their own account. Raises NotAllowed."""
    row = people.open_invitation(token)
    if not is_for_somebody_new(row):
        raise NotAllowed("link_expired")
    if _is_candidate(by.id) or not by.seats:
        raise NotAllowed("join_candidate")
    if _seats(row.user_id) & _seats(by.id, still=True):
        raise NotAllowed("join_already")
    return row


def join(by: Person, token: str) -> str:
    """Seats and whatever else waited for the newcomer are this person's now, and the newcomer is
    nobody any more. Gives the new token of the session. Raises NotAllowed, Stale."""
    with transaction():
        row = offer(by, token)
        if not shows_enough(by, ways_of(by.id)):
            raise NotAllowed("join_second")
        newcomer = row.user_id
        people.use_link(token)
        for field in _ABOUT:
            field.model.update({field: by.id}).where(field == newcomer).execute()
        audit.record(by, "invitation.join", row, user=by.id, newcomer=newcomer)
        fresh = (User.id == newcomer) & (User.state == UserState.INVITED)
        if User.delete().where(fresh).execute() != 1:
            raise Stale()
        return ways.rights_changed(by, by.id)


def _is_candidate(user_id: UUID) -> bool:
    return Candidate.select().where(Candidate.user == user_id).exists()


def _seats(user_id: UUID, *, still: bool = False) -> set[tuple[UUID, str]]:
    """Organisation and role of this user, or only of what did not end or began today."""
    m, today = Membership, clock.today()
    rows = m.select().where(m.user == user_id)
    if still:
        rows = rows.where(m.to_on.is_null() | (m.to_on >= today) | (m.from_on == today))
    return {(row.organisation_id, row.role) for row in rows}
