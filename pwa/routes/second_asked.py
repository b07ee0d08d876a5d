"""Between a right password (or link) and a session: who has a second step is asked for it."""

from datetime import datetime, timedelta
from typing import Any

from flask import redirect, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from pwa import access, clock
from pwa.domain.ways import FRESH, Proof, StepKind, asks_second
from pwa.models import Session, User
from pwa.models.ways_facts import ways_of
from pwa.services import people, way_steps

STEP = "step"
_AGAIN = "shown_again"


def asked(user: User, then: str = "") -> Response | None:
    """The way to the second step of this person; None where there is none to ask for."""
    if not asks_second(people.is_candidate(user), ways_of(user.id)):
        return None
    cookie[STEP] = [str(way_steps.begin(StepKind.CODE, user.id).id), then]
    return redirect(url_for("second_step.show"), 303)


def freshly() -> Any:
    """Before every request about ways in, so that an open browser is not enough to make a way in
    that stays."""
    return again(url_for("ways.show"))


def again(then: str, within: timedelta = FRESH) -> Response | None:
    """Where somebody shows again who they are, when that was some time ago; after it `then`.

    Who has a second step shows that one, everybody else what this browser knows of them.
    """
    row, person = access.session_row(), access.me_or_none()
    if row is None or person is None or has_shown(within):
        return None
    return asked(row.user, then) or redirect(url_for("proving.show", next=then), 303)


def has_shown(within: timedelta = FRESH) -> bool:
    """Whether who is signed in showed so lately who they are; in a demo nobody has to."""
    row = access.session_row()
    if row is None or row.proof is Proof.GIVEN:
        return row is not None
    shown_at = _shown_at(row)
    return shown_at is not None and clock.now() < shown_at + within


def mark_shown() -> None:
    """This session's person showed it just now."""
    row = access.session_row()
    if row is not None:
        cookie[_AGAIN] = {"in": str(row.id), "at": clock.now().isoformat()}


def forget_shown() -> None:
    """What this session's person showed before counts no more: the browser was in other hands."""
    cookie.pop(_AGAIN, None)


def _shown_at(row: Session) -> datetime | None:
    """When the session began, or later, when its person showed it again. The PIN of a company's
    tablet shows nothing: it is worth that tablet, and never a way in elsewhere."""
    kept = cookie.get(_AGAIN) or {}
    if kept.get("in") == str(row.id):
        return datetime.fromisoformat(kept["at"])
    return None if row.proof is Proof.PIN and access.held() else row.made_at
