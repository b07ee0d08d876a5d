"""What a device may keep of an answer, said in headers and decided here alone.

`Opstap-Person`: for whom this page was made, an id or `none`; the worker then forgets the pages of
anybody else. `Opstap-Keep: 1`: this page may be read again without network; `lock`: it is the lock
screen of a tablet, kept for when nobody is signed in; `no-lock`: nobody is, and this browser is no
tablet (any more), so that screen goes. docs/outbox.md lists what that means.
"""

from flask import Flask, Response, request

from pwa import access

ENDPOINTS = {
    "devices.show",
    "help_pages.index",
    "help_pages.show",
    "home.note",
    "looking_back.index",
    "notes.new",
    "progress.index",
    "progress.workplace",
    "today.index",
}
"""Pages that somebody needs in a hall without network; a dossier is not among them."""

DATA = {"guard.words"}
"""What such a page asks for itself: which words to look for while somebody writes."""
LOCK_SCREEN = "tablet.show"
"""Shown to nobody in particular."""


def init_app(app: Flask) -> None:
    app.after_request(_say)


def _say(response: Response) -> Response:
    page = response.mimetype == "text/html" or request.endpoint in DATA
    if not page or response.status_code >= 500:
        return response
    person = access.me_or_none()
    response.headers["Opstap-Person"] = str(person.id) if person else "none"
    if person:
        if _may_be_kept(response):
            response.headers["Opstap-Keep"] = "1"
    elif request.endpoint == LOCK_SCREEN and response.status_code == 200:
        response.headers["Opstap-Keep"] = "lock"
    elif not _is_tablet():
        response.headers["Opstap-Keep"] = "no-lock"
    return response


def _is_tablet() -> bool:
    from pwa.routes.session import device_token
    from pwa.routes.tablet_spot import here

    return here(device_token()) is not None


def _may_be_kept(response: Response) -> bool:
    whole = request.method == "GET" and request.headers.get("HX-Request") != "true"
    return whole and response.status_code == 200 and request.endpoint in ENDPOINTS | DATA
