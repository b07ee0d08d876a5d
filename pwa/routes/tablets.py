"""Tablets of the own company: a code for a new one, its name and lock, and revoking it."""

from typing import Any

import segno
from flask import current_app, flash, redirect, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from markupsafe import Markup

from pwa import access, clock, words
from pwa.domain.errors import BadInput
from pwa.domain.guest_codes import spaced
from pwa.domain.tablets import LONGEST_LOCK, MOST_LABEL, SHORTEST_LOCK
from pwa.forms import Reader
from pwa.models import Organisation, Tablet
from pwa.pages import page
from pwa.policies import tablets as policies
from pwa.queries import tablets as queries
from pwa.services import tablets

bp = access.GuardedBlueprint("tablets", __name__)

_HELD = "tablet_code"


@bp.get("/bedrijven/<uuid:organisation>/tablets", may=policies.manage)
def index(organisation: Organisation) -> Any:
    return _index(organisation)


def _index(
    company: Organisation, label: str = "", errors: dict[str, str] | None = None, status: int = 200
) -> Any:
    return page(
        "tablets/index.html",
        company=company,
        tablets=queries.tablets_of(company.id),
        label=label,
        most=MOST_LABEL,
        errors=errors or {},
        status=status,
    )


@bp.post("/bedrijven/<uuid:organisation>/tablets", may=policies.manage)
def add(organisation: Organisation) -> Any:
    r = Reader()
    label = r.line("label", most=MOST_LABEL, required=True)
    errors = words.errors(r.done())
    try:
        if not errors:
            row, code = tablets.add(access.me(), organisation, label, _pepper())
            _hold(row, code)
            return redirect(url_for("tablets.show", tablet=row.id), 303)
    except BadInput as wrong:
        errors = words.errors(wrong.fields)
    return _index(organisation, label, errors, 422)


@bp.get("/tablets/<uuid:tablet>", may=policies.look)
def show(tablet: Tablet) -> Any:
    return _show(tablet)


def _show(tablet: Tablet, errors: dict[str, str] | None = None, **typed: Any) -> Any:
    line, me = queries.tablet_line(tablet), access.me()
    held = cookie.get(_HELD) or {}
    mine = held.get("by") == str(me.id) and held.get("tablet") == str(tablet.id)
    opens = line.code_until is not None and line.code_until > clock.now()
    address = _address()
    return page(
        "tablets/show.html",
        tablet_row=tablet,
        one=line,
        may_change=policies.change(me, tablet),
        code=spaced(held["code"]) if mine and opens else "",
        code_works=opens,
        address=address,
        picture=_picture(address) if mine and opens else "",
        label=typed.get("label", line.label),
        minutes=typed.get("minutes", line.lock_minutes),
        edition=typed.get("edition", line.edition),
        limits=(SHORTEST_LOCK, LONGEST_LOCK),
        most=MOST_LABEL,
        errors=errors or {},
        status=422 if errors else 200,
    )


@bp.post("/tablets/<uuid:tablet>", may=policies.change)
def settle(tablet: Tablet) -> Any:
    r = Reader()
    label = r.line("label", most=MOST_LABEL, required=True)
    minutes = r.number("minutes", SHORTEST_LOCK, LONGEST_LOCK)
    edition = r.number("edition", 0, 999_999_999)
    errors = words.errors(r.done())
    try:
        if not errors and minutes is not None and edition is not None:
            tablets.settle(access.me(), tablet, edition, label, minutes)
            flash(_("Bewaard."), "success")
            return redirect(url_for("tablets.show", tablet=tablet.id), 303)
    except BadInput as wrong:
        errors = words.errors(wrong.fields)
    minutes_typed = request.form.get("minutes", "")[:9]
    return _show(tablet, errors, label=label, minutes=minutes_typed, edition=edition or 0)


@bp.post("/tablets/<uuid:tablet>/code", may=policies.change)
def code(tablet: Tablet) -> Any:
    Reader().done()
    _hold(tablet, tablets.new_code(access.me(), tablet, _pepper()))
    return redirect(url_for("tablets.show", tablet=tablet.id), 303)


@bp.post("/tablets/<uuid:tablet>/intrekken", may=policies.change)
def revoke(tablet: Tablet) -> Any:
    Reader().done()
    tablets.revoke(access.me(), tablet)
    flash(_("%(name)s is ingetrokken. Niemand komt er nog in.", name=tablet.label), "success")
    return redirect(url_for("tablets.index", organisation=tablet.organisation_id), 303)


def _hold(tablet: Tablet, code: str) -> None:
    """A fresh code stays in this browser's own cookie: the database has its hash only."""
    cookie[_HELD] = {"by": str(access.me().id), "tablet": str(tablet.id), "code": code}


def _pepper() -> bytes:
    pepper: bytes = current_app.extensions["opstap"].pin_pepper()
    return pepper


def _address() -> str:
    base = current_app.extensions["opstap"].base_url or request.url_root.rstrip("/")
    return str(base + url_for("tablet.pair"))


def _picture(address: str) -> Markup:
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, border=3, light="#fff",
        title=_("QR-code van dit adres"),
    )  # fmt: skip
    return Markup(drawn)  # noqa: S704 -- segno escapes the title
