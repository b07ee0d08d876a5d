"""The own account: language, telephone and signed-in browsers."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_babel import ngettext

from pwa import access, policies, words
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput
from pwa.forms import Reader
from pwa.models import Person
from pwa.pages import page
from pwa.queries import account as queries
from pwa.queries.tablets import own_pins
from pwa.routes import feeds, second_asked
from pwa.services import own_details, sessions

bp = access.GuardedBlueprint("account", __name__, url_prefix="/account")

LANGUAGES = ("nl", "en")
TYPED = "phone"
"""What was typed stays while somebody shows once more who they are."""


@bp.get("/", may=policies.signed_in)
def show() -> Any:
    return _page(phone=cookie.pop(TYPED, None))


def _page(status: int = 200, errors: dict[str, str] | None = None, phone: str | None = None) -> Any:
    me, held = access.me(), access.held()
    return page(
        "account/show.html",
        phone=phone if phone is not None else queries.phone(me),
        phone_hint=_who_sees_the_number(me),
        browsers=queries.browsers(me),
        feed=feeds.card(),
        own_pins=own_pins(me.id, held.tablet.device_id if held else None),
        errors=errors or {},
        status=status,
    )


def _who_sees_the_number(me: Person) -> str:
    """As it is: a coach calls a candidate, a candidate the coach or the privacy officer."""
    if me.candidate_id:
        return str(_("Je coach ziet dit en kan je met een tik bellen."))
    if me.has(Role.COACH):
        return str(_("Je kandidaten zien dit op hun telefoon en kunnen je met een tik bellen."))
    if me.has(Role.PRIVACY_OFFICER):
        return str(_("Kandidaten kunnen dit zien bij: Wat weten we van je?"))
    return str(_("Wie bij jullie de mensen beheert, ziet dit."))


@bp.post("/taal", may=policies.signed_in)
def language() -> Any:
    r = Reader()
    chosen = r.option("language", LANGUAGES)
    if errors := words.errors(r.done()):
        return _page(422, errors)
    own_details.set_language(access.me(), chosen)
    return redirect(url_for("account.show"), 303)


@bp.post("/telefoon", may=policies.signed_in)
def phone() -> Any:
    """A link may be sent to it: whoever changes it shows who they are (ASVS 5.0.0, 7.5.1)."""
    me, r = access.me(), Reader()
    typed = r.line("phone", most=30)
    errors = words.errors(r.done())
    try:
        if not errors:
            own_details.check_phone(typed)
            if typed != queries.phone(me) and (asks := second_asked.again(url_for("account.show"))):
                cookie[TYPED] = typed
                return asks
            own_details.set_phone(me, typed)
            flash(_("Je telefoonnummer is bewaard."), "success")
            return redirect(url_for("account.show"), 303)
    except BadInput as wrong:
        errors = words.errors(wrong.fields)
    return _page(422, errors, typed)


@bp.post("/browsers/<uuid:session_id>/afmelden", may=policies.signed_in)
def end_session(session_id: UUID) -> Any:
    """End another browser's session; one that is not one's own does nothing, and says nothing."""
    Reader().done()
    if asks := second_asked.again(url_for("account.show")):
        return asks
    sessions.end(access.me(), session_id)
    flash(_("Afgemeld in die browser."), "success")
    return redirect(url_for("account.show"), 303)


@bp.post("/browsers/afmelden", may=policies.signed_in)
def end_others() -> Any:
    Reader().done()
    if asks := second_asked.again(url_for("account.show")):
        return asks
    n = sessions.end_others(access.me())
    flash(
        ngettext("Afgemeld in %(num)s andere browser.", "Afgemeld in %(num)s andere browsers.", n),
        "success",
    )
    return redirect(url_for("account.show"), 303)
