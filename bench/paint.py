"""When Vandaag is on the screen on a slow line: the first time, and every time after that.

Run: python -m bench.paint. Largest contentful paint in a real Chromium, the median of five, at
1.6 Mbit/s, 150 ms there and back, and a processor four times as slow. The same line and the same
processor hold for the service worker, which serves the second visit.
"""

import json
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.aims import Aims, median
from bench.visiting import SUPERVISOR, demo_server, sign_in
from tests.browser.eyes import ARGUMENTS, SIZES, chromium_path

ROUNDS = 5
FIRST, AGAIN = 1000, 0.7
PAGE = "/vandaag/"
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 1_600_000 / 8,
}
SLOW = {"rate": 4}
LARGEST = """() => new Promise((done) => {
  let last = 0
  new PerformanceObserver((list) => { last = list.getEntries().pop().startTime })
    .observe({ type: "largest-contentful-paint", buffered: true })
  setTimeout(() => done(last), 300)
})"""


def slow_down(wire: CDPSession) -> None:
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", LINE)
    wire.send("Emulation.setCPUThrottlingRate", SLOW)


def slow_down_worker(browser: Browser) -> None:
    """What the worker fetches goes over the same line."""
    wire = browser.new_browser_cdp_session()
    targets = wire.send("Target.getTargets")["targetInfos"]
    (worker,) = [one["targetId"] for one in targets if one["type"] == "service_worker"]
    to = {"targetId": worker, "flatten": False}
    session = wire.send("Target.attachToTarget", to)["sessionId"]
    orders: list[tuple[str, dict[str, Any]]] = [
        ("Network.enable", {}),
        ("Network.emulateNetworkConditions", LINE),
    ]
    for number, (method, params) in enumerate(orders):
        message = json.dumps({"id": number, "method": method, "params": params})
        wire.send("Target.sendMessageToTarget", {"sessionId": session, "message": message})


def shown(page: Page) -> float:
    """Milliseconds until the largest thing on Vandaag is there."""
    page.goto(PAGE)
    page.wait_for_load_state("networkidle")
    return float(page.evaluate(LARGEST))


def visit(browser: Browser, address: str, cookies: list[Any]) -> tuple[float, float]:
    """The first and the second look in a browser that knows nothing but who is signed in."""
    context = browser.new_context(base_url=address, viewport=SIZES["tablet"], locale="nl-NL")
    context.add_cookies(cookies)
    page = context.new_page()
    slow_down(context.new_cdp_session(page))
    first = shown(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    slow_down_worker(browser)
    page.goto("/hulp")
    page.wait_for_load_state("networkidle")
    again = shown(page)
    context.close()
    return first, again


def cookies_of(browser: Browser, address: str, who: str) -> list[Any]:
    context = browser.new_context(base_url=address, service_workers="block")
    sign_in(context.new_page(), who)
    found = list(context.cookies())
    context.close()
    return found


def main() -> None:
    """Print a line a number."""
    aims = Aims()
    with demo_server() as (host, port), sync_playwright() as started:
        address = f"http://{host}:{port}"
        browser = started.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        cookies = cookies_of(browser, address, SUPERVISOR)
        looks = [visit(browser, address, cookies) for _ in range(ROUNDS)]
        browser.close()
    first, again = median([one for one, _ in looks]), median([two for _, two in looks])
    aims.at_most("Vandaag for the first time", first, FIRST, "ms")
    aims.at_most("... and again, as a part of the first", again / first, AGAIN, "")
    print(f"again: {again:.0f} ms; all: {', '.join(f'{a:.0f} and {b:.0f}' for a, b in looks)}")
    aims.end()


if __name__ == "__main__":
    main()
