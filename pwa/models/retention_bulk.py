"""Which rows of the other kinds are too old, as a WHERE on their table: for runs and for counts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import fn

from pwa.domain import ways
from pwa.domain.periods import local_day
from pwa.domain.retention import Kind
from pwa.models.claimed import ClaimedNote
from pwa.models.daily import Handover, VisitNote
from pwa.models.form_drafts import FormDraft
from pwa.models.outbox import Receipt
from pwa.models.people import (
    Candidate,
    Device,
    Invitation,
    Membership,
    RateBucket,
    Session,
    User,
)
from pwa.models.placement import Placement, Supervision
from pwa.models.plans import PlacementPlan
from pwa.models.privacy_cases import PrivacyCase
from pwa.models.rule_drafts import RuleDraft
from pwa.models.table import GuestCode
from pwa.models.tablets import PinLock
from pwa.models.trail import AccessLog
from pwa.models.workplaces import WorkplaceDraft

GONE = "Gewist account"
"""What stands where the name of a closed account stood."""

Old = tuple[Any, Any]
"""A table, and which of its rows."""


def shared(kind: Kind, cut: datetime) -> list[Old]:
    """Rows of what municipalities share that were over by then."""
    plans = (PlacementPlan.changed_at < cut) & PlacementPlan.placement.is_null()
    lines = (Handover.expires_at < cut) & Handover.placement.not_in(held())
    unused = fn.COALESCE(Device.seen_at, Device.made_at) < cut
    found: dict[Kind, list[Old]] = {
        Kind.SIGN_INS: [
            (Session, _ended(cut)),
            (Invitation, (Invitation.used_at < cut) | (Invitation.expires_at < cut)),
            (GuestCode, GuestCode.expires_at < cut),
            (RateBucket, RateBucket.filled_at < cut),
            (PinLock, PinLock.tried_at < cut),
        ],
        Kind.DEVICES: [(Device, unused & (Device.waiting == 0))],
        Kind.RECEIPTS: [(Receipt, Receipt.received_at < cut)],
        Kind.DRAFTS: [
            (PlacementPlan, plans),
            (WorkplaceDraft, WorkplaceDraft.saved_at < cut),
            (RuleDraft, RuleDraft.saved_at < cut),
            (FormDraft, FormDraft.saved_at < cut),
            (Handover, lines),
            (ClaimedNote, ClaimedNote.received_at < cut),
        ],
    }
    return found.get(kind, [])


def of_town(kind: Kind, municipality_id: UUID | None, cut: datetime) -> list[Old]:
    """Rows that follow the terms of one municipality; None: those of none, or of one that is gone.

    Nothing of a candidate with a placement that is held.
    """
    if kind is Kind.ACCESS_LOG:
        return [(AccessLog, _access_log(municipality_id, cut))]
    return [(User, _accounts(municipality_id, cut))] if kind is Kind.ACCOUNTS else []


def held() -> Any:
    """Ids of placements of which nothing goes."""
    return Placement.select(Placement.id).where(Placement.legal_hold == True)  # noqa: E712


def held_placements() -> list[Placement]:
    """Those placements, with since when there is something to keep."""
    return list(Placement.select(Placement.id, Placement.made_at).where(Placement.id.in_(held())))


def _ended(cut: datetime) -> Any:
    """Over by then, but for the last one of each account: it says when that was used."""
    idle = Session.seen_at < cut - ways.LONGEST.idle
    later: Any = Session.alias()
    one_more = later.select(later.id).where(
        (later.user == Session.user)
        & ((later.seen_at > Session.seen_at)
           | ((later.seen_at == Session.seen_at) & (later.id > Session.id)))
    )  # fmt: skip
    over = (Session.ended_at < cut) | (Session.expires_at < cut) | idle
    return over & fn.EXISTS(one_more)


def _access_log(municipality_id: UUID | None, cut: datetime) -> Any:
    old = AccessLog.at < cut
    if municipality_id is None:
        return old & AccessLog.candidate_id.not_in(Candidate.select(Candidate.id))
    kept = Placement.select(Placement.candidate).where(Placement.id.in_(held()))
    here = (Candidate.municipality == municipality_id) & Candidate.id.not_in(kept)
    return old & AccessLog.candidate_id.in_(Candidate.select(Candidate.id).where(here))


def _accounts(municipality_id: UUID | None, cut: datetime) -> Any:
    """Nobody's seat, guidance, coaching or placement any more, not used since, and in no list that
    a candidate still reads: who looked, on a case, or wrote about a visit."""
    day = local_day(cut)
    own = Candidate.select(Candidate.id).where(Candidate.user == User.id)
    needed = (
        Membership.select(Membership.user).where(
            (Membership.user == User.id) & (Membership.to_on.is_null() | (Membership.to_on >= day))
        ),
        Supervision.select(Supervision.user).where(Supervision.user == User.id),
        Candidate.select(Candidate.coach).where(Candidate.coach == User.id),
        Placement.select(Placement.id).join(Candidate).where(Candidate.user == User.id),
        PlacementPlan.select(PlacementPlan.id).where(PlacementPlan.candidate.in_(own)),
        Session.select(Session.user).where((Session.user == User.id) & (Session.seen_at >= cut)),
        VisitNote.select(VisitNote.id).where(VisitNote.author == User.id),
        PrivacyCase.select(PrivacyCase.id).where(
            (PrivacyCase.officer == User.id)
            | (PrivacyCase.candidate.in_(own) & (PrivacyCase.until_on >= day))
        ),
    )
    if municipality_id is None:
        found = ~fn.EXISTS(own)
    else:
        found = fn.EXISTS(own.where(Candidate.municipality == municipality_id))
    found &= (User.made_at < cut) & (User.name != GONE)
    for one in needed:
        found &= ~fn.EXISTS(one)
    return found & User.id.not_in(AccessLog.select(AccessLog.reader_id))
