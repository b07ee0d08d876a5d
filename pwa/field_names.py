"""Says in the summary of errors which field each line is about, in the words that are on the page.

The summary stands above its fields, so its lines get their names once the page is whole. A name is
read as a screen reader does (W3C accname 1.2): what it is labelled by, its label, its legend.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

from pwa.domain.text import further_on

UNNAMED = " data-unnamed"
_LINE = re.compile(rf'href="#([^"]+)"{UNNAMED}><span>([^<]*)')
_VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}
_FIELDS = {"input", "select", "textarea", "fieldset"}
_NAMED_BY = {"fieldset": "legend", "details": "summary", "section": "h2"}
"""What a part of a form stands in, and which of its children names it."""


def name_them(html: str) -> str:
    """The page, with the name of its field in front of each line of the summary that has none."""
    if UNNAMED not in html:
        return html
    names = _Names(html)
    return _LINE.sub(lambda line: f'href="#{line[1]}"><span>{names.said(line[1], line[2])}', html)


def of_field(sentence: str, name: str) -> str:
    """ "Reden: dit is nog leeg." or "Wat zag je? Dit is nog leeg."."""
    if not name:
        return sentence
    if name[-1] in "?!.:":
        return f"{name} {sentence}"
    return f"{name}: {further_on(sentence)}"


class _Reader(HTMLParser):
    """A page as a tree; an end without a beginning is left alone."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._tree, self._open = TreeBuilder(), ["page"]
        self._tree.start("page", {})
        self.feed(html)
        while self._open:
            self._tree.end(self._open.pop())
        self.top = self._tree.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self._tree.end(tag)
        else:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._tree.start(tag, {})
        self._tree.end(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open:
            self._tree.end(last := self._open.pop())
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        self._tree.data(data)


class _Names:
    def __init__(self, html: str) -> None:
        self._top = _Reader(html).top
        self._above = {child: one for one in self._top.iter() for child in one}
        self._known = {one.get("id", ""): one for one in self._top.iter() if one.get("id")}
        self._labels = {one.get("for", ""): one for one in self._top.iter("label")}
        fields = (one for one in self._known.values() if one.tag in _FIELDS)
        self._often = Counter(self._own(one) for one in fields)

    def said(self, field: str, sentence: str) -> str:
        """The line about this field. Both are as they stand in HTML."""
        one = self._known.get(field)
        if one is None or one.tag not in _FIELDS:
            return sentence
        name = self._own(one)
        if self._often[name] > 1:
            name = ", ".join(filter(None, (self._part(one), name)))
        return of_field(sentence, escape(name, quote=False))

    def _own(self, one: Element) -> str:
        around = next((up for up in self._around(one) if up.tag == "label"), None)
        label = self._labels.get(one.get("id", ""), around)
        return self._as_part(one) or _words(label) or one.get("aria-label", "")

    def _part(self, one: Element) -> str:
        """The name of the part of the form in which this field stands."""
        return next(filter(None, map(self._as_part, self._around(one))), "")

    def _as_part(self, one: Element) -> str:
        """What names this as a whole: of several words it is labelled by, the first."""
        first = self._known.get(one.get("aria-labelledby", "").split(" ")[0])
        named = _NAMED_BY.get(one.tag)
        return _words(one.find(named) if first is None and named else first)

    def _around(self, one: Element) -> Iterator[Element]:
        while one in self._above:
            one = self._above[one]
            yield one


def _words(one: Element | None) -> str:
    return "" if one is None else " ".join("".join(_texts(one)).split())


def _texts(one: Element) -> Iterator[str]:
    if one.get("class") == "field__optional":
        return
    yield one.text or ""
    for child in one:
        yield from _texts(child)
        yield child.tail or ""
