"""From a document to HTML: a Jinja environment of its own, without the web application.

Every value passes `printable` on its way into the page, so that no template can forget it.
"""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .document import SCALE, PrintedDocument
from .dutch import long_date, short_date
from .fonts import FontLibrary
from .text import direction_of, printable

TEMPLATES = Path(__file__).parent.parent / "templates" / "pdf"
# Where the levels 1-4 stand on the track of the chart, in its own units (see track.svg).
_TRACK = {1: 11, 2: 37, 3: 63, 4: 89}


class DocumentPage:
    """Writes documents as HTML."""

    def __init__(self, library: FontLibrary) -> None:
        self._library = library
        self._env = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=self._finalize,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.filters |= {"long": long_date, "short": short_date, "direction": direction_of}
        self._env.globals |= {"SCALE": SCALE, "TRACK": _TRACK}

    def _finalize(self, value: Any) -> Any:
        plain = isinstance(value, str) and not isinstance(value, Markup)
        return printable(value, self._library.has) if plain else value

    def write(self, document: PrintedDocument) -> str:
        """The whole page as HTML, without styles."""
        return self._env.get_template(document.template).render(doc=document)

    def styles(self) -> str:
        """The style sheet of the page, fonts excepted."""
        return (TEMPLATES / "document.css").read_text("utf-8")
