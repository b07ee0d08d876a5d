"""Use a link with a passkey: nothing to think of and nothing to remember."""

from datetime import timedelta
from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from pwa import access, policies, words
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ways import Proof
from pwa.forms import Reader
from pwa.pages import page
from pwa.routes import passkey_site
from pwa.routes.invitations import refused
from pwa.routes.passkeys import MOST_ANSWER
from pwa.routes.session import signed_in
from pwa.routes.ways_begin import pepper
from pwa.services import passkeys, people, rates

bp = access.GuardedBlueprint("invitation_passkeys", __name__, url_prefix="/uitnodiging")


@bp.post("/<token>/passkey/vraag", may=policies.anyone)
def ask(token: str) -> Any:
    Reader().done()
    rates.take("passkey-ask", request.remote_addr or "", most=60, per=timedelta(minutes=15))
    site = passkey_site.the_site()
    try:
        row = people.open_invitation(token)
    except NotAllowed as no:
        return refused(token, no)
    return passkey_site.asked(passkeys.ask_new(row.user, site))


@bp.post("/<token>/passkey", may=policies.anyone)
def accept(token: str) -> Any:
    r = Reader()
    answer = r.text("answer", most=MOST_ANSWER)
    r.done()
    site, step = passkey_site.the_site(), passkey_site.answered()
    name = passkey_site.name_of_browser()
    try:
        user, codes = passkeys.accept(token, step, answer, site, name, pepper())
    except NotAllowed as no:
        return refused(token, no)
    except BadInput as wrong:
        back, said = url_for("invitations.show", token=token), words.errors(wrong.fields)
        return page("passkeys/failed.html", status=422, back=back, said=said["answer"])
    inside = signed_in(user, proof=Proof.PASSKEY)
    return _with_codes(inside, codes) if codes else inside


def _with_codes(inside: Response, codes: tuple[str, ...]) -> Response:
    """The codes, shown once, with the cookie of the new session."""
    told = page("ways/codes.html", codes=codes, passkey_only=True)
    for value in inside.headers.getlist("Set-Cookie"):
        told.headers.add("Set-Cookie", value)
    return told
