"""What comes in as a photo is drawn anew, or refused before it costs anything."""

import time
import tracemalloc
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from pwa.domain.errors import BadInput
from pwa.services import pictures
from pwa.services.pictures import from_device, made_anew
from tests.pictures import SECRET, bomb, camera, drawing, markers, moving, png, saved

NEEDED = {0xE0, 0xDB, 0xC0, 0xC4}
"""JFIF, quantisation, frame, Huffman tables: without these there is no JPEG."""


def opened(jpeg):
    return Image.open(BytesIO(jpeg))


def refused(raw, **limits):
    with pytest.raises(BadInput) as found:
        made_anew(raw, **limits)
    return found.value.fields["photos"]


@pytest.mark.parametrize("options", [{}, {"progressive": True}])
def test_nothing_but_the_pixels_is_kept(options):
    raw = camera(**options)
    assert raw.count(SECRET) > 20
    made = made_anew(raw)
    for kept in (made.large, made.small):
        assert SECRET not in kept
        assert set(markers(kept)) == NEEDED
        assert kept.endswith(b"\xff\xd9")
        assert not opened(kept).getexif()


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_stands_upright(turn):
    red_first = {
        1: (0, 0),
        2: (0, 0),
        3: (0, 1),
        4: (0, 1),
        5: (0, 0),
        6: (1, 0),
        7: (1, 0),
        8: (0, 0),
    }
    made = opened(made_anew(camera(400, 200, turn)).large)
    assert made.size == ((400, 200) if turn < 5 else (200, 400))
    right, below = red_first[turn]
    corner = made.getpixel(
        (5 if not right else made.width - 5, 5 if not below else made.height - 5)
    )
    assert corner[0] > 200 and corner[2] < 80


@pytest.mark.parametrize(
    ("size", "large", "small"),
    [
        ((4000, 3000), (1600, 1200), (320, 240)),
        ((3000, 5000), (960, 1600), (192, 320)),
        ((1600, 10), (1600, 10), (320, 2)),
        ((5000, 1), (1600, 1), (320, 1)),
        ((1, 1), (1, 1), (1, 1)),
    ],
)
def test_a_photo_is_kept_in_two_sizes(size, large, small):
    made = made_anew(camera(*size))
    assert (made.width, made.height) == large
    assert opened(made.large).size == large
    assert opened(made.small).size == small


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1"])
@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_png_and_webp_become_a_jpeg_on_white(format, mode):
    image = drawing().convert("RGBA")
    image.putalpha(0)
    made = made_anew(saved(image.convert(mode), format))
    assert opened(made.large).format == "JPEG"
    if "A" in mode:
        assert opened(made.large).getpixel((9, 9)) == (255, 255, 255)


def test_colours_of_print_are_read():
    assert opened(made_anew(saved(drawing().convert("CMYK"), "JPEG")).large).mode == "RGB"


def test_what_stands_behind_the_end_is_gone():
    zip_behind = camera() + b"PK\x03\x04" + SECRET + b"<script>alert(1)</script>"
    assert b"PK\x03\x04" not in (kept := made_anew(zip_behind).large)
    assert b"<script" not in kept


def test_of_a_camera_that_puts_two_pictures_in_one_file_the_first_is_kept():
    two = saved(drawing(), "MPO", save_all=True, append_images=[drawing(90, 90)])
    made = made_anew(two)
    assert (made.width, made.height) == (640, 480)
    assert set(markers(made.large)) == NEEDED


def test_the_same_photo_gives_the_same_bytes():
    assert made_anew(camera()) == made_anew(camera())
    assert made_anew(camera()).sha256 != made_anew(camera(641)).sha256


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(400)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\xff\xd8", b"\xff\xd8\xff\xd9", b"nonsense", SVG, HEIC, b"GIF89a" + SVG,
        b"%PDF-1.7 \xff\xd8\xff", b"RIFF\xff\xff\xff\xffWEBPVP8X", b"\x89PNG\r\n\x1a\n",
        saved(drawing(), "GIF"), saved(drawing(), "TIFF"), saved(drawing(), "BMP"),
        saved(drawing(), "ICO"), saved(drawing(), "JPEG2000"), saved(drawing(), "PDF"),
        saved(drawing(), "AVIF"), moving("PNG"), moving("WEBP"),
        camera()[:-400], saved(drawing(), "PNG")[:-400], saved(drawing(), "WEBP")[:-80],
        png(0, 10), SVG + camera(),
    ],
)  # fmt: skip
def test_what_is_no_whole_jpeg_png_or_webp_is_refused(raw):
    assert refused(raw) == "photo_unreadable"


@pytest.mark.parametrize(
    "raw",
    [
        png(2**31 - 1, 2**31 - 1), png(30_000, 30_000), bomb(3_000, 2_100),
        camera().replace(b"\x01\xe0\x02\x80", b"\xff\xff\xff\xff"),
        b"\xff\xd8" + bytes(pictures.MOST_UPLOADED),
    ],
    ids=["absurd", "huge", "bomb", "a jpeg that lies", "bytes"],
)  # fmt: skip
def test_too_large_is_refused_before_it_is_decoded(raw):
    refused_unseen(raw)


LARGEST_WEBP = bytes.fromhex("524946461a000000574542505650384c0e0000002ffebfff0f071011fd0f4444ff03")
"""All black; `saved(Image.new("L", (16_383, 16_383)), "WEBP", lossless=True, quality=0, method=0)`
takes seconds to draw it."""


def test_the_largest_webp_is_refused_before_it_is_decoded():
    assert Image.open(BytesIO(LARGEST_WEBP)).size == (16_383, 16_383)
    refused_unseen(LARGEST_WEBP)


def refused_unseen(raw: bytes) -> None:
    tracemalloc.start()
    began = time.thread_time()
    assert refused(raw) == "photo_too_large"
    assert time.thread_time() - began < 0.5
    assert tracemalloc.get_traced_memory()[1] < 3 * len(raw) + 1_000_000
    tracemalloc.stop()


def test_half_a_photo_is_refused_whatever_somebody_else_asked_of_pillow(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert refused(camera()[:-400]) == "photo_unreadable"


def test_a_progressive_jpeg_with_scans_without_end_is_refused():
    raw = camera(progressive=True)
    scan = raw[raw.rindex(b"\xff\xda") : -2]
    assert refused(raw[:-2] + scan * 200 + b"\xff\xd9") == "photo_unreadable"


def test_a_device_sends_a_small_jpeg_and_nothing_else():
    assert from_device(camera()).width == 640
    for raw, why in (
        (saved(drawing(), "PNG"), "photo_unreadable"),
        (camera(2500, 2000), "photo_too_large"),
        (camera() + bytes(pictures.MOST_SENT), "photo_too_large"),
    ):
        with pytest.raises(BadInput) as found:
            from_device(raw)
        assert found.value.fields == {"photos": why}
