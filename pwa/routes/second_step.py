"""After the password: a code of the app, a code on paper, or a passkey. No session before that."""

from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pwa import access, clock, halfway, policies, words
from pwa.domain.code_steps import seconds_left
from pwa.domain.errors import BadInput
from pwa.domain.ways import Proof, StepKind
from pwa.forms import Reader
from pwa.models import User, WayStep
from pwa.models.ways_facts import ways_of
from pwa.pages import page
from pwa.routes import passkey_site
from pwa.routes.second_asked import STEP
from pwa.routes.session import signed_in
from pwa.services import second_step, way_steps

bp = access.GuardedBlueprint("second_step", __name__, url_prefix="/aanmelden")

words.add_errors(
    {
        "way_code_wrong": _l("Deze code klopt niet, of is al gebruikt. Wacht op de volgende."),
        "way_code_over": _l(
            "Deze code was goed, maar zijn tijd is voorbij. Typ de code die je nu ziet. Gebeurt dit"
            " vaker? Zet de klok van je telefoon op automatisch."
        ),
        "way_code_early": _l(
            "Deze code telt nog niet: de klok van je telefoon loopt voor. Zet hem op automatisch"
            " en typ de volgende code."
        ),
        "way_passkey_failed": _l("Met deze passkey kun je hier niet naar binnen."),
    }
)


def _waiting() -> tuple[User | None, WayStep | None, str]:
    """Who is asked for a code: after a password, or in a session that showed too little."""
    step_id, then = cookie.get(STEP) or ("", "")
    step = way_steps.open_step(UUID(step_id), StepKind.CODE) if step_id else None
    if step:
        return step.user, step, then
    return (User.get_by_id(access.me().id), None, "") if halfway.is_halfway() else (None, None, "")


@bp.get("/stap", may=policies.anyone)
def show() -> Any:
    user, _step, then = _waiting()
    return _page(user, then) if user else redirect(url_for("session.new"))


@bp.post("/stap", may=policies.anyone)
def prove() -> Any:
    r = Reader()
    code = r.line("code", most=40)
    errors = words.errors(r.done())
    user, step, then = _waiting()
    if user is None:
        return redirect(url_for("session.new"), 303)
    pepper = current_app.extensions["opstap"].pin_pepper()
    try:
        proof = second_step.prove(user.id, code, pepper, request.remote_addr or "")
    except BadInput as wrong:
        errors |= words.errors(wrong.fields)
    if errors:
        return _page(user, then, errors, 422)
    if step and way_steps.take(step.id, StepKind.CODE) is None:
        return redirect(url_for("session.new"), 303)
    return _in(user, then, proof)


def _in(user: User, then: str, proof: Proof) -> Any:
    answer = signed_in(user, then, proof=proof)
    if proof is Proof.RECOVERY:
        answer.location = url_for("ways.show")
        flash(_("Je gebruikte een herstelcode. Stel hier opnieuw in hoe je binnenkomt."), "warning")
    return answer


def _page(user: User, then: str, errors: dict[str, str] | None = None, status: int = 200) -> Any:
    return page(
        "second_step/show.html",
        status=status,
        errors=errors or {},
        halfway=halfway.is_halfway(),
        ways=ways_of(user.id),
        site=passkey_site.site(),
        next=then,
        left=seconds_left(clock.now()),
    )
