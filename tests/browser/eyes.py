"""What can be seen of a page in Chromium: axe, and whether anything sticks out sideways."""

import os
import shutil
from pathlib import Path
from typing import Any
from weakref import WeakSet

from playwright.sync_api import BrowserContext, Page

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text("utf-8")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

SHELL = "chromium-headless-shell"

SIZES = {
    "phone": {"width": 360, "height": 740},
    "tablet": {"width": 820, "height": 1180},
    "desktop": {"width": 1440, "height": 900},
}

RUN_AXE = """
() => axe.run(document, {resultTypes: ["violations"]}).then(
  (found) => found.violations.map((one) => ({
    id: one.id, help: one.help, nodes: one.nodes.map((node) => node.html.slice(0, 200)),
  })),
)
"""

WIDER = """
() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > wide + 1)
    .slice(-3).map((one) => one.outerHTML.slice(0, 160));
}
"""


WITHOUT_JAVASCRIPT: "WeakSet[BrowserContext]" = WeakSet()
"""Contexts in which axe cannot run: a promise never ends there."""


def chromium_path() -> str:
    return os.environ.get("OPSTAP_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


def shell_path() -> str:
    """Chromium without the parts round its pages, where there is such a thing: the same engine at
    two thirds of the time. Where a profile has to outlive its browser, it is `chromium_path`."""
    return os.environ.get("OPSTAP_SHELL") or shutil.which(SHELL) or chromium_path()


def look_at(page: Page) -> None:
    """Raise AssertionError with what is wrong on this page."""
    found = [*sideways(page), *violations(page)]
    if found:
        raise AssertionError(f"{page.url}:\n  - " + "\n  - ".join(found))


def violations(page: Page) -> list[str]:
    if page.context in WITHOUT_JAVASCRIPT:
        return []
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE)
    return [f"{one['id']}: {one['help']}: {one['nodes'][:3]}" for one in found]


def sideways(page: Page) -> list[str]:
    """Elements that make the page wider than the screen."""
    wide = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if wide <= 0:
        return []
    return [f"{wide} px wider than the screen: {one}" for one in page.evaluate(WIDER) or ["?"]]
