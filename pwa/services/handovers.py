"""A line for the next shift: it goes after three days and is never evidence."""

from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.domain.notes import MOST_TEXT, handover_expires
from pwa.domain.text import clean_line, too_long
from pwa.models import Handover, HandoverAck, Person, Placement
from pwa.policies import attendance as policies
from pwa.services import audit


def leave(by: Person, placement: Placement, text: str, id: UUID | None = None) -> Handover:
    """Leave a line about this candidate. The same id again is the same line.

    Raises BadInput (handover), NotAllowed (not_guided).
    """
    text = clean_line(text)
    if not text or too_long(text, MOST_TEXT):
        raise BadInput({"handover": f"too_long:{MOST_TEXT}" if text else "missing"})
    if not by.guided_on(placement.id, by.today):
        raise NotAllowed("not_guided")
    with transaction():
        known = Handover.get_or_none(Handover.id == id) if id else None
        if known:
            return known
        row = Handover.create(
            id=id or uuid7(), placement=placement, author=by.id, text=text,
            expires_at=handover_expires(clock.now()),
        )  # fmt: skip
        audit.record(by, "handover.leave", row, placement=placement.id)
    return row


def acknowledge(by: Person, handover: Handover) -> None:
    """ "Gelezen": the line goes from this person's screen. Twice is once."""
    if not policies.acknowledge(by, handover):
        raise NotAllowed("not_guided")
    with transaction():
        mine = (HandoverAck.handover == handover) & (HandoverAck.user == by.id)
        if not HandoverAck.select().where(mine).exists():
            HandoverAck.insert(handover=handover, user=by.id).on_conflict_ignore().execute()
            audit.record(by, "handover.read", handover)
