"""Pictures from outside: looked at before they are decoded, and made anew.

What is kept is never what came in, but a JPEG that was drawn here from its pixels: no EXIF, place,
thumbnail, comment, colour profile, nothing hidden behind its end. One at a time, so that the memory
that a picture may take is taken once.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile

from pwa.domain.errors import BadInput

MEDIA_TYPE = "image/jpeg"
LONGEST, SMALL = 1600, 320
QUALITY = 80

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_UPLOADED = 10_000_000
MOST_PIXELS = 25_000_000
"""A phone's photo; a larger one is refused by what its header says, before it is decoded."""

MOST_PIXELS_AT_ONCE = 6_000_000
"""PNG and WebP, which cannot be decoded at a smaller size, so that all of them are in memory."""

MOST_SENT, MOST_PIXELS_SENT = 140 * 1024, 4_000_000
"""Of a photo in the outbox: the page makes it fit, and nobody waits for a larger one."""

MOST_SCANS = 100
"""Of a progressive JPEG, which a camera writes in about ten: each one is a walk over all pixels."""

LOGO_TYPE, LOGO_LONGEST, MOST_LOGO = "image/png", 900, 2_000_000

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Ours is lower, and refuses where Pillow's would only warn.
Image.MAX_IMAGE_PIXELS = None

_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept: the large one and one for a page full of notes."""

    large: bytes
    small: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.large).hexdigest()


def from_device(raw: bytes) -> Picture:
    """What the page shrank already (docs/outbox.md). Raises BadInput as `made_anew`."""
    return made_anew(raw, formats=("JPEG",), most_bytes=MOST_SENT, most_pixels=MOST_PIXELS_SENT)


def made_anew(
    raw: bytes,
    *,
    formats: tuple[str, ...] = FORMATS,
    most_bytes: int = MOST_UPLOADED,
    most_pixels: int = MOST_PIXELS,
) -> Picture:
    """Raises BadInput for `photos`: photo_too_large, photo_unreadable (also for other formats)."""
    if len(raw) > most_bytes:
        raise BadInput({"photos": "photo_too_large"})
    with _one_at_a_time, _hostile():
        ImageFile.LOAD_TRUNCATED_IMAGES = False  # whoever imports WeasyPrint here says otherwise
        with Image.open(BytesIO(raw), formats=formats) as found:
            _check(found, raw, most_pixels)
            large = _drawn(found)
        small = large.copy()
        small.thumbnail((SMALL, SMALL))
        return Picture(_jpeg(large), _jpeg(small), *large.size)


@contextmanager
def _hostile() -> Iterator[None]:
    """A decoder may raise anything at what somebody made for it."""
    try:
        yield
    except BadInput:
        raise
    except Exception as broken:
        raise BadInput({"photos": "photo_unreadable"}) from broken


def _check(found: Image.Image, raw: bytes, most_pixels: int) -> None:
    """What the header says; nothing was decoded yet. A camera's MPO is a JPEG with more behind."""
    width, height = found.size
    at_once = found.format in ("PNG", "WEBP")
    if width * height > min(most_pixels, MOST_PIXELS_AT_ONCE if at_once else most_pixels):
        raise BadInput({"photos": "photo_too_large"})
    moves = at_once and getattr(found, "is_animated", False)
    scans = raw.count(b"\xff\xda") if "progressive" in found.info else 1
    if moves or scans > MOST_SCANS or not (width and height):
        raise BadInput({"photos": "photo_unreadable"})


def _drawn(found: Image.Image) -> Image.Image:
    """Its pixels on a new white sheet, upright, and not larger than is kept."""
    scale = max(1.0, max(found.size) / LONGEST)
    size = (max(1, round(found.width / scale)), max(1, round(found.height / scale)))
    found.draft("RGB", size)  # a JPEG is decoded at about that size
    turn = _TURNS.get(_orientation(found))
    image = found.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0) if scale > 1 else found
    if image.mode not in ("RGB", "RGBA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image, mask=image if image.mode == "RGBA" else None)
    return sheet.transpose(turn) if turn else sheet


def _orientation(found: Image.Image) -> int:
    try:
        return int(found.getexif().get(_ORIENTATION, 1))
    except Exception:  # nonsense beside a good picture
        return 1


@dataclass(frozen=True)
class Logo:
    """A logo as it is kept: on white, without loss, as wide as paper needs."""

    png: bytes
    width: int
    height: int


def logo(raw: bytes) -> Logo:
    """Raises BadInput for `photos` as `made_anew`."""
    if len(raw) > MOST_LOGO:
        raise BadInput({"photos": "photo_too_large"})
    with _one_at_a_time, _hostile():
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        with Image.open(BytesIO(raw), formats=FORMATS) as found:
            _check(found, raw, MOST_PIXELS_AT_ONCE)
            sheet = _drawn(found)
        sheet.thumbnail((LOGO_LONGEST, LOGO_LONGEST))
        written = BytesIO()
        sheet.save(written, "PNG", optimize=True)
        return Logo(written.getvalue(), *sheet.size)


def _jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
