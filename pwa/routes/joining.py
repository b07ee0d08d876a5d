"""A link for somebody who has an account already: put what it gives into that account."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, policies, words
from pwa.domain.errors import NotAllowed
from pwa.forms import Reader
from pwa.models import Invitation, User
from pwa.models.ways_facts import ways_of
from pwa.pages import page
from pwa.queries.invitations import seats_given
from pwa.routes.invitations import refused
from pwa.services import joining

bp = access.GuardedBlueprint("joining", __name__)

words.add_errors(
    {
        "join_candidate": lazy_gettext(
            "Dit account is van een kandidaat. Kies met de link een apart account."
        ),
        "join_already": lazy_gettext("Dit staat al in jouw account."),
        "join_second": lazy_gettext(
            "Laat eerst met je passkey of code-app zien dat jij het bent, op een eigen toestel."
        ),
        "member_here": lazy_gettext("Iemand met dit e-mailadres hoort al bij jullie."),
    }
)


@bp.get("/uitnodiging/<token>/erbij", may=policies.signed_in)
def show(token: str) -> Any:
    try:
        return _page(token, joining.offer(access.me(), token))
    except NotAllowed as no:
        return _refused(token, no)


@bp.post("/uitnodiging/<token>/erbij", may=policies.signed_in)
def join(token: str) -> Any:
    Reader().done()
    try:
        fresh = joining.join(access.me(), token)
    except NotAllowed as no:
        return _refused(token, no)
    flash(_("Dit staat nu in jouw account."), "success")
    return access.give_cookie(redirect(url_for("home.index"), 303), fresh)


def _page(token: str, row: Invitation) -> Any:
    me = access.me()
    has = ways_of(me.id)
    return page(
        "invitations/join.html",
        token=token,
        typed=row.user.name,
        seats=seats_given(row.user_id),
        own=User.get_by_id(me.id),
        enough=joining.shows_enough(me, has),
        second=has.second,
    )


def _refused(token: str, no: NotAllowed) -> Any:
    if no.code == "link_expired":
        return refused(token, no)
    raise no
