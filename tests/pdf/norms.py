"""The rules of PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) that a file of ours can break.

`problems(pdf)` names every rule that the bytes break, with where. It is no veraPDF (docs/pdf.md
says how to run that one): it knows the kinds of objects that our renderer writes. That it finds
what is wrong is shown by tests/pdf/test_norms.py, which breaks a good file in many ways.
"""

import io
from collections.abc import Iterator

import pikepdf

from tests.pdf import norms_content, norms_file, norms_fonts, norms_tags


def problems(pdf: bytes) -> list[str]:
    """What is wrong with this file; nothing when it keeps all the rules that are known here."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return list(_problems(opened, pdf))


def _problems(opened: pikepdf.Pdf, raw: bytes) -> Iterator[str]:
    yield from norms_file.problems(opened, raw)
    yield from norms_fonts.problems(opened)
    if "/StructTreeRoot" not in opened.Root:
        yield "UA 7.1: there is no structure tree"
        return
    yield from norms_content.problems(opened)
    yield from norms_tags.problems(opened)
