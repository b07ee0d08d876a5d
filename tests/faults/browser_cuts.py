"""A tablet loses power while somebody writes without network; is there what the page said was kept.

    outcome = cut_power(playwright, tmp_path, cuts=3)
    assert outcome.right, outcome
    planted = cut_power(playwright, tmp_path, cuts=5, scripts=(RELAXED,))

The browser's profile lies on a LoopDisk. In each life the app is opened without network, notes are
written through the page's own form until it says "Op dit toestel", and at once the disk is shut
down under the browser, the browser is killed, the disk mounted again and the browser started again.
Now and then there is network: everything goes out, and the server has to have each note once.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error, Page, Playwright

from tests.faults.browser_life import Life, until_said
from tests.faults.hall import Hall
from tests.faults.power import LoopDisk

RELAXED = """
const real = IDBDatabase.prototype.transaction
IDBDatabase.prototype.transaction = function (stores, mode) {
  return real.call(this, stores, mode, { durability: "relaxed" })
}
"""
"""The page as it must never be: it says "kept" before the browser brought it to the disk."""

LIVES_WITHOUT_NETWORK = 5
NOTES = 3

QUEUE = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.open("opstap")
  asked.onerror = () => reject(asked.error)
  asked.onsuccess = () => {
    const db = asked.result
    if (!db.objectStoreNames.contains("outbox")) return resolve(0)
    const counted = db.transaction("outbox").objectStore("outbox").count()
    counted.onsuccess = () => { db.close(); resolve(counted.result) }
  }
})"""

KEPT = """async () => {
  const name = (await caches.keys()).find((one) => one.startsWith("opstap-person-"))
  if (!name) return []
  return (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)
}"""


@dataclass
class Outcome:
    """Counted over all lives. `opened`: how often the app came back without any network."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    opened: int = 0

    @property
    def right(self) -> bool:
        return not self.lost and not self.doubled

    def __str__(self) -> str:
        return (
            f"{self.cuts} power cuts, {self.acknowledged} notes acknowledged, {self.lost} lost,"
            f" {self.doubled} doubled; opened again without network {self.opened} times"
        )


def cut_power(
    playwright: Playwright, folder: Path, cuts: int, scripts: tuple[str, ...] = ()
) -> Outcome:
    """Cut the power so often, or until something is lost. Raises NoDisk."""
    with Hall(folder) as hall, LoopDisk(folder, megabytes=512) as disk:
        life = Life(playwright, disk.path / "profile", hall.proxy.url, hall.token, scripts)
        with life:
            return _Tablet(hall, disk, life).live(cuts)


class _Tablet:
    def __init__(self, hall: Hall, disk: LoopDisk, life: Life) -> None:
        self.hall, self.disk, self.life = hall, disk, life
        self.outcome = Outcome()
        self.acknowledged: list[str] = []
        self.waiting: list[str] = []

    def live(self, cuts: int) -> Outcome:
        self._prepare()
        for number in range(1, cuts + 1):
            self.hall.without_network()
            self._write(number)
            self._lose_power()
            self._count()
            if number % LIVES_WITHOUT_NETWORK == 0 or number == cuts:
                self._send()
            if not self.outcome.right:
                break
        return self.outcome

    def _prepare(self) -> None:
        """The app was opened some time ago: its pages are kept and on the disk."""
        page = self.life.page
        page.goto("/vandaag/")
        until_kept(page, "/", "/vandaag/", "/notities/nieuw")
        self.disk.sync()

    def _write(self, number: int) -> None:
        page = self.life.page
        for turn in range(1 + number % NOTES):
            text = f"Zonder stroom {number}, {turn}."
            if turn:
                page.wait_for_url("**/vandaag/**")
            page.goto(self.hall.note)
            page.get_by_label("Erbij schrijven").fill(text)
            page.get_by_role("button", name="Bewaren").click()
            until_said(page)
            self.acknowledged.append(text)
            self.waiting.append(text)

    def _lose_power(self) -> None:
        self.disk.shut_down()
        self.life.kill()
        self.disk.start_again()
        self.outcome.cuts = self.disk.cuts
        self.outcome.acknowledged = len(self.acknowledged)

    def _count(self) -> None:
        """The app opens again without network, with everything that waits in its queue."""
        page = self.life.start()
        try:
            page.goto(self.hall.note)
        except Error:
            self.hall.with_network()
            page.goto("/hulp/")
            self.hall.without_network()
        else:
            self.outcome.opened += page.get_by_label("Erbij schrijven").is_visible()
        found = self._queue(page)
        self.outcome.lost += max(0, len(self.waiting) - found)

    def _queue(self, page: Page) -> int:
        """How many rows there are; what Chromium lost comes back from its copy in a moment."""
        for _ in range(30):
            found = int(page.evaluate(QUEUE))
            if found >= len(self.waiting):
                break
            page.wait_for_timeout(100)
        return found

    def _send(self) -> None:
        """With network again: all of it is received, and each note is there once."""
        self.hall.with_network()
        page = self.life.page
        page.goto("/vandaag/")
        if self.outcome.right:
            self.hall.wait_for(*self.waiting)
        texts = Counter(self.hall.texts())
        self.waiting = []
        self.outcome.lost = sum(not texts[text] for text in self.acknowledged)
        self.outcome.doubled = sum(texts[text] > 1 for text in self.acknowledged)
        until_kept(page, "/", "/vandaag/", "/notities/nieuw")
        self.disk.sync()


def until_kept(page: Page, *paths: str) -> None:
    """Until these pages can be read without network."""
    for _ in range(150):
        kept = page.evaluate(KEPT)
        if set(paths) <= set(kept):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"kept are {kept}")
