"""The outbox in Firefox, which has no Background Sync and an IndexedDB of another make."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.browser_cuts import KEPT
from tests.faults.hall import Hall
from tests.firefox.firefox import Firefox, need_firefox

pytestmark = pytest.mark.browser

WAITS = "Op dit toestel, wacht op verbinding"
TEXT, SAVE = "textarea[name=text]", "outbox-form button[type=submit].button--wide"
KEPT_HERE = (
    "document.querySelector('[data-said][data-state=kept]')?.checkVisibility()"
    " || location.pathname === '/vandaag/'"
)
"""It is said for a moment, and then the page goes on: only after it was kept."""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    need_firefox()
    with Hall(tmp_path_factory.mktemp("hall")) as hall:
        yield hall


@pytest.fixture
def firefox(hall: Hall, tmp_path: Path) -> Iterator[Firefox]:
    """Signed in, with the pages kept that are needed without network."""
    hall.with_network()
    with Firefox(tmp_path / "profile", hall.proxy.url) as firefox:
        firefox.sign_in(hall.tokens.pop())
        firefox.open("/vandaag/")
        wanted = '["/", "/vandaag/", "/notities/nieuw"]'
        firefox.until(f"({KEPT})().then((kept) => {wanted}.every((one) => kept.includes(one)))")
        yield firefox


def listed(text: str) -> str:
    return f"document.querySelector('outbox-list').innerText.includes({text!r})"


def write(firefox: Firefox, hall: Hall, text: str) -> None:
    firefox.open(hall.note)
    firefox.type(TEXT, text)
    firefox.press(SAVE)
    firefox.until(KEPT_HERE)


def test_a_note_written_without_network_is_received_once(firefox: Firefox, hall: Hall) -> None:
    hall.without_network()
    write(firefox, hall, "Uit Firefox.")
    firefox.open("/vandaag/")
    firefox.until(listed(WAITS))
    assert "Uit Firefox." not in hall.texts()
    hall.with_network()
    firefox.run("dispatchEvent(new Event('online'))")
    hall.wait_for("Uit Firefox.")
    firefox.until(f"!{listed(WAITS)}")
    assert hall.texts().count("Uit Firefox.") == 1


def test_a_refused_note_stays_with_its_reason(firefox: Firefox, hall: Hall) -> None:
    firefox.open(hall.note)
    firefox.run("document.querySelector('[name=day]:checked').value = '2020-01-01'")
    firefox.type(TEXT, "Van heel vroeger.")
    firefox.press(SAVE)
    firefox.until(listed("Niet aangenomen."))
    firefox.open("/vandaag/")
    firefox.until(listed("Van heel vroeger."))
    assert "Van heel vroeger." not in hall.texts()


def test_a_queue_and_a_draft_outlive_a_killed_firefox(firefox: Firefox, hall: Hall) -> None:
    hall.without_network()
    write(firefox, hall, "Net op tijd.")
    firefox.open(hall.note)
    firefox.type(TEXT, "Nog niet af")
    time.sleep(0.5)
    firefox.kill()
    firefox.start()
    firefox.open(hall.note)
    firefox.until(f"document.querySelector('{TEXT}').value === 'Nog niet af'")
    firefox.until(listed("Net op tijd."))
    hall.with_network()
    firefox.sign_in(hall.tokens.pop())
    firefox.open("/vandaag/")
    hall.wait_for("Net op tijd.")
    assert hall.texts().count("Net op tijd.") == 1


def test_after_signing_out_only_a_number_is_told(firefox: Firefox, hall: Hall) -> None:
    hall.proxy.only("unavailable", path="/verzenden/")
    write(firefox, hall, "Van Sara.")
    firefox.open("/vandaag/")
    firefox.until(listed("Van Sara."))
    firefox.run("document.querySelector('form[data-leave]').requestSubmit()")
    firefox.until("!document.querySelector('form[data-leave] [data-after]').hidden")
    firefox.run("document.querySelector('form[data-leave]').requestSubmit()")
    firefox.until("location.pathname === '/aanmelden'")
    firefox.until(listed("Log in om 1 notitie te verzenden"))
    assert not firefox.run(listed("Van Sara."))
    assert firefox.run(f"({KEPT})()") == []
