"""The agreement before it is signed: its terms, offering it, questions about it.

Signing stands in `agreement_signing`. Rendering happens before the transaction; inside, the content
is gathered again, and whoever came in between makes it start over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from pwa import clock
from pwa.database import transaction
from pwa.domain.agreements import MOST_QUESTION, MOST_TEXT, content_hash
from pwa.domain.canonical import canonical
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.placement_checks import Check
from pwa.domain.states import Actor, PlacementState
from pwa.models import (
    Agreement,
    AgreementQuestion,
    AgreementSignature,
    AgreementVersion,
    Blob,
    Person,
    Placement,
    PlacementCheck,
)
from pwa.models.agreement_content import Content, gather
from pwa.models.agreement_facts import version_of
from pwa.models.layout_facts import for_placement
from pwa.pdf.agreement import fill
from pwa.policies import agreements as policies
from pwa.services import audit, blobs, layout_printing
from pwa.services.agreement_moves import hold, move, needed, refuse, require_coach
from pwa.services.evaluation_entries import texts_of

PDF = "application/pdf"


@dataclass(frozen=True)
class Terms:
    """The manner of guidance, in the words of those who agree on it."""

    how_often: str = ""
    who_does_what: str = ""
    insurance: str = ""
    safety: str = ""


def draft(by: Person, placement: Placement, terms: Terms) -> Agreement:
    """The agreement of a new placement, not offered yet. Raises BadInput."""
    with transaction():
        row = Agreement.create(placement=placement.id, **_texts(terms))
        audit.record(by, "agreement.draft", row)
    return row


def keep_reasons(
    by: Person, placement: Placement, found: Iterable[Check], reasons: Mapping[str, str]
) -> None:
    """Each warning with the reason why the coach went on. Raises BadInput: reason_<code>."""
    asked = [check for check in found if check.asks_reason]
    given = texts_of({f"reason_{one.code}": reasons.get(one.code, "") for one in asked}, 600)
    if missing := [name for name, text in given.items() if not text]:
        raise BadInput(dict.fromkeys(missing, "reason_missing"))
    for one in asked:
        row = PlacementCheck.create(
            placement=placement.id, code=one.code, facts=dict(one.facts), source=one.source,
            reason=given[f"reason_{one.code}"], decided_by=by.id,
        )  # fmt: skip
        audit.record(by, "placement.check", row, code=one.code)


def _texts(terms: Terms) -> dict[str, str]:
    return texts_of(asdict(terms), MOST_TEXT)


def offer(by: Person, placement: Placement) -> Agreement:
    """Fix what is agreed with its hash and PDF, and lay it before the three who sign.

    The same content again changes nothing. Raises NotAllowed (pdf_unavailable ...), Stale,
    MoveRefused.
    """
    require_coach(by, placement, "offer")
    agreement = needed(placement)
    _refuse_settled(placement)
    content, number = gather(agreement), agreement.version + 1
    digest, earlier = content_hash(content), version_of(agreement)
    if earlier and earlier.content_hash == digest:
        return agreement
    today = clock.local(clock.now()).date()
    document = fill(content, created=today, version=number, content_hash=digest)
    printed = layout_printing.render(document, for_placement(placement))
    with transaction():
        if placement.state is PlacementState.DRAFT:
            move(by, placement, "offer", Actor.COACH)
        hold(agreement, version=number, offered_at=clock.now())
        if content_hash(gather(agreement)) != digest:
            raise Stale()
        version = _keep_version(by, agreement, content, blobs.store(printed.pdf, PDF))
        layout_printing.remember(by, version, printed)
        _void_others(agreement, digest)
    return agreement


def _refuse_settled(placement: Placement) -> None:
    if placement.state not in (PlacementState.DRAFT, PlacementState.TO_SIGN):
        raise NotAllowed("agreement_settled")


def _keep_version(
    by: Person, agreement: Agreement, content: Content, blob: Blob
) -> AgreementVersion:
    row = AgreementVersion.create(
        agreement=agreement.id, number=agreement.version, content=canonical(content).decode(),
        content_hash=content_hash(content), pdf=blob, pdf_hash=blob.sha256,
        offered_by=by.id, offered_at=agreement.offered_at,
    )  # fmt: skip
    audit.record(
        by, "agreement.offer", agreement,
        version=row.number, content=row.content_hash, pdf=row.pdf_hash,
    )  # fmt: skip
    return row


def _void_others(agreement: Agreement, digest: str) -> None:
    """Signatures under another content no longer hold; they stay readable, with why."""
    AgreementSignature.update(
        void_at=clock.now(), void_reason=f"De inhoud is veranderd in versie {agreement.version}."
    ).where(
        AgreementSignature.agreement == agreement.id,
        AgreementSignature.void_at.is_null(),
        AgreementSignature.content_hash != digest,
    ).execute()


def change_terms(by: Person, placement: Placement, edition: int, terms: Terms) -> Agreement:
    """Other words; where it was offered already, a new version with a new round.

    Raises BadInput, Stale (the form is of an older edition), NotAllowed("agreement_settled").
    """
    require_coach(by, placement, "offer")
    agreement = needed(placement)
    _refuse_settled(placement)
    if agreement.edition != edition:
        raise Stale()
    texts = _texts(terms)
    with transaction():
        hold(agreement, **texts)
        audit.record(by, "agreement.change", agreement, edition=agreement.edition)
    return offer(by, placement) if agreement.version else agreement


def ask(by: Person, placement: Placement, text: str) -> AgreementQuestion:
    """Somebody wants to ask something before signing; asked once until it is answered."""
    if not policies.ask(by, placement):
        refuse(placement, "ask")
    agreement, role = needed(placement), policies.signs_as(by, placement)
    _refuse_settled(placement)
    words = texts_of({"text": text}, MOST_QUESTION)["text"]
    with transaction():
        row = AgreementQuestion.create(
            agreement=agreement.id, role=role, asked_by=by.id, text=words
        )
        audit.record(by, "agreement.ask", agreement, question=row.id, role=role)
    return row


def answered(by: Person, placement: Placement) -> None:
    """The coach talked about every open question."""
    require_coach(by, placement, "answer")
    agreement = needed(placement)
    mine = (AgreementQuestion.agreement == agreement.id) & AgreementQuestion.answered_at.is_null()
    with transaction():
        done = AgreementQuestion.update(answered_at=clock.now(), answered_by=by.id)
        if done.where(mine).execute():
            audit.record(by, "agreement.answer", agreement)
