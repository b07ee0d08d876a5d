"""A style sheet that somebody of a municipality wrote: read against a list of what it may say.

Nothing on the list can hide a word: colours of text stay dark and those behind it light, sizes stay
readable, nothing moves out of its place. What is not on the list refuses the style sheet, with the
line, rather than being dropped in silence.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import tinycss2
from tinycss2.color3 import parse_color

from .look import LEAST_CONTRAST, MOST, luminance
from .own_layout import LayoutProblem

_OURS = ("head", "brand", "state", "panel", "item", "notes", "goals", "facts", "logo", "check")
"""Classes of our own parts that may be named; all other classes are the municipality's own."""

_TAG = r"(?:h1|h2|h3|p|ul|ol|li|section|table|th|td|div|strong|span|blockquote|hr)"
_ONE = rf"(?:{_TAG}(?:\.[a-z][a-z0-9-]*)?|\.[a-z][a-z0-9-]*)"
_SELECTOR = re.compile(rf"{_ONE}(?:\s+{_ONE}){{0,2}}")
_CLASS = re.compile(r"\.([a-z][a-z0-9-]*)")
_DARKEST_BEHIND = 4.5 * (1.05 / LEAST_CONTRAST) - 0.05
_POINTS = {"pt": 1.0, "mm": 72 / 25.4}


def _colour(token: Any) -> Any:
    found = parse_color(token)
    return found if found and not isinstance(found, str) and found.alpha == 1 else None


def _dark(tokens: Sequence[Any]) -> bool:
    """Text: readable on white and on every colour that may lie behind it."""
    found = _colour(tokens[0]) if len(tokens) == 1 else None
    return found is not None and 1.05 / (luminance(found[:3]) + 0.05) >= LEAST_CONTRAST


def _light(tokens: Sequence[Any]) -> bool:
    found = _colour(tokens[0]) if len(tokens) == 1 else None
    return found is not None and luminance(found[:3]) >= _DARKEST_BEHIND


def _long(least: float, most: float) -> Callable[[Any], bool]:
    """A length in points; 0 needs no unit."""

    def fits(token: Any) -> bool:
        if token.type == "number":
            return bool(token.value == 0 and least == 0)
        factor = _POINTS.get(token.lower_unit) if token.type == "dimension" else None
        return factor is not None and least <= token.value * factor <= most

    return fits


def _lengths(most: float, count: int = 4) -> Callable[[Sequence[Any]], bool]:
    one = _long(0, most)
    return lambda tokens: 1 <= len(tokens) <= count and all(map(one, tokens))


def _size(tokens: Sequence[Any]) -> bool:
    return len(tokens) == 1 and _long(8, 40)(tokens[0])


def _number(least: float, most: float) -> Callable[[Sequence[Any]], bool]:
    return lambda tokens: (
        len(tokens) == 1 and tokens[0].type == "number" and least <= tokens[0].value <= most
    )


def _word(*allowed: str) -> Callable[[Sequence[Any]], bool]:
    return lambda tokens: (
        len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value in allowed
    )


_LINES = ("none", "solid", "dashed", "dotted", "double")


def _border(tokens: Sequence[Any]) -> bool:
    width = _long(0, 9)
    return 1 <= len(tokens) <= 3 and all(
        (one.type == "ident" and one.lower_value in _LINES) or width(one) or _colour(one)
        for one in tokens
    )


def _weight(tokens: Sequence[Any]) -> bool:
    return _word("normal", "bold")(tokens) or (
        len(tokens) == 1 and tokens[0].type == "number" and tokens[0].value in (400, 700)
    )


_SIDES = ("top", "right", "bottom", "left")
_ALLOWED: dict[str, Callable[[Sequence[Any]], bool]] = {
    "color": _dark,
    "background-color": _light,
    "font-size": _size,
    "font-weight": _weight,
    "line-height": _number(1.1, 2),
    "letter-spacing": _lengths(1, 1),
    "text-align": _word("left", "right", "center", "start", "end"),
    "text-transform": _word("none", "uppercase"),
    "list-style-type": _word("disc", "circle", "square", "decimal", "none"),
    "break-before": _word("auto", "avoid", "page"),
    "break-after": _word("auto", "avoid", "page"),
    "break-inside": _word("auto", "avoid"),
    "border": _border,
    "border-radius": _lengths(17, 4),
    "margin": _lengths(43),
    "padding": _lengths(29),
    **{f"border-{side}": _border for side in _SIDES},
    **{f"margin-{side}": _lengths(86, 1) for side in ("top", "bottom")},
    **{f"margin-{side}": _lengths(43, 1) for side in ("left", "right")},
    **{f"padding-{side}": _lengths(43, 1) for side in _SIDES},
}


LINES_STAY_FREE = "strong,span{padding:0!important;border:0!important;background:none!important}"
"""Within a line no room is made for these, so that they would lie over the words around."""


def clean(stylesheet: str) -> str:
    """The same rules, with the municipality's class names kept apart. Raises LayoutProblem."""
    if len(stylesheet) > MOST["stylesheet"]:
        raise LayoutProblem(f"too_large:{MOST['stylesheet']}")
    rules = tinycss2.parse_stylesheet(stylesheet, skip_comments=True, skip_whitespace=True)
    return "\n".join(_rule(one) for one in rules)


def _rule(rule: Any) -> str:
    if rule.type != "qualified-rule":
        raise LayoutProblem(f"css_rule:{rule.source_line}")
    parts = [" ".join(one.split()) for one in tinycss2.serialize(rule.prelude).split(",")]
    if not all(map(_SELECTOR.fullmatch, parts)):
        raise LayoutProblem(f"css_selector:{rule.source_line}")
    said = [_declaration(one) for one in _declarations(rule)]
    return f"{','.join(_CLASS.sub(_apart, one) for one in parts)}{{{';'.join(said)}}}"


def _declarations(rule: Any) -> list[Any]:
    found: list[Any] = tinycss2.parse_declaration_list(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    return found


def _apart(found: "re.Match[str]") -> str:
    return f".{found[1]}" if found[1] in _OURS else f".m-{found[1]}"


def _declaration(one: Any) -> str:
    if one.type != "declaration":
        raise LayoutProblem(f"css_rule:{one.source_line}")
    tokens = [token for token in one.value if token.type not in ("whitespace", "comment")]
    allowed = _ALLOWED.get(one.lower_name)
    if allowed is None or one.important or not tokens:
        name = re.sub(r"[^a-z-]", "", one.lower_name)[:30]
        raise LayoutProblem(f"css_property:{one.source_line}:{name}")
    if not allowed(tokens):
        raise LayoutProblem(f"css_value:{one.source_line}:{one.lower_name}")
    return f"{one.lower_name}:{' '.join(tinycss2.serialize([token]) for token in tokens)}"
