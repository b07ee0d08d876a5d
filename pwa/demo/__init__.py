"""The demo: fictive companies, people and cases, seeded through the services with a moved clock."""

from dataclasses import dataclass
from datetime import time, timedelta

from pwa import clock
from pwa.database import connected, transaction
from pwa.demo import (
    agreements,
    cases,
    cast,
    evaluations,
    forgetting,
    guard,
    hours,
    law,
    layouts,
    members,
    privacy,
    readings,
    running,
    tablets,
)
from pwa.domain.errors import NotAllowed
from pwa.pdf.process import PdfTooSlow
from pwa.services import installation, printing

CASES = ("a_samira.json", "b_dennis.json", "c_tesfay.json", "d_ilse.json", "e_karel.json")


PDF_SECONDS = 120
"""For one document of the demo: nobody waits for it at a screen, and the machine may be busy."""


class TooBusy(Exception):
    """A PDF of the demo took too long: nothing was filled in."""


@dataclass(frozen=True)
class Filled:
    """`lacking`: what this machine needs to make PDFs; without it nothing in the demo is signed."""

    done: bool
    lacking: str = ""

    def __bool__(self) -> bool:
        return self.done


def fill(pepper: bytes = b"") -> Filled:
    """Fill an empty database, all of it or nothing. `pepper` is for PINs. Raises TooBusy."""
    if not installation.is_empty():
        return Filled(False)
    try:
        with printing.patiently(PDF_SECONDS):
            lacking = printing.printer().lacking()
            _fill(pepper)
    except PdfTooSlow as slow:
        raise TooBusy from slow
    except NotAllowed as refused:
        if refused.code not in ("pdf_slow", "seal_failed"):
            raise
        raise TooBusy from refused
    return Filled(True, lacking)


def _fill(pepper: bytes) -> None:
    today = clock.today()
    since = today - timedelta(days=380)
    with connected(), transaction():
        installation.put(installation.DEMO, True)
        with clock.at(clock.at_local(since, time(9))):
            world = cast.seed_world(since)
            law.settle(world, today)
            layouts.dress(world)
        for name in CASES:
            case = cases.live(world, cast.read(name), today)
            hours.seed(case)
            evaluations.seed(case)
            law.live(case)
            readings.seed(case)
        guard.adapt(world, today)
        agreements.waiting(world, today)
        running.next_week(world, today)
        forgetting.remember(world, today)
        members.come_and_go(world, today)
        tablets.hang(world, pepper)
        privacy.look_into(world, today)
