"""Pages that a device keeps for who is signed in, as tests without network begin."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.faults.proxy import FaultProxy

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


@pytest.fixture
def behind_a_proxy(tablet: Any, server: str, console: Any) -> Iterator[tuple[FaultProxy, Page]]:
    """A network that can go bad, and a supervisor's tablet behind it with Vandaag kept."""
    console.allow(OFFLINE)
    host, port = server.removeprefix("http://").split(":")
    with FaultProxy((host, int(port))) as proxy:
        page = tablet("supervisor_a", service_workers="allow", base_url=proxy.url)
        page.goto("/vandaag/")
        until_kept(page, "/vandaag/")
        yield proxy, page
