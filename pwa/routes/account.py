"""The own account: language, signed-in browsers, and for a candidate who read along."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from pwa import access, policies, words
from pwa.domain.errors import BadInput
from pwa.forms import Reader
from pwa.pages import page
from pwa.queries import account as queries
from pwa.queries.privacy_cases import told_to
from pwa.routes import feeds
from pwa.services import people, sessions

bp = access.GuardedBlueprint("account", __name__, url_prefix="/account")

LANGUAGES = ("nl", "en")

WHAT = {
    "notities": lazy_gettext("las je notities"),
    "aanwezigheid": lazy_gettext("keek wanneer je er was"),
    "mijn dag": lazy_gettext("las wat je over je dag schreef"),
    "evaluatie": lazy_gettext("las je evaluatie"),
    "evaluatie_gast": lazy_gettext("liet een gast je evaluatie lezen om te tekenen"),
    "premie": lazy_gettext("keek naar je premie"),
    "kans op werk": lazy_gettext("keek naar je kans op werk"),
    "pdf": lazy_gettext("opende de PDF van je evaluatie"),
    "uren": lazy_gettext("bekeek je uren"),
    "evaluatie bij plek": lazy_gettext("legde je evaluatie naast een werkplek"),
    "notities op een zaak": lazy_gettext("las op een zaak je notities"),
    "evaluatie op een zaak": lazy_gettext("las op een zaak je evaluatie"),
    "pdf op een zaak": lazy_gettext("opende op een zaak de PDF van je evaluatie"),
    "dossier op een zaak": lazy_gettext("zocht op een zaak in alles wat over je geschreven is"),
}
"""What somebody read, as the access log calls it -> in plain words."""


@bp.get("/", may=policies.signed_in)
def show() -> Any:
    return _page()


def _page(status: int = 200, errors: dict[str, str] | None = None, phone: str | None = None) -> Any:
    me = access.me()
    return page(
        "account/show.html",
        phone=phone if phone is not None else queries.phone(me),
        browsers=queries.browsers(me),
        readings=queries.readings(me),
        what=WHAT,
        told=told_to(me),
        feed=feeds.card(),
        errors=errors or {},
        status=status,
    )


@bp.post("/taal", may=policies.signed_in)
def language() -> Any:
    r = Reader()
    chosen = r.option("language", LANGUAGES)
    if errors := words.errors(r.done()):
        return _page(422, errors)
    people.set_language(access.me(), chosen)
    return redirect(url_for("account.show"), 303)


@bp.post("/telefoon", may=policies.signed_in)
def phone() -> Any:
    r = Reader()
    typed = r.line("phone", most=30)
    errors = words.errors(r.done())
    try:
        if not errors:
            people.set_phone(access.me(), typed)
            flash(_("Je telefoonnummer is bewaard."), "success")
            return redirect(url_for("account.show"), 303)
    except BadInput as wrong:
        errors = words.errors(wrong.fields)
    return _page(422, errors, typed)


@bp.post("/browsers/<uuid:session_id>/afmelden", may=policies.signed_in)
def end_session(session_id: UUID) -> Any:
    """End another browser's session; one that is not one's own does nothing, and says nothing."""
    Reader().done()
    sessions.end(access.me(), session_id)
    flash(_("Afgemeld in die browser."), "success")
    return redirect(url_for("account.show"), 303)


@bp.post("/browsers/afmelden", may=policies.signed_in)
def end_others() -> Any:
    Reader().done()
    n = sessions.end_others(access.me())
    flash(
        ngettext("Afgemeld in %(num)s andere browser.", "Afgemeld in %(num)s andere browsers.", n),
        "success",
    )
    return redirect(url_for("account.show"), 303)
