"""People who keep writing, whatever happens to the server: each note is sent until it is received.

    crew = Crew(cast, tokens_for(cast), proxy.port)
    crew.start(4); ...; crew.finish()           # nothing new any more; wait until all is received
    found = checked(crew)                       # in the database that is open now
    assert found.right

Half of them send the ordinary form, half sealed batches (docs/outbox.md). They know nothing about
faults: no answer, half an answer or another answer than a receipt means: the same again.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from email.message import Message
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from pwa import clock
from pwa.domain.ids import uuid7
from pwa.models import Placement, Supervision, User
from pwa.services import sessions
from tests.faults import post
from tests.faults.found import Found, Written, compared, damage, words
from tests.faults.post import FORM, NoReceipt, delivered, fetched_key, note_row, now_really
from tests.people import Cast

__all__ = ["Crew", "Found", "checked", "damage", "now_really", "tokens_for", "words"]

SESSIONS = 24
"""So many signed-in browsers for one person: a session may not send without end."""

MOST_AT_ONCE = 5


def move_to_today() -> None:
    """Move the placements to the real day, on which a server of its own lives."""
    with clock.at(now_really()):
        today = clock.today()
    first, last = today - timedelta(days=30), today + timedelta(days=90)
    Placement.update(start_on=first, planned_end_on=last).execute()
    Supervision.update(from_on=first, to_on=last, evaluate_until=last).execute()


def signed_in_really(user: User, times: int = SESSIONS) -> list[str]:
    """Tokens of so many browsers in which this person signed in today."""
    with clock.at(now_really()):
        return [sessions.start(user) for _n in range(times)]


def tokens_for(cast: Cast) -> list[str]:
    """Move the placements to the real day; sign Sara in."""
    move_to_today()
    return signed_in_really(cast.supervisor_a)


class Crew:
    """Writers with one list of what they wrote and what was received."""

    def __init__(self, cast: Cast, tokens: list[str], port: int) -> None:
        self.author, self.placement = cast.supervisor_a.id, cast.placement_a1.id
        self.tokens, self.port = tokens, port
        self.received: list[UUID] = []
        self.written: list[UUID] = []
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

    def ask(self, path: str, kind: str, body: str) -> tuple[int, Message, bytes]:
        """Status, headers and the whole body. Raises OSError, HTTPException."""
        status, told_by, told = post.ask(self.port, random.choice(self.tokens), path, kind, body)
        if self.deaf:
            raise NoReceipt
        self.answers[status] += 1
        return status, told_by, told


class Form:
    """The page's own form: one note, received when the answer is 303."""

    def __init__(self, crew: Crew) -> None:
        self.crew = crew

    def written(self) -> list[dict[str, str]]:
        id, day = uuid7(), clock.local(now_really()).date()
        self.crew.written.append(id)
        form = {f"note-{self.crew.placement}": str(id), "day": f"{day}", "text": words(id)}
        return [form]

    def id_of(self, form: dict[str, str]) -> UUID:
        return UUID(form[f"note-{self.crew.placement}"])

    def send(self, forms: list[dict[str, str]]) -> set[UUID]:
        status, _headers, told = self.crew.ask("/notities/", FORM, urlencode(forms[0]))
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
            self.key = self.key or fetched_key(self.crew.ask)
        except (OSError, HTTPException, ValueError, NoReceipt):
            time.sleep(0.02)
            return []
        return [self._row(uuid7()) for _n in range(random.randint(1, MOST_AT_ONCE))]

    def _row(self, id: UUID) -> dict[str, str]:
        self.crew.written.append(id)
        self.crew.by_outbox.add(id)
        return note_row(self.key, self.crew.placement, id)

    def id_of(self, row: dict[str, str]) -> UUID:
        return UUID(row["id"])

    def send(self, rows: list[dict[str, str]]) -> set[UUID]:
        """Received is what the answer names by its id and its hash, and nothing else."""
        if not rows:
            return set()
        received, refused = delivered(self.crew.ask, rows)
        self.crew.refused += refused
        return received


Way = Form | Outbox


def checked(crew: Crew) -> Found:
    """Look in the open database. Whatever was received before this call has to be there, once."""
    sure = {words(id) for id in set(crew.received)}
    written = [Written(words(id), crew.author, str(id)) for id in list(crew.written)]
    by_outbox = {words(id) for id in set(crew.by_outbox)}
    return compared(written, sure, by_outbox=by_outbox, refused=len(crew.refused))
