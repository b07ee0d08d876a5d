"""Facts about an agreement's round, and around a plan, that both pages and steps ask for."""

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from peewee import fn

from pwa import clock
from pwa.domain.checklists import Item, read_checklist
from pwa.domain.enums import PlacementKind, SignatureRole
from pwa.domain.placement_checks import Check, PlanFacts, checks
from pwa.domain.states import PlacementState
from pwa.models.agreement import Agreement, AgreementSignature, AgreementVersion
from pwa.models.calendars import rules_for
from pwa.models.employer import Workplace
from pwa.models.evaluation_facts import device_time
from pwa.models.people import Organisation
from pwa.models.placement import Placement, Supervision
from pwa.pdf import dutch
from pwa.pdf.document import SignatureLine

if TYPE_CHECKING:
    from peewee import ModelSelect

_CHECKLIST = Path(__file__).parent.parent / "data" / "checklists.json"

MEANINGS = {
    "agrees": "Akkoord",
    "for_company": "Namens het bedrijf",
    "for_municipality": "Namens de gemeente",
}
ROLES = {"candidate": "Kandidaat", "company": "Voor het bedrijf", "coach": "Voor de gemeente"}


@cache
def checklist() -> tuple[Item, ...]:
    """Everything that may have to be arranged before a start."""
    return read_checklist(json.loads(_CHECKLIST.read_text("utf-8")))


def items_of(kind: PlacementKind) -> tuple[Item, ...]:
    """What this kind of place asks."""
    return tuple(item for item in checklist() if item.asked_of(kind))


def agreement_of(placement_id: UUID) -> Agreement | None:
    return Agreement.get_or_none(Agreement.placement == placement_id)


def version_of(agreement: Agreement) -> AgreementVersion | None:
    """The version that is offered now, None before the first."""
    return AgreementVersion.get_or_none(
        (AgreementVersion.agreement == agreement.id)
        & (AgreementVersion.number == agreement.version)
    )


def signatures_of(agreement: Agreement) -> list[AgreementSignature]:
    """Every signature so far, the void ones too: what fell away stays readable."""
    rows = AgreementSignature.select().where(AgreementSignature.agreement == agreement.id)
    return list(rows.order_by(AgreementSignature.received_at, AgreementSignature.id))


def signed_as(role: SignatureRole) -> Any:
    """Whether the agreement of a placement has a signature of this role that holds: for a WHERE."""
    rows = AgreementSignature.select(AgreementSignature.id).join(Agreement)
    return fn.EXISTS(
        rows.where(
            Agreement.placement == Placement.id,
            AgreementSignature.role == role,
            AgreementSignature.void_at.is_null(),
        )
    )


def signature_line(signature: AgreementSignature) -> SignatureLine:
    """One signature as the document shows it, the server's time in words."""
    return SignatureLine(
        name=signature.name,
        role=ROLES[signature.role],
        meaning=MEANINGS[signature.meaning],
        statement=signature.statement,
        at=dutch.moment(clock.local(signature.received_at)),
        method=dutch.METHODS.get(signature.method, signature.method),
        content_hash=signature.content_hash,
        pdf_hash=signature.pdf_hash,
        made=device_time(signature.made_at, signature.received_at),
        void=signature.void_at is not None,
        void_reason=signature.void_reason,
    )


def checks_of(
    municipality_id: UUID,
    kind: PlacementKind,
    period: tuple[date, date],
    *,
    prior_months: int = 0,
    workplace: UUID | None = None,
    candidate: UUID | None = None,
    supervisor: UUID | None = None,
    language: str = "nl",
    beside: UUID | None = None,
) -> tuple[Check, ...]:
    """What there is to say about these days and people; None is somebody or something new.

    `beside` is the placement itself, once it is there: it is not in its own way.
    """
    start, end = period
    then = _then(start, end, beside)
    place = Workplace.get_or_none(Workplace.id == workplace) if workplace else None
    asked = [item.what.said_in(language) for item in items_of(kind) if item.kinds]
    facts = PlanFacts(
        rules=rules_for(municipality_id, kind),
        start=start,
        end=end,
        prior_months=prior_months,
        places=place.places if place else None,
        taken=then.where(Placement.workplace == workplace).count() if place else 0,
        elsewhere=_elsewhere(candidate, then) if candidate else (),
        guided=_guided(supervisor, then) if supervisor else 0,
        asked=tuple(asked),
    )
    return checks(facts)


def _then(start: date, end: date, beside: UUID | None) -> "ModelSelect[Placement]":
    """Placements that take up days between these two."""
    rows = Placement.select().where(
        Placement.state != PlacementState.CANCELLED,
        Placement.start_on <= end,
        Placement.lasts_on(start),
    )
    return rows if beside is None else rows.where(Placement.id != beside)


def _elsewhere(candidate: UUID, then: "ModelSelect[Placement]") -> tuple[str, ...]:
    rows: Iterable[Any] = (
        then.select(Organisation.name)
        .join(Workplace)
        .join(Organisation)
        .where(Placement.candidate == candidate)
        .order_by(Organisation.name)
        .tuples()
    )
    return tuple(dict.fromkeys(str(row[0]) for row in rows))


def _guided(supervisor: UUID, then: "ModelSelect[Placement]") -> int:
    """How many people this supervisor guides in those days, as main one."""
    rows = then.join(Supervision)
    mine = (Supervision.user == supervisor) & (Supervision.main == True)  # noqa: E712
    return int(rows.where(mine).count())
