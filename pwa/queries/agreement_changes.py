"""What is different in the newest version of an agreement, and what stands in it now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pwa.domain.agreements import content_hash
from pwa.domain.placement_checks import Check
from pwa.models import (
    Agreement,
    AgreementVersion,
    Goal,
    Placement,
    PlacementCheck,
    Supervision,
)
from pwa.models.agreement_content import gather
from pwa.models.agreement_facts import signatures_of, version_of
from pwa.pdf.agreement import AgreementDocument, fill


def printable(content: Mapping[str, Any]) -> AgreementDocument:
    """A content in the words of the document, to be laid beside another."""
    return fill(content, created=date.min, version=1, content_hash=content_hash(content))


def standing(agreement: Agreement) -> AgreementDocument:
    """What people read now: the version that is offered, or the draft."""
    version = version_of(agreement) if agreement.version else None
    return printable(json.loads(version.content) if version else gather(agreement))


def version_before(agreement: Agreement) -> AgreementDocument | None:
    """The version that the newest one replaced."""
    if agreement.version < 2:
        return None
    row = AgreementVersion.get_or_none(
        (AgreementVersion.agreement == agreement.id)
        & (AgreementVersion.number == agreement.version - 1)
    )
    return printable(json.loads(row.content)) if row else None


def signed_now(agreement: Agreement) -> list[str]:
    """Who has signed what is offered now: those signatures fall away with a new version."""
    return [one.name for one in signatures_of(agreement) if one.void_at is None]


@dataclass(frozen=True)
class Plan:
    """What can be changed until three have signed, as it stands."""

    goals: tuple[str, ...]
    supervisor: UUID | None
    substitute: UUID | None
    checks: tuple[tuple[Check, str], ...]
    """Warnings with which the coach went on, each with the reason."""


def plan_of(placement: Placement) -> Plan:
    goals = Goal.select().where(Goal.placement == placement.id).order_by(Goal.position)
    whole = Supervision.select().where(
        Supervision.placement == placement.id, Supervision.evaluate_until > Supervision.to_on
    )
    guides = {row.main: row.user_id for row in whole.order_by(Supervision.from_on)}
    rows = PlacementCheck.select().where(PlacementCheck.placement == placement.id)
    return Plan(
        tuple(row.text for row in goals),
        guides.get(True),
        guides.get(False),
        tuple((Check(row.code, row.facts, row.source), row.reason) for row in rows),
    )
