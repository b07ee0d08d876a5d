"""From a document to HTML: a Jinja environment of its own, without the web application.

Every value passes `printable` on its way into the page, so that no template can forget it.
"""

from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)
from markupsafe import Markup

from pwa.domain import charts

from .document import SCALE, PrintedDocument
from .dutch import long_date, short_date
from .fonts import FontLibrary
from .text import direction_of, printable, with_short_names

TEMPLATES = Path(__file__).parent.parent / "templates" / "pdf"
CHARTS = TEMPLATES.parent / "charts"
"""The charts of the screen: the same macros draw both."""


def _dutch(sentence: str, **given: Any) -> str:
    """What gettext does on the screen; Dutch is what the templates are written in."""
    return sentence % given if given else sentence


class DocumentPage:
    """Writes documents as HTML."""

    def __init__(self, library: FontLibrary) -> None:
        self._library = library
        self._env = Environment(
            loader=ChoiceLoader(
                [FileSystemLoader(TEMPLATES), PrefixLoader({"charts": FileSystemLoader(CHARTS)})]
            ),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=self._finalize,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.filters |= {"long": long_date, "short": short_date, "direction": direction_of}
        self._env.filters["short_day"] = short_date
        font = library.families[0]
        self._env.globals |= {"SCALE": SCALE, "charts": charts, "_": _dutch, "font": font}

    def _finalize(self, value: Any) -> Any:
        plain = isinstance(value, str) and not isinstance(value, Markup)
        return printable(value, self._library.has) if plain else value

    def write(self, document: PrintedDocument) -> str:
        """The whole page as HTML, without styles."""
        known = with_short_names(document)
        return self._env.get_template(document.template).render(doc=known)

    def styles(self) -> str:
        """The style sheet of the page, fonts excepted."""
        return (TEMPLATES / "document.css").read_text("utf-8")
