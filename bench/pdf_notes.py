"""How long a note waits while the same server makes a PDF: its form, posted one by one.

Run: python -m bench.pdf_notes. A real `opstap serve` with one worker, on SQLite with
synchronous=FULL. Rounds take turns: nothing else, and one evaluation of 130 notes after the other
being made by the niced PDF process of that server. Of each kind of round the 95th percentile.
"""

import tempfile
import threading
import time
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from bench.aims import Aims, p95
from bench.batches import Client, filled
from pwa import clock
from pwa.access import COOKIE
from pwa.domain.enums import Rater
from pwa.domain.ids import uuid7
from pwa.models import Evaluation, Rating, RatingNote
from tests.evaluation_case import Case
from tests.faults.found import words
from tests.faults.writers import now_really, tokens_for
from tests.people import NOW, Cast, write_note
from tests.servers import served

NOTES, ROUNDS, POSTS = 130, 8, 60
AIM = 1.3


def evaluation(cast: Cast) -> UUID:
    """A draft with so many notes behind one level."""
    case = Case(cast)
    with clock.at(NOW):
        case.save()
    given = Rating.get((Rating.evaluation == case.ev.id) & (Rating.rater == Rater.SUPERVISOR))
    for n in range(NOTES):
        day = case.ev.from_on + timedelta(days=n // 4)
        while day.weekday() > 4:
            day += timedelta(days=1)
        text = f"Zag zelf dat {n} stuks de verkeerde kant op lagen, en draaide ze om."
        RatingNote.create(
            rating=given.id, note=write_note(cast, "supervisor_a", "a1", text, day).id
        )
    return case.ev.id


class Printer(threading.Thread):
    """Asks for the PDF again and again; each time something in it is different."""

    def __init__(self, port: int, token: str, about: UUID) -> None:
        super().__init__(daemon=True)
        self._port, self._token, self._about = port, token, about
        self.going, self.made = threading.Event(), 0

    def run(self) -> None:
        headers = {"Cookie": f"{COOKIE}={self._token}"}
        while self.going.wait():
            changed = {Evaluation.strengths: f"Nauwkeurig, {self.made} keer."}
            Evaluation.update(changed).where(Evaluation.id == self._about).execute()
            connection = HTTPConnection("127.0.0.1", self._port, timeout=120)
            connection.request("GET", f"/evaluaties/{self._about}/pdf", headers=headers)
            answer = connection.getresponse()
            if not answer.read().startswith(b"%PDF"):
                raise SystemExit(f"no PDF: {answer.status}")
            connection.close()
            self.made += 1


def posted(client: Client) -> list[float]:
    """Milliseconds of each post."""
    client.sign_in()
    day, times = clock.local(now_really()).date(), []
    for _ in range(POSTS):
        id = uuid7()
        body = urlencode({f"note-{client.about}": id, "day": day, "text": words(id)})
        started = time.perf_counter()
        client.ask("POST", "/notities/", body=body)
        times.append((time.perf_counter() - started) * 1000)
    return times


def measured(client: Client, printer: Printer) -> tuple[list[float], list[float]]:
    alone, beside = [], []
    posted(client)
    for _round in range(ROUNDS):
        alone += posted(client)
        printer.going.set()
        before = printer.made
        while printer.made == before:
            time.sleep(0.01)
        beside += posted(client)
        printer.going.clear()
        time.sleep(2)
    return alone, beside


def main() -> None:
    """Print both and the ratio beside the aim."""
    aims = Aims()
    with tempfile.TemporaryDirectory(prefix="opstap-bench-") as name:
        folder = Path(name)
        with filled(folder) as cast:
            about, tokens = evaluation(cast), tokens_for(cast)
            placement: Any = cast.placement_a1.id
            with served("serve", log=folder / "log", OPSTAP_DATA=name) as server:
                printer = Printer(server.port, tokens.pop(), about)
                printer.start()
                client = Client(server.port, server.process.pid, tokens, placement)
                alone, beside = measured(client, printer)
    print(f"a note alone: {p95(alone):.1f} ms; while PDFs are made: {p95(beside):.1f} ms (p95)")
    print(f"{printer.made} PDFs were made")
    aims.at_most(
        "a note while a PDF is made, against one alone", p95(beside) / p95(alone), AIM, "x"
    )
    aims.end()


if __name__ == "__main__":
    main()
