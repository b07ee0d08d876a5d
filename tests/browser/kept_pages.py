"""Pages that a device keeps for who is signed in, as tests without network begin."""

from typing import Any

import pytest
from playwright.sync_api import Page

OFFLINE = (
    "ERR_INTERNET_DISCONNECTED|Failed to load|ERR_FAILED|ERR_CONNECTION|ERR_EMPTY|Failed to fetch"
)
KEPT = """async () => {
  for (const name of await caches.keys())
    if (name.startsWith("opstap-person-"))
      return (await (await caches.open(name)).keys()).map((one) => {
        const { pathname, search } = new URL(one.url)
        return pathname + search
      })
  return []
}"""


def until_kept(page: Page, *addresses: str) -> None:
    for _ in range(100):
        if set(addresses) <= set(page.evaluate(KEPT)):
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate(KEPT))


def note_of(cast: Any) -> str:
    return f"/notities/nieuw?voor={cast.placement_a1.id}"


@pytest.fixture
def ria(tablet, cast, console):
    """A supervisor on her tablet; Vandaag and the pages behind it are kept."""
    console.allow(OFFLINE)
    page = tablet("supervisor_a", service_workers="allow")
    page.goto("/vandaag/")
    until_kept(page, "/", "/vandaag/", "/hulp/", note_of(cast))
    return page
