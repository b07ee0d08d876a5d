"""A drawn signature as lines of whole numbers, and nothing else.

How fast and how hard somebody draws says who they are (biometric data, GDPR art. 4(14)); the device
leaves that out, and here is no place for it. What is printed is drawn anew from the numbers.
"""

import json

from pwa.domain.errors import BadInput

WIDTH, HEIGHT = 900, 300
MOST_POINTS, MOST_STROKES, MOST_CHARACTERS = 2_000, 60, 20_000

Strokes = tuple[tuple[int, ...], ...]
"""Each stroke as x, y, x, y, ..."""


def read(text: str) -> Strokes:
    """The strokes in `[[x, y, x, y, ...], ...]`; nothing drawn is no stroke. Raises BadInput."""
    if not text.strip():
        return ()
    try:
        found = json.loads(text) if len(text) <= MOST_CHARACTERS else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or len(found) > MOST_STROKES or not all(map(_is_line, found)):
        raise BadInput({"drawing": "drawing_unreadable"})
    if sum(map(len, found)) > 2 * MOST_POINTS:
        raise BadInput({"drawing": "drawing_unreadable"})
    return tuple(tuple(line) for line in found)


def _is_line(line: object) -> bool:
    if not isinstance(line, list) or len(line) < 2 or len(line) % 2:
        return False
    whole = all(type(one) is int for one in line)
    return whole and all(
        0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in zip(line[::2], line[1::2], strict=True)
    )


def path(strokes: Strokes) -> str:
    """The same as the `d` of an SVG path; a dot is a line of no length with round ends."""
    return "".join(_line(stroke) for stroke in strokes)


def _line(stroke: tuple[int, ...]) -> str:
    points = [f"{x} {y}" for x, y in zip(stroke[::2], stroke[1::2], strict=True)]
    return f"M{points[0]}" + ("".join(f"L{one}" for one in points[1:]) or "h0")
