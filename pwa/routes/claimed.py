"""Nog te bevestigen: a note from a locked tablet, read by the one whose tile it was."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pwa import access, words
from pwa.domain.errors import BadInput, NotAllowed
from pwa.forms import Reader
from pwa.models import ClaimedNote
from pwa.pages import page
from pwa.policies import claimed as policies
from pwa.queries import claimed as queries
from pwa.services import claimed

bp = access.GuardedBlueprint("claimed", __name__, url_prefix="/te-bevestigen")

words.add_errors(
    {
        "claim_other_tablet": _l("Dit is geschreven op een tablet die niet meer in gebruik is."),
        "claim_no_colleague": _l("Onder wiens naam dit staat, is hier geen begeleider."),
    }
)


@bp.get("/<uuid:claim>", may=policies.own)
def show(claim: ClaimedNote) -> Any:
    return _page(claim)


def _page(
    claim: ClaimedNote,
    errors: dict[str, str] | None = None,
    about: UUID | None = None,
    discuss: bool = False,
) -> Any:
    people = queries.people_of(access.me(), claim.day)
    status = 422 if errors else 200
    return page(
        "claimed/show.html",
        claim=claim,
        people=people,
        goes_on=queries.goes_on(claim),
        errors=errors or {},
        about=about,
        discuss=discuss,
        status=status,
    )


@bp.post("/<uuid:claim>", may=policies.own)
def confirm(claim: ClaimedNote) -> Any:
    r = Reader()
    placement, discuss = r.id("placement"), r.flag("discuss")
    errors = words.errors(r.done())
    try:
        if placement is None:
            errors = errors or words.errors({"placement": "missing"})
            return _page(claim, errors, discuss=discuss)
        claimed.confirm(access.me(), claim, placement, discuss)
    except BadInput as wrong:
        return _page(claim, words.errors(wrong.fields), placement, discuss)
    except NotAllowed as refused:
        told = {"placement": words.error(refused.code, **refused.details)}
        return _page(claim, told, placement, discuss)
    flash(_("De notitie is bewaard."), "success")
    return redirect(url_for("notes.show", note=claim.id), 303)


@bp.post("/<uuid:claim>/niet-van-mij", may=policies.own)
def deny(claim: ClaimedNote) -> Any:
    Reader().done()
    claimed.deny(access.me(), claim)
    flash(_("De tekst is weg. Jullie bedrijf ziet alleen dat er iets was, niet wat."), "success")
    return redirect(url_for("today.index"), 303)
