"""HTML as a tree, and the words on it as a person reads them."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lxml import html

SILENT = {"script", "style", "template", "head"}
BREAKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "td", "th", "tr", "label", "button", "section",
          "dt", "dd", "option", "legend", "summary", "article", "br", "a"}  # fmt: skip


_PARSER = html.HTMLParser(encoding="utf-8")


def read(text: str) -> Element:
    tree: Element = html.document_fromstring((text or "<p>").encode(), parser=_PARSER)
    return tree


def words_of(tree: Element) -> str:
    """The text that is shown, with one space between words."""
    return re.sub(r"\s+", " ", "".join(_texts(tree))).strip()


def _texts(one: Element) -> Iterator[str]:
    if not isinstance(one.tag, str) or one.tag in SILENT:
        return
    yield " " if one.tag in BREAKS else ""
    yield one.text or ""
    for child in one:
        yield from _texts(child)
        yield child.tail or ""
    yield " " if one.tag in BREAKS else ""


def parents(tree: Element) -> dict[Element, Element]:
    return {child: one for one in tree.iter() for child in one}
