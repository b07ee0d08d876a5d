"""Pictures of README and help, made by a real browser on a running demo.

Needs what tests need: Playwright, a Chromium, and `pdftoppm` for the page of a PDF.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pwa.config import SettingsError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DOCS = Path(__file__).parent.parent / "docs"
HELP, README = DOCS / "handleiding" / "beelden", DOCS / "pictures"
PHONE, TABLET, DESKTOP = (360, 740), (820, 1180), (1440, 900)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-component-update"]
COLOURS = 128
TO_THE_TOP = "one => scrollBy(0, one.getBoundingClientRect().top - 24)"
EDGE = 12
"""Pixels round each page of a PDF."""
MOST_BYTES = 200_000
WITH_A_NOTE = re.compile(r"[1-9]\d* van \d+ gekozen")


@dataclass(frozen=True)
class Shot:
    """One picture: who looks (a name in the demo, none: a stranger), at what, how large."""

    name: str
    who: str
    size: tuple[int, int]
    go: "Callable[[Page], None]"
    folders: tuple[Path, ...] = (HELP,)
    empty: bool = False

    @property
    def files(self) -> list[Path]:
        return [folder / f"{self.name}.png" for folder in self.folders]


def _path(path: str) -> "Callable[[Page], None]":
    def go(page: "Page") -> None:
        page.goto(path)

    return go


def _first(path: str, *addresses: str) -> "Callable[[Page], None]":
    """Open a page, and from there the first link that leads to each kind of address in turn."""

    def go(page: "Page") -> None:
        page.goto(path)
        for wanted in addresses:
            page.goto(_link(page, wanted))

    return go


def _link(page: "Page", wanted: str) -> str:
    hrefs = (a.get_attribute("href") or "" for a in page.locator("main a").all())
    found = next((href for href in hrefs if re.search(wanted, href)), None)
    if found is None:
        raise SettingsError(f"{page.url} has no link to {wanted}: the picture cannot be made.")
    return found


def _welcomed(page: "Page") -> None:
    """At the notes, past what a candidate is told once."""
    page.goto("/mijn-voortgang")
    button = page.locator("form[action='/mijn-voortgang/welkom'] button")
    if button.count():
        button.click()
    _scroll(page, "Wat je begeleider zag")


def _scroll(page: "Page", heading: str) -> None:
    page.get_by_role("heading", name=heading).evaluate(TO_THE_TOP)


def _evidence(page: "Page") -> None:
    """An evaluation in the making, at a competence with a note behind it."""
    _first("/evaluaties", f"/evaluaties/{ONE}$")(page)
    with_note = page.locator("main details").filter(has_text=WITH_A_NOTE).first
    with_note.evaluate("one => { one.open = true }")
    note = page.locator("main details [type=checkbox]:checked").first
    note.wait_for()
    note.locator("xpath=ancestor::details").evaluate(TO_THE_TOP)


def _together(page: "Page") -> None:
    """The talk, at the first step where both of them said something."""
    _first("/evaluaties", f"/evaluaties/{ONE}$", "/samen/$")(page)
    while not page.locator(".card .stack + .stack .level").count():
        page.goto(page.get_by_role("link", name="Volgende").get_attribute("href") or "")


def _signing_off(page: "Page") -> None:
    """What a coach reads before signing: what is missing, and the button below it."""
    _first("/evaluaties", f"/evaluaties/{ONE}$")(page)
    _scroll(page, "Wat er nog mist")


BOTH = (HELP, README)
ONE = "[0-9a-f-]{36}"
SHOTS = (
    Shot("vandaag", "Ria Hoeben", TABLET, _path("/vandaag/"), BOTH),
    Shot("notitie", "Ria Hoeben", TABLET, _first("/vandaag/", "/notities/nieuw")),
    Shot("mijn-voortgang", "Samira Bakkali", PHONE, _welcomed, BOTH),
    Shot("mijn-kandidaten", "Anouk Driessen", DESKTOP, _path("/mijn-kandidaten"), BOTH),
    Shot("evaluatie", "Mehmet Kaya", TABLET, _evidence),
    Shot("gesprek", "Ria Hoeben", TABLET, _together),
    Shot("aftekenen", "Anouk Driessen", PHONE, _signing_off),
    Shot("bedrijf", "Petra van Gool", DESKTOP, _path("/ons-bedrijf")),
    Shot("handboek", "Petra van Gool", DESKTOP, _first("/ons-bedrijf", f"/handboeken/{ONE}$")),
    Shot("profiel", "Petra van Gool", TABLET, _first("/ons-bedrijf", "/profiel$")),
    Shot("werkplek", "Petra van Gool", TABLET, _first("/ons-bedrijf", f"/werkplekken/{ONE}$")),
    Shot("plek-geven", "Anouk Driessen", DESKTOP, _path("/plaatsingen/nieuw")),
    Shot("overeenkomst", "Anouk Driessen", DESKTOP, _first("/mijn-kandidaten", "/overeenkomst$")),
    Shot("uren", "Ria Hoeben", TABLET, _path("/uren")),
    Shot("regels", "Sandra Kuipers", DESKTOP, _first("/onze-regels", "/regels/proefplaats$")),
    Shot("eerste-start", "", PHONE, _path("/begin"), empty=True),
)
PDF = "pdf"


def make(names: Sequence[str] = (), port: int = 9037) -> Iterator[Path]:
    """Make all pictures, or those named; gives each file when it is there. Raises SettingsError."""
    if unknown := set(names) - {PDF, *(shot.name for shot in SHOTS)}:
        raise SettingsError(f"There is no picture called {', '.join(sorted(unknown))}.")
    wanted = [shot for shot in SHOTS if not names or shot.name in names]
    with _browser() as browser:
        for empty in (False, True):
            here = [shot for shot in wanted if shot.empty is empty]
            pdf = not empty and (not names or PDF in names)
            if here or pdf:
                with _demo(port + empty, empty=empty) as address:
                    for shot in here:
                        yield from _take(browser, address, shot)
                    if pdf:
                        yield _take_pdf(browser, address)


@contextmanager
def _browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("OPSTAP_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        raise SettingsError("No Chromium here; OPSTAP_CHROMIUM=/path names one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def _demo(port: int, *, empty: bool) -> Iterator[str]:
    """A server on data of its own that goes when the pictures are made."""
    with tempfile.TemporaryDirectory(prefix="opstap-shots-") as data:
        command = [sys.executable, "-m", "pwa.cli", "up", "--port", str(port), "--data", data]
        with subprocess.Popen(  # noqa: S603 our own program
            [*command, *(["--empty"] if empty else [])],
            stdout=subprocess.PIPE,
            text=True,
            cwd=DOCS.parent,
        ) as server:
            try:
                yield _address(server)
            finally:
                server.terminate()


def _address(server: "subprocess.Popen[str]") -> str:
    for line in server.stdout or ():
        if line.startswith("Opstap: "):
            return line.removeprefix("Opstap: ").strip()
    raise SettingsError("The demo did not start: see above.")


@contextmanager
def _page_of(browser: "Browser", address: str, who: str, size: tuple[int, int]) -> "Iterator[Page]":
    """A page in which this person is signed in, twice as sharp on a phone."""
    wide, high = size
    context = browser.new_context(
        base_url=address,
        viewport={"width": wide, "height": high},
        device_scale_factor=1.5 if size == PHONE else 1,
        locale="nl-NL",
        color_scheme="light",
        reduced_motion="reduce",
        service_workers="block",
    )
    page = context.new_page()
    if who:
        page.goto("/aanmelden")
        page.get_by_role("button", name=who).first.click()
        page.wait_for_load_state("networkidle")
    yield page
    context.close()


def _take(browser: "Browser", address: str, shot: Shot) -> Iterator[Path]:
    with _page_of(browser, address, shot.who, shot.size) as page:
        shot.go(page)
        page.wait_for_load_state("networkidle")
        picture = small(page.screenshot())
    for file in shot.files:
        yield _write(file, picture)


def _take_pdf(browser: "Browser", address: str) -> Path:
    """Two pages of an evaluation that is signed by everybody, as the candidate gets it."""
    with _page_of(browser, address, "Samira Bakkali", PHONE) as page:
        _welcomed(page)
        page.goto(_link(page, f"/evaluaties/{ONE}$"))
        answer = page.request.get(_link(page, f"/evaluaties/{ONE}/pdf$"))
        pdf = answer.body()
    return _write(HELP / f"{PDF}.png", small(_side_by_side(pdf)))


def _side_by_side(pdf: bytes) -> bytes:
    """The first two pages as one picture."""
    from PIL import Image

    program = shutil.which("pdftoppm")
    if not program:
        raise SettingsError("pdftoppm is missing; Debian has it in poppler-utils.")
    pages = []
    for number in ("1", "2"):
        drawn = subprocess.run(  # noqa: S603 found on PATH
            [program, "-png", "-r", "72", "-f", number, "-l", number, "-"],
            input=pdf, capture_output=True, check=True,
        )  # fmt: skip
        pages.append(Image.open(io.BytesIO(drawn.stdout)))
    wide, high = pages[0].size
    both = Image.new("RGB", (2 * wide + 3 * EDGE, high + 2 * EDGE), "#d9d4c8")
    for column, one in enumerate(pages):
        both.paste(one, (EDGE + column * (wide + EDGE), EDGE))
    out = io.BytesIO()
    both.save(out, "PNG")
    return out.getvalue()


def small(png: bytes, most: int = MOST_BYTES) -> bytes:
    """The same picture, well packed; with few colours only where it would weigh too much."""
    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    if out.tell() > most:
        out = io.BytesIO()
        image.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(path: Path, picture: bytes) -> Path:
    if len(picture) > MOST_BYTES:
        raise SettingsError(f"{path.name} would be {len(picture)} bytes, {MOST_BYTES} is the most.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture)
    path.chmod(0o644)
    return path
