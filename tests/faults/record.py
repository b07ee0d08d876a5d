"""Record what today's client sends, so that tomorrow's server is held to it.

Run: python -m tests.faults.record. A real page writes one item of every kind without network and
sends them; the requests as they went over the wire, with the server's secret and the ids that they
name, become tests/faults/recorded/protocol-<number>.json. Do this once for each version of the
protocol, when it is new, and never change a recording: it is what devices in halls still hold.
"""

import json
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, Request, sync_playwright

from pwa import clock, create_app, database, migrations
from pwa.access import COOKIE
from pwa.config import Config
from pwa.domain.parcels import PROTOCOL
from tests import people
from tests.browse import signed_in
from tests.browser.conftest import new_page, serving
from tests.browser.eyes import ARGUMENTS, shell_path
from tests.faults.real_page import STORED
from tests.people import NOW, Cast

RECORDED = Path(__file__).parent / "recorded"
SECRET = "only-for-recorded-batches-of-the-tests"
NAMED = ("supervisor_a", "candidate_a1", "placement_a1", "note_a1", "handover_a1")
SEND = "**/verzenden/"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def until_waiting(page: Page, count: int) -> None:
    for _try in range(100):
        with suppress(Error):  # the page goes on by itself
            if len((page.evaluate(STORED) or {"waiting": []})["waiting"]) == count:
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"no {count} rows wait on {page.url}")


def supervisor(page: Page, cast: Cast) -> None:
    """A note with a line for the next shift, attendance, a line that was read, a changed note."""
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.get_by_label("Erbij schrijven").fill("Stapelde zelf, met een é en een 😀.")
    line = page.locator('[name="handover"]')
    line.evaluate("one => { for (const d of document.querySelectorAll('details')) d.open = true }")
    line.fill("Pers 2 staat uit.")
    press(page, "Bewaren")
    until_waiting(page, 2)
    page.goto("/vandaag/")
    page.locator("summary", has_text="Aanwezigheid").first.click()
    page.locator(f'#p-{cast.placement_a1.id} button[value="late"]').click()
    until_waiting(page, 3)
    page.goto("/vandaag/")
    press(page, "Gelezen")
    until_waiting(page, 4)
    page.goto(f"/notities/{cast.note_a1.id}/wijzigen")
    page.get_by_label("Erbij schrijven").fill("Deed order 41-207 bijna helemaal zelf.")
    page.get_by_label("Waarom verander je het?").fill("Ik keek niet goed.")
    press(page, "Bewaren")
    until_waiting(page, 5)


def candidate(page: Page, cast: Cast) -> None:
    """An own day and a reaction."""
    page.goto("/mijn-voortgang")
    page.locator('[name="face"][value="2"]').check(force=True)
    page.get_by_label("Wil je er iets bij zeggen?").fill("Ging wel.")
    press(page, "Bewaren")
    until_waiting(page, 1)
    page.goto("/mijn-voortgang")
    form = page.locator(f'outbox-form[kind="reaction"][about="{cast.note_a1.id}"]')
    form.evaluate("one => { const fold = one.closest('details'); if (fold) fold.open = true }")
    form.get_by_label("Jouw reactie").fill("Dank je.")
    form.locator("button[type=submit]").click()
    until_waiting(page, 2)


def sent_by(page: Page) -> dict[str, Any]:
    """The batch that goes out once there is network."""
    bodies: list[dict[str, Any]] = []

    def seen(request: Request) -> None:
        if request.url.endswith("/verzenden/"):
            bodies.append(request.post_data_json)

    page.on("request", seen)
    page.unroute(SEND)
    page.evaluate("dispatchEvent(new Event('online'))")
    until_waiting(page, 0)
    (body,) = bodies
    return body


def recording(folder: Path) -> dict[str, Any]:
    app = create_app(Config(data=folder, secret_key="s" * 40, outbox_key=SECRET))
    with database.connected():
        migrations.migrate()
        cast = people.arrive()
        batches = []
        with serving(app) as server, sync_playwright() as started:
            browser = started.chromium.launch(executable_path=shell_path(), args=ARGUMENTS)
            for who, write in (("supervisor_a", supervisor), ("candidate_a1", candidate)):
                page = new_page(browser, server, "tablet", {})
                cookie = {"name": COOKIE, "value": signed_in(cast.user(who)), "url": server}
                page.context.add_cookies([cookie])
                page.goto("/")
                page.wait_for_load_state("networkidle")
                page.route(SEND, lambda route: route.abort())
                write(page, cast)
                batches.append({"by": who, "request": sent_by(page)})
            browser.close()
    ids = {name: str(getattr(cast, name).id) for name in NAMED}
    return {"secret": SECRET, "now": NOW.isoformat(), "ids": ids, "batches": batches}


def main() -> None:
    path = RECORDED / f"protocol-{PROTOCOL}.json"
    if path.exists():
        raise SystemExit(f"{path.name} is there already, and a recording is never changed")
    with clock.at(NOW), tempfile.TemporaryDirectory() as name:
        found = recording(Path(name))
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"Written: {path.name}, {[len(one['request']['items']) for one in found['batches']]}")


if __name__ == "__main__":
    main()
