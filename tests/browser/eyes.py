"""What can be seen of a page in Chromium: axe, and whether anything sticks out sideways, lies over
other words, is cut off, is a number in two pieces, or is too small for a thumb in a glove."""

import os
import re
import shutil
from pathlib import Path
from typing import Any
from weakref import WeakSet

from playwright.sync_api import BrowserContext, Error, Page

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


LAYOUT = """
() => {
  const narrow = innerWidth < 992, found = [], words = []
  const said = (one) => `<${one.tagName.toLowerCase()} class="${one.className}"> `
    + (one.textContent || one.name || "").trim().replace(/\\s+/g, " ").slice(0, 60)
  const box = (one) => one.getBoundingClientRect()
  const known = new Map()
  const of = (one) => {
    if (!one) return {}
    if (!known.has(one)) {
      const style = getComputedStyle(one), above = of(one.parentElement)
      known.set(one, {
        style,
        hidden: above.hidden || style.clipPath !== "none",
        floats: above.floats || style.position === "fixed" || style.position === "sticky",
      })
    }
    return known.get(one)
  }
  const seen = (one) => one.checkVisibility({opacityProperty: true, visibilityProperty: true})

  let last = 1
  for (const one of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Number(one.tagName[1])
    if (level > last + 1) found.push(`a heading skips from h${last}: ${said(one)}`)
    last = level
  }
  const touched = "a, button, summary, select, textarea, input:not([type=hidden], [type=file])"
  for (const one of narrow ? document.querySelectorAll(touched) : []) {
    if (!seen(one) || of(one).hidden || one.closest(".skip")) continue
    const choice = ["checkbox", "radio"].includes(one.type)
    const inText = of(one).style.display === "inline" && !choice
    if (inText && one.parentElement.textContent.trim() !== one.textContent.trim()) continue
    const area = choice ? one.closest("label") || one : one
    const tall = Math.round(box(area).height)
    if (tall < 56) found.push(`${tall} px tall: ${said(area)}`)
  }
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const text = walk.currentNode, one = text.parentElement
    if (!text.data.trim() || one.closest("svg, option, script") || !seen(one)) continue
    const { style, hidden, floats } = of(one)
    if (hidden || floats) continue
    if (style.overflowX === "hidden" && style.textOverflow !== "ellipsis"
      && one.scrollWidth > one.clientWidth + 1) found.push(`cut off: ${said(one)}`)
    const range = document.createRange()
    range.selectNodeContents(text)
    const lines = [...range.getClientRects()].filter((at) => at.width > 2)
    for (const at of lines) words.push({at, one, text})
    if (/^\\s*[0-9]+\\s*$/.test(text.data) && lines.length > 1)
      found.push(`a number in two pieces: ${said(one.parentElement)}`)
  }
  words.sort((a, b) => a.at.top - b.at.top)
  words.forEach((a, n) => {
    for (let m = n + 1; m < words.length && words[m].at.top < a.at.bottom - 6; m++) {
      const b = words[m]
      const wide = Math.min(a.at.right, b.at.right) - Math.max(a.at.left, b.at.left)
      if (wide > 3 && a.text !== b.text && Math.min(a.at.bottom, b.at.bottom) - b.at.top > 6)
        found.push(`words over words: ${said(a.one)} / ${said(b.one)}`)
    }
  })
  return found.slice(0, 5)
}
"""

ON_ITS_WAY = re.compile("context was destroyed|properties of null")
"""What Chromium says of a page that goes, or of one that came and has no element yet."""

WITHOUT_JAVASCRIPT: "WeakSet[BrowserContext]" = WeakSet()
"""Contexts in which axe cannot run: a promise never ends there."""


def chromium_path() -> str:
    return os.environ.get("OPSTAP_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


def shell_path() -> str:
    """Chromium without the parts round its pages, where there is such a thing: the same engine at
    two thirds of the time. Where a profile has to outlive its browser, it is `chromium_path`."""
    return os.environ.get("OPSTAP_SHELL") or shutil.which(SHELL) or chromium_path()


def look_at(page: Page) -> None:
    """Raise AssertionError with what is wrong on this page, once it is all there."""
    try:
        found = _wrong_on(page)
    except Error as problem:  # it was on its way to the next page: that one is looked at
        if not ON_ITS_WAY.search(problem.message):
            raise
        found = _wrong_on(page)
    if found:
        raise AssertionError(f"{page.url}:\n  - " + "\n  - ".join(found))


def _wrong_on(page: Page) -> list[str]:
    page.wait_for_load_state("load")
    return [*sideways(page), *page.evaluate(LAYOUT), *violations(page)]


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
