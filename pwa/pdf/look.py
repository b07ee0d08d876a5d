"""How a municipality lets its PDFs look: what it may choose, and what always has to be there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from .document import PrintedDocument

__all__ = [
    "ALWAYS", "HEADS", "MOST", "MOVABLE", "OPTIONAL", "STANDARD", "InLook", "LayoutProblem",
    "Look",
    "colour_problem", "in_order", "look_of", "shade", "starting_template",
]  # fmt: skip


MOVABLE = ("company", "goals", "overview", "evidence", "conclusions", "candidate", "advice")
"""The parts between the head and the signatures, in the order that Opstap prints them."""

OPTIONAL = ("company", "goals", "attendance")
"""What may be left out. Everything else is what people sign, and is printed whatever happens."""

ALWAYS = ("head", *(one for one in MOVABLE if one not in OPTIONAL), "signatures")

HEADS = ("line", "band", "rule")
"""The head of page one: a bar beside it, a band of colour, or only a rule below it."""

MOST = {
    "final_title": 60, "interim_title": 60,
    **{f"heading_{part}": 60 for part in (*MOVABLE, "signatures")},
    "top": 600, "end": 600, "privacy": 300, "logo_words": 200,
    "accent": 7, "head": 10, "order": 200, "hidden": 60,
    "template": 20_000, "stylesheet": 10_000,
}  # fmt: skip
"""The texts of a layout and how many characters fit into each."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")
LEAST_CONTRAST = 5.5
"""On white; 4.5 (WCAG 2.2, 1.4.3) on every tint of the page, and dark enough on a grey printer."""


class LayoutProblem(Exception):
    """Why a layout cannot be used, as a code with details: `part_missing:advice`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Look:
    """One layout as plain data. Empty means: as Opstap prints it."""

    accent: str = "#0d4f5c"
    head: str = "line"
    final_title: str = ""
    interim_title: str = ""
    headings: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = MOVABLE
    hidden: tuple[str, ...] = ()
    top: str = ""
    end: str = ""
    privacy: str = ""
    logo: bytes = b""
    logo_words: str = ""
    template: str = ""
    stylesheet: str = ""

    def heading(self, part: str, standard: str) -> str:
        """What stands above a part."""
        return dict(self.headings).get(part) or standard

    def prints(self, part: str) -> bool:
        return part not in self.hidden or part not in OPTIONAL

    @property
    def pieces(self) -> tuple[str, ...]:
        """Everything that is printed, from top to bottom, by the names of the partials."""
        shown = [part for part in in_order(self.order) if self.prints(part)]
        return (
            "layout_logo", "head", "layout_top", *shown, "layout_end", "signatures",
            "layout_privacy",
        )  # fmt: skip

    @property
    def own(self) -> bool:
        """Whether somebody of the municipality wrote a template or a style sheet."""
        return bool(self.template or self.stylesheet)


STANDARD = Look()


@dataclass(frozen=True)
class InLook:
    """What the process that renders is asked: a document, and the look to print it in."""

    document: PrintedDocument
    look: Look


def look_of(texts: Mapping[str, str], logo: bytes = b"") -> Look:
    """The look from the texts that a layout keeps; anything that is not there is the standard."""
    plain = {one.name for one in fields(Look)} & set(MOST) - {"order", "hidden"}
    said = {name: texts[name] for name in plain if texts.get(name)}
    headings = [
        (name.removeprefix("heading_"), text)
        for name, text in sorted(texts.items())
        if name.startswith("heading_") and text
    ]
    return Look(
        **said,
        headings=tuple(headings),
        order=in_order(texts.get("order", "").split()),
        hidden=tuple(one for one in OPTIONAL if one in texts.get("hidden", "").split()),
        logo=logo,
    )


def in_order(wanted: Sequence[str]) -> tuple[str, ...]:
    """Every movable part exactly once: those that were named first, the others where they were."""
    known = [one for one in dict.fromkeys(wanted) if one in MOVABLE]
    return (*known, *(one for one in MOVABLE if one not in known))


def colour_problem(colour: str) -> str:
    """Why this colour cannot carry text on white paper; empty when it can."""
    if not _COLOUR.fullmatch(colour):
        return "not_a_colour"
    return "" if 1.05 / (_light(_channels(colour)) + 0.05) >= LEAST_CONTRAST else "too_light"


def shade(colour: str, towards: str, share: float) -> str:
    """The colour mixed with another one, such as a tint of it for a panel."""
    mixed = [
        round(255 * (a + (b - a) * share))
        for a, b in zip(_channels(colour), _channels(towards), strict=True)
    ]
    return "#" + "".join(f"{one:02x}" for one in mixed)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _light(channels: Sequence[float]) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


luminance = _light


def starting_template(look: Look) -> str:
    """A template that prints what this look prints without one: to begin from."""
    names = [piece.removeprefix("layout_") for piece in look.pieces]
    return "\n".join(f"{{{{ parts.{name} }}}}" for name in names)
