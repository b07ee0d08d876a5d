"""Pictures for the documentation: small, and only those that were asked for."""

import io

import pytest
from PIL import Image

from pwa import shots
from pwa.config import SettingsError


def picture(size: tuple[int, int]) -> bytes:
    """One in which every pixel has a colour of its own."""
    image = Image.new("RGB", size)
    wide = size[0]
    image.putdata([(n % 256, n // 256 % 256, n % wide) for n in range(size[0] * size[1])])
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_a_light_picture_keeps_every_colour() -> None:
    before = picture((30, 20))
    after = Image.open(io.BytesIO(shots.small(before)))
    assert after.tobytes() == Image.open(io.BytesIO(before)).tobytes()


def test_a_heavy_picture_keeps_its_size_and_gives_up_colours() -> None:
    small = Image.open(io.BytesIO(shots.small(picture((300, 200)), most=5_000)))
    assert small.size == (300, 200)
    assert len(small.getcolors() or ()) <= shots.COLOURS


def test_a_picture_that_would_weigh_too_much_is_not_written(tmp_path) -> None:
    with pytest.raises(SettingsError):
        shots._write(tmp_path / "heavy.png", bytes(shots.MOST_BYTES + 1))
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_no_picture_has_is_said_before_a_browser_starts() -> None:
    with pytest.raises(SettingsError, match="vanmorgen"):
        list(shots.make(["vanmorgen"]))
