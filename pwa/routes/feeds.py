"""The own calendar at a secret address, for the calendar program of a phone or a desk."""

import hashlib
from datetime import timedelta
from typing import Any

from flask import abort, current_app, flash, make_response, redirect, request, session, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pwa import access, policies
from pwa.domain.icalendar import Event, calendar
from pwa.forms import Reader
from pwa.models import Person
from pwa.queries import feeds as queries
from pwa.services import feeds, rates

bp = access.GuardedBlueprint("feeds", __name__)

_HELD = "feed"


@bp.get("/agenda/<token>.ics", may=policies.anyone)
def show(token: str) -> Any:
    """The same answer for an address that never was, was closed, or whose person left."""
    person = feeds.reader(token)
    if person is None:
        rates.take("feed", request.remote_addr or "", most=60, per=timedelta(minutes=15))
        abort(404)
    return _answer(_written(person))


def _written(person: Person) -> bytes:
    with force_locale(person.language):
        return calendar(_("Opstap"), [_event(person, one) for one in queries.entries(person)])


def _event(person: Person, one: queries.Entry) -> Event:
    page = (
        url_for("progress.index", plek=one.placement_id)
        if person.candidate_id
        else url_for("placements.show", placement=one.placement_id)
    )
    uid = f"{one.code}.{one.placement_id}@opstap"
    title = _("Opstap: %(what)s", what=one.what[:1].lower() + one.what[1:])
    return Event(uid, one.day, title, _base() + page, one.revised_at)


def _base() -> str:
    base: str = current_app.extensions["opstap"].base_url
    return base or request.url_root.rstrip("/")


def _answer(data: bytes) -> Response:
    answer = make_response(data)
    answer.mimetype = "text/calendar"
    answer.headers["Content-Disposition"] = 'inline; filename="opstap.ics"'
    answer.headers["Cache-Control"] = "private, max-age=3600"
    answer.set_etag(hashlib.sha256(data).hexdigest()[:32])
    return answer.make_conditional(request)


@bp.post("/account/agenda", may=policies.signed_in)
def make() -> Any:
    Reader().done()
    session[_HELD] = {"by": str(access.me().id), "token": feeds.make(access.me())}
    flash(_("Je adres staat klaar. Een adres van eerder werkt niet meer."), "success")
    return redirect(url_for("account.show", _anchor="agenda"), 303)


@bp.post("/account/agenda/sluiten", may=policies.signed_in)
def close() -> Any:
    Reader().done()
    session.pop(_HELD, None)
    feeds.close(access.me())
    flash(_("Het adres van je agenda werkt niet meer."), "success")
    return redirect(url_for("account.show", _anchor="agenda"), 303)


def card() -> dict[str, Any]:
    """What the account page shows of it: the address itself once, to whoever just made it."""
    held = session.pop(_HELD, None) or {}
    token = held.get("token", "") if held.get("by") == str(access.me().id) else ""
    address = _base() + url_for("feeds.show", token=token) if token else ""
    return {"own": queries.own_feed(access.me()), "address": address}
