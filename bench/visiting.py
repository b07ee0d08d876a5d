"""A demo on a real server, and a real browser in which somebody of it is signed in."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.eyes import ARGUMENTS, SIZES, chromium_path
from tests.servers import served

SUPERVISOR, CANDIDATE = "Ria Hoeben", "Samira Bakkali"


@contextmanager
def demo_server() -> Iterator[tuple[str, int]]:
    """Host and port of `opstap up` with a fresh demo, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="opstap-bench-") as folder:
        data, log = Path(folder, "data"), Path(folder, "log")
        with served("up", "--data", str(data), log=log) as server:
            yield "127.0.0.1", server.port


@contextmanager
def tablet(address: str, who: str = "", **options: object) -> Iterator[tuple[BrowserContext, Page]]:
    """Chromium with a profile on disk, since a private window keeps nothing there."""
    os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = "1"  # offline is so for it too
    with tempfile.TemporaryDirectory(prefix="opstap-profile-") as profile, sync_playwright() as p:
        context = p.chromium.launch_persistent_context(
            profile,
            executable_path=chromium_path(),
            args=ARGUMENTS,
            base_url=address,
            viewport=SIZES["tablet"],
            locale="nl-NL",
            has_touch=True,
            **options,  # type: ignore[arg-type]
        )
        page = context.pages[0]
        if who:
            sign_in(page, who)
        yield context, page
        context.close()


def sign_in(page: Page, who: str) -> None:
    """By one tap, as a demo lets anybody in."""
    page.goto("/aanmelden")
    with page.expect_navigation():
        page.get_by_role("button", name=who).first.click()
