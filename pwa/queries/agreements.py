"""The agreement of a placement as its readers see it: what it says, who signed, what is open."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pwa.domain.agreements import content_hash, missing, statement
from pwa.domain.enums import Role, SignatureRole
from pwa.domain.states import PlacementState
from pwa.models import (
    Agreement,
    AgreementQuestion,
    AgreementVersion,
    Blob,
    Candidate,
    Document,
    Membership,
    Organisation,
    Person,
    Placement,
    User,
    Workplace,
)
from pwa.models.agreement_content import gather
from pwa.models.agreement_facts import (
    agreement_of,
    signature_line,
    signatures_of,
    signed_as,
    version_of,
)
from pwa.pdf import agreement as printed
from pwa.policies import agreements as policies
from pwa.queries.checklists import Arranged, arranged


@dataclass(frozen=True)
class Question:
    name: str
    text: str


@dataclass(frozen=True)
class AgreementView:
    """One agreement for one reader; `role` is for whom this reader signs, None for who reads."""

    agreement: Agreement
    document: printed.AgreementDocument
    hash: str
    role: SignatureRole | None
    signed: frozenset[SignatureRole]
    statement: str
    questions: tuple[Question, ...]

    @property
    def missing(self) -> tuple[SignatureRole, ...]:
        return missing(self.signed)

    @property
    def to_sign(self) -> bool:
        return self.role is not None and self.role not in self.signed


def agreement_view(person: Person, placement: Placement) -> AgreementView | None:
    """What this person reads now; None where this placement has no agreement in the app."""
    agreement = agreement_of(placement.id)
    if agreement is None:
        return None
    version = version_of(agreement) if agreement.version else None
    lines = signatures_of(agreement) if version else []
    content = json.loads(version.content) if version else gather(agreement)
    role = policies.signs_as(person, placement)
    return AgreementView(
        agreement=agreement,
        document=printed.fill(
            content,
            created=person.today,
            version=agreement.version or 1,
            content_hash=version.content_hash if version else content_hash(content),
            signatures=[signature_line(one) for one in lines],
            final=agreement.settled_at is not None and agreement.paper_on is None,
        ),
        hash=version.content_hash if version else "",
        role=role,
        signed=frozenset(one.role for one in lines if one.void_at is None),
        statement=statement(role, content) if role else "",
        questions=_questions(agreement) if version else (),
    )


def _questions(agreement: Agreement) -> tuple[Question, ...]:
    """Those that were not talked about yet."""
    rows = (
        AgreementQuestion.select(AgreementQuestion, User)
        .join(User, on=(AgreementQuestion.asked_by == User.id))
        .where(AgreementQuestion.agreement == agreement, AgreementQuestion.answered_at.is_null())
        .order_by(AgreementQuestion.asked_at, AgreementQuestion.id)
    )
    return tuple(Question(row.asked_by.name, row.text) for row in rows)


def kept_pdf(placement: Placement) -> bytes | None:
    """The PDF with the signatures once there is one, else the one that is offered."""
    rows = (
        Blob.select(Blob.data)
        .join(Document)
        .join(Agreement)
        .where(Agreement.placement == placement)
    )
    offered = (
        Blob.select(Blob.data)
        .join(AgreementVersion)
        .join(Agreement)
        .where(Agreement.placement == placement, AgreementVersion.number == Agreement.version)
    )
    found = rows.first() or offered.first()
    return bytes(found.data) if found else None


@dataclass(frozen=True)
class StartCard:
    """In short, for the page of a placement: where its agreement stands and what is open."""

    placement: Placement
    offered: bool
    own: bool
    items: tuple[Arranged, ...]

    @property
    def unsigned(self) -> bool:
        return self.placement.state in (PlacementState.DRAFT, PlacementState.TO_SIGN)


def start_card(person: Person, placement: Placement, language: str) -> StartCard | None:
    """None where this placement has no agreement in the app, or not for this reader."""
    if not policies.read(person, placement):
        return None
    version, items = arranged(person, placement, language)
    own = placement.candidate_id == person.candidate_id
    return StartCard(placement, version > 0, own, items) if version >= 0 else None


def somebody_signs(organisation_id: UUID, today: date) -> bool:
    """Whether somebody at this company can sign for it in the app."""
    rows = Membership.select().where(
        Membership.organisation == organisation_id,
        Membership.role == Role.EMPLOYER_ADMIN,
        Membership.from_on <= today,
        Membership.to_on.is_null() | (Membership.to_on >= today),
    )
    return bool(rows.exists())


def has_agreement(placement: Placement) -> bool:
    """Whether this placement has one in the app."""
    return agreement_of(placement.id) is not None


@dataclass(frozen=True)
class ToSign:
    """An agreement that waits for this person's own signature."""

    placement_id: UUID
    candidate: str
    company: str
    work: str


def own_to_sign(placements: Iterable[Placement]) -> tuple[ToSign, ...]:
    """What waits for the candidate self, of placements that `own_placements` gave."""
    return tuple(
        _to_sign(row)
        for row in placements
        if row.state is PlacementState.TO_SIGN and not getattr(row, "signed", False)
    )


def _to_sign(row: Placement) -> ToSign:
    place = row.workplace
    return ToSign(row.id, row.candidate.user.name, place.organisation.name, place.title)


def company_to_sign(organisation_id: UUID) -> tuple[ToSign, ...]:
    """What waits for this company's administration."""
    rows: Iterable[Any] = (
        Placement.select(Placement.id, User.name, Organisation.name, Workplace.title)
        .join(Candidate)
        .join(User, on=(Candidate.user == User.id))
        .switch(Placement)
        .join(Workplace)
        .join(Organisation)
        .where(
            Placement.state == PlacementState.TO_SIGN,
            Workplace.organisation == organisation_id,
            ~signed_as(SignatureRole.COMPANY),
        )
        .order_by(Placement.start_on)
        .tuples()
    )
    return tuple(ToSign(*row) for row in rows)
