"""What the first look at Vandaag costs on the wire: bytes and requests in a real Chromium.

Run: python -m bench.first_load. Nothing is cached before. Prints each request and the ratio
to what we aim for (64 kB and 10 requests, Latin names, font included), with and without headers:
behind TLS these are packed. The day holds the cast of the tests with a note, a line of the previous
shift and a talk to be held.
"""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from bench.aims import Aims
from pwa import clock, create_app, database, migrations
from pwa.access import COOKIE
from pwa.config import Config
from pwa.services import sessions
from tests import people
from tests.browser.eyes import ARGUMENTS, SIZES, chromium_path

MOST_BYTES, MOST_REQUESTS = 64 * 1024, 10
PAGE = "/vandaag/"


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """The table below is what is wanted, not a line a request."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, str]]:
    """The address of a server with the cast of the tests, and a supervisor's cookie."""
    app = create_app(Config(data=folder, secret_key="only for measuring, long enough to sign"))
    with database.connected():
        migrations.migrate()
        cast = people.arrive()
        people.write_note(cast, "supervisor_a", "a1", "Werkte netjes.")
        token = sessions.start(cast.supervisor_a)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", token
    server.shutdown()


@dataclass
class Load:
    """One request: what came over the wire, and the part of it that is the body, in bytes."""

    url: str
    wire: int = 0
    body: int = 0


def load(browser: Browser, address: str, token: str) -> list[Load]:
    """Every request until the network is quiet."""
    context = browser.new_context(viewport=SIZES["tablet"], service_workers="block")
    context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    seen: dict[str, Load] = {}

    def answered(event: dict[str, Any]) -> None:
        answer = event["response"]
        length = answer["headers"].get("Content-Length", 0)
        seen[event["requestId"]] = Load(answer["url"].removeprefix(address), 0, int(length))

    def finished(event: dict[str, Any]) -> None:
        seen[event["requestId"]].wire = int(event["encodedDataLength"])

    wire.on("Network.responseReceived", answered)
    wire.on("Network.loadingFinished", finished)
    answer = page.goto(address + PAGE)
    assert answer is not None
    assert answer.status == 200, answer.status
    page.wait_for_load_state("networkidle")
    context.close()
    return list(seen.values())


def main() -> None:
    """Print one line a request, the sums, and the ratios to what is aimed for."""
    with (
        clock.at(people.NOW),
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as started,
        served(Path(folder)) as (address, token),
    ):
        browser = started.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        found = load(browser, address, token)
        browser.close()
    for one in sorted(found, key=lambda one: -one.wire):
        print(f"{one.wire:8,} {one.body:8,}  {one.url}")
    wire, body = sum(one.wire for one in found), sum(one.body for one in found)
    print(f"{wire:8,} {body:8,}  bytes: on the wire with HTTP/1.1 headers, and bodies alone")
    aims = Aims()
    aims.at_most("the first look", wire / 1024, MOST_BYTES / 1024, "kB")
    aims.at_most("requests", len(found), MOST_REQUESTS, "")
    aims.end()


if __name__ == "__main__":
    main()
