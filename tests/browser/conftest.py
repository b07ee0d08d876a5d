"""Real Chromium against a real server, on this test's own database.

    def test_ria_writes_a_note(tablet, cast, look):
        page = tablet("supervisor_a")             # signed in, 820x1180; also phone(..), desktop(..)
        page.goto("/vandaag")
        look(page)                                # axe without violations, no sideways scroll
        page.get_by_role("link", name="Amina").click()
        expect(page.get_by_text("Ontvangen")).to_be_visible()

`phone(None)` is a stranger; `phone(who, javascript=False)` and other options of a Playwright
context work too. After each test the page that is left open is looked at, and the console must
have been silent: a test that wants a refusal says `console.allow("422")` first. The server runs in
this process: `with clock.at(..)` moves it too, and the browser's clock stands where the test's
stood when the page was opened. `cast` and `connection` are those of tests/conftest.py. Use
`expect(..)` only: `wait_for_function` needs eval, which the content policy refuses.
"""

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, Page, Playwright, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from pwa import clock
from pwa.access import COOKIE
from tests.browse import signed_in
from tests.browser.eyes import ARGUMENTS, SIZES, WITHOUT_JAVASCRIPT, look_at, shell_path
from tests.people import Cast

Open = Callable[..., Page]

expect.set_options(timeout=40_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


class Console:
    """What the browser complained about; `allow` names what a test expects."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._allowed: list[str] = []

    def allow(self, pattern: str) -> None:
        self._allowed.append(pattern)

    def listen(self, page: Page) -> None:
        page.on("console", lambda m: self._say(f"{m.type}: {m.text}", m.type))
        page.on("pageerror", lambda error: self.said.append(f"pageerror: {error}"))
        page.on("requestfailed", lambda request: self._failed(request))

    def _say(self, text: str, kind: str) -> None:
        if kind in ("error", "warning") and "blocked by Playwright" not in text:
            self.said.append(text)

    def _failed(self, request: Any) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):
            self.said.append(f"request failed: {request.url} {request.failure}")

    def complaints(self) -> list[str]:
        return [one for one in self.said if not any(re.search(a, one) for a in self._allowed)]


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Requests are not worth a line in the test report."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = "1"  # offline is so for it too
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=shell_path(), args=ARGUMENTS)
    yield browser
    browser.close()


class _Busy:
    """The application, with a count of the requests that it is at: a page that was closed may still
    have one on the way, and a database is not taken away from under it."""

    def __init__(self, app: Flask) -> None:
        self.app, self.running, self.closed = app, 0, False
        self.changed = threading.Condition()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        with self.changed:
            if self.closed:
                start_response("503 Service Unavailable", [("Content-Length", "0")])
                return []
            self.running += 1
        try:
            return self.app(environ, start_response)
        finally:
            with self.changed:
                self.running -= 1
                self.changed.notify_all()

    def close(self) -> None:
        with self.changed:
            self.closed = True
            assert self.changed.wait_for(lambda: self.running == 0, 20), "a request has no end"


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of a server with threads, in this process, on the database now open."""
    busy = _Busy(app)
    made = make_server("127.0.0.1", 0, busy, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()
    busy.close()


@pytest.fixture
def server(app: Flask) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.fixture
def console() -> Console:
    return Console()


@pytest.fixture
def open_page(chromium: Browser, server: str, cast: Cast, console: Console) -> Iterator[Open]:
    """`open_page(who, "phone", javascript=True, **options of a Playwright context)`."""
    pages: list[Page] = []

    def open_(who: object = None, size: str = "phone", **options: Any) -> Page:
        page = new_page(chromium, server, size, options)
        user = cast.user(who)
        if user is not None:
            cookie = {"name": COOKIE, "value": signed_in(user), "url": server}
            page.context.add_cookies([cookie])  # type: ignore[list-item]
        console.listen(page)
        pages.append(page)
        return page

    yield open_
    try:
        for page in pages:
            if not page.is_closed() and page.url.startswith("http"):
                look_at(page)
        assert console.complaints() == []
    finally:
        for page in pages:
            page.context.close()


def let_through(page: Page) -> None:
    """The network is as it was; what a test answered itself until now is answered whole first."""
    page.unroute_all(behavior="wait")


def until_sent(page: Page) -> None:
    """Nothing waits on the device any more. The list on the page may be empty for other reasons."""
    for _ in range(400):
        page.wait_for_load_state()
        with suppress(Error):  # it was just going somewhere by itself
            if page.evaluate("localStorage['opstap-waiting']") == "0":
                return
        page.wait_for_timeout(100)
    raise AssertionError("it still waits")


def new_page(chromium: Browser, server: str, size: str, options: dict[str, Any]) -> Page:
    settings: dict[str, Any] = {
        "base_url": server,
        "viewport": SIZES[size],
        "locale": "nl-NL",
        "timezone_id": "Europe/Amsterdam",
        "java_script_enabled": options.pop("javascript", True),
        "service_workers": "block",
        "has_touch": size != "desktop",
        **options,
    }
    context = chromium.new_context(**settings)
    context.set_default_timeout(40_000)
    if settings["java_script_enabled"]:
        context.clock.install(time=clock.now())
    else:
        WITHOUT_JAVASCRIPT.add(context)
    return context.new_page()


@pytest.fixture
def phone(open_page: Open) -> Open:
    return lambda who=None, **options: open_page(who, "phone", **options)


@pytest.fixture
def tablet(open_page: Open) -> Open:
    return lambda who=None, **options: open_page(who, "tablet", **options)


@pytest.fixture
def desktop(open_page: Open) -> Open:
    return lambda who=None, **options: open_page(who, "desktop", **options)


@pytest.fixture
def look() -> Callable[[Page], None]:
    """Look at a page: no accessibility violation, nothing wider than the screen."""
    return look_at
