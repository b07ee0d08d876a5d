"""Somebody who follows the handbook: what is tapped stands there in bold, in these words."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.eyes import look_at

HANDBOOK = Path(__file__).parents[2] / "docs" / "handleiding"


def bold(pages: str) -> set[str]:
    """What the handbook prints in bold on these pages."""
    texts = [(HANDBOOK / f"{name}.md").read_text("utf-8") for name in pages.split()]
    found = re.findall(r"\*\*(.+?)\*\*", "\n".join(texts), re.S)
    return {" ".join(words.split()).rstrip(".:?") for words in found}


class Reader:
    """Somebody with one browser, who taps only what the own pages of the handbook name."""

    def __init__(self, page: Page, pages: str) -> None:
        self.page, self.pages, self.known = page, pages, bold(pages)

    def tap(self, words: str, within: Locator | None = None) -> None:
        assert words in self.known, f"{words!r} stands nowhere in {self.pages}"
        place = within or self.page
        link = place.get_by_role("link", name=words, exact=True)
        button = place.get_by_role("button", name=words, exact=True)
        link.or_(button).locator("visible=true").first.click()

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        look_at(self.page)

    def in_own_menu(self, words: str) -> None:
        self.page.locator(".top__end .menu__button").click()
        self.tap(words, self.page.locator(".top__end"))

    def link(self) -> str:
        return self.page.locator(".way-in__link").first.inner_text()

    def fill(self, **fields: str) -> None:
        for label, text in fields.items():
            self.page.get_by_label(label.replace("_", " "), exact=True).fill(text)
