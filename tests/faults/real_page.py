"""A real page in a hall: Chromium, the outbox as it is, notes typed into the form and kept.

    page = RealPage(proxy.url, people, log, quota=100, seed=1)
    page.start(); page.ready.wait(60)    # in calm weather: its worker is there and pages are kept
    ...
    page.drain.set(); page.join()        # goes back online and waits until nothing waits there

It is taken offline now and then, and another person signs in now and then. A note counts as
written as soon as it is in the page's own store; whether it was received is asked of the database.
"""

import os
import random
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from playwright.sync_api import BrowserContext, Error, sync_playwright

from pwa.access import COOKIE
from tests.browser.eyes import ARGUMENTS, SIZES, shell_path
from tests.faults.found import Written, words
from tests.faults.tablets import Log, Worker

FIELD = "Erbij schrijven"
OFFLINE, OTHER_PERSON, AT_ONCE = 6, 8, 4
"""In one of so many turns the network is off (for some notes), or somebody else signs in."""

PATIENCE = 4_000

STORED = """async () => {
  if (!(await indexedDB.databases()).some((one) => one.name === "opstap")) return null
  const asked = (one) => new Promise((done, no) => {
    one.onsuccess = () => done(one.result)
    one.onerror = no
  })
  const db = await asked(indexedDB.open("opstap"))
  try {
    const from = db.transaction(["outbox", "receipts"])
    const [rows, receipts] = [from.objectStore("outbox"), from.objectStore("receipts")]
    const kept = [await asked(rows.getAll()), await asked(receipts.getAllKeys())]
    return { waiting: kept[0].map((one) => one.id), received: kept[1] }
  } finally { db.close() }
}"""
KEPT = """async (name) => {
  if (!(await caches.has(name))) return []
  return (await (await caches.open(name)).keys()).map((one) => {
    const { pathname, search } = new URL(one.url)
    return pathname + search
  })
}"""
WHOSE = "() => document.documentElement.dataset.person || ''"


class RealPage(threading.Thread):
    """Writes `quota` notes, then waits for `drain` and until nothing waits any more."""

    name_of_device = "real page"

    def __init__(
        self, address: str, people: Sequence[Worker], log: Log, *, quota: int, seed: int
    ) -> None:
        super().__init__(name=self.name_of_device, daemon=True)
        self.address, self.log, self.quota = address, log, quota
        self.people = [one for one in people if one.abouts]
        self.wrote = self.offline_notes = self.sign_ins = self.not_kept = 0
        self.turns = 0
        self.ready, self.drain = threading.Event(), threading.Event()
        self.trouble: BaseException | None = None
        self._chance = random.Random(seed)

    @property
    def share(self) -> float:
        return self.wrote / self.quota if self.quota else 1.0

    def run(self) -> None:
        os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = (
            "1"  # offline is so for it too
        )
        try:
            with sync_playwright() as started:
                browser = started.chromium.launch(executable_path=shell_path(), args=ARGUMENTS)
                self._work(browser.new_context(viewport=SIZES["tablet"], base_url=self.address))
                browser.close()
        except BaseException as trouble:
            self.trouble = trouble
        finally:
            self.ready.set()

    def _work(self, context: BrowserContext) -> None:
        context.set_default_timeout(PATIENCE)
        self.context, self.page = context, context.new_page()
        self._sign_in(self.people[0])
        self._until(self._form_is_kept, "the form is kept for this person")
        self.ready.set()
        while self.wrote < self.quota:
            self._stretch()
        self.drain.wait()
        self._until(self._is_empty, "nothing waits any more")

    def _stretch(self) -> None:
        """A note; or a few in a row without network; or one of somebody else."""
        self.turns += 1
        if self.turns % OTHER_PERSON == 4:
            self._sign_in(self._chance.choice([one for one in self.people if one != self.person]))
        offline = self.turns % OFFLINE == 2 and self._soon(self._form_is_kept)
        self.context.set_offline(bool(offline))
        for _n in range(self._chance.randint(1, AT_ONCE) if offline else 1):
            if self.wrote < self.quota:
                self._until(self._write, "a note is kept")
                self.offline_notes += bool(offline)
        self.context.set_offline(False)

    def _sign_in(self, person: Worker) -> None:
        self.person, self.sign_ins = person, self.sign_ins + 1
        token = self._chance.choice(person.tokens)
        self.context.clear_cookies()
        self.context.add_cookies([{"name": COOKIE, "value": token, "url": self.address}])

    @property
    def _form(self) -> str:
        return f"/notities/nieuw?voor={self.person.abouts[0]}"

    def _form_is_kept(self) -> bool:
        """Vandaag was opened as this person, and the worker kept what comes next."""
        self.page.goto("/vandaag/")
        until = time.monotonic() + 3
        while time.monotonic() < until and self.page.evaluate(WHOSE) == str(self.person.id):
            if self._form in self.page.evaluate(KEPT, f"opstap-person-{self.person.id}"):
                return True
            self.page.wait_for_timeout(50)
        return False

    def _write(self) -> bool:
        """Open the form, type, press, see it in the store. A page of somebody else is not used."""
        self.page.goto(self._form)
        field = self.page.get_by_label(FIELD)
        field.wait_for()
        before = self._stored()
        if before is None or self.page.evaluate(WHOSE) != str(self.person.id):
            return False
        text = words(f"{self.name_of_device} {self.wrote + 1}")
        field.fill(text)
        while (became := self._pressed(before)) != "kept":
            if became == "empty":
                return False  # the page had looked again just before the press
            assert became == "failed", f"typed and pressed, and not kept: {text}"
            self.not_kept += 1
        self.log.written.append(Written(text, self.person.id, self.name_of_device))
        self.wrote += 1
        return True

    def _pressed(self, before: set[str]) -> str:
        """What became of it. Without a key of this person (no contact since the sign-in) the page
        says "NIET bewaard", or that there is nothing when it was renewed before the press."""
        self._tried(self.page.get_by_role("button", name="Bewaren").click)
        became = ""

        def known() -> bool:
            nonlocal became
            failed = self.page.locator('[data-said][data-state="failed"]').is_visible()
            empty = failed and not self.page.get_by_label(FIELD).input_value()
            if self._added(before):  # last: the form is emptied after it was kept
                became = "kept"
            elif failed:
                became = "empty" if empty else "failed"
            return bool(became)

        self._soon(known)
        return became

    def _stored(self) -> set[str] | None:
        """The ids of all that was ever kept here."""
        found: Any = self.page.evaluate(STORED)
        return found and {*found["waiting"], *found["received"]}

    def _added(self, before: set[str]) -> bool:
        return bool((self._stored() or set()) - before)

    def _is_empty(self) -> bool:
        self.page.goto("/vandaag/")
        until = time.monotonic() + 5
        while time.monotonic() < until:
            found: Any = self.page.evaluate(STORED)
            if found and not found["waiting"]:
                return True
            self.page.wait_for_timeout(100)
        return False

    def _soon(self, work: Callable[[], bool], seconds: float = 15) -> bool:
        until = time.monotonic() + seconds
        while not (done := self._tried(work)) and time.monotonic() < until:
            time.sleep(0.02)
        return done

    def _tried(self, work: Callable[[], Any]) -> bool:
        """In bad weather a page may break at any moment: that is a no."""
        try:
            return bool(work())
        except Error:
            return False

    def _until(self, work: Callable[[], bool], what: str, seconds: float = 60) -> None:
        if not self._soon(work, seconds):
            raise AssertionError(f"not within {seconds:.0f} s: {what}; at {self.page.url}")
