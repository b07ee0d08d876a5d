"""A tiny Opstap with planted bugs: `made({"a note to anybody"})` has that bug and no other.

Real people, real sessions, real rows; only these pages are its own. Every bug is one that we could
make by accident, and stands beside the line that should have been written.
"""

import logging
from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask import Flask, Response, abort, current_app, redirect, request
from markupsafe import Markup, escape

from pwa import clock
from pwa.access import COOKIE
from pwa.forms import own_path
from pwa.models import AccessLog, Note, Person, Placement
from pwa.policies import notes, placements
from pwa.services import audit, sessions
from tests.test_security import HEADERS
from tests.watch import WATCH

log = logging.getLogger("opstap.canary")
FRAME = (
    '<!doctype html><html lang="nl"><head><title>{title}</title></head><body><h1>Dagen</h1>'
    '<p class="purpose soft small">Waar notities voor zijn.</p>{inside}</body></html>'
)


def made(bugs: Collection[str] = ()) -> Flask:
    """The app with these bugs; without any it is the clean twin."""
    app = Flask("canary", static_folder=None)
    app.testing = True
    WATCH.renders_of(app)
    app.config["BUGS"] = frozenset(bugs)
    for path, view in PAGES.items():
        app.add_url_rule(path, view.__name__, view, methods=["GET"])
    app.add_url_rule("/bewaar", "keep", keep, methods=["POST"])
    app.add_url_rule("/aanmelden", "sign_in", sign_in, methods=["POST"])
    app.after_request(_headers)
    return app


def has(bug: str) -> bool:
    return bug in current_app.config["BUGS"]


def me() -> Person:
    person = sessions.person_of(request.cookies.get(COOKIE, ""), touch=False)
    if person is None:
        abort(redirect("/aanmelden?next=" + request.path))
    return person


def _page(inside: Any, title: str = "Dagen") -> str:
    return FRAME.format(title=title, inside=inside)


def _read(person: Person, found: list[Note]) -> list[Note]:
    if not has("reading without a log"):
        audit.record_reading(person, [one.placement for one in found], "placement")
    return found


def home() -> Any:
    """Links to what is visible for whoever looks."""
    person = me()
    query = Placement.select() if has("a list of everybody") else Placement.visible_to(person)
    links = [f'<a href="/plaatsingen/{one.id}">{one.id}</a>' for one in query]
    if has("a count of what is hidden"):
        links.append(f"<p>{Note.select().count()} notities</p>")
    else:
        links.append(f"<p>{Note.visible_to(person).count()} notities</p>")
    return _page(" ".join(links))


def placement(id: UUID) -> Any:
    """One placement with its notes; the id alone opens nothing."""
    person = me()
    row = Placement.get_or_none(Placement.id == id)
    if row is None or (not has("an id opens it") and not placements.see(person, row)):
        abort(404)
    found = Note.select() if has("a note to anybody") else Note.visible_to(person)
    shown = _read(person, list(found.where(Note.placement == row.id)))
    if has("words in the log"):
        log.info("shown: %s", [one.text for one in shown])
    else:
        log.info("shown: %s notes", len(shown))
    return _page(Markup("").join(escape(one.text) + " " for one in shown), _title(row))


def _title(row: Placement) -> str:
    return row.candidate.user.name if has("a name in the title") else "Dagen"


def part(id: UUID) -> Any:
    """The same as a fragment of a page."""
    person = me()
    row = Note.get_or_none(Note.id == id)
    may = row is not None and (has("a fragment without policy") or notes.read(person, row))
    if not may:
        abort(404)
    return f"<p>{escape(_read(person, [row])[0].text)}</p>"


def search() -> Any:
    said = request.args.get("q", "")
    return _page(Markup(said) if has("what was sent comes back") else escape(said))


def form() -> Any:
    remembered = "" if has("a form that is remembered") else ' autocomplete="off"'
    return _page(
        f'<form method="post" action="/bewaar"{remembered}><label>Wat <textarea name="a">'
        '</textarea></label><button type="submit">Bewaar</button></form>'
    )


def go() -> Any:
    wanted = request.args.get("next", "/")
    return redirect(wanted if has("an open door") else own_path(wanted) or "/")


def keep() -> Any:
    """Something is written: only for a form of our own."""
    person = me()
    if not has("a form from anywhere") and request.headers.get("Sec-Fetch-Site") != "same-origin":
        abort(403)
    row = Placement.select().first()
    AccessLog.create(
        at=clock.now(), reader_id=person.id, candidate_id=row.candidate_id,
        placement_id=row.id, what="placement",
    )  # fmt: skip
    return redirect("/", 303)


def sign_in() -> Any:
    answer = redirect("/", 303)
    flags = {} if has("a cookie for scripts") else {"httponly": True, "samesite": "Lax"}
    answer.set_cookie(COOKIE, "token", path="/", **flags)  # type: ignore[arg-type]
    return answer


def _headers(answer: Response) -> Response:
    answer.headers.update({"Cache-Control": "private, no-store", **HEADERS})
    if has("a header too few"):
        del answer.headers["X-Frame-Options"]
    return answer


PAGES = {
    "/": home,
    "/plaatsingen/<uuid:id>": placement,
    "/notities/<uuid:id>": part,
    "/zoek": search,
    "/schrijf": form,
    "/ga": go,
}
