"""Steps that a browser began and has to finish soon, once: the row holds what we asked."""

from datetime import timedelta
from uuid import UUID

from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from pwa import clock
from pwa.database import transaction
from pwa.domain.ways import StepKind
from pwa.models import User, WayStep

VALID = timedelta(minutes=5)
_KEPT = timedelta(days=1)


def begin(kind: StepKind, user_id: UUID | None = None, challenge: bytes = b"") -> WayStep:
    """A new step. What nobody finished a day ago is swept away with it."""
    now = clock.now()
    with transaction():
        WayStep.delete().where(WayStep.expires_at < now - _KEPT).execute()
        return WayStep.create(
            kind=kind,
            user=user_id,
            challenge=bytes_to_base64url(challenge),
            expires_at=now + VALID,
        )


def open_step(step_id: UUID | None, kind: StepKind) -> WayStep | None:
    """The step with this id, with its user, while it can still be finished."""
    row: WayStep | None = (
        WayStep.select(WayStep, User)
        .left_outer_join(User)
        .where(WayStep.id == step_id, WayStep.kind == kind, WayStep.used_at.is_null())
        .first()
    )
    return row if row and row.expires_at > clock.now() else None


def take(step_id: UUID | None, kind: StepKind) -> WayStep | None:
    """Finish a step; of two at once one gets it. Whatever comes of it, it counts as used."""
    row = open_step(step_id, kind)
    if row is None:
        return None
    unused = (WayStep.id == row.id) & WayStep.used_at.is_null()
    with transaction():
        taken = WayStep.update(used_at=clock.now()).where(unused).execute()
    return row if taken == 1 else None


def challenge_of(step: WayStep) -> bytes:
    return base64url_to_bytes(step.challenge)
