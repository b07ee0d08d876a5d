"""Enough of LevelDB's files to read every byte in them: tables, logs, and Snappy.

Nothing is checked and nothing is refused: what is torn or unknown reads as far as it goes. Formats:
the documents table_format, log_format and format_description of LevelDB and Snappy.
"""

from collections.abc import Iterator

BLOCK = 32 * 1024
HEADER = 7
FOOTER = 48
SNAPPY = 1


def number(data: bytes, at: int) -> tuple[int, int]:
    """A varint and where it ends. Raises IndexError."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def log(data: bytes) -> bytes:
    """All records behind one another, without the headers that cut them into blocks."""
    out = bytearray()
    for start in range(0, len(data), BLOCK):
        block, at = data[start : start + BLOCK], 0
        while at + HEADER <= len(block):
            length = int.from_bytes(block[at + 4 : at + 6], "little")
            out += block[at + HEADER : at + HEADER + length]
            at += HEADER + length
    return bytes(out)


def table(data: bytes) -> bytes:
    """All blocks of a table, unpacked."""
    try:
        _offset, at = number(data, len(data) - FOOTER)
        _size, at = number(data, at)
        index = block(data, at)
        return b"".join(block(handle, 0, data) for handle in values(index))
    except IndexError:
        return b""


def block(handle: bytes, at: int, data: bytes | None = None) -> bytes:
    """The block to which the handle at this place points."""
    data = handle if data is None else data
    start, at = number(handle, at)
    size, at = number(handle, at)
    raw = data[start : start + size]
    return snappy(raw) if data[start + size] == SNAPPY else raw


def values(index: bytes) -> Iterator[bytes]:
    restarts = int.from_bytes(index[-4:], "little")
    end, at = len(index) - 4 * (restarts + 1), 0
    while at < end:
        _shared, at = number(index, at)
        own, at = number(index, at)
        length, at = number(index, at)
        yield index[at + own : at + own + length]
        at += own + length


def snappy(data: bytes) -> bytes:
    """Unpacked, as far as it goes."""
    out = bytearray()
    try:
        length, at = number(data, 0)
        while len(out) < length and at < len(data):
            at = _element(data, at, out)
    except IndexError:
        pass
    return bytes(out)


def _element(data: bytes, at: int, out: bytearray) -> int:
    """One literal or one copy of what came before; returns where the next one begins."""
    tag, at = data[at], at + 1
    kind, size = tag & 3, tag >> 2
    if kind == 0:
        if size >= 60:
            more = size - 59
            size, at = int.from_bytes(data[at : at + more], "little"), at + more
        out += data[at : at + size + 1]
        return at + size + 1
    if kind == 1:
        length, offset, at = (size & 7) + 4, (tag >> 5) << 8 | data[at], at + 1
    else:
        wide = 2 if kind == 2 else 4
        length, offset, at = size + 1, int.from_bytes(data[at : at + wide], "little"), at + wide
    if not 0 < offset <= len(out):
        raise IndexError
    for _n in range(length):
        out.append(out[-offset])
    return at
