"""Between a right password (or link) and a session: who has a second step is asked for it."""

from typing import Any

from flask import redirect, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from pwa import access, clock
from pwa.domain.ways import FRESH, Proof, StepKind, asks_second
from pwa.models import User
from pwa.models.ways_facts import ways_of
from pwa.services import people, way_steps

STEP = "step"


def asked(user: User, then: str = "") -> Response | None:
    """The way to the second step of this person; None where there is none to ask for."""
    if not asks_second(people.is_candidate(user), ways_of(user.id)):
        return None
    cookie[STEP] = [str(way_steps.begin(StepKind.CODE, user.id).id), then]
    return redirect(url_for("second_step.show"), 303)


def freshly() -> Any:
    """Before every request about ways in: who has a second step shows it again when that was some
    time ago, so that an open browser is not enough to make a way in that stays."""
    row, person = access.session_row(), access.me_or_none()
    if row is None or person is None or request.endpoint == "ways.leave_everywhere":
        return None
    if row.proof is Proof.GIVEN or clock.now() <= row.made_at + FRESH:
        return None
    return asked(row.user, url_for("ways.show"))
