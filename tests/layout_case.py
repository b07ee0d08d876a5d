"""The layout of Kessenbroek, for tests of services and pages."""

from io import BytesIO
from typing import Any

from PIL import Image

from pwa.models import Layout
from pwa.services import layouts, pictures
from tests.people import Cast

EVERY = """{{ parts.logo }}
{{ parts.head }}
{{ parts.overview }}
{{ parts.evidence }}
{{ parts.conclusions }}
{{ parts.candidate }}
{{ parts.advice }}
{{ parts.signatures }}"""
"""The shortest template that works."""


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100)) -> bytes:
    written = BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, "#7a1f3d").save(written, kind)
    return written.getvalue()


def draft(cast: Cast) -> Layout:
    """A draft with a logo."""
    mina = cast.as_("municipality_admin")
    row = layouts.begin(mina, cast.kessenbroek)
    layouts.put_logo(mina, row, row.edition, pictures.logo(picture()), "Logo van Kessenbroek")
    return again(row)


def in_use(cast: Cast, **texts: Any) -> Layout:
    """A layout with these texts that is in use."""
    mina = cast.as_("municipality_admin")
    row = layouts.begin(mina, cast.kessenbroek)
    layouts.save(mina, row, row.edition, texts)
    return again(layouts.use(mina, again(row), again(row).edition))


def again(row: Layout) -> Layout:
    return Layout.get_by_id(row.id)
