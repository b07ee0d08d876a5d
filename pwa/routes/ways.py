"""How I get in: passkeys, code app, recovery codes, password, and who made me a new link."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask import session as cookie
from flask_babel import gettext as _

from pwa import access, policies, words
from pwa.domain.errors import BadInput
from pwa.domain.ways import needs_second
from pwa.forms import Reader
from pwa.models.ways_facts import organisations_of, roles_of, ways_of
from pwa.pages import page
from pwa.queries.ways import own_ways
from pwa.routes import passkey_site
from pwa.routes.link_notices import told
from pwa.routes.second_asked import freshly
from pwa.routes.ways_begin import pepper
from pwa.services import code_app, passkeys, people, recovery_codes, ways

bp = access.GuardedBlueprint("ways", __name__, url_prefix="/account/binnenkomen")
bp.before_request(freshly)


@bp.get("/", may=policies.signed_in)
def show() -> Any:
    return _page()


def _page(errors: dict[str, str] | None = None, status: int = 200, about: str = "") -> Any:
    """`about`: the field of the key whose name was refused."""
    me = access.me()
    return page(
        "ways/show.html",
        status=status,
        own=own_ways(me),
        told=told,
        must=needs_second(roles_of(me), organisations_of(me)),
        site=passkey_site.site(),
        least=people.SHORTEST_PASSWORD,
        errors=errors or {},
        about=about,
    )


def _back(token: str = "") -> Any:
    answer = redirect(url_for("ways.show"), 303)
    return access.give_cookie(answer, token) if token else answer


@bp.post("/wachtwoord", may=policies.signed_in)
def password() -> Any:
    r = Reader()
    old, new = r.secret("old"), r.secret("password")
    errors = words.errors(r.done())
    try:
        token = "" if errors else ways.change_password(access.me(), old, new)
    except BadInput as wrong:
        errors = words.errors(wrong.fields)
    if errors:
        return _page(errors, 422)
    flash(_("Je nieuwe wachtwoord werkt. In andere browsers ben je afgemeld."), "success")
    return _back(token)


@bp.post("/app/weg", may=policies.signed_in)
def remove_app() -> Any:
    Reader().done()
    token = code_app.remove(access.me())
    flash(_("Je code-app is weg."), "success")
    return _back(token)


@bp.post("/passkeys/<uuid:key_id>/naam", may=policies.signed_in)
def rename(key_id: UUID) -> Any:
    r = Reader()
    name = r.line("name", most=passkeys.MOST_NAME, required=True)
    if errors := words.errors(r.done()):
        field = f"name-{key_id}"
        return _page({field: errors["name"]}, 422, field)
    passkeys.rename(access.me(), key_id, name)
    return _back()


@bp.post("/passkeys/<uuid:key_id>/weg", may=policies.signed_in)
def remove(key_id: UUID) -> Any:
    Reader().done()
    token = passkeys.remove(access.me(), key_id)
    flash(_("Deze passkey is weg. Haal hem ook weg op het toestel zelf."), "success")
    return _back(token)


@bp.post("/herstelcodes", may=policies.signed_in)
def codes() -> Any:
    Reader().done()
    made = recovery_codes.replace(access.me(), pepper())
    return page("ways/codes.html", codes=made, passkey_only=not ways_of(access.me().id).password)


@bp.post("/gelezen", may=policies.signed_in)
def links_seen() -> Any:
    Reader().done()
    ways.links_seen(access.me())
    return _back()


@bp.post("/overal-afmelden", may=policies.signed_in)
def leave_everywhere() -> Any:
    """Signed out in every browser, this one too: for when something feels wrong."""
    Reader().done()
    ways.end_everywhere(access.me())
    cookie.clear()
    answer = redirect(url_for("session.new"), 303)
    answer.delete_cookie(access.cookie_name(), path="/", secure=request.is_secure)
    return answer
