"""A real Chromium with a profile of its own on disk: started, killed, and started again.

    with Life(playwright, profile, proxy.url, token) as life:
        life.page.goto("/vandaag/")
        life.kill()                      # SIGKILL for every process, as when memory runs short
        page = life.start()              # the same profile, signed in again, with one empty page

Nothing is faked in the page: its clock is the clock of this machine. The session's cookie is given
anew at each start, since Chromium brings its cookies to the disk only now and then.
"""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from pwa.access import COOKIE
from tests.browser.eyes import ARGUMENTS, SIZES, chromium_path

PROC = Path("/proc")


class Life:
    """One browser at a time on one profile. `scripts` run in every page before its own."""

    def __init__(
        self,
        playwright: Playwright,
        profile: Path,
        address: str,
        token: str,
        scripts: tuple[str, ...] = (),
    ) -> None:
        self.playwright, self.profile = playwright, profile
        self.address, self.token, self.scripts = address, token, scripts
        self.context: BrowserContext | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_why: object) -> None:
        self.kill()

    @property
    def page(self) -> Page:
        """The page that is open, and the only one."""
        assert self.context is not None, "no browser runs"
        return self.context.pages[-1]

    def start(self) -> Page:
        settings: dict[str, Any] = {
            "executable_path": chromium_path(),
            "args": ARGUMENTS,
            "base_url": self.address,
            "viewport": SIZES["tablet"],
            "locale": "nl-NL",
            "timezone_id": "Europe/Amsterdam",
        }
        self.context = self.playwright.chromium.launch_persistent_context(self.profile, **settings)
        self.context.set_default_timeout(10_000)
        if self.token:
            self.sign_in(self.token)
        for script in self.scripts:
            self.context.add_init_script(script)
        return self.context.pages[0] if self.context.pages else self.context.new_page()

    def sign_in(self, token: str) -> None:
        assert self.context is not None, "no browser runs"
        cookie = {"name": COOKIE, "value": token, "url": self.address}
        self.context.add_cookies([cookie])  # type: ignore[list-item]

    def kill(self) -> None:
        """Every process of this browser at once; nothing is closed or written any more."""
        for process in sorted(family(self.profile), reverse=True):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.close()
        until = time.monotonic() + 10
        while family(self.profile) and time.monotonic() < until:
            time.sleep(0.01)

    def close(self) -> None:
        """The ordinary end."""
        context, self.context = self.context, None
        if context:
            with suppress(Error):
                context.close()


def until_said(page: Page) -> None:
    """That a note is kept. It is said for a moment, and then Vandaag comes: only after it was kept.
    A busy machine may miss the moment."""
    said = page.locator("[data-said][data-state=kept]")
    said.or_(page.get_by_role("heading", level=1, name="Vandaag")).first.wait_for()


def family(profile: Path) -> set[int]:
    """The processes of the browser on this profile, and those that it started."""
    parents: dict[int, int] = {}
    found: set[int] = set()
    for folder in PROC.iterdir():
        if not folder.name.isdigit():
            continue
        with suppress(OSError):
            command = (folder / "cmdline").read_bytes().split(b"\0")
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rpartition(")")[2].split()[1]
            )
            if f"--user-data-dir={profile}".encode() in command:
                found.add(int(folder.name))
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found
