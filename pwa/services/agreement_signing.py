"""Sign the agreement of a placement: three sign, in any order, and the third makes it planned.

The PDF with the signatures is rendered before the transaction and looked at again inside.
"""

import json
from datetime import date, datetime

from pwa import clock
from pwa.database import transaction
from pwa.domain.agreements import MEANINGS, missing, statement
from pwa.domain.documents import DocumentKind
from pwa.domain.enums import SignatureRole
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.states import Actor, PlacementState
from pwa.models import (
    Agreement,
    AgreementSignature,
    AgreementVersion,
    Person,
    Placement,
)
from pwa.models.agreement_facts import signature_line, signatures_of, version_of
from pwa.pdf.agreement import fill
from pwa.policies import agreements as policies
from pwa.services import audit, checklists, documents, layout_printing
from pwa.services.agreement_moves import hold, move, needed, refuse, require_coach
from pwa.services.documents import Made
from pwa.services.evaluation_entries import texts_of

_TRIES = 3
"""Two who sign in the same moment do not contradict each other: the slower one looks again."""


def sign(
    by: Person, placement: Placement, content_hash: str, made_at: datetime | None = None
) -> Agreement:
    """Sign the version with this content for whom one signs for; twice is once.

    Raises NotAllowed (agreement_settled, pdf_...), Stale (agreement_changed), MoveRefused.
    """
    role = policies.signs_as(by, placement)
    if role is None or not policies.sign(by, placement):
        refuse(placement, "sign")
    for attempt in range(1, _TRIES + 1):
        agreement = needed(placement)
        _check(agreement, content_hash)
        try:
            return _sign(by, placement, agreement, role, made_at)
        except Stale:
            if attempt == _TRIES:
                raise
    raise Stale()


def _check(agreement: Agreement, content_hash: str) -> None:
    version = version_of(agreement)
    if version is None or version.content_hash != content_hash:
        raise Stale("agreement_changed")


def _sign(
    by: Person,
    placement: Placement,
    agreement: Agreement,
    role: SignatureRole,
    made_at: datetime | None,
) -> Agreement:
    version, every = version_of(agreement), signatures_of(agreement)
    if version is None:
        raise Stale("agreement_changed")
    standing = {one.role for one in every if one.void_at is None}
    if role in standing:
        return agreement
    if placement.state is not PlacementState.TO_SIGN:
        raise NotAllowed("agreement_settled")
    mine = _signature(by, version, role, made_at)
    last = not missing(standing | {role})
    made = _final(version, [*every, mine]) if last else None
    with transaction():
        hold(agreement, **({"settled_at": clock.now()} if made else {}))
        mine.save(force_insert=True)
        audit.record(
            by, "agreement.sign", agreement, signature=mine.id, role=role,
            version=mine.version, content=mine.content_hash, pdf=mine.pdf_hash,
        )  # fmt: skip
        if made:
            layout_printing.note_problem(by, version, made.printed)
            _keep(by, version, made)
            _plan(by, placement, Actor.SYSTEM)
    return agreement


def _signature(
    by: Person, version: AgreementVersion, role: SignatureRole, made_at: datetime | None
) -> AgreementSignature:
    now = clock.now()
    return AgreementSignature(
        agreement=version.agreement_id, version=version.number, role=role,
        meaning=MEANINGS[role], user=by.id, name=by.name,
        statement=statement(role, json.loads(version.content)), method="account",
        content_hash=version.content_hash, pdf_hash=version.pdf_hash,
        made_at=made_at or now, received_at=now,
    )  # fmt: skip


def _final(version: AgreementVersion, signatures: list[AgreementSignature]) -> Made:
    return documents.make(
        lambda told: fill(
            json.loads(version.content),
            created=clock.local(clock.now()).date(),
            version=version.number,
            content_hash=version.content_hash,
            signatures=[signature_line(one) for one in signatures],
            final=True,
            verification=told,
            content_json=version.content,
        ),
        layout_printing.layout_of(version),
    )


def _keep(by: Person, version: AgreementVersion, made: Made) -> None:
    documents.keep(
        by, DocumentKind.AGREEMENT, made, agreement=version.agreement_id,
        version=version.number, input_hash=version.content_hash,
    )  # fmt: skip


def _plan(by: Person, placement: Placement, actor: Actor) -> None:
    move(by, placement, "plan", actor)
    checklists.known(by, placement, "agreement")


def signed_on_paper(by: Person, placement: Placement, on: date | None, reason: str) -> None:
    """The coach writes down that it was signed on paper: planned, with the day and why.

    Raises BadInput (on, reason), NotAllowed("agreement_settled"), Stale, MoveRefused.
    """
    require_coach(by, placement, "plan")
    text = texts_of({"reason": reason}, 600)["reason"]
    problems = {} if text else {"reason": "reason_missing"}
    if on is None or on > clock.today():
        problems["on"] = "missing" if on is None else "day_in_future"
    if problems:
        raise BadInput(problems)
    agreement = needed(placement)
    if placement.state not in (PlacementState.DRAFT, PlacementState.TO_SIGN):
        raise NotAllowed("agreement_settled")
    with transaction():
        hold(agreement, settled_at=clock.now(), paper_on=on, paper_reason=text)
        if placement.state is PlacementState.DRAFT:
            move(by, placement, "offer", Actor.COACH)
        audit.record(by, "agreement.paper", agreement, on=on)
        _plan(by, placement, Actor.COACH)
