"""One PDF process for everybody in this process, with the time that the settings allow."""

from collections.abc import Callable

from flask import Flask

from pwa.services import printing


def test_the_application_gives_pdfs_the_time_of_its_settings(
    new_app: Callable[..., Flask], monkeypatch
) -> None:
    monkeypatch.setattr(printing, "_seconds", printing._seconds)
    new_app(pdf_seconds=7)
    assert printing.printer()._seconds == 7
    assert printing.printer() is printing.printer()
