"""Pictures as cameras make them, and as somebody makes them who means harm."""

import struct
import zlib
from collections.abc import Iterable
from io import BytesIO

from PIL import Image

SECRET = b"KANARIE-51.69N"
"""Stands in everything that must not be kept: EXIF, XMP, comment, text, behind the end."""

GPS, ORIENTATION, DESCRIPTION = 0x8825, 0x0112, 0x010E


def drawing(width: int = 640, height: int = 480) -> Image.Image:
    """Red above blue, so that it can be seen which side is up."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (0, height // 2, width, height))
    return image


def camera(width: int = 640, height: int = 480, turn: int = 1, **options: object) -> bytes:
    """A JPEG with everything that a phone writes beside the picture."""
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    exif[DESCRIPTION] = SECRET.decode()
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (51.0, 41.0, 30.0)
    exif.get_ifd(GPS)[29] = SECRET.decode()
    facts = {"exif": exif, "comment": SECRET, "xmp": SECRET, "icc_profile": SECRET * 20}
    return saved(drawing(width, height), "JPEG", **facts, **options)


def saved(image: Image.Image, format: str, **options: object) -> bytes:
    written = BytesIO()
    image.save(written, format, **options)
    return written.getvalue()


def moving(format: str) -> bytes:
    frames = [drawing(40, 30), Image.new("RGB", (40, 30), "green")]
    return saved(frames[0], format, save_all=True, append_images=frames[1:])


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG by hand: its header may say anything, and `data` unpacks to as much as it likes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    sum = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + sum


def bomb(width: int, height: int) -> bytes:
    """All black: some kilobytes that unpack to three bytes for every pixel."""
    squeezed = zlib.compressobj(9)
    line = b"\0" * (3 * width + 1)
    return png(
        width, height, b"".join(squeezed.compress(line) for _ in range(height)) + squeezed.flush()
    )


def markers(jpeg: bytes) -> Iterable[int]:
    """The segments of a JPEG up to its pixels: what it holds beside them."""
    at = 2
    while jpeg[at + 1] != 0xDA:
        yield jpeg[at + 1]
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
