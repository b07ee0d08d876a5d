"""Harmful values in every field of every form and every address, as everybody: no answer of 5xx,
and no effect on anything of somebody else."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from pwa import clock
from pwa.access import COOKIE
from pwa.services import acquaintance
from tests.abuse import untouched
from tests.abuse.hostile import TEXTS, Fields, Hostile
from tests.abuse.sealed import Sealed, put_off
from tests.browse import OWN, fields, signed_in
from tests.dom import read
from tests.people import NOW, TODAY, Cast
from tests.routes.matrix import PEOPLE
from tests.routes.test_permission_matrix import LINES, Line, address
from tests.routes.world import STATES, Worlds

IN_ADDRESSES = [
    "bedrijf", "code", "dag", "kandidaat", "na", "next", "nieuw", "oud", "plek", "samen", "soort",
    "taal", "theme", "vanaf", "verder", "voor", "week", "wie", "zelf",
]  # fmt: skip
"""Every name that a page reads in its address."""

A_WORLD = 150
"""Inputs in one world, before what they did makes it too poor."""

INPUTS = 5_000
"""In one slow test: each begins from a number of its own, so one that failed is run again alone."""

ALLOWED = 0.85
"""The share that comes from somebody who may: others are stopped before a form is read."""


class Attack:
    """Sends inputs to one application and writes down what went wrong."""

    def __init__(self, app: Flask, worlds: Worlds, seed: int, states: tuple[str, ...]) -> None:
        self.states = states
        self.app, self.worlds, self.rng, self.known = app, worlds, Random(seed), Fields()
        self.sent = 0
        self.wrong: list[str] = []

    def run(self, inputs: int, seconds: float = 9e9) -> None:
        """So many inputs, or as many as fit in this much processor time."""
        ends = time.process_time() + seconds
        with self.known.listening(), heard() as said:
            while self.sent < inputs and time.process_time() < ends:
                state, who = self.rng.choice(self.states), self.rng.choice(PEOPLE)
                lines = [one for one in LINES if self._fits(one, state)]
                with self.worlds.open(state) as cast:
                    until = min(inputs, self.sent + A_WORLD)
                    self._world(cast, who, lines, until, ends, said)

    def _fits(self, line: Line, state: str) -> bool:
        """In this state of the evaluation, and without a secret: who holds one is its person."""
        secret = {"feed_link", "open_link"} & set(line.facts.values())
        return not secret and line.facts.get("evaluation", state) == state

    def _world(
        self, cast: Cast, who: str, lines: list[Line], until: int, ends: float, said: list[str]
    ) -> None:
        before = self._theirs(cast, who)
        hostile = Hostile(cast, self.known, self.rng)
        while self.sent < until and time.process_time() < ends:
            line = self._line(lines, who)
            with clock.at(NOW + timedelta(minutes=self.sent % A_WORLD)):
                said.clear()
                status, told = self._send(cast, hostile, line, who)
            self.sent += 1
            if status >= 500:
                self.wrong.append(f"{status} {who}: {line} {told} {' '.join(said)[-300:]}")
        changed = untouched.differs(before, self._theirs(cast, who))
        self.wrong += [f"{who} changed {row}" for row in changed]

    def _theirs(self, cast: Cast, who: str) -> untouched.Rows:
        if who == "stranger":
            return untouched.everything()
        return untouched.belonging_to(cast, "a" if untouched.side_of(who) == "b" else "b")

    def _line(self, lines: list[Line], who: str) -> Line:
        may = [one for one in lines if one.cells[who] == "ok" or self.rng.random() > ALLOWED]
        posts = [one for one in may if one.method == "POST"]
        return self.rng.choice(posts if posts and self.rng.random() < 0.75 else may)

    def _send(self, cast: Cast, hostile: Hostile, line: Line, who: str) -> tuple[int, Any]:
        client = self.app.test_client()
        if who != "stranger":
            client.set_cookie(COOKIE, cast.tokens[who])
        path = self._odd(address(self.app, cast, line).partition("?")[0])
        if line.method == "GET":
            query = hostile.query(IN_ADDRESSES)
            answer = _asked(lambda: client.get(path, query_string=query))
            self._learn(answer)
            return answer.status_code, (path, query)
        sent = self._sealed(hostile, client) if line.endpoint == "outbox.receive" else None
        sent = sent or hostile.post(line.endpoint)
        told = repr(sent)[:400]
        answer = _asked(lambda: client.post(path, headers=OWN, **sent))
        self.wrong += [f"put off for ever: {who}, {told}" for _id in put_off(answer)]
        if answer.status_code == 401 and line.cells[who] == "ok":  # signed out by an input
            cast.tokens[who] = signed_in(cast.user(who))
        return answer.status_code, (path, told)

    def _sealed(self, hostile: Hostile, client: Any) -> dict[str, Any] | None:
        """Mostly a batch that is sealed as it should be."""
        made = Sealed(hostile, client)
        return {"data": made.batch()} if made.key and self.rng.random() < 0.8 else None

    def _odd(self, path: str) -> str:
        """Sometimes one step of the address is another than ours."""
        steps = path.split("/")
        if self.rng.random() < 0.06:
            odd = self.rng.choice(TEXTS)[:900]
            steps[-1] = odd.replace("?", "").replace("#", "").replace("%", "%25")
        return "/".join(steps)

    def _learn(self, answer: Any) -> None:
        """The forms on a page, for whoever sends them later with something changed."""
        if answer.mimetype != "text/html" or answer.status_code != 200 or self.rng.random() > 0.5:
            return
        routes = self.app.url_map.bind("localhost")
        for form in read(answer.text).iter("form"):
            try:
                endpoint, _ids = routes.match(form.get("action") or "/", method="POST")
            except HTTPException:
                continue
            whole = self.known.whole[endpoint]
            whole[:] = [*whole[-5:], fields(form)]


def _asked(ask: Callable[[], Any]) -> Any:
    """Busy is an honest answer, and says when to come back; whoever does gets the file. So a 503
    counts when it does not say so, or says so again."""
    answer = ask()
    return ask() if answer.status_code == 503 and "Retry-After" in answer.headers else answer


@contextmanager
def heard() -> Iterator[list[str]]:
    """What the log says."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(handler.format(record))  # type: ignore[method-assign]
    logging.getLogger("opstap").addHandler(handler)
    try:
        yield said
    finally:
        logging.getLogger("opstap").removeHandler(handler)


@pytest.mark.everybody
def test_a_small_share_breaks_nothing_and_touches_nothing_of_others(
    application: Flask, worlds: Worlds
) -> None:
    attack = Attack(application, worlds, seed=6, states=("draft",))
    attack.run(1_500, seconds=10)
    assert attack.sent >= 150
    assert not attack.wrong, "\n" + "\n".join(attack.wrong[:30])


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("seed", range(100_000 // INPUTS))
def test_a_hundred_thousand_break_nothing_and_touch_nothing_of_others(
    application: Flask, worlds: Worlds, seed: int
) -> None:
    attack = Attack(application, worlds, seed=1_000 + seed, states=STATES)
    attack.run(INPUTS)
    assert attack.sent == INPUTS
    assert not attack.wrong, "\n" + "\n".join(attack.wrong[:60])


def test_what_a_coach_saw_of_a_company_elsewhere_is_of_that_coach(cast: Cast) -> None:
    ours = untouched.belonging_to(cast, "a")
    acquaintance.visit(cast.as_("coach_2"), cast.company_a, TODAY, "Petra", "Een lichte hal.")
    assert untouched.differs(ours, untouched.belonging_to(cast, "a")) == []
    acquaintance.visit(cast.as_("coach_1"), cast.company_a, TODAY, "Petra", "Een lichte hal.")
    (changed,) = untouched.differs(ours, untouched.belonging_to(cast, "a"))
    assert changed.startswith("company_visit")
