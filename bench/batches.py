"""What 200 notes cost the server: queued and sent in batches of 20, or posted one by one.

Run: python -m bench.batches. A real `opstap serve` with one worker, on SQLite with
synchronous=FULL; one client on one kept connection. CPU is what all processes of the server used
(user and system, from /proc), the best of three rounds; wall time is what the client waited, the
disk included. A commit is one wait for the disk. Ratios are to the batches. A note that is
posted by hand is answered with a redirect, so its browser always asks for Vandaag after it: that
page is measured apart, on a day with one note, since these 200 would all stand on it.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from pwa import clock, create_app, database, migrations
from pwa.access import COOKIE
from pwa.config import Config
from pwa.domain.ids import uuid7
from pwa.domain.parcels import MOST_ITEMS
from pwa.models import AuditEvent, Note, Receipt
from tests import people
from tests.browse import Visitor
from tests.faults.found import words
from tests.faults.post import FORM, now_really
from tests.faults.writers import tokens_for
from tests.people import Cast
from tests.servers import served
from tests.tablet import Tablet, batch, body_of, row
from tests.watch import WATCH

NOTES, ROUNDS = 200, 3
JSON = "application/json"
AIM = 20


@dataclass
class Cost:
    """Of one way to bring in all notes."""

    name: str
    requests: int = 0
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def and_(self, other: "Cost") -> "Cost":
        """Both, one after the other: the best round of each."""
        cpu, wall = min(self.cpu) + min(other.cpu), min(self.wall) + min(other.wall)
        return Cost("both together", self.requests + other.requests, [cpu], [wall])

    def line(self, to: "Cost") -> str:
        cpu, wall = min(self.cpu), min(self.wall)
        return (
            f"{self.name:<38} {self.requests:4} {cpu * 1000:7.0f} ms {cpu / min(to.cpu):5.1f} x"
            f" {wall * 1000:7.0f} ms {wall / min(to.wall):5.1f} x"
        )


class Client:
    """A supervisor's browser on one kept connection, and the processes of the server behind it."""

    def __init__(self, port: int, group: int, tokens: list[str], about: UUID) -> None:
        self.group, self.about, self._tokens = group, about, iter(tokens)
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.sign_in()
        self.key = json.loads(self.ask("POST", "/verzenden/sleutel", FORM, ""))

    def sign_in(self) -> None:
        """Again, since a session may not post without end."""
        cookie = f"{COOKIE}={next(self._tokens)}"
        self._headers = {"Sec-Fetch-Site": "same-origin", "Cookie": cookie}

    def ask(self, method: str, path: str, kind: str = FORM, body: str | None = None) -> bytes:
        self._connection.request(method, path, body, {**self._headers, "Content-Type": kind})
        answer = self._connection.getresponse()
        told = answer.read()
        if answer.status not in (200, 303):
            raise SystemExit(f"{path} answered {answer.status}")
        return told

    def cpu(self) -> float:
        """Seconds that the processes of the server used until now."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                facts = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            ticks += int(facts[11]) + int(facts[12]) if int(facts[2]) == self.group else 0
        return ticks / os.sysconf("SC_CLK_TCK")

    def measure(self, cost: Cost, work: Callable[[], int]) -> None:
        self.sign_in()
        cpu, wall = self.cpu(), time.perf_counter()
        cost.requests = work()
        cost.wall.append(time.perf_counter() - wall)
        cost.cpu.append(self.cpu() - cpu)

    # The ways ----------------------------------------------------------------------------------

    def forms(self, many: int = NOTES) -> Callable[[], int]:
        day = clock.local(now_really()).date()
        ids = [uuid7() for _n in range(many)]
        note = f"note-{self.about}"
        bodies = [urlencode({note: id, "day": day, "text": words(id)}) for id in ids]

        def post() -> int:
            for one in bodies:
                self.ask("POST", "/notities/", FORM, one)
            return len(bodies)

        return post

    def pages(self) -> Callable[[], int]:
        def get() -> int:
            for _n in range(NOTES):
                self.ask("GET", "/vandaag/")
            return NOTES

        return get

    def batches(self, size: int) -> Callable[[], int]:
        """Sealed before the clock runs. May be called again: a replay."""
        now = clock.local(now_really())
        rows = [
            row(self.key, *body_of("note", self.about, made_at=now, day=now.date(), text=words(n)))
            for n in range(NOTES)
        ]
        sent_at = now.isoformat()
        parts = [rows[start : start + size] for start in range(0, NOTES, size)]
        bodies = [json.dumps(batch(*one, sent_at=sent_at)) for one in parts]

        def post() -> int:
            for one in bodies:
                results = json.loads(self.ask("POST", "/verzenden/", JSON, one))["results"]
                if any(told["state"] != "received" for told in results):
                    raise SystemExit(f"not received: {results}")
            return len(bodies)

        return post


def rows_now() -> tuple[int, ...]:
    return tuple(model.select().count() for model in (Note, Receipt, AuditEvent))


def measured(client: Client) -> Iterator[str]:
    """A line for each way, the ratio to the aim, and what a replay added."""
    queued, again = Cost("in batches of 20"), Cost("the same batches again (a replay)")
    form, single = Cost("the form, one by one"), Cost("the outbox, one by one")
    page = Cost("the page after each form")
    client.forms(1)()
    for _round in range(ROUNDS):
        client.measure(page, client.pages())
    client.batches(MOST_ITEMS)()
    client.forms()()
    added = 0
    for _round in range(ROUNDS):
        client.measure(form, client.forms())
        client.measure(single, client.batches(1))
        post = client.batches(MOST_ITEMS)
        client.measure(queued, post)
        before = rows_now()
        client.measure(again, post)
        added += sum(rows_now()) - sum(before)
    yield f"{NOTES} notes{'':<29} requests     CPU             wall"
    yield from (one.line(queued) for one in (queued, form, page, form.and_(page), single, again))
    yield f"aimed for: {AIM} x"
    yield f"rows that replays added: {added}"


def commits(cast: Cast, folder: Path) -> Iterator[str]:
    """Counted inside one process, on a database of its own."""
    app = create_app(Config(data=folder, secret_key="only for measuring, long enough to sign"))
    app.testing = True
    WATCH.queries_of(database.db.obj)
    tablet = Tablet(Visitor(app, cast.supervisor_a, checks=False))

    def note(text: str) -> dict[str, str]:
        return tablet.write("note", cast.placement_a1, day=people.TODAY, text=text)

    for size in (1, MOST_ITEMS):
        rows = [note(f"Nummer {n}.") for n in range(size)]
        with WATCH.counting() as seen:
            tablet.results(*rows)
        whole = NOTES // size
        yield (
            f"commits for {NOTES} notes, {size:2} in a post: {seen.commits * whole:4};"
            f" statements a note: {len(seen.queries) / size:.1f}"
        )
    rows = [note("Goed."), note("x" * 601), note("Ook goed.")]
    states = [one["state"] for one in tablet.results(*rows)]
    yield f"a bad item between two good ones: {', '.join(states)}"


@contextmanager
def filled(folder: Path) -> Iterator[Cast]:
    """An open database with the cast of the tests."""
    made = database.open_database(f"sqlite:///{folder / 'opstap.db'}")
    with database.connected():
        with clock.at(people.NOW):
            migrations.migrate()
            cast = people.arrive()
        yield cast
    made.close_all()


def main() -> int:
    """Print what was measured; 1 when a replay added a row."""
    lines: list[str] = []
    with tempfile.TemporaryDirectory(prefix="opstap-bench-") as name:
        one, two = Path(name, "served"), Path(name, "counted")
        one.mkdir(), two.mkdir()
        with filled(one) as cast:
            tokens = tokens_for(cast)
            with served("serve", log=one / "log", OPSTAP_DATA=str(one)) as server:
                about: Any = cast.placement_a1.id
                lines += measured(Client(server.port, server.process.pid, tokens, about))
        with filled(two) as cast, clock.at(people.NOW):
            lines += commits(cast, two)
    print("\n".join(lines))
    return 0 if "rows that replays added: 0" in lines else 1


if __name__ == "__main__":
    sys.exit(main())
