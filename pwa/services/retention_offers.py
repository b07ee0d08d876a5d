"""Before something of a candidate goes, candidate and coach can read it for two weeks."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from pwa.database import transaction
from pwa.domain.retention import OFFER_DAYS, Kind, may_go_on
from pwa.models import RetentionOffer
from pwa.models.retention_facts import PAGE, Due, InForce, due_placements
from pwa.services import audit

Offers = dict[tuple[UUID, Kind], RetentionOffer]


def offered(placements: Iterable[UUID]) -> Offers:
    """What stands on the pages of these placements."""
    rows = RetentionOffer.select().where(RetentionOffer.placement.in_(list(placements)))
    return {(row.placement_id, row.kind): row for row in rows}


def keep_up(terms: InForce, today: date) -> Iterator[str]:
    """Offer what goes within two weeks, and take back what does not any more; a step each."""
    yield from _withdraw(terms, today)
    for due in due_placements(terms, today + timedelta(days=OFFER_DAYS)):
        if _offer(due, today):
            yield "offer"


def _offer(due: Due, today: date) -> bool:
    """A new offer, or a later day for one; never an earlier day than was promised."""
    found = offered([due.placement_id]).get((due.placement_id, due.kind))
    if found and found.goes_on >= due.on:
        return False
    with transaction():
        if found:
            found.goes_on = due.on
            found.save()
        else:
            found = RetentionOffer.create(
                placement=due.placement_id, kind=due.kind, offered_on=today,
                goes_on=may_go_on(due.on, None, today),
            )  # fmt: skip
        audit.record(None, "retention.offer", found, kind=due.kind, goes_on=found.goes_on)
    return True


def _withdraw(terms: InForce, today: date) -> Iterator[str]:
    """A term became longer, the placement is held, or it runs again."""
    soon, after = today + timedelta(days=OFFER_DAYS), UUID(int=0)
    while rows := list(
        RetentionOffer.select()
        .where(RetentionOffer.id > after)
        .order_by(RetentionOffer.id)
        .limit(PAGE)
    ):
        about = {row.placement_id for row in rows}
        still = {(d.placement_id, d.kind) for d in due_placements(terms, soon, only=about)}
        for row in rows:
            if (row.placement_id, row.kind) not in still:
                with transaction():
                    RetentionOffer.delete().where(RetentionOffer.id == row.id).execute()
                    audit.record(None, "retention.withdraw", row, kind=row.kind)
                yield "withdraw"
        after = rows[-1].id
