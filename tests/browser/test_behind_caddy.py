"""A tablet on an installation as operators run it: HTTPS by the CA of a trial, trusted by hand."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from pwa.access import COOKIE
from pwa.models import Note
from tests.browser.eyes import ARGUMENTS, SIZES, chromium_path
from tests.deploy.caddy import NAME, Caddy, needs_caddy
from tests.faults.writers import tokens_for
from tests.people import Cast
from tests.servers import served

pytestmark = [
    needs_caddy,
    pytest.mark.processes,
    pytest.mark.skipif(shutil.which("certutil") is None, reason="no certutil: libnss3-tools"),
]
REGISTERED = "async () => (await navigator.serviceWorker.ready).active.scriptURL"


@pytest.fixture
def caddy(cast: Cast, connection: str, tmp_path: Path) -> Iterator[Caddy]:
    place = {"OPSTAP_DATABASE": connection, "OPSTAP_DATA": str(tmp_path)}
    behind = {"OPSTAP_BASE_URL": f"https://{NAME}", "OPSTAP_TRUSTED_PROXIES": "1"}
    at = tmp_path / "opstap.sock"
    with (
        served("serve", log=tmp_path / "log", **place, **behind, OPSTAP_SOCKET=str(at)),
        Caddy(tmp_path, at) as caddy,
    ):
        yield caddy


@pytest.fixture
def trusting(playwright: Playwright, caddy: Caddy, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser of its own that trusts the CA as a person makes it do so, and nothing beside it."""
    shelf = tmp_path / "home" / ".pki" / "nssdb"
    shelf.mkdir(parents=True)
    for command in (["-N", "--empty-password"], ["-A", "-t", "C,,", "-n", "trial", "-i", caddy.ca]):
        subprocess.run(["certutil", "-d", f"sql:{shelf}", *command], check=True, timeout=30)
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=chromium_path(),
        args=[*ARGUMENTS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"],
        env={"HOME": str(tmp_path / "home")},
        viewport=SIZES["tablet"],
        base_url=caddy.url,
        locale="nl-NL",
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


def test_an_app_over_https_keeps_and_sends_what_is_written(
    trusting: BrowserContext, caddy: Caddy, cast: Cast
) -> None:
    page, complaints = listened(trusting)
    page.goto("/aanmelden")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("window.isSecureContext")
    sign_in(trusting, caddy, cast)
    page.goto("/vandaag/")
    assert page.evaluate(REGISTERED).startswith(f"{caddy.url}/")
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.get_by_label("Erbij schrijven").fill("Over https geschreven.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page).to_have_url(re.compile("/vandaag"))
    expect(page.get_by_text("Over https geschreven.").first).to_be_visible()
    assert Note.select().where(Note.text == "Over https geschreven.").count() == 1
    assert complaints == []


def test_without_trust_nothing_is_shown(
    playwright: Playwright, caddy: Caddy, tmp_path: Path
) -> None:
    (tmp_path / "nobody").mkdir()
    browser = playwright.chromium.launch(
        executable_path=chromium_path(),
        args=[*ARGUMENTS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"],
        env={"HOME": str(tmp_path / "nobody")},
    )
    with pytest.raises(Exception, match="ERR_CERT_AUTHORITY_INVALID"):
        browser.new_page().goto(caddy.url)
    browser.close()


def listened(context: BrowserContext) -> tuple[Page, list[str]]:
    page, said = context.pages[0], list[str]()
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


def sign_in(context: BrowserContext, caddy: Caddy, cast: Cast) -> None:
    cookie: Any = {
        "name": f"__Host-{COOKIE}",
        "value": tokens_for(cast)[0],
        "url": caddy.url,
        "secure": True,
        "httpOnly": True,
        "sameSite": "Lax",
    }
    context.add_cookies([cookie])
