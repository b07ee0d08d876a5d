"""A template that somebody of a municipality wrote: run in a sandbox, then looked at.

It says where the parts of a document stand and what stands between them. The parts themselves it
never touches: in the template each is a mark without content, and only after its HTML has been
read and found harmless are the marks replaced by what we printed. A part that must be there and
is not, or is there twice, or stands where it could not be read, refuses the template.
"""

import re
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

import tinyhtml5
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Macro, StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from .dutch import long_date, short_date
from .look import ALWAYS, MOST, LayoutProblem

__all__ = ["LayoutProblem", "lay_out"]

SECONDS = 2.0
MOST_OUTPUT = 100_000
MOST_DEPTH = 12
MARK = "opstap-part"
EXTRAS = ("logo", "top", "end", "privacy")
"""Pieces that are nobody's evaluation: they may stand above the head, or not at all."""

_BLOCKS = {"body", "div", "section"}
_TEXT = {"p", "h2", "ul", "ol", "li", "blockquote", "strong", "span", "br", "hr"}
_VOID = {"br", "hr"}
_FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper")
_TESTS = ("defined", "eq", "none", "undefined")
_LOOP = {"first", "index", "index0", "last", "length", "revindex"}
_CLASSES = re.compile(r"[a-z][a-z0-9-]{0,30}( [a-z][a-z0-9-]{0,30}){0,4}")


def _said(value: Any) -> Any:
    """Only words and numbers are printed: how anything else is called differs from run to run."""
    if value is None or isinstance(value, str | int | float | Undefined):
        return value
    raise SecurityError(type(value).__name__)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Only fields of our documents can be read, only macros of the template be called."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(
            autoescape=True, undefined=StrictUndefined, optimized=False, cache_size=0,
            trim_blocks=True, lstrip_blocks=True, finalize=_said,
        )  # fmt: skip
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.filters |= {"long": long_date, "short": short_date}
        self.tests = {name: self.tests[name] for name in _TESTS}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        if is_dataclass(obj) and not isinstance(obj, type):
            return attr in {one.name for one in fields(obj)}
        return isinstance(obj, LoopContext) and attr in _LOOP

    def is_safe_callable(self, obj: Any) -> bool:
        return isinstance(obj, Macro)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Counting is fine; `"a" * 1000000000` and `9 ** 9 ** 9` are not."""
        if operator == "**" or not (isinstance(left, int) and isinstance(right, int)):
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)


def lay_out(
    template: str, document: Any, pieces: Mapping[str, str], printable: Callable[[str], str]
) -> str:
    """The body of the page: the template's own words, with the pieces where it wants them.

    `pieces` are our parts as HTML by name. Raises LayoutProblem.
    """
    if len(template) > MOST["template"]:
        raise LayoutProblem(f"too_large:{MOST['template']}")
    try:
        with _at_most(SECONDS):
            html = _run(template, document, pieces)
            return _Reading(pieces, printable).body(html)
    except RecursionError as deep:
        raise LayoutProblem("too_deep") from deep
    except MemoryError as much:
        raise LayoutProblem("too_much") from much


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Bounds the processor time of a template, which no load of the machine changes. What does not
    come back to Python within the time of the whole document is ended from outside."""

    def late(*_: Any) -> None:
        raise LayoutProblem("too_slow")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _run(template: str, document: Any, pieces: Mapping[str, str]) -> str:
    marks = {name: Markup("<{0} class={1}></{0}>").format(MARK, name) for name in pieces}
    said: list[str] = []
    room = MOST_OUTPUT
    try:
        for piece in _Sandbox().from_string(template).generate(doc=document, parts=marks):
            room -= len(piece)
            if room < 0:
                raise LayoutProblem("too_much")
            said.append(piece)
    except TemplateSyntaxError as wrong:
        raise LayoutProblem(f"syntax:{wrong.lineno}") from wrong
    except UndefinedError as unknown:
        raise LayoutProblem(f"unknown_name:{_line(unknown)}") from unknown
    except SecurityError as refused:
        raise LayoutProblem(f"not_allowed:{_line(refused)}") from refused
    except (LayoutProblem, RecursionError, MemoryError):
        raise
    except Exception as wrong:  # whatever else a template can do wrong
        raise LayoutProblem(f"went_wrong:{_line(wrong)}") from wrong
    return "".join(said)


def _line(error: BaseException) -> int:
    """In which line of the template it happened."""
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


class _Reading:
    """Reads the HTML that came out, tag by tag, and writes it down again."""

    def __init__(self, pieces: Mapping[str, str], printable: Callable[[str], str]) -> None:
        self._pieces = pieces
        self._printable = printable
        self._seen: list[str] = []

    def body(self, html: str) -> str:
        page = tinyhtml5.parse(f"<!doctype html><html><body>{html}", namespace_html_elements=False)
        head, body = page.find("head"), page.find("body")
        if body is None or page.attrib or body.attrib or (head is not None and len(head)):
            raise LayoutProblem("tag:html")
        written = "".join(self._inside(body, ("body",)))
        self._check_parts()
        return written

    def _check_parts(self) -> None:
        for name in sorted(self._pieces):
            if self._seen.count(name) > 1:
                raise LayoutProblem(f"part_twice:{name}")
            if name in ALWAYS and name not in self._seen:
                raise LayoutProblem(f"part_missing:{name}")
        if next(one for one in self._seen if one not in EXTRAS) != "head":
            raise LayoutProblem("head_first")

    def _inside(self, element: Element, around: tuple[str, ...]) -> Iterator[str]:
        if len(around) > MOST_DEPTH:
            raise LayoutProblem("too_deep")
        yield self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):  # a comment has a function for its tag
                yield from self._element(child, around)
            yield self._text(child.tail)

    def _element(self, element: Element, around: tuple[str, ...]) -> Iterator[str]:
        tag = str(element.tag)
        if tag == MARK:
            yield self._part(element, around)
            yield from self._inside(element, around)  # what an unclosed mark swallowed
            return
        _check_place(tag, around)
        yield f"<{tag}{_classes(element)}>"
        if tag not in _VOID:
            yield from self._inside(element, (*around, tag))
            yield f"</{tag}>"

    def _part(self, element: Element, around: tuple[str, ...]) -> str:
        name = element.attrib.get("class", "")
        if name not in self._pieces or not _BLOCKS.issuperset(around):
            raise LayoutProblem(f"part_place:{name if name in self._pieces else '?'}")
        self._seen.append(name)
        return self._pieces[name]

    def _text(self, text: str | None) -> str:
        if not text:
            return ""
        shown = self._printable(" ".join(text.split()))
        before, after = text[:1].isspace(), text[-1:].isspace()
        return escape(f"{' ' * before}{shown}{' ' * (after and bool(shown))}")


def _check_place(tag: str, around: tuple[str, ...]) -> None:
    """Only plain tags, nested as HTML wants it: the PDF has to be readable by ear as well."""
    parent = around[-1]
    fits = {"li": parent in ("ul", "ol"), "h2": parent in _BLOCKS}.get(
        tag, parent not in ("ul", "ol")
    )
    if tag not in _TEXT | _BLOCKS - {"body"} or not fits:
        raise LayoutProblem(f"tag:{tag.rpartition('}')[2][:20]}")


def _classes(element: Element) -> str:
    """The names for the style sheet, kept apart from ours by `m-`."""
    named = " ".join(element.attrib.get("class", "").split())
    if set(element.attrib) - {"class"} or (named and not _CLASSES.fullmatch(named)):
        raise LayoutProblem(f"attribute:{element.tag}")
    return f' class="{" ".join("m-" + one for one in named.split())}"' if named else ""
