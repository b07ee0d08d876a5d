"""The system kills the browser, as it does when memory runs short; what was typed comes back."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.faults.browser_cuts import until_kept
from tests.faults.browser_life import Life, until_said
from tests.faults.hall import Hall

HALF_A_SECOND = 0.5
TEXT = "Stapelde zelf, ronde {}."
ROUNDS = 20


@pytest.fixture(scope="module")
def everyday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with Hall(tmp_path_factory.mktemp("hall")) as hall:
        yield hall


@pytest.fixture
def hall(everyday: Hall) -> Hall:
    everyday.with_network()
    return everyday


@pytest.fixture
def life(playwright: Playwright, hall: Hall, tmp_path: Path) -> Iterator[Life]:
    """A browser in which the app was opened before: its pages are kept."""
    with Life(playwright, tmp_path / "profile", hall.proxy.url, hall.token) as life:
        life.page.goto("/vandaag/")
        until_kept(life.page, "/", "/vandaag/", "/notities/nieuw")
        yield life


def type_and_kill(life: Life, hall: Hall, text: str) -> None:
    life.page.goto(hall.note)
    life.page.wait_for_load_state("networkidle")
    field = life.page.get_by_label("Erbij schrijven")
    field.fill("")
    field.press_sequentially(text, delay=30)
    time.sleep(HALF_A_SECOND)
    life.kill()


def is_there(page: Page, hall: Hall, text: str) -> None:
    page.goto(hall.note)
    expect(page.get_by_label("Erbij schrijven")).to_have_value(text)
    expect(page.get_by_text("Wat je nog niet had bewaard, staat er weer.")).to_be_visible()


def rounds(life: Life, hall: Hall, count: int) -> None:
    """Typed and opened again with network and without, in turn."""
    for number in range(count):
        typed_without, opened_without = number % 2, number // 2 % 2
        (hall.without_network if typed_without else hall.with_network)()
        type_and_kill(life, hall, TEXT.format(number))
        (hall.without_network if opened_without else hall.with_network)()
        is_there(life.start(), hall, TEXT.format(number))


def test_text_typed_half_a_second_before_the_browser_was_killed_is_there(life, hall) -> None:
    rounds(life, hall, 3)


@pytest.mark.slow
def test_text_survives_twenty_killed_browsers(life, hall) -> None:
    rounds(life, hall, ROUNDS)


def test_a_note_kept_the_moment_before_the_browser_was_killed_goes_out(life, hall) -> None:
    hall.without_network()
    page = life.page
    page.goto(hall.note)
    page.get_by_label("Erbij schrijven").fill("Net op tijd.")
    page.get_by_role("button", name="Bewaren").click()
    until_said(page)
    life.kill()
    page = life.start()
    page.goto("/vandaag/")
    expect(page.locator("outbox-list").get_by_text("Op dit toestel, wacht")).to_be_visible()
    expect(page.locator("outbox-list").get_by_text("Net op tijd.")).to_be_visible()
    hall.with_network()
    page.goto("/vandaag/")
    hall.wait_for("Net op tijd.")
    assert hall.texts().count("Net op tijd.") == 1


def test_a_log_that_a_power_cut_left_with_zeros_at_its_end_swallows_no_note(life, hall) -> None:
    """Chromium goes on behind them, and skips what stands there when it reads the log again."""
    life.close()
    append_zeros(life.profile)
    life.start()
    hall.without_network()
    life.page.goto(hall.note)
    life.page.get_by_label("Erbij schrijven").fill("Na de stroomstoring.")
    life.page.get_by_role("button", name="Bewaren").click()
    until_said(life.page)
    life.kill()
    page = life.start()
    page.goto("/vandaag/")
    expect(page.locator("outbox-list").get_by_text("Na de stroomstoring.")).to_be_visible()


def append_zeros(profile: Path) -> None:
    (log,) = (profile / "Default" / "IndexedDB").glob("*.leveldb/*.log")
    with log.open("ab") as end:
        end.write(b"\0" * 162)


def test_text_typed_before_this_device_had_keys_is_kept_as_soon_as_it_has(life, hall) -> None:
    """The first page somebody ever opens here, on a slow network."""
    life.page.evaluate(FORGET_KEYS)
    hall.proxy.only("hang", path="/verzenden/sleutel")
    life.page.goto(hall.note)
    life.page.get_by_label("Erbij schrijven").press_sequentially("Nog geen sleutel.")
    hall.proxy.wait_for("hang")
    time.sleep(HALF_A_SECOND)
    with life.page.expect_response("**/verzenden/sleutel"):
        hall.with_network()
    time.sleep(HALF_A_SECOND)
    life.kill()
    is_there(life.start(), hall, "Nog geen sleutel.")


def test_who_types_before_the_old_text_is_back_keeps_both(life, hall) -> None:
    type_and_kill(life, hall, "Oud.")
    life.scripts = (SLOW_CACHE,)
    page = life.start()
    page.goto(hall.note)
    page.get_by_label("Erbij schrijven").press_sequentially("Nieuw.")
    expect(page.get_by_label("Erbij schrijven")).to_have_value("Oud.\nNieuw.")
    page.wait_for_timeout(3000)
    page.reload()
    expect(page.get_by_label("Erbij schrijven")).to_have_value("Oud.\nNieuw.")


SLOW_CACHE = """
const real = Cache.prototype.match
Cache.prototype.match = async function (...all) {
  await new Promise((resolve) => setTimeout(resolve, 900))
  return real.apply(this, all)
}
"""

FORGET_KEYS = """async () => {
  const name = (await caches.keys()).find((one) => one.startsWith("opstap-person-"))
  await (await caches.open(name)).delete("/verzenden/sleutel")
}"""
