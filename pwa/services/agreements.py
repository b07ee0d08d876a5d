"""The agreement before it is signed: its terms, offering it, questions about it.

Signing stands in `agreement_signing`. Rendering happens before the transaction; inside, the content
is gathered again, and whoever came in between makes it start over.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass

from pwa import clock
from pwa.database import transaction
from pwa.domain.agreements import MOST_QUESTION, MOST_TEXT, content_hash
from pwa.domain.canonical import canonical
from pwa.domain.enums import PlacementForm
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
from pwa.services import audit, blobs, form_drafts, layout_printing
from pwa.services.agreement_moves import hold, move, needed, refuse, require_coach
from pwa.services.evaluation_entries import texts_of

PDF = "application/pdf"
Change = Callable[[Agreement], object]
"""What changes in an agreement, or in the placement around it."""


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
    refuse_settled(placement)
    content, earlier = gather(agreement), version_of(agreement)
    if earlier and earlier.content_hash == content_hash(content):
        return agreement
    return lay_before(by, placement, agreement, content, lambda _agreement: None)


def lay_before(
    by: Person, placement: Placement, agreement: Agreement, content: Content, change: Change
) -> Agreement:
    """Make the change and lay what it becomes before the three who sign, together or not at all.

    `content` is what the change makes of it; so the PDF is there before the transaction begins.
    """
    today, digest = clock.local(clock.now()).date(), content_hash(content)
    number = agreement.version + 1
    document = fill(content, created=today, version=number, content_hash=digest)
    printed = layout_printing.render(document, for_placement(placement))
    with transaction():
        if placement.state is PlacementState.DRAFT:
            move(by, placement, "offer", Actor.COACH)
        change(agreement)
        hold(agreement, version=number, offered_at=clock.now())
        if content_hash(gather(agreement)) != digest:
            raise Stale()
        version = _keep_version(by, agreement, content, blobs.store(printed.pdf, PDF))
        layout_printing.remember(by, version, printed)
        _void_others(agreement, digest)
    return agreement


class _TakenBackError(Exception):
    """Ends a transaction that only wanted to know what would be."""


def rehearse(agreement: Agreement, change: Change) -> Content:
    """The content as this change would make it; nothing stays. Raises what the change raises."""
    content: Content = {}
    try:
        with transaction():
            row = Agreement.get_by_id(agreement.id)
            change(row)
            content = gather(row)
            raise _TakenBackError
    except _TakenBackError:
        return content


def refuse_settled(placement: Placement) -> None:
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
    agreement, change = _other_terms(by, placement, edition, terms)
    return make_change(by, placement, agreement, change)


def terms_become(by: Person, placement: Placement, edition: int, terms: Terms) -> Content:
    """The content as `change_terms` would make it; raises the same, writes nothing."""
    return rehearse(*_other_terms(by, placement, edition, terms))


def _other_terms(
    by: Person, placement: Placement, edition: int, terms: Terms
) -> tuple[Agreement, Change]:
    require_coach(by, placement, "offer")
    agreement = needed(placement)
    refuse_settled(placement)
    if agreement.edition != edition:
        raise Stale()
    texts = _texts(terms)

    def change(row: Agreement) -> None:
        hold(row, **texts)
        audit.record(by, "agreement.change", row, edition=row.edition)
        form_drafts.counts(by, placement, PlacementForm.TERMS)

    return agreement, change


def make_change(
    by: Person, placement: Placement, agreement: Agreement, change: Change
) -> Agreement:
    """Make a change; where it was offered already, with a new version and a new round.

    Raises Stale, NotAllowed (pdf_unavailable ...): then nothing has changed.
    """
    if agreement.version:
        content = rehearse(agreement, change)
        return lay_before(by, placement, agreement, content, change)
    with transaction():
        change(agreement)
    return agreement


def ask(by: Person, placement: Placement, text: str) -> AgreementQuestion:
    """Somebody wants to ask something before signing; the same words again, until they are
    answered, are the same question."""
    if not policies.ask(by, placement):
        refuse(placement, "ask")
    agreement, role = needed(placement), policies.signs_as(by, placement)
    refuse_settled(placement)
    words = texts_of({"text": text}, MOST_QUESTION)["text"]
    with transaction():
        known = AgreementQuestion.get_or_none(
            (AgreementQuestion.agreement == agreement.id)
            & (AgreementQuestion.asked_by == by.id)
            & (AgreementQuestion.text == words)
            & AgreementQuestion.answered_at.is_null()
        )
        if known:
            return known
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
