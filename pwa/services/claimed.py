"""Notes that somebody wrote on a locked tablet: taken in as claimed, then confirmed or denied.

Nobody is signed in there. So what comes in counts for nothing, and only the one whose tile it was
reads it, once that person came in with the PIN.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from pwa import clock
from pwa.database import reading_once, transaction
from pwa.domain.claimed import PER, PER_TABLET
from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.parcels import Item, written_at
from pwa.domain.states import NoteVisibility
from pwa.models import ClaimedNote, Note, Person, Receipt, Tablet
from pwa.models.tablets import colleague_on
from pwa.services import audit, notes, outbox, rates
from pwa.services.notes import NoteEntry
from pwa.services.outbox import Parcel, Queue, Result
from pwa.services.sealing import Seals

KIND = "claimed"


@dataclass(frozen=True)
class Words:
    """What was typed: about whom (a first name or initials), about which day, and what."""

    about: str
    day: date
    text: str


@dataclass(frozen=True)
class FromTablet:
    """A batch that a tablet brings by itself; `read` makes words of the fields of an item."""

    tablet: Tablet
    queue: Queue
    seals: Seals
    read: Callable[[Item], Words]


def deliver(sent: FromTablet, parcels: Sequence[Parcel]) -> list[Result]:
    """Keep what can be kept, as `outbox.deliver` does. One commit.

    Raises TooOften; OperationalError when the database cannot write (nothing is kept then).
    """
    with transaction(), reading_once():
        rates.take("outbox", f"tablet-{sent.tablet.id}", most=outbox.POSTS, per=outbox.POSTS_PER)
        known = outbox.known_receipts(parcels)
        results = [outbox.take(partial(_keep, sent), one, known) for one in parcels]
        outbox.report(None, sent.tablet.device, outbox.left(sent.queue, results))
    return results


def _keep(sent: FromTablet, parcel: Parcel) -> Receipt:
    """Raises NotAllowed, BadInput; TooOften when this tablet brought too many in a day."""
    text, item = outbox.unsealed(sent.seals, parcel)
    tablet_id, issued_at = sent.seals.tablet_ticket(text)
    if tablet_id != sent.tablet.id:
        raise NotAllowed("claim_other_tablet")
    if item.kind != KIND:
        raise NotAllowed("item_unreadable")
    words, now = sent.read(item), clock.now()
    moment = written_at(item.made_at, sent.queue.ahead, issued_at, now)
    row = take_in(sent.tablet, item.id, item.about, words, moment)
    author = row.author_id
    return outbox.receipt(item, parcel, author, author, sent.tablet.device, sent.queue)


def take_in(tablet: Tablet, id: UUID, tile: UUID, words: Words, moment: datetime) -> ClaimedNote:
    """Keep what was written under this tile. The caller holds the transaction. Raises NotAllowed;
    TooOften when this tablet brought too many in a day."""
    author = colleague_on(tablet, tile, clock.local(moment).date())
    if author is None:
        raise NotAllowed("claim_no_colleague")
    rates.take("claimed", str(tablet.id), most=PER_TABLET, per=PER)
    row = ClaimedNote.create(
        id=id, author=author.id, tablet=tablet, about=words.about, day=words.day,
        text=words.text, made_at=moment, received_at=clock.now(),
    )  # fmt: skip
    audit.record(None, "claimed.receive", row, tablet=tablet.id, author=author.id)
    return row


def confirm(by: Person, claim: ClaimedNote, placement_id: UUID, discuss: bool) -> Note:
    """ "Dit schreef ik": the note, about that candidate, made at the time that was claimed.

    Raises Stale when something was said about it before; what `notes.write` raises.
    """
    visibility = NoteVisibility.DISCUSS_FIRST if discuss else NoteVisibility.DIRECT
    entry = NoteEntry(
        {placement_id: claim.id}, claim.day, text=claim.text, visibility=visibility,
        made_at=claim.made_at,
    )  # fmt: skip
    with transaction():
        if ClaimedNote.delete().where(*_waits(by, claim)).execute() != 1:
            raise Stale()
        (note,) = notes.write(by, entry)
        audit.record(by, "claimed.confirm", claim, tablet=claim.tablet_id, placement=placement_id)
    return note


def deny(by: Person, claim: ClaimedNote) -> None:
    """ "Niet van mij": its words are gone, and that it was there is counted. Raises Stale."""
    gone = {"about": "", "text": "", "denied_at": clock.now()}
    with transaction():
        if ClaimedNote.update(gone).where(*_waits(by, claim)).execute() != 1:
            raise Stale()
        audit.record(by, "claimed.deny", claim, tablet=claim.tablet_id)


def _waits(by: Person, claim: ClaimedNote) -> tuple[object, ...]:
    own = ClaimedNote.author == by.id
    return (ClaimedNote.id == claim.id, own, ClaimedNote.denied_at.is_null())
