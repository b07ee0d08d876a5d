"""HTML as a tree, and the words on it as a person reads them."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import tinyhtml5
from tinyhtml5 import inputstream

SILENT = {"script", "style", "template", "head"}
BREAKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "td", "th", "tr", "label", "button", "section",
          "dt", "dd", "option", "legend", "summary", "article", "br", "a"}  # fmt: skip


class _Patterns(dict[tuple[tuple[str, ...] | frozenset[str] | str, bool], "re.Pattern[str]"]):
    """What tinyhtml5 2.1 means to remember between tags, and makes anew each time: half of the
    time that reading a page takes. Of making a PDF it is a twentieth: there it is left."""

    def __missing__(self, key: tuple[tuple[str, ...] | frozenset[str] | str, bool]) -> Any:
        characters, opposite = key
        found = "".join(f"\\x{ord(one):02x}" for one in characters)
        made = self[key] = re.compile(f"[{'' if opposite else '^'}{found}]+")
        return made


inputstream.characters_until_regex = _Patterns()


def read(html: str) -> Element:
    return tinyhtml5.parse(html or "<p>", namespace_html_elements=False)


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
