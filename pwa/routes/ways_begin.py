"""The first second step: for who has to have one, before anything else."""

from typing import Any

import segno
from flask import current_app, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from pwa import access, clock, policies, words
from pwa.domain.code_steps import seconds_left
from pwa.domain.errors import BadInput
from pwa.forms import Reader
from pwa.halfway import is_halfway
from pwa.models import User
from pwa.models.ways_facts import ways_of
from pwa.pages import page
from pwa.routes import passkey_site
from pwa.routes.passkeys import MOST_ANSWER
from pwa.routes.second_asked import freshly
from pwa.services import code_app, passkeys

bp = access.GuardedBlueprint("ways_begin", __name__, url_prefix="/account/binnenkomen")
bp.before_request(freshly)

words.add_errors(
    {
        "way_app_not_now": _l("Begin opnieuw met je code-app."),
        "way_last": _l("Dit is je laatste manier om binnen te komen. Maak eerst een andere."),
        "way_gone": _l("Dit is er niet meer."),
        "way_no_second": _l("Stel eerst een passkey of een code-app in."),
        "way_password_wrong": _l("Dit is niet je wachtwoord van nu."),
        "way_second_first": _l("Kies een wachtwoord. Daarna vraagt Opstap je tweede stap."),
    }
)


def pepper() -> bytes:
    made: bytes = current_app.extensions["opstap"].pin_pepper()
    return made


@bp.get("/begin", may=policies.signed_in)
def show() -> Any:
    """Which second step? Who has one already looks after it on the own page."""
    ways = ways_of(access.me().id)
    if ways.second:
        return redirect(url_for("ways.show"))
    return page("ways/begin.html", ways=ways, site=passkey_site.site(), halfway=is_halfway())


@bp.post("/app", may=policies.signed_in)
def begin_app() -> Any:
    Reader().done()
    code_app.begin(access.me(), pepper())
    return redirect(url_for("ways_begin.app"), 303)


@bp.get("/app", may=policies.signed_in)
def app() -> Any:
    return _app_page()


def _app_page(errors: dict[str, str] | None = None, status: int = 200) -> Any:
    secret = code_app.waiting_secret(access.me(), pepper())
    if secret is None:
        code = 302 if request.method == "GET" else 303
        return redirect(url_for("ways_begin.show"), code)
    user = User.get_by_id(access.me().id)
    address = code_app.address_of(secret, user.login or user.name)
    return page(
        "ways/app.html",
        status=status,
        errors=errors or {},
        halfway=is_halfway(),
        secret=" ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
        picture=_picture(address),
        left=seconds_left(clock.now()),
    )


def _picture(address: str) -> Markup:
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, border=3, light="#fff", title=_("QR-code")
    )
    return Markup(drawn)  # noqa: S704 -- segno escapes the title


@bp.post("/app/klaar", may=policies.signed_in)
def confirm_app() -> Any:
    r = Reader()
    code = "".join(r.text("code", most=20, required=True).split())
    errors = words.errors(r.done())
    if errors:
        return _app_page(errors, 422)
    try:
        made = code_app.confirm(access.me(), code, pepper())
    except BadInput as wrong:
        return _app_page(words.errors(wrong.fields), 422)
    return access.give_cookie(page("ways/codes.html", codes=made.codes), made.token)


@bp.post("/passkey/vraag", may=policies.signed_in)
def ask_passkey() -> Any:
    Reader().done()
    me = User.get_by_id(access.me().id)
    return passkey_site.asked(passkeys.ask_new(me, passkey_site.the_site()))


@bp.post("/passkey", may=policies.signed_in)
def add_passkey() -> Any:
    r = Reader()
    answer = r.text("answer", most=MOST_ANSWER)
    r.done()
    site, step = passkey_site.the_site(), passkey_site.answered()
    name = passkey_site.name_of_browser()
    try:
        made = passkeys.add(access.me(), step, answer, site, name, pepper())
    except BadInput as wrong:
        said = words.errors(wrong.fields)["answer"]
        back = url_for("ways_begin.show" if is_halfway() else "ways.show")
        return page("passkeys/failed.html", status=422, back=back, said=said)
    told = page("ways/codes.html", codes=made.codes) if made.codes else _to_own_page()
    return access.give_cookie(told, made.token)


def _to_own_page() -> Any:
    return redirect(url_for("ways.show"), 303)
