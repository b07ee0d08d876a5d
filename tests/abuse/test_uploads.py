"""Files that are larger than they look, or two things at once."""

import io
import struct
import zlib

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from pwa.domain.errors import BadInput
from pwa.models import TABLES, Blob
from pwa.services import companies
from pwa.services.pictures import made_anew
from tests.browse import fields
from tests.pictures import camera

SCRIPT = b"<?php system('id'); ?><script>alert('kanarie')</script>"


def bomb() -> bytes:
    """A PNG of some hundred bytes that says it is 60,000 pixels wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    data = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def polyglots() -> dict[str, bytes]:
    gif = io.BytesIO()
    Image.new("P", (8, 8)).save(gif, "GIF")
    return {
        "a picture with a script behind it": camera() + SCRIPT,
        "a gif that is a script": gif.getvalue() + SCRIPT,
        "a pdf with a picture in it": b"%PDF-1.7\n" + camera(),
        "an archive behind a picture": camera() + b"PK\x03\x04" + SCRIPT,
        "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>",
        "nothing but a beginning": b"\xff\xd8\xff\xe0",
        "a bomb": bomb(),
    }


@pytest.fixture
def photos_on(cast):
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)


def send(browse, cast, data: bytes, name: str = "foto.jpg"):
    """The form of a note with this file, as a browser without a script sends it."""
    visitor = browse("supervisor_a")
    page = visitor.get(f"/notities/nieuw?voor={cast.placement_a1.id}")
    sent = {**fields(page.form("Bewaren")), "text": "Netjes gestapeld."}
    boundary, body = encode_multipart(sent | {"photos": FileStorage(io.BytesIO(data), name)})
    return visitor.post(
        "/notities/", body, content_type=f"multipart/form-data; boundary={boundary}"
    )


@pytest.mark.usefixtures("photos_on")
@pytest.mark.parametrize("kind", polyglots())
def test_what_is_two_things_is_refused_or_drawn_anew(browse, cast, kind: str) -> None:
    page = send(browse, cast, polyglots()[kind])
    assert page.status in (303, 422)
    for blob in Blob.select():
        assert b"kanarie" not in bytes(blob.data) and bytes(blob.data).startswith(b"\xff\xd8")


@pytest.mark.usefixtures("photos_on")
def test_the_name_of_a_file_is_nowhere(browse, cast) -> None:
    assert send(browse, cast, camera(), "../../kanarie.php.jpg").status == 303
    rows = [str(row) for model in TABLES for row in model.select().dicts()]
    assert not [row for row in rows if "kanarie" in row]


@pytest.mark.parametrize("data", [b"{" * 400_000, b"[" * 400_000, b'{"a":' * 100_000, bomb()])
def test_a_handbook_that_is_deeper_than_it_looks_is_refused(browse, cast, data: bytes) -> None:
    page = browse("employer_a").post(
        f"/bedrijven/{cast.company_a.id}/handboek/inlezen",
        {"file": (io.BytesIO(data), "x.json")},
        content_type="multipart/form-data",
    )
    assert page.status in (400, 404, 409, 413, 422)


@pytest.mark.parametrize("data", [bomb(), b"%PDF-1.7\n" + b"<<" * 200_000, b"", SCRIPT])
def test_a_document_to_verify_is_none_and_is_not_kept(browse, data: bytes) -> None:
    before = Blob.select().count()
    page = browse().post(
        "/controle", {"file": (io.BytesIO(data), "x.pdf")}, content_type="multipart/form-data"
    )
    assert page.status in (200, 400, 404, 413, 422)
    assert Blob.select().count() == before


def test_a_logo_that_is_a_bomb_is_no_picture() -> None:
    with pytest.raises(BadInput):
        made_anew(bomb())
