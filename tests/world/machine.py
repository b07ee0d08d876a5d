"""Anything may happen in the world, in any order; after each step somebody looks around."""

import contextlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pwa import clock
from pwa.database import db
from tests.world import moving, tablets, writing
from tests.world.eyes import CANARY, Reader, addresses
from tests.world.findings import Log, Tally, leaks, twins_differ
from tests.world.rulebook import Verdict, verdict
from tests.world.town import BEGIN, Town

ANY = st.integers(0, 9_999)
NOBODY = ""
"""A stranger, who looks too."""


class _Rollback(Exception):
    """Throw away what one run of the machine did."""


class World(RuleBasedStateMachine):
    """One run. The class is completed by `machine`: the app, the town, and how much is opened."""

    app: Flask
    make: Callable[[], Town]
    tally: Tally
    pages = 4
    sweep = 0

    def __init__(self) -> None:
        super().__init__()
        self.outer = db.atomic()
        self.outer.__enter__()
        self.town = self.make()
        self.log = Log()
        logging.getLogger().addHandler(self.log)
        self.readers: dict[str, Reader] = {}
        self.trail: list[str] = []

    def teardown(self) -> None:
        try:
            if self.sweep:
                self.look_at_everything()
        finally:
            logging.getLogger().removeHandler(self.log)
            self.tally.done += self.town.done
            self.tally.refused += self.town.refused
            self.tally.words += len(self.town.facts.words)
            with contextlib.suppress(_Rollback):
                self.outer.__exit__(_Rollback, _Rollback(), None)

    @contextmanager
    def now(self) -> Iterator[None]:
        with clock.at(self.town.facts.now):
            yield

    def one(self, number: int, *beginnings: str) -> str:
        """Somebody of this kind, by a number."""
        known = [who for who in self.town.users if who.startswith(beginnings)]
        return known[number % len(known)]

    def place(self, number: int) -> str:
        return f"place_{number % len(self.town.placements) + 1}"

    def guide(self, number: int, place: str) -> str:
        """Mostly somebody who guides it; now and then anybody."""
        mine = sorted({g.who for g in self.town.facts.guides if g.placement == place})
        return mine[number % len(mine)] if mine and number % 7 else self.one(number, "guide")

    def coach(self, number: int, place: str) -> str:
        own = self.town.facts.candidates[self.town.facts.placements[place].candidate].coach
        return own if number % 4 else self.one(number, "coach")

    def colleague(self, who: str, number: int) -> str:
        """Somebody with the same work at the same place."""
        same = [one for one in self.town.users if one[:7] == who[:7] and one != who]
        return same[number % len(same)] if same else who

    @initialize(a=ANY)
    def somebody_wrote(self, a: int) -> None:
        """So that in each run there is something that could leak."""
        with self.now():
            place = f"place_{a % 4 + 1}"
            assert writing.note(self.town, self.guide(1, place), place, False)

    @rule(a=ANY, b=ANY, talk=st.booleans())
    def writes_a_note(self, a: int, b: int, talk: bool) -> None:
        with self.now():
            place = self.place(a)
            who = self.guide(b, place)
            if not talk or a % 3:
                writing.note(self.town, who, place, talk)
                return
            told = twins_differ(
                self.reader(self.town.facts.placements[place].candidate), ["/mijn-voortgang"],
                lambda: writing.note(self.town, who, place, True),
            )  # fmt: skip
            assert not told, f"a note that waits for the talk shows on {told}"

    def reader(self, who: str) -> Reader:
        if who not in self.readers:
            self.readers[who] = Reader(self.app, self.town, who)
        return self.readers[who]

    @rule(a=ANY, deed=st.sampled_from(["change", "withdraw", "talk_held", "talk_held"]))
    def does_something_with_a_note(self, a: int, deed: str) -> None:
        if self.town.notes:
            with self.now():
                number = a % len(self.town.notes)
                who = self.guide(a // 7, self.town.notes[number][1].placement)
                getattr(writing, deed)(self.town, who, number)

    @rule(a=ANY)
    def candidate_reacts(self, a: int) -> None:
        if self.town.notes:
            with self.now():
                writing.react(self.town, a % len(self.town.notes))

    @rule(a=ANY, b=ANY, what=st.sampled_from(["own_day", "line", "visit"]))
    def writes_about_a_day(self, a: int, b: int, what: str) -> None:
        place = self.place(a)
        with self.now():
            if what == "own_day":
                writing.own_day(self.town, place)
            elif what == "line":
                writing.line(self.town, self.guide(b, place), place)
            else:
                writing.visit(self.town, self.coach(b, place), place)

    @rule(a=ANY, b=ANY)
    def evaluates(self, a: int, b: int) -> None:
        with self.now():
            place = self.place(a)
            writing.evaluate(self.town, self.guide(b, place), place)

    @rule(a=ANY, b=ANY, days=st.integers(0, 20))
    def somebody_leaves(self, a: int, b: int, days: int) -> None:
        with self.now():
            who = self.one(a, "guide", "coach")
            moving.leave(self.town, who, self.colleague(who, b), days)

    @rule(a=ANY)
    def somebody_comes_back(self, a: int) -> None:
        with self.now():
            moving.come_back(self.town, self.one(a, "guide", "coach", "officer"))

    @rule(a=ANY, b=ANY)
    def somebody_joins(self, a: int, b: int) -> None:
        if len(self.town.users) < 35:
            with self.now():
                moving.join(self.town, f"company_{'xyz'[a % 3]}", self.place(b))

    @rule(a=ANY)
    def somebody_is_blocked_or_let_in_again(self, a: int) -> None:
        with self.now():
            moving.block(self.town, self.one(a, "guide", "coach", "officer"))

    @rule(a=ANY, b=ANY, ahead=st.integers(0, 3), days=st.integers(0, 10))
    def somebody_stands_in(self, a: int, b: int, ahead: int, days: int) -> None:
        with self.now():
            if self.town.stand_ins and not a % 3:
                moving.back_sooner(self.town, b % len(self.town.stand_ins))
            else:
                place = self.place(a)
                absent = self.guide(b, place)
                moving.stand_in(self.town, absent, self.colleague(absent, b), place, ahead, days)

    @rule(a=ANY, b=ANY, days=st.integers(0, 10))
    def candidates_change_coach(self, a: int, b: int, days: int) -> None:
        with self.now():
            if self.town.covers and not a % 3:
                moving.cover_ends(self.town, b % len(self.town.covers))
            else:
                candidate = f"candidate_{a % 5 + 1}"
                own = self.town.facts.candidates[candidate].coach
                coach = own if a % 4 else self.one(b, "coach")
                moving.cover(self.town, coach, self.colleague(own, b), candidate, days)

    @rule(a=ANY, b=ANY, days=st.integers(1, 30))
    def an_officer_works(self, a: int, b: int, days: int) -> None:
        town = self.town
        with self.now():
            if town.cases and a % 3 == 0:
                moving.close_case(town, b % len(town.cases))
            elif town.cases and town.facts.words and a % 3 == 1:
                words = town.facts.words[a % len(town.facts.words)]
                moving.remove_words(town, b % len(town.cases), words)
            else:
                officer = self.one(a, "officer")
                moving.open_case(town, officer, f"candidate_{b % 5 + 1}", days)

    @rule(a=ANY, stops=st.booleans())
    def a_placement_halts(self, a: int, stops: bool) -> None:
        with self.now():
            if stops and not a % 3:
                moving.stop(self.town, self.place(a))
            else:
                moving.pause(self.town, self.place(a))

    @rule(a=ANY)
    def a_tablet_comes_or_goes(self, a: int) -> None:
        with self.now():
            tablets.next_step(self.app, self.town, "xyz"[a % 3])

    @rule(minutes=st.sampled_from([11, 11, 60]), days=st.sampled_from([0, 0, 1, 1, 3, 7, 15, 31]))
    def time_passes(self, minutes: int, days: int) -> None:
        now = self.town.facts.now + timedelta(minutes=minutes, days=days)
        if now < BEGIN + timedelta(days=150):
            self.town.moment(now)

    @invariant()
    def nobody_sees_what_is_not_theirs(self) -> None:
        self.tally.steps += 1
        random = Random(self.tally.steps)
        who = random.choice([*self.town.users, NOBODY])
        with self.now():
            self.look(who, self.pages, random)
        self.tell()

    def look(self, who: str, pages: int, random: Random) -> Reader:
        reader = self.reader(who)
        reader.seen.clear()
        opened = reader.walk(pages, random)
        opened += reader.knock(addresses(self.app, self.town, random, pages), random)
        self.tally.pages += opened
        self.check(reader)
        return reader

    def check(self, reader: Reader) -> None:
        found = leaks(self.town, reader)
        assert not found, "\n  ".join(["LEAK", *found])

    def tell(self) -> None:
        """What was logged holds no word that somebody wrote."""
        told = [one for one in self.log.told if CANARY.search(one)]
        self.log.told.clear()
        assert not told, told

    def look_at_everything(self) -> None:
        """Some people read all that they can reach: what they must see is among it."""
        random = Random(self.tally.steps)
        for who in random.sample(sorted(self.town.users), self.sweep):
            with self.now():
                reader = self.look(who, 150, random)
                if who.startswith("candidate"):
                    reader.ask_for_all()
                    self.check(reader)
            for words in self.town.facts.words:
                if verdict(self.town.facts, who, words) is Verdict.MUST:
                    self.tally.looked_for += 1
                    if words.canary not in reader.seen:
                        key = f"{words.kind.value} for {who.split('_')[0]}"
                        self.tally.missing[key] = self.tally.missing.get(key, 0) + 1


def machine(app: Flask, make: Callable[[], Town], tally: Tally, **facts: Any) -> type[World]:
    """The state machine for this application, in worlds made by `make`."""
    return type(
        "AnyWorld", (World,), {"app": app, "make": staticmethod(make), "tally": tally, **facts}
    )
