"""How fast a note is safe, and how fast it leaves: from tap to paint, in a real Chromium.

Run: python -m bench.keep. Each number is the 95th percentile of its rounds, up to the frame after
the words are on the screen. The profile lies on disk, so that a commit costs what a disk costs.
"""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import CDPSession, Error, Page, expect

from bench.aims import Aims, p95
from bench.visiting import SUPERVISOR, demo_server, tablet
from tests.faults.proxy import FaultProxy

KEPT, SLOW, SENT, OPENED, HUNG = 40, 40, 20, 20, 3
EMPTIED_EVERY = 10
A_BREATH = 500
"""Milliseconds between the last key and the tap: nobody is quicker."""
WATCH = """
/** After the next frame is on the screen. */
const painted = () => new Promise((done) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => done(performance.now())
  port2.postMessage("")
}))
const seen = {
  kept: ".outbox__said[data-state=kept]:not([hidden])",
  sent: "outbox-list [data-state=received]",
}
let began = {}
addEventListener("click", (event) => {
  const at = event.timeStamp
  if (event.target.closest("outbox-form [type=submit]")) began = { name: "kept", at }
}, true)
addEventListener("online", (event) => {
  const at = event.timeStamp
  if (document.querySelector("outbox-list [data-state=waiting]")) began = { name: "sent", at }
})
new MutationObserver(async () => {
  const { name, at } = began
  if (!name || !document.querySelector(seen[name])) return
  began = {}
  console.info(name, await painted() - at)
}).observe(document, { subtree: true, childList: true, attributes: true })
"""
BARE = """async () => {
  const done = (request) => new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result)
    request.onerror = no
  })
  const opening = indexedDB.open("bare", 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore("rows", { autoIncrement: true })
  const base = await done(opening)
  const began = performance.now()
  const work = base.transaction("rows", "readwrite", { durability: "strict" })
  work.objectStore("rows").add({ text: "Meting." })
  await new Promise((yes) => { work.oncomplete = yes })
  document.querySelector("h1").textContent = String(began)
  await new Promise((yes) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = yes
    port2.postMessage("")
  }))
  base.close()
  return performance.now() - began
}"""
FIRST_PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
  for (const one of list.getEntries())
    if (one.name === "first-contentful-paint") done(one.startTime)
}).observe({ type: "paint", buffered: true }))"""


class Bench:
    """One tablet with the form of one person."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wire: CDPSession = page.context.new_cdp_session(page)
        page.goto("/notitie")
        self.form = page.locator('main a[href^="/notities/nieuw"]').first.get_attribute("href")
        page.context.add_init_script(WATCH)
        for address in ("/", "/vandaag/", str(self.form)):
            self.open(address)
            page.wait_for_load_state("networkidle")

    def open(self, address: str) -> None:
        """Once more when the page was just going somewhere by itself."""
        try:
            self.page.goto(address)
        except Error:
            self.page.goto(address)

    def offline(self, on: bool) -> None:
        self.page.context.set_offline(on)

    def online(self) -> None:
        """With its event: a page that was opened without network does not get one from a script."""
        self.offline(False)
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def slowly(self, times: int) -> None:
        self.wire.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def write(self, number: int) -> float:
        """The milliseconds that it took."""
        self.open(str(self.form))
        self.page.get_by_label("Erbij schrijven").fill(f"Meting {number}.")
        self.page.wait_for_timeout(A_BREATH)
        with self.said("kept") as told:
            self.page.get_by_role("button", name="Bewaren").click()
        return milliseconds(told)

    def said(self, name: str) -> Any:
        return self.page.expect_console_message(lambda one: one.text.startswith(name + " "))

    def emptied(self) -> None:
        """All that waits goes out."""
        self.page.wait_for_url("**/vandaag/**")
        self.offline(False)
        self.open("/vandaag/")
        for _ in range(200):
            if self.page.evaluate("localStorage['opstap-waiting']") == "0":
                return
            self.page.wait_for_timeout(50)
        raise SystemExit("what waits does not go out")

    def settled(self) -> None:
        """The network is trusted again, and no answer that came late waits to be shown."""
        for _ in range(2):
            self.open("/vandaag/")
            page = expect(self.page.locator("html"))
            page.not_to_have_attribute("data-offline", "kept", timeout=5_000)
            self.page.wait_for_load_state("networkidle")


def milliseconds(told: Any) -> float:
    return float(told.value.text.split()[1])


def keeping(bench: Bench, rounds: int) -> Iterator[float]:
    """Tap on Bewaren without network -> "Op dit toestel" painted."""
    for number in range(rounds):
        bench.offline(True)
        yield bench.write(number)
        if number % EMPTIED_EVERY == EMPTIED_EVERY - 1:
            bench.emptied()


def bare(bench: Bench, rounds: int) -> Iterator[float]:
    """The floor: one row strictly in a database, and one word painted."""
    bench.open("/hulp/")
    for _ in range(rounds):
        bench.page.wait_for_timeout(A_BREATH)
        yield bench.page.evaluate(BARE)


def delivering(bench: Bench) -> Iterator[float]:
    """The network comes back -> "Ontvangen" painted."""
    waiting = bench.page.locator("outbox-list [data-state=waiting]")
    for number in range(SENT):
        bench.offline(True)
        bench.write(number)
        bench.page.wait_for_url("**/vandaag/**")
        expect(waiting).to_have_count(1)
        with bench.said("sent") as told:
            bench.online()
        yield milliseconds(told)
        bench.page.wait_for_timeout(A_BREATH)


def opening(bench: Bench, rounds: int) -> Iterator[float]:
    """An address is opened -> the page that was kept is painted."""
    for _ in range(rounds):
        bench.open("/vandaag/")
        expect(bench.page.locator("html")).to_have_attribute("data-offline", "kept")
        yield bench.page.evaluate(FIRST_PAINT)


def hanging(bench: Bench, proxy: FaultProxy) -> tuple[list[float], list[float]]:
    """The network says nothing at all: waited for once, and then no more."""
    first, next_ = [], []
    for _ in range(HUNG):
        bench.settled()
        proxy.only("hang")
        first += opening(bench, 1)
        next_ += opening(bench, 2)
        proxy.calm()
    return first, next_


def main() -> None:
    """Print a line a number."""
    aims = Aims()
    with (
        demo_server() as upstream,
        FaultProxy(upstream) as proxy,
        tablet(proxy.url, SUPERVISOR) as (_, page),
    ):
        bench = Bench(page)
        print(f"the floor: a bare row kept and painted: {p95(list(bare(bench, KEPT))):.1f} ms")
        aims.at_most("Bewaren -> 'Op dit toestel'", p95(list(keeping(bench, KEPT))), 50, "ms")
        bench.slowly(6)
        slow = p95(list(keeping(bench, SLOW)))
        aims.at_most("the same on a processor six times as slow", slow, 250, "ms")
        bench.slowly(1)
        aims.at_most("online -> 'Ontvangen'", p95(list(delivering(bench))), 1000, "ms")
        bench.emptied()
        bench.offline(True)
        aims.at_most("a page without network", p95(list(opening(bench, OPENED))), 1000, "ms")
        bench.offline(False)
        first, next_ = hanging(bench, proxy)
        aims.at_most("a page while the network hangs, the first", max(first), 3500, "ms")
        aims.at_most("... and the next ones", max(next_), 1000, "ms")
    aims.end()


if __name__ == "__main__":
    main()
