"""Between a right password (or link) and a session: who has a second step is asked for it."""

from flask import redirect, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from pwa.domain.ways import StepKind, asks_second
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
