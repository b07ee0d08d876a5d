"""What a browser keeps on its disk: signed in what docs/outbox.md lists, signed out nothing."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from pwa.models import User
from tests.faults.browser_cuts import until_kept
from tests.faults.browser_life import Life, until_said
from tests.faults.hall import Hall
from tests.faults.traces import traces

NAME = "Kwikstaart"
ONLINE, OFFLINE, DRAFT, HANDOVER = "Roerdomp", "Baardman", "Grutto", "Tureluur"
WORDS = (NAME, ONLINE, OFFLINE, DRAFT, HANDOVER)
NEVER_SENT = "Putter"
OWN_DAY, OWN_DRAFT = "Wielewaal", "Nachtegaal"
KEPT_PAGES = "Default/Service Worker/CacheStorage/"
LEAKS = """async () => {
  localStorage.setItem("leak", "Aalscholver in een sleutel")
  document.title = "Boomvalk in de titel"
  history.replaceState({ leak: "Casarca in de staat" }, "", "/hulp/?leak=Dodaars")
  await (await caches.open("leak")).put("/leak", new Response("Eider in een cache"))
  const asked = indexedDB.open("leak", 1)
  await new Promise((done) => {
    asked.onupgradeneeded = () => asked.result.createObjectStore("rows")
    asked.onsuccess = () => {
      const change = asked.result.transaction("rows", "readwrite", { durability: "strict" })
      change.objectStore("rows").put("Fuut in een rij", 1)
      change.objectStore("rows").put("Goudplevier in een lange rij. ".repeat(9000), 2)
      change.oncomplete = done
    }
  })
  const form = document.createElement("form")
  form.append(Object.assign(document.createElement("textarea"), { name: "leak" }))
  document.querySelector("main").append(form)
}"""
PLANTED = ("Aalscholver", "Boomvalk", "Dodaars", "Eider", "Fuut", "Goudplevier", "Houtsnip")


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """Where the candidate has a name that is found nowhere else."""
    with Hall(tmp_path_factory.mktemp("hall")) as hall:
        with hall.storage.open():
            amina = User.id == hall.cast.candidate_a1.id
            User.update(name=f"{NAME} Zilvermees").where(amina).execute()
        yield hall


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


def work(page: Page, hall: Hall, offline: str = OFFLINE) -> None:
    """A day with every kind of text: kept and received, waiting, and half typed."""
    page.goto("/vandaag/")
    until_kept(page, "/", "/vandaag/", "/notities/nieuw")
    page.goto("/kandidaten")
    page.get_by_role("link", name=re.compile(NAME)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    page.go_back()
    write(page, hall, f"{ONLINE} schreef met netwerk.")
    page.wait_for_url(re.compile("/vandaag"))
    hall.without_network()
    write(page, hall, f"{offline} schreef zonder netwerk.")
    until_said(page)
    page.goto(hall.note)
    page.get_by_label("Erbij schrijven").press_sequentially(f"{DRAFT} is half af")
    page.get_by_text("Andere dag, of iets voor de volgende ploeg").click()
    page.get_by_label("Voor de volgende ploeg").press_sequentially(f"{HANDOVER} voor straks")
    time.sleep(1.5)  # so often does Chromium write down what stands in a form


def write(page: Page, hall: Hall, text: str) -> None:
    page.goto(hall.note)
    page.get_by_label("Erbij schrijven").press_sequentially(text)
    page.get_by_role("button", name="Bewaren").click()


def sign_out(page: Page) -> None:
    page.locator("details.menu summary").last.click()
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="Toch afmelden").click()  # since something waits here
    page.wait_for_url(re.compile("/aanmelden"))


def end(life: Life, how: str) -> None:
    life.kill() if how == "killed" else life.close()


@pytest.mark.parametrize("how", [pytest.param("closed", marks=pytest.mark.slow), "killed"])
def test_after_signing_out_no_name_and_no_sentence_is_left(
    playwright: Playwright, hall: Hall, profile: Path, how: str
) -> None:
    hall.with_network()
    with Life(playwright, profile, hall.proxy.url, hall.tokens.pop()) as life:
        work(life.page, hall)
        life.page.goto("/vandaag/")
        expect(life.page.get_by_text(NAME).first).to_be_visible()
        sign_out(life.page)
        end(life, how)
    assert traces(profile, WORDS) == []
    assert is_still_sent(playwright, hall, profile)


def is_still_sent(playwright: Playwright, hall: Hall, profile: Path) -> bool:
    """What nobody can read there is received all the same, in the next session of anybody."""
    hall.with_network()
    with Life(playwright, profile, hall.proxy.url, "") as life:
        with life.page.expect_response("**/afmelden"):
            life.page.goto("/aanmelden")
        expect(life.page.get_by_text("Log in om 1 notitie te verzenden")).to_be_visible()
        life.sign_in(hall.tokens.pop())
        life.page.goto("/vandaag/")
        hall.wait_for(f"{OFFLINE} schreef zonder netwerk.")
    return True


@pytest.mark.slow
@pytest.mark.parametrize("how", ["closed", "killed"])
def test_signed_in_only_the_kept_pages_can_be_read(
    playwright: Playwright, hall: Hall, profile: Path, how: str
) -> None:
    hall.with_network()
    with Life(playwright, profile, hall.proxy.url, hall.tokens.pop()) as life:
        work(life.page, hall, NEVER_SENT)
        end(life, how)
    found = traces(profile, (*WORDS, NEVER_SENT))
    assert [one for one in found if not one.path.startswith(KEPT_PAGES)] == []
    sealed = {NEVER_SENT, DRAFT, HANDOVER}
    assert {one.word for one in found} & sealed == set()
    assert {NAME, ONLINE} <= {one.word for one in found}


def test_a_candidates_own_words_are_gone_too(
    playwright: Playwright, hall: Hall, profile: Path
) -> None:
    hall.with_network()
    with Life(playwright, profile, hall.proxy.url, hall.token_of("candidate_a1")) as life:
        page = life.page
        page.goto("/mijn-voortgang")
        until_kept(page, "/", "/mijn-voortgang", "/mijn-werkplek")
        hall.without_network()
        say_own_day(page, f"{OWN_DAY} ging goed")
        page.goto("/mijn-voortgang")
        own_day(page).press_sequentially(f"{OWN_DRAFT} is half af")
        time.sleep(1.5)
        sign_out(page)
        life.kill()
    assert traces(profile, (NAME, OWN_DAY, OWN_DRAFT)) == []


def own_day(page: Page) -> Any:
    return page.locator("outbox-form[kind=own_day] textarea").first


def say_own_day(page: Page, text: str) -> None:
    page.locator("outbox-form[kind=own_day] label").filter(has_text="Goed").first.click()
    own_day(page).press_sequentially(text)
    page.locator("outbox-form[kind=own_day] button[type=submit]").first.click()
    # It is said for a moment only, and then the page comes anew: a busy machine may miss that.
    said = page.locator("[data-said][data-state=kept]")
    said.or_(page.locator("outbox-list [data-state=waiting]")).first.wait_for(state="attached")


def test_words_that_a_page_leaves_behind_are_found(
    playwright: Playwright, hall: Hall, profile: Path
) -> None:
    """Planted in a real browser, in each place where ours might have left them."""
    hall.with_network()
    with Life(playwright, profile, hall.proxy.url, hall.tokens.pop()) as life:
        life.page.goto("/hulp/")
        life.page.evaluate(LEAKS)
        life.page.locator("[name=leak]").press_sequentially("Houtsnip in een formulier")
        time.sleep(1.5)
        life.page.goto("/offline")
        life.close()
    assert {one.word for one in traces(profile, PLANTED)} == set(PLANTED)
