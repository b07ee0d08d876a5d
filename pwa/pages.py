"""A whole page or one block of it, decided in one place.

The rule: the id that htmx targets is the name of the Jinja block. htmx 4 says
`HX-Request-Type: partial` and `HX-Target: ul#rows`; then `{% block rows %}` is the answer.
"""

import re
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import get_locale
from jinja2.ext import Extension
from jinja2_fragments.flask import render_block

from pwa import access, clock, dates, field_names, moments, navigation, words
from pwa.domain import charts
from pwa.domain.errors import DomainError

_INDENT = re.compile(r"([%#]\})?\n[ \t]+")
_SOON = {"pdf_slow": 30, "check_failed": 60}
"""Seconds until a process that makes or reads files may have time again."""


class Unindented(Extension):
    """Templates without the spaces in front of their lines: pages are hundreds of bytes smaller.

    What somebody wrote comes in later, and keeps its own. After a tag Jinja takes the end of the
    line away, so there one space stays: it may be all that is between two words.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        del name, filename
        return _INDENT.sub(lambda found: f"{found[1]}\n " if found[1] else "\n", source)


def page(template: str, *, status: int = 200, **view: Any) -> Response:
    """Answer with the page, or with the block that htmx asked for."""
    block = _wanted_block(template)
    html = render_block(template, block, **view) if block else render_template(template, **view)
    response = make_response(field_names.name_them(html), status)
    response.headers.add("Vary", "HX-Request, HX-Request-Type, HX-Target")
    return response


def not_now(response: Response, problem: DomainError) -> Response:
    """A page that says why no file came: 503, with `Retry-After` (RFC 9110, section 10.2.3) where
    only time was short. Without it, asking again does not help."""
    response.status_code = 503
    if problem.code in _SOON:
        response.headers["Retry-After"] = str(_SOON[problem.code])
    return response


def _wanted_block(template: str) -> str | None:
    if not getattr(request, "htmx", False) or request.headers.get("HX-Request-Type") != "partial":
        return None
    block = request.headers.get("HX-Target", "").rpartition("#")[2]
    known = current_app.jinja_env.get_template(template).blocks
    return block if block in known else None


def _context() -> dict[str, Any]:
    person, held = access.me_or_none(), access.held()
    return {
        "me": person,
        "tablet": held.tablet if held else None,
        "language": str(get_locale() or "nl"),
        "nav": navigation.of(person),
        "nav_beside": navigation.beside(person),
        "page_now": clock.local(clock.now()),
        "may": _may,
    }


def _may(policy: Any, *rows: Any) -> bool:
    """Whether this person may: the same function that guards the route."""
    person = access.me_or_none()
    return person is not None and bool(policy(person, *rows))


def init_app(app: Flask) -> None:
    """What every template knows."""
    app.context_processor(_context)
    env = app.jinja_env
    env.add_extension(Unindented)
    env.globals["help_url"] = "/hulp"
    words.register(env)
    dates.register(env)
    moments.register(env)
    env.filters["of_field"] = field_names.of_field
    env.globals["charts"] = charts
    env.globals["ui"] = env.get_template("ui/index.html").module
