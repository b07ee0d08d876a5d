"""From a document to HTML: a Jinja environment of its own, without the web application.

Every value passes `printable` on its way into the page, so that no template can forget it. The
look of a municipality orders the parts and colours them; a template of its own is run apart from
ours (`own_layout`) and gets finished parts.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from pwa.domain import charts

from .document import SCALE, EvaluationDocument, PrintedDocument
from .dutch import TITLES, long_date, short_date
from .fonts import FontLibrary
from .look import MOVABLE, STANDARD, Look, shade
from .own_layout import lay_out
from .text import direction_of, printable, with_short_names

TEMPLATES = Path(__file__).parent.parent / "templates" / "pdf"
CHARTS = TEMPLATES.parent / "charts"
"""The charts of the screen: the same macros draw both."""

_MARK = re.compile(r"<!--([a-z_]+)-->")
_EVERY = Look().pieces
_KEPT = 6


def _dutch(sentence: str, **given: Any) -> str:
    """What gettext does on the screen; Dutch is what the templates are written in."""
    return sentence % given if given else sentence


def coloured(text: str, accent: str) -> str:
    """Our own source with the accent in place of Opstap's petrol, and its shades with it."""
    if accent == STANDARD.accent:
        return text
    dark, tint = shade(accent, "#000000", 0.3), shade(accent, "#ffffff", 0.93)
    return text.replace("#0d4f5c", accent).replace("#0d3842", dark).replace("#eef4f5", tint)


class DocumentPage:
    """Writes documents as HTML."""

    def __init__(self, library: FontLibrary) -> None:
        self._library = library
        self._envs: OrderedDict[str, Environment] = OrderedDict()

    def _env(self, accent: str) -> Environment:
        """Our templates in this colour; the last few stay compiled."""
        env = self._envs.pop(accent, None) or self._new_env(accent)
        self._envs[accent] = env
        while len(self._envs) > _KEPT:
            self._envs.popitem(last=False)
        return env

    def _new_env(self, accent: str) -> Environment:
        env = Environment(
            loader=FunctionLoader(_source(accent)),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=self._finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        env.filters |= {"long": long_date, "short": short_date, "direction": direction_of}
        env.filters["short_day"] = short_date
        font = self._library.families[0]
        env.globals |= {"SCALE": SCALE, "charts": charts, "_": _dutch, "font": font}
        env.globals["layout"] = STANDARD
        return env

    def _finalize(self, value: Any) -> Any:
        plain = isinstance(value, str) and not isinstance(value, Markup)
        return self._printable(value) if plain else value

    def _printable(self, text: str) -> str:
        return printable(text, self._library.has)

    def write(self, document: PrintedDocument, look: Look = STANDARD) -> str:
        """The whole page as HTML, without styles. Raises LayoutProblem."""
        document = with_short_names(document)
        template = self._env(look.accent).get_template(document.template)
        if not isinstance(document, EvaluationDocument):
            return template.render(doc=document, layout=look)
        named = replace(document, title=_title(document, look))
        if not look.template:
            return template.render(doc=named, layout=look)
        every = replace(look, hidden=(), order=MOVABLE)
        before, pieces, after = _taken_apart(template.render(doc=named, layout=every))
        return before + lay_out(look.template, named, pieces, self._printable) + after

    def styles(self, look: Look = STANDARD) -> str:
        """The style sheet of the page, fonts and the municipality's own rules excepted."""
        return coloured((TEMPLATES / "document.css").read_text("utf-8"), look.accent)


def _source(accent: str) -> Callable[[str], str]:
    def read(name: str) -> str:
        folder = CHARTS if name.startswith("charts/") else TEMPLATES
        return coloured((folder / name.removeprefix("charts/")).read_text("utf-8"), accent)

    return read


def _title(document: EvaluationDocument, look: Look) -> str:
    own = look.final_title if document.title == TITLES["final"] else look.interim_title
    return own or document.title


def _taken_apart(html: str) -> tuple[str, dict[str, str], str]:
    """What stands before the parts, each part by its name, and what stands after them."""
    before, *named = _MARK.split(html)
    pieces = dict(zip(named[::2], named[1::2], strict=True))
    after = pieces.pop("finish")
    if set(pieces) != set(_EVERY):
        raise ValueError(f"evaluation.html prints {sorted(pieces)}")
    return before, {name.removeprefix("layout_"): html for name, html in pieces.items()}, after
