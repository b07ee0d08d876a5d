"""How a reader of a document finds out that it is real: its code, an address, a QR code."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import segno


@dataclass(frozen=True)
class Verification:
    """What stands on the last page. `address` is empty where an installation has none of its own.

    `log` is the head of the audit chain at that moment, `seal` says whose certificate it is.
    """

    code: str
    address: str = ""
    log: str = ""
    seal: str = ""

    @property
    def short(self) -> str:
        """The address as a person types it."""
        return self.address.partition("://")[2]

    @property
    def rows(self) -> tuple[str, ...]:
        """The QR code of the address as outlines, one path for each row."""
        return _rows(self.address)

    @property
    def size(self) -> int:
        """Width and height of the QR code in squares, with the white edge that readers need."""
        return len(self.rows) + 2 * _EDGE


_EDGE = 4


@cache
def _rows(text: str) -> tuple[str, ...]:
    """None for an address that no QR code can hold: it is printed all the same."""
    try:
        matrix = segno.make(text, error="m", micro=False).matrix if text else ()
    except segno.DataOverflowError:
        matrix = ()
    return tuple(" ".join(_bars(row, y)) for y, row in enumerate(matrix, _EDGE))


def _bars(row: bytearray, y: int) -> Iterator[str]:
    """The dark stretches of one row."""
    x = _EDGE
    for dark, squares in groupby(row):
        width = len(list(squares))
        if dark:
            yield f"M{x} {y}h{width}v1h-{width}z"
        x += width
