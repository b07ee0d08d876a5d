"""Rules about fonts: inside the file, and each sign on the page stands for a letter."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pikepdf

_NO_LETTERS = {"", "\x00", "\ufeff", "\ufffe"}


def problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    shown = _shown(pdf)
    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font":
            if str(font.get("/Subtype", "")).startswith("/CIDFont"):
                continue
            yield from _font(font, shown[font.objgen])


def _font(font: Any, codes: set[int]) -> Iterator[str]:
    name = str(font.get("/BaseFont", "?"))[1:]
    inner = font.DescendantFonts[0] if font.get("/Subtype") == "/Type0" else font
    files = {"/FontFile", "/FontFile2", "/FontFile3"}
    if not files & set(inner.get("/FontDescriptor", pikepdf.Dictionary()).keys()):
        yield f"A 6.2.11.4: font {name} is not inside the file"
    if inner.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
        yield f"A 6.2.11.3: font {name} does not say which code is which glyph"
    if "/ToUnicode" not in font:
        yield f"UA 7.21.7: font {name} does not say which letters it draws"
        return
    letters = _letters(font.ToUnicode.read_bytes().decode("latin-1"))
    silent = sorted(code for code in codes if letters.get(code, "") in _NO_LETTERS)
    if silent:
        yield f"UA 7.21.7: font {name} draws glyphs that are no letters: {silent[:5]}"
    if 0 in codes:
        yield f"A 6.2.11.8: font {name} draws an empty box"


def _letters(cmap: str) -> dict[int, str]:
    """Code -> text, from the bfchar and bfrange parts of a CMap."""
    found: dict[int, str] = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", part):
            found[int(code, 16)] = _text(text)
    for part in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        rows = re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part)
        for first, last, text in rows:
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found


def _text(hexadecimal: str) -> str:
    return bytes.fromhex(hexadecimal).decode("utf-16-be", "replace")


def _shown(pdf: pikepdf.Pdf) -> dict[tuple[int, int], set[int]]:
    """Font -> the codes of two bytes that some page shows with it."""
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for page in pdf.pages:
        _read(page, page.get("/Resources", {}), found)
    return found


def _read(page: Any, resources: Any, found: dict[tuple[int, int], set[int]]) -> None:
    fonts, now = resources.get("/Font", {}), None
    for one in pikepdf.parse_content_stream(page):
        operator = str(one.operator)
        if operator == "Tf":
            now = fonts[str(one.operands[0])].objgen
        elif operator in ("Tj", "TJ") and now:
            parts = one.operands[0] if operator == "TJ" else [one.operands[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    found[now] |= {int.from_bytes(raw[n : n + 2]) for n in range(0, len(raw), 2)}
    for form in resources.get("/XObject", {}).values():
        if form.get("/Subtype") == "/Form" and "/Resources" in form:
            _read(form, form.Resources, found)
