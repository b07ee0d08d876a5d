"""People who keep writing, whatever happens to the server: each note is sent until it is received.

    crew = Crew(cast, tokens_for(cast), proxy.port)
    crew.start(4); ...; crew.finish()           # nothing new any more; wait until all is received
    found = checked(crew)                       # in the database that is open now
    assert found.right

Half of them send the ordinary form, half sealed batches (docs/outbox.md). They know nothing about
faults: no answer, half an answer or another answer than a receipt means: the same again.
"""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from pwa import clock
from pwa.access import COOKIE
from pwa.database import db, is_postgresql
from pwa.domain.ids import uuid7
from pwa.models import AuditEvent, Note, Placement, Receipt, Supervision
from pwa.services import sessions
from tests.people import Cast
from tests.services.test_audit import broken_links
from tests.tablet import batch, body_of, row

SESSIONS = 24
"""So many signed-in browsers for one person: a session may not send without end."""

MOST_AT_ONCE = 5


def now_really() -> datetime:
    return datetime.now(UTC)


def tokens_for(cast: Cast) -> list[str]:
    """Move the placements to the real day, on which a server of its own lives; sign Sara in."""
    with clock.at(now_really()):
        today = clock.today()
        first, last = today - timedelta(days=30), today + timedelta(days=90)
        Placement.update(start_on=first, planned_end_on=last).execute()
        Supervision.update(from_on=first, to_on=last, evaluate_until=last).execute()
        return [sessions.start(cast.supervisor_a) for _n in range(SESSIONS)]


class NoReceipt(Exception):
    """Somebody answered, but it was no receipt."""


class Crew:
    """Writers with one list of what they wrote and what was received."""

    def __init__(self, cast: Cast, tokens: list[str], port: int) -> None:
        self.author, self.placement = cast.supervisor_a.id, cast.placement_a1.id
        self.tokens, self.port = tokens, port
        self.received: list[UUID] = []
        self.by_outbox: set[UUID] = set()
        self.refused: list[Any] = []
        self.answers: Counter[int] = Counter()
        self.ending = threading.Event()
        self.stopped = self.deaf = False
        self._writers: list[threading.Thread] = []

    def start(self, writers: int) -> None:
        ways: list[Callable[[Crew], Way]] = [Form, Outbox]
        for n in range(writers):
            way = ways[n % 2](self)
            self._writers.append(threading.Thread(target=self._write, args=(way,), daemon=True))
            self._writers[-1].start()

    def _write(self, way: "Way") -> None:
        """Write, and send what was written until it is received; at the end the last is, too."""
        waiting: list[Any] = []
        while not self.stopped and (waiting or not self.ending.is_set()):
            waiting = waiting or way.written()
            try:
                kept = way.send(waiting)
            except (OSError, HTTPException, ValueError, NoReceipt):
                time.sleep(0.02)
                continue
            self.received += kept
            waiting = [one for one in waiting if way.id_of(one) not in kept]

    def wait_for_more(self, count: int = 1, seconds: float = 30) -> None:
        """Until so many more notes were received."""
        wanted, until = len(self.received) + count, time.monotonic() + seconds
        while len(self.received) < wanted:
            assert time.monotonic() < until, f"nothing is received: {dict(self.answers)}"
            assert not self.refused, self.refused[0]
            time.sleep(0.005)

    def finish(self, seconds: float = 60) -> None:
        """Write nothing new; everything that was written has to be received."""
        self.ending.set()
        until = time.monotonic() + seconds
        for writer in self._writers:
            writer.join(max(0.0, until - time.monotonic()))
        assert not any(writer.is_alive() for writer in self._writers), dict(self.answers)

    def stop(self) -> None:
        """Now, whatever is still on its way."""
        self.ending.set()
        self.stopped = True
        for writer in self._writers:
            writer.join(15)

    def ask(self, path: str, kind: str, body: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and the whole body. Raises OSError, HTTPException."""
        cookie = f"{COOKIE}={random.choice(self.tokens)}"
        headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": kind, "Cookie": cookie}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            told = answer.read()
        finally:
            connection.close()
        if self.deaf:
            raise NoReceipt
        self.answers[answer.status] += 1
        return answer.status, dict(answer.headers), told


class Form:
    """The page's own form: one note, received when the answer is 303."""

    def __init__(self, crew: Crew) -> None:
        self.crew = crew

    def written(self) -> list[dict[str, str]]:
        id, day = uuid7(), clock.local(now_really()).date()
        form = {f"note-{self.crew.placement}": str(id), "day": f"{day}", "text": words(id)}
        return [form]

    def id_of(self, form: dict[str, str]) -> UUID:
        return UUID(form[f"note-{self.crew.placement}"])

    def send(self, forms: list[dict[str, str]]) -> set[UUID]:
        kind = "application/x-www-form-urlencoded"
        status, _headers, told = self.crew.ask("/notities/", kind, urlencode(forms[0]))
        if status in (400, 403, 404, 409, 413, 422, 429):
            self.crew.refused.append(told)
        if status != 303:
            raise NoReceipt
        return {self.id_of(forms[0])}


class Outbox:
    """What a device does: rows sealed once, with a key from whenever, sent in batches."""

    def __init__(self, crew: Crew) -> None:
        self.crew = crew
        self.key: dict[str, Any] = {}

    def written(self) -> list[dict[str, str]]:
        """No rows as long as the device never met the server."""
        try:
            self.key = self.key or self._fetched()
        except (OSError, HTTPException, ValueError, NoReceipt):
            time.sleep(0.02)
            return []
        return [self._row(uuid7()) for _n in range(random.randint(1, MOST_AT_ONCE))]

    def _fetched(self) -> dict[str, Any]:
        answer = self._ours("/verzenden/sleutel", "application/x-www-form-urlencoded", "")
        return {**answer, "user": answer["user"]}

    def _row(self, id: UUID) -> dict[str, str]:
        now = clock.local(now_really())
        about, text = self.crew.placement, words(id)
        sealed = body_of("note", about, made_at=now, id=id, day=now.date(), text=text)
        self.crew.by_outbox.add(id)
        return row(self.key, *sealed)

    def id_of(self, row: dict[str, str]) -> UUID:
        return UUID(row["id"])

    def send(self, rows: list[dict[str, str]]) -> set[UUID]:
        """Received is what the answer names by its id and its hash, and nothing else."""
        if not rows:
            return set()
        said = self._ours("/verzenden/", "application/json", json.dumps(batch(*rows)))
        hashes = {one["id"]: one["sha256"] for one in rows}
        results = [one for one in said["results"] if hashes.get(one["id"]) == one["sha256"]]
        self.crew.refused += [one for one in results if one["state"] == "refused"]
        return {UUID(one["id"]) for one in results if one["state"] == "received"}

    def _ours(self, path: str, kind: str, body: str) -> Any:
        status, headers, told = self.crew.ask(path, kind, body)
        if status != 200 or "Opstap-Outbox" not in headers:
            raise NoReceipt
        return json.loads(told)


Way = Form | Outbox


def words(id: UUID) -> str:
    """A note of its own for each id: found twice, it was doubled."""
    return f"Stapelde dozen, notitie {id}."


@dataclass(frozen=True)
class Found:
    """What stands in the database beside what was said to be received."""

    received: int = 0
    lost: int = 0
    doubled: int = 0
    wrong_author: int = 0
    without_event: int = 0
    refused: int = 0
    broken: int = 0

    @property
    def right(self) -> bool:
        return self == Found(received=self.received)

    def __add__(self, other: "Found") -> "Found":
        names = [one.name for one in fields(self)]
        return Found(*(getattr(self, name) + getattr(other, name) for name in names))

    def __str__(self) -> str:
        return (
            f"{self.received:,} notes received, {self.lost} lost, {self.doubled} doubled,"
            f" {self.wrong_author} under a wrong author"
        )


def checked(crew: Crew) -> Found:
    """Look in the open database. Whatever was received before this call has to be there, once."""
    received = set(crew.received)
    rows = [row for row in Note.select() if row.text.startswith("Stapelde dozen, notitie ")]
    texts = Counter(row.text for row in rows)
    kept = {row.id for row in rows if row.text == words(row.id)}
    wrong = sum(row.author_id != crew.author for row in rows)
    written = AuditEvent.action == "note.write"
    events = Counter(row.object_id for row in AuditEvent.select().where(written))
    receipts = {row.id for row in Receipt.select(Receipt.id)}
    return Found(
        received=len(received),
        lost=len(received - kept) + len((received & crew.by_outbox) - receipts),
        doubled=len(texts) - len(kept) + sum(count - 1 for count in texts.values()),
        wrong_author=wrong,
        without_event=sum(events[id] != 1 for id in kept),
        refused=len(crew.refused),
        broken=len(broken_links()) + damage(),
    )


def damage() -> int:
    """What SQLite itself finds wrong in its file."""
    if is_postgresql():
        return 0
    whole = [row[0] for row in db.execute_sql("PRAGMA integrity_check").fetchall()]
    strays = db.execute_sql("PRAGMA foreign_key_check").fetchall()
    return (whole != ["ok"]) + len(strays)
