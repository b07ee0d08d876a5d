"""Tablets in a hall: people take turns on each of them, and bring along what others wrote there.

    log = Log()
    hall = [SharedTablet(f"tablet {n}", people, log, port, quota=100, seed=n) for n in range(4)]
    for one in hall: one.start()
    ...
    for one in hall: one.join()          # each ends when its last note was received

A tablet does what docs/outbox.md asks of a device: rows are sealed once, with the key of who wrote
them, and sent oldest first in batches, by whoever is signed in. It knows nothing about faults.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from typing import Any
from uuid import UUID

from pwa.domain.ids import uuid7
from pwa.domain.parcels import MOST_ITEMS
from tests.faults import post
from tests.faults.found import Found, Written, compared, words
from tests.faults.post import NoReceipt, delivered, fetched_key, note_row

MOST_AT_ONCE = 5
OTHER_PERSON = 0.3
"""How often somebody else signs in between the writing and the sending."""


@dataclass(frozen=True)
class Worker:
    """Somebody who writes about these placements (who has none only brings along what others
    wrote), with the tokens of browsers to sign in with."""

    id: UUID
    abouts: tuple[UUID, ...]
    tokens: tuple[str, ...]


@dataclass
class Log:
    """What all devices together wrote, were told and were answered."""

    written: list[Written] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    refused: list[Any] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)

    def found(self) -> Found:
        """Look in the open database: all that a device kept has to be there."""
        texts = {one.text for one in self.written}
        return compared(self.written, texts, by_outbox=texts, refused=len(self.refused))


@dataclass(frozen=True)
class Line:
    """A sealed row in a tablet's queue."""

    id: UUID
    author: UUID
    row: dict[str, str]


class SharedTablet(threading.Thread):
    """Writes `quota` notes, never more than its share of the `pace`, until all are received."""

    def __init__(
        self,
        name: str,
        people: Sequence[Worker],
        log: Log,
        port: int,
        *,
        quota: int,
        seed: int,
        pace: Callable[[], float] = lambda: 1.0,
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.people, self.log, self.port = people, log, port
        self.quota, self.pace = quota, pace
        self.queue: list[Line] = []
        self.wrote = 0
        self._chance = random.Random(f"{name} {seed}")
        self._keys: dict[UUID, dict[str, Any]] = {}
        self._sign_in()

    def run(self) -> None:
        while self.wrote < self.quota or self.queue:
            try:
                self._write_some()
                if self._chance.random() < OTHER_PERSON:
                    self._sign_in()
                self._send()
            except NoReceipt as other:
                time.sleep(max(other.after, 0.02))
            except (OSError, HTTPException, ValueError):
                time.sleep(0.02)

    def _sign_in(self) -> None:
        self.person = self._chance.choice(self.people)
        self.token = self._chance.choice(self.person.tokens)

    def _write_some(self) -> None:
        """What is written stays, whether it can be sent or not."""
        left = min(self.quota, int(self.quota * self.pace()) + 1) - self.wrote
        if left <= 0:
            time.sleep(0.01)
            return
        me = self.person
        if not me.abouts:
            return
        if me.id not in self._keys:
            self._keys[me.id] = fetched_key(self._ask)
        for _n in range(min(left, self._chance.randint(1, MOST_AT_ONCE))):
            self._write(me)

    def _write(self, me: Worker) -> None:
        id = uuid7()
        row = note_row(self._keys[me.id], self._chance.choice(me.abouts), id)
        self.queue.append(Line(id, me.id, row))
        self.log.written.append(Written(words(id), me.id, self.name))
        self.wrote += 1

    def _send(self) -> None:
        """Oldest first. What was neither received nor refused stays where it is."""
        first = self.queue[:MOST_ITEMS]
        if not first:
            return
        received, refused = delivered(self._ask, [one.row for one in first])
        self.log.refused += refused
        gone = received | {UUID(one["id"]) for one in refused}
        self.queue = [one for one in self.queue if one.id not in gone]
        self.log.told |= {words(id) for id in received}

    def _ask(self, path: str, kind: str, body: str) -> tuple[int, Message, bytes]:
        answer = post.ask(self.port, self.token, path, kind, body)
        self.log.answers[answer[0]] += 1
        return answer
