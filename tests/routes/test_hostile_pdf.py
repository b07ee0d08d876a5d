"""A PDF of hostile text is being made, and everybody else goes on writing."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from pwa.domain.errors import NotAllowed
from pwa.domain.ids import uuid7
from pwa.models import Note
from pwa.pdf.document import CandidateView
from pwa.services import printing
from tests.browse import Visitor
from tests.pdf.samples import SAMIRA
from tests.people import TODAY, Cast

ENDLESS = replace(SAMIRA, goals=("x" * 20_000,) * 400, candidate_view=CandidateView("y" * 20_000))


@pytest.fixture
def short_patience() -> Iterator[None]:
    before = printing.allowed()
    printing.allow(4)
    yield
    printing.printer().close()
    printing.allow(before)


@pytest.mark.processes
def test_notes_are_answered_while_a_hostile_document_is_made(
    browse: Callable[..., Visitor], cast: Cast, short_patience: None
) -> None:
    ended: list[str] = []

    def make() -> None:
        try:
            printing.render(ENDLESS)
        except NotAllowed as refused:
            ended.append(refused.code)

    sara, field = browse("supervisor_a"), f"note-{cast.placement_a1.id}"
    maker = threading.Thread(target=make)
    maker.start()
    waited = []
    while maker.is_alive() and len(waited) < 30:
        note = {field: str(uuid7()), "day": TODAY.isoformat(), "text": f"Nummer {len(waited)}."}
        started = time.monotonic()
        assert sara.post("/notities/", note).status == 303
        waited.append(time.monotonic() - started)
    maker.join(60)
    assert ended == ["pdf_slow"]
    assert len(waited) >= 5
    assert sorted(waited)[len(waited) // 2] < 1
    assert Note.select().where(Note.day == TODAY).count() >= len(waited)
