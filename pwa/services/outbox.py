"""Take in what devices send: each item by itself, all of a batch in one commit.

An item is judged as its author at the moment of writing; the session that brings it only carries
it. A bad item never blocks the rest.
"""

import base64
import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from peewee import IntegrityError, OperationalError

from pwa import clock
from pwa.database import read_once, reading_once, transaction
from pwa.domain.enums import Role
from pwa.domain.errors import DomainError, NotAllowed
from pwa.domain.parcels import SLACK, Item, written_at
from pwa.domain.states import UserState
from pwa.models import AccountBlock, Author, Device, Person, Receipt, User, load_author
from pwa.models.tablets import tablet_of
from pwa.services import rates
from pwa.services.sealing import Seals
from pwa.traces import where

log = logging.getLogger("opstap.outbox")

Verb = Callable[[Author, Item], bool]
"""Do what the item says; the answer is whether it arrived after the guidance ended."""

POSTS, POSTS_PER = 600, timedelta(minutes=10)


@dataclass(frozen=True)
class Parcel:
    """One row as the device sent it."""

    id: UUID
    sha256: str
    sealed: bytes


@dataclass(frozen=True)
class Queue:
    """What the device says about itself: its clock, and what still waits there."""

    sent_at: datetime | None
    waiting: int = 0
    oldest: datetime | None = None

    @property
    def ahead(self) -> timedelta:
        """How far the server's clock is ahead of the device's; small differences are the way."""
        gap = clock.now() - self.sent_at if self.sent_at else timedelta()
        return gap if abs(gap) > SLACK else timedelta()


@dataclass(frozen=True)
class Result:
    """`received` (kept, now or before), `refused` (with the reason) or `later` (send it again)."""

    id: UUID
    sha256: str
    state: str
    received_at: datetime | None = None
    flagged: bool = False
    error: DomainError | None = None


@dataclass(frozen=True)
class Delivery:
    """Who brings a batch, from which device, and the verbs that each kind stands for."""

    by: Person
    device: Device | None
    queue: Queue
    seals: Seals
    verbs: Mapping[str, Verb]


def deliver(delivery: Delivery, parcels: Sequence[Parcel]) -> list[Result]:
    """Keep what can be kept; the results are in the order of the parcels. One commit.

    Raises TooOften; OperationalError when the database cannot write (nothing is kept then).
    """
    with transaction(), reading_once():
        rates.take("outbox", str(delivery.by.session_id), most=POSTS, per=POSTS_PER)
        known = known_receipts(parcels)
        results = [take(partial(_keep, delivery), one, known) for one in parcels]
        report(delivery.by, delivery.device, left(delivery.queue, results))
    return results


def known_receipts(parcels: Iterable[Parcel]) -> dict[UUID, Receipt]:
    """The receipts that there are already, by id."""
    ids = {one.id for one in parcels}
    return {row.id: row for row in Receipt.select().where(Receipt.id.in_(list(ids)))}


def left(queue: Queue, results: Sequence[Result]) -> Queue:
    """What waits on the device after it heard these results."""
    received = sum(one.state == "received" for one in results)
    return replace(queue, waiting=max(0, queue.waiting - received))


def report(by: Person | None, device: Device | None, queue: Queue) -> None:
    """Remember what this device still holds. An unknown browser tells nothing; by None: itself."""
    if device is None:
        return
    companies = by.organisations(Role.SUPERVISOR) if by else ()
    facts = {"seen_at": clock.now(), "waiting": queue.waiting}
    facts["oldest_at"] = _put_right(queue) if queue.waiting else None
    if companies and tablet_of(device) is None:
        facts["organisation"] = companies[0]
    Device.update(**facts).where(Device.id == device.id).execute()


def _put_right(queue: Queue) -> datetime | None:
    return min(queue.oldest + queue.ahead, clock.now()) if queue.oldest else None


def take(keep: Callable[[Parcel], Receipt], parcel: Parcel, known: dict[UUID, Receipt]) -> Result:
    """One item in a savepoint of its own; its twin of the same moment comes first, then this."""
    result = Result(parcel.id, parcel.sha256, "later")
    for _try in range(2):
        try:
            if parcel.id not in known:
                with transaction():
                    known[parcel.id] = keep(parcel)
            return _received(known[parcel.id], parcel)
        except IntegrityError:
            known |= known_receipts([parcel])
        except rates.TooOften:
            return result
        except DomainError as refused:
            return replace(result, state="refused", error=refused)
        except OperationalError:
            raise
        except Exception as bug:  # a mistake of ours keeps this item waiting, not the others
            log.error("item %s: %s", parcel.id, where(bug))
            return result
    return result


def _received(receipt: Receipt, parcel: Parcel) -> Result:
    if receipt.sha256 != parcel.sha256:
        raise NotAllowed("id_reused")
    return Result(parcel.id, parcel.sha256, "received", receipt.received_at, receipt.flagged)


def _keep(delivery: Delivery, parcel: Parcel) -> Receipt:
    item, author = _open(delivery, parcel)
    verb = delivery.verbs.get(item.kind)
    if verb is None:
        raise NotAllowed("item_unreadable")
    flagged, by = verb(author, item), delivery.by.id
    return receipt(item, parcel, author.id, by, delivery.device, delivery.queue, flagged)


def receipt(
    item: Item,
    parcel: Parcel,
    author_id: UUID,
    by_id: UUID,
    device: Device | None,
    queue: Queue,
    flagged: bool = False,
) -> Receipt:
    """In the transaction that keeps the item."""
    return Receipt.create(
        id=item.id, kind=item.kind, author=author_id, delivered_by=by_id, device=device,
        sha256=parcel.sha256, made_at=item.made_at, clock_offset=_seconds(queue.ahead),
        received_at=clock.now(), flagged=flagged,
    )  # fmt: skip


def _seconds(gap: timedelta) -> int:
    most = 2**31 - 1
    return max(-most, min(most, int(gap.total_seconds())))


def _open(delivery: Delivery, parcel: Parcel) -> tuple[Item, Author]:
    """Raises NotAllowed when the seal, the hash, the ticket or the author is not right."""
    text, item = unsealed(delivery.seals, parcel)
    ticket = read_once(("ticket", text), lambda: delivery.seals.ticket(text))
    id = ticket.user_id
    user = read_once(("user", id), lambda: User.get_or_none(User.id == id))
    moment = written_at(item.made_at, delivery.queue.ahead, ticket.issued_at, clock.now())
    if user is None or not _could_write(user, moment):
        raise NotAllowed("author_left")
    return item, load_author(user, moment)


def unsealed(seals: Seals, parcel: Parcel) -> tuple[str, Item]:
    """The ticket and the item. Raises NotAllowed when the seal or the hash is not right."""
    try:
        inside = json.loads(seals.open(parcel.id, parcel.sealed))
        ticket, body = str(inside["ticket"]), str(inside["body"])
    except (ValueError, TypeError, KeyError, RecursionError) as wrong:
        raise NotAllowed("seal_broken") from wrong
    if hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest() != parcel.sha256:
        raise NotAllowed("seal_broken")
    item = Item.read(body)
    if item.id != parcel.id:
        raise NotAllowed("seal_broken")
    return ticket, item


def _could_write(user: User, moment: datetime) -> bool:
    """Whose account was closed since has written before that: it still arrives, flagged."""
    if user.state is not UserState.BLOCKED:
        return user.state is UserState.ACTIVE
    closed = read_once(("closed", user.id), lambda: AccountBlock.since(user.id))
    return closed is not None and moment < closed


def unpadded(text: str) -> bytes:
    """Base64url without padding (RFC 4648, section 5). Raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def padless(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
