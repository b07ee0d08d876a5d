"""HTML as a tree, and the words on it as a person reads them."""

import re
from xml.etree.ElementTree import Element

from lxml import etree

SILENT = {"script", "style", "template", "head"}
BREAKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "td", "th", "tr", "label", "button", "section",
          "dt", "dd", "option", "legend", "summary", "article", "br", "a"}  # fmt: skip


_PARSER = etree.HTMLParser(encoding="utf-8")
"""Plain elements: those of `lxml.html` choose a class for each, every time they are touched."""


def read(text: str) -> Element:
    tree: Element = etree.fromstring((text or "<p>").encode(), parser=_PARSER)
    return tree


def words_of(tree: Element) -> str:
    """The text that is shown, with one space between words."""
    found: list[str] = []
    _add_texts(tree, found)
    return " ".join("".join(found).split())


def _add_texts(one: Element, found: list[str]) -> None:
    tag = one.tag
    if not isinstance(tag, str) or tag in SILENT:
        return
    around = " " if tag in BREAKS else ""
    found.append(around + (one.text or ""))
    for child in one:
        _add_texts(child, found)
        found.append(child.tail or "")
    found.append(around)


def parents(tree: Element) -> dict[Element, Element]:
    return {child: one for one in tree.iter() for child in one}


def value_of(one: Element) -> str | None:
    """What a browser would send of this control; None where it sends nothing."""
    if one.tag == "textarea":
        return re.sub(r"^\n", "", "".join(one.itertext()))
    if one.tag == "select":
        options = list(one.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        return chosen[0].get("value", words_of(chosen[0])) if chosen else None
    if one.tag != "input" or one.get("type") in ("submit", "button", "reset", "file"):
        return None
    if one.get("type") in ("checkbox", "radio") and one.get("checked") is None:
        return None
    return one.get("value", "on" if one.get("type") == "checkbox" else "")
