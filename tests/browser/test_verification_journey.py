"""Somebody who got a document checks it: a code on a phone, a file dropped at a desk."""

import pytest
from playwright.sync_api import expect

from pwa.models import Blob, Document
from tests.evaluation_case import Case, quick_pdf

DROP = """(zone, [name, text]) => {
  const files = new DataTransfer()
  files.items.add(new File([text], name, { type: "application/pdf" }))
  const event = new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true })
  zone.dispatchEvent(event)
}"""


@pytest.fixture
def final(cast, monkeypatch):
    quick_pdf(monkeypatch)
    Case(cast).to("final")
    return Document.get()


def test_a_code_from_a_qr_code_opens_on_a_phone_without_an_account(phone, final, look):
    page = phone(None)
    page.goto(f"/controle/{final.code}")
    expect(page.locator("#answer")).to_contain_text("bestaat en is de nieuwste versie")
    look(page)


def test_a_file_that_is_dropped_is_checked_at_once(desktop, final, look):
    page = desktop(None)
    page.goto("/controle")
    expect(page.get_by_text("Je kunt het ook hierheen slepen.")).to_be_visible()
    kept = bytes(Blob.get_by_id(final.blob_id).data).decode()
    page.locator("file-drop").evaluate(DROP, ["evaluatie.pdf", kept])
    expect(page.locator("#answer")).to_contain_text("Echt en niet veranderd")
    look(page)
    page.locator("file-drop").evaluate(DROP, ["evaluatie.pdf", "iets anders"])
    expect(page.locator("#answer")).to_contain_text("Dit is een ander of veranderd bestand")
    look(page)


def test_choosing_a_file_works_without_javascript(desktop, final):
    page = desktop(None, javascript=False)
    page.goto("/controle")
    kept = bytes(Blob.get_by_id(final.blob_id).data)
    file = {"name": "evaluatie.pdf", "mimeType": "application/pdf", "buffer": kept}
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_role("button", name="Controleren").click()
    expect(page.locator("#answer")).to_contain_text("Echt en niet veranderd")
