"""Sign in with a passkey: one button, no name to type."""

from datetime import timedelta
from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _l

from pwa import access, policies, words
from pwa.domain.ways import Proof
from pwa.forms import Reader
from pwa.pages import page
from pwa.routes import passkey_site
from pwa.routes.session import signed_in
from pwa.services import passkeys, rates

bp = access.GuardedBlueprint("passkeys", __name__, url_prefix="/aanmelden/passkey")

MOST_ANSWER = 8_000
_MINUTES = timedelta(minutes=15)

words.add_errors(
    {
        "way_passkey_late": _l("Dit duurde te lang. Probeer het nog een keer."),
        "way_passkey_wrong": _l("Deze passkey kan Opstap niet gebruiken. Probeer het opnieuw."),
        "way_passkey_many": _l("Je hebt al veel passkeys. Haal er eerst een weg."),
    }
)


@bp.post("/vraag", may=policies.anyone)
def ask() -> Any:
    Reader().done()
    rates.take("passkey-ask", request.remote_addr or "", most=60, per=_MINUTES)
    return passkey_site.asked(passkeys.ask_known(passkey_site.the_site()))


@bp.post("", may=policies.anyone)
def come_in() -> Any:
    r = Reader()
    answer, then = r.text("answer", most=MOST_ANSWER), r.text("next")
    r.done()
    rates.take("passkey", request.remote_addr or "", most=60, per=_MINUTES)
    site = passkey_site.the_site()
    user = passkeys.user_with(passkey_site.answered(), answer, site)
    if user is None:
        return page("passkeys/failed.html", status=422, back=url_for("session.new"))
    return signed_in(user, then, proof=Proof.PASSKEY)
