"""Which letters a glyph stands for, so that text can be copied, searched and read aloud."""

from typing import Any

import pydyf

_NOTHING, _NO_WIDTH = b"> <>", b"> <200b>"


def name_all_letters(pdf: Any) -> None:
    """Give each glyph a letter, as both norms ask (ISO 19005-3, 6.2.11.7.2; ISO 14289-1, 7.21.7).

    Where a script draws one letter as several glyphs, WeasyPrint names the first one only. The
    others get a space without width.
    """
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and b"begincmap" in thing.stream:
            thing.stream[:] = [
                line.replace(_NOTHING, _NO_WIDTH) if isinstance(line, bytes) else line
                for line in thing.stream
            ]
