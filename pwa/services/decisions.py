"""What the law lets a coach decide: a premium each half year, and the question of nine months.

The app proposes nothing. Each decision is a row that stays; deciding again makes the next edition.
"""

from typing import TypeVar

from pwa import clock
from pwa.database import transaction
from pwa.domain.canonical import digest
from pwa.domain.documents import DocumentKind
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.milestones import CHANCE, PREMIUM, Milestone
from pwa.domain.text import clean, too_long
from pwa.models import Blob, ChanceAnswer, Person, Placement, PremiumStatement
from pwa.models.clocks import Clock, clock_of
from pwa.models.layout_facts import for_placement
from pwa.models.premium_facts import gather, period_of
from pwa.pdf import premium as printed
from pwa.policies import decisions as policies
from pwa.services import audit, blobs, documents, milestones

MOST_TEXT = 600

Kept = TypeVar("Kept", PremiumStatement, ChanceAnswer)


def decide_premium(
    by: Person, placement: Placement, month: int, edition: int, granted: bool, text: str
) -> PremiumStatement:
    """Whether there was enough cooperation for the premium of this half year, in own words.

    `edition` is the newest one that was read, 0 for none. Raises BadInput, NotAllowed, Stale.
    """
    text = _words(by, placement, text)
    law = clock_of(placement)
    check = _check(law, PREMIUM, month)
    first, last = period_of(law, check)
    with transaction():
        known = newest_premium(placement, month)
        if known and _same(known, by, text) and known.granted == granted:
            return known
        if (known.edition if known else 0) != edition:
            raise Stale()
        row = PremiumStatement.create(
            placement=placement, month=month, edition=edition + 1, from_on=first, to_on=last,
            facts=gather(law, check, clock.today()), granted=granted, text=text,
            decided_by=by.id,
        )  # fmt: skip
        milestones.tick(by, placement, check.code)
        audit.record(
            by, "premium.decide", row, placement=placement.id, month=month, granted=granted
        )
    return row


def answer_chance(
    by: Person, placement: Placement, edition: int, raised: bool, text: str
) -> ChanceAnswer:
    """Whether this place raised the chance of work, in own words. Nothing ends by itself.

    Raises BadInput, NotAllowed, Stale.
    """
    text = _words(by, placement, text)
    check = _check(clock_of(placement), CHANCE)
    with transaction():
        known = newest_chance(placement)
        if known and _same(known, by, text) and known.raised == raised:
            return known
        if (known.edition if known else 0) != edition:
            raise Stale()
        row = ChanceAnswer.create(
            placement=placement, edition=edition + 1, raised=raised, text=text,
            decided_by=by.id,
        )  # fmt: skip
        milestones.tick(by, placement, check.code)
        audit.record(by, "chance.answer", row, placement=placement.id, raised=raised)
    return row


def premium_pdf(by: Person, statement: PremiumStatement, decider: str) -> bytes:
    """The Premieverklaring: printed and sealed once. Raises NotAllowed as `printing`."""
    if statement.pdf_id:
        kept: Blob = Blob.get_by_id(statement.pdf_id)
        return bytes(kept.data)
    decided_on = clock.local(statement.decided_at).date()
    decision = printed.Decision(
        statement.granted, statement.text, decider, decided_on, statement.edition
    )
    reference = statement.id.hex[-8:]
    made = documents.make(
        lambda told: printed.fill(statement.facts, decision, reference, told),
        for_placement(statement.placement),
    )
    with transaction():
        return _kept(by, statement, made)


def _kept(by: Person, statement: PremiumStatement, made: documents.Made) -> bytes:
    """Of two who ask for it first at the same moment, one keeps it and both get that one."""
    mine = (PremiumStatement.id == statement.id) & PremiumStatement.pdf.is_null()
    blob = blobs.store(made.pdf, documents.PDF)
    if not PremiumStatement.update(pdf=blob).where(mine).execute():
        blobs.forget(blob.id)
        kept = Blob.select().join(PremiumStatement).where(PremiumStatement.id == statement.id)
        return bytes(kept.get().data)
    documents.keep(
        by, DocumentKind.PREMIUM, made, premium=statement.id,
        version=statement.edition, input_hash=digest(statement.facts),
    )  # fmt: skip
    return made.pdf


def newest_premium(placement: Placement, month: int) -> PremiumStatement | None:
    mine = (PremiumStatement.placement == placement.id) & (PremiumStatement.month == month)
    query = PremiumStatement.select().where(mine).order_by(PremiumStatement.edition.desc())
    found: PremiumStatement | None = query.first()
    return found


def newest_chance(placement: Placement) -> ChanceAnswer | None:
    mine = ChanceAnswer.placement == placement.id
    query = ChanceAnswer.select().where(mine).order_by(ChanceAnswer.edition.desc())
    found: ChanceAnswer | None = query.first()
    return found


def _words(by: Person, placement: Placement, text: str) -> str:
    if not policies.decide(by, placement):
        raise NotAllowed("not_yours")
    text = clean(text)
    if not text:
        raise BadInput({"text": "reason_missing"})
    if too_long(text, MOST_TEXT):
        raise BadInput({"text": f"too_long:{MOST_TEXT}"})
    return text


def _check(law: Clock, name: str, month: int | None = None) -> Milestone:
    """The check that this decides, if the rules of this placement have it."""
    for one in law.milestones:
        if one.name == name and month in (None, one.month):
            return one
    raise BadInput({"month": "unknown"})


def _same(known: Kept, by: Person, text: str) -> bool:
    """The same words of the same person again: a form that was sent twice."""
    return known.text == text and known.decided_by_id == by.id
