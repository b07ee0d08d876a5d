"""Reading aloud with a voice of the device: only where there is one, only when asked."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from pwa.models import User
from tests.evaluation_case import Case
from tests.people import NOW

VOICES = """
  window.said = []
  const voices = %s
  const later = new EventTarget()
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices,
    addEventListener: (...what) => later.addEventListener(...what),
    removeEventListener: (...what) => later.removeEventListener(...what),
    cancel() { this.now = undefined },
    speak(one) {
      this.now = one
      window.said.push([one.voice.lang, one.text])
      setTimeout(() => this.now === one && one.onend(), 20)
    },
  } })
"""
DUTCH = '{ lang: "nl-NL", localService: true }'
ENGLISH = '{ lang: "en-GB", localService: true }'
REMOTE = '{ lang: "nl-NL", localService: false }'


@pytest.fixture
def own_page(phone, cast):
    case = Case(cast)

    def opened(*voices):
        page = phone("candidate_a1")
        page.add_init_script(VOICES % f"[{', '.join(voices)}]")
        page.goto(f"/evaluaties/{case.ev.id}/mijn-kijk")
        return page

    return opened


def test_a_question_is_read_with_all_its_answers(own_page, look):
    page = own_page(ENGLISH, DUTCH)
    assert page.evaluate("window.said") == [], "nothing speaks by itself"
    line = page.locator("[data-line]").first
    line.locator("summary").click()
    page.clock.pause_at(NOW + timedelta(hours=1))  # the voice does not get on while we look
    line.get_by_role("button", name="Lees voor").click()
    expect(line.get_by_role("button", name="Stop")).to_have_attribute("aria-pressed", "true")
    page.clock.resume()
    expect(line.get_by_role("button", name="Lees voor")).to_be_visible()
    said = page.evaluate("window.said")
    assert {lang for lang, _text in said} == {"nl-NL"}
    assert "Lukt zelfstandig" in [text for _lang, text in said]
    assert max(len(text) for _lang, text in said) <= 200
    look(page)


@pytest.mark.parametrize("voices", [(), (REMOTE,), (ENGLISH,)], ids=["none", "remote", "English"])
def test_without_a_voice_of_the_device_in_that_language_there_is_no_button(own_page, voices):
    page = own_page(*voices)
    page.locator("[data-line] summary").first.click()
    expect(page.locator("read-aloud").first).to_be_attached()
    expect(page.get_by_role("button", name="Lees voor")).to_have_count(0)


def test_who_reads_english_hears_english(own_page, cast):
    User.update(language="en").where(User.id == cast.candidate_a1.id).execute()
    page = own_page(DUTCH, ENGLISH)
    page.get_by_role("button", name="Read aloud").first.click()
    expect(page.get_by_role("button", name="Read aloud").first).to_be_visible()
    assert {lang for lang, _text in page.evaluate("window.said")} == {"en-GB"}


def test_it_stops_when_asked(own_page):
    page = own_page(DUTCH)
    page.evaluate("document.getElementById('say').textContent = 'Een zin. '.repeat(400)")
    page.get_by_role("button", name="Lees voor").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Lees voor")).to_be_visible()
    said = len(page.evaluate("window.said"))
    expect(page.get_by_role("button", name="Lees voor")).to_have_attribute("aria-pressed", "false")
    assert len(page.evaluate("window.said")) == said < 400
