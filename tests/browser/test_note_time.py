"""What a note cost: measured on the device, from the form that opened to the note that was kept."""

from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from pwa.domain.note_time import took
from pwa.models import Note, Receipt
from tests.people import Cast

Open = Callable[..., Page]


def test_the_id_of_a_note_holds_the_moment_at_which_its_form_was_opened(
    tablet: Open, cast: Cast
) -> None:
    page = tablet("supervisor_a")
    page.goto(f"/notities/nieuw?voor={cast.placement_a1.id}")
    page.get_by_role("checkbox", name="Werkte netjes").check()
    page.clock.run_for(14_000)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Ontvangen").first).to_be_visible()
    note = Note.select().order_by(Note.received_at.desc(), Note.id.desc()).first()
    kept = datetime.fromisoformat(Receipt.get_by_id(note.id).made_at)
    time = took(note.id, kept)
    assert time is not None
    assert timedelta(seconds=14) <= time <= timedelta(minutes=2)
