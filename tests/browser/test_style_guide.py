"""The style guide in a real browser: no barrier, no sideways scroll, a silent console."""

import logging
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask, Response
from flask_babel import Babel
from jinja2 import StrictUndefined
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from pwa import assets, dates, words
from pwa.config import Config
from pwa.domain import charts

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'"
)
FIND = "axe.run().then(r => r.violations.map(v => [v.id, ...v.nodes.map(n => n.html)]))"

pytestmark = pytest.mark.browser


def make_app() -> Flask:
    app = Flask("pwa", static_folder=None)
    app.secret_key = "only for this test"
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, default_locale="nl")
    assets.init_app(app)
    words.register(app.jinja_env)
    dates.register(app.jinja_env)
    app.jinja_env.globals["charts"] = charts
    app.jinja_env.globals["ui"] = app.jinja_env.get_template("ui/index.html").module
    app.extensions["opstap"] = Config(data=assets.STATIC)
    page = {"me": None, "language": "nl", "demo": True, "nav": [], "help_url": "/hulp"}
    app.context_processor(lambda: page | {"page_now": datetime(2026, 9, 1, 14, 32)})

    @app.after_request
    def strict(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return app


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, make_app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    """The one Chromium of the run: Playwright does not start twice in a process."""
    return chromium


@pytest.mark.parametrize("width", [320, 820, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_style_guide_has_no_barrier_and_fits(browser, base, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        service_workers="block",
        bypass_csp=True,  # axe is put in as a script of the test
    )
    page = context.new_page()
    page.goto(f"{base}/stijlgids")
    page.evaluate(AXE)
    assert page.evaluate(FIND) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()


def test_the_console_is_silent_under_a_strict_policy_and_the_worker_serves_offline(browser, base):
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{base}/stijlgids")
    expect(page.locator("read-aloud").first).to_be_attached()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    assert said == []
    context.set_offline(True)
    page.goto(f"{base}/vandaag")
    expect(page.get_by_role("heading", level=1)).to_have_text("Geen verbinding")
    context.close()


def test_the_counter_counts_characters_as_people_see_them_on_the_server(browser, base):
    page = browser.new_page()
    page.goto(f"{base}/stijlgids")
    field = page.get_by_label("Notitie", exact=False).first
    field.fill("e\u0301\U0001f600")
    expect(page.locator("char-counter output")).to_have_text("Tekens over: 598")
    field.fill("x" * 603)
    expect(page.locator("char-counter output")).to_have_text("Tekens te veel: 3")
    page.close()


def test_a_form_that_saves_itself_says_when_it_did_not(browser, base):
    page = browser.new_page()
    page.goto(f"{base}/stijlgids")
    saver = page.locator("auto-save")
    page.route("**/stijlgids", lambda route: route.fulfill(json={"saved": "15:01", "edition": 2}))
    saver.locator("textarea").fill("Werkt netjes.")
    expect(saver.locator("output")).to_have_text("Bewaard 15:01")
    expect(saver.locator("input[name=edition]")).to_have_value("2")
    page.unroute("**/stijlgids")
    page.route("**/stijlgids", lambda route: route.abort())
    saver.locator("textarea").fill("Werkt heel netjes.")
    expect(saver.locator("output")).to_contain_text("NIET bewaard: geen verbinding.")
    expect(saver.locator("textarea")).to_have_value("Werkt heel netjes.")
    page.unroute("**/stijlgids")
    page.route("**/stijlgids", lambda route: route.fulfill(json={"saved": "15:03"}))
    expect(saver.locator("output")).to_have_text("Bewaard 15:03")
    page.close()
