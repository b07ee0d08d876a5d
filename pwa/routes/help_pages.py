"""Help inside the app: the Dutch handbook for users, from docs/handleiding."""

from functools import cache
from pathlib import Path
from typing import Any

from flask import abort, send_file
from markdown_it import MarkdownIt
from markupsafe import Markup

import pwa
from pwa import access, policies
from pwa.pages import page

bp = access.GuardedBlueprint("help_pages", __name__, url_prefix="/hulp")

FOLDER = Path(pwa.__file__).parent.parent / "docs" / "handleiding"

_FACES = {
    "supervisor": "begeleider",
    "candidate": "kandidaat",
    "coach": "coach",
    "employer": "werkgever",
    "officer": "privacy",
}


@cache
def texts() -> dict[str, Markup]:
    """Name of a page -> its HTML. Links to `x.md` and pictures lead to our own addresses."""
    markdown = MarkdownIt("commonmark", {"html": False})
    found = {}
    for path in sorted(FOLDER.glob("*.md")):
        html = markdown.render(path.read_text("utf-8"))
        for other in FOLDER.glob("*.md"):
            html = html.replace(f'href="{other.name}"', f'href="/hulp/{other.stem}"')
        html = html.replace('src="beelden/', 'loading="lazy" src="/hulp/beelden/')
        found[path.stem] = Markup(html)  # noqa: S704 our own files, raw HTML switched off
    return found


@bp.get("/", may=policies.anyone)
def index() -> Any:
    """The page of the person's own face first; for strangers the overview."""
    person = access.me_or_none()
    own = _FACES.get(person.face) if person else None
    return page("help/show.html", html=texts()[own or "index"], overview=own is not None)


@bp.get("/<name>", may=policies.anyone)
def show(name: str) -> Any:
    html = texts().get(name) or abort(404)
    return page("help/show.html", html=html, overview=name != "index")


@bp.get("/beelden/<name>.png", may=policies.anyone)
def picture(name: str) -> Any:
    path = FOLDER / "beelden" / f"{name}.png"
    if not name.replace("-", "").isalnum() or not path.is_file():
        abort(404)
    return send_file(path, max_age=86_400)
