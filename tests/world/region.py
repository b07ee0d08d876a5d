"""One run in the world: who is there, and how somebody looks around in it."""

import contextlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from pwa import clock
from pwa.database import db
from tests.world import devices, files
from tests.world.addresses import addresses
from tests.world.eyes import CANARY, Reader
from tests.world.facts import Verdict, Words
from tests.world.findings import Log, Tally, leaks
from tests.world.rulebook import knows_of, verdict
from tests.world.town import Town

ANY = st.integers(0, 9_999)
NOBODY = ""
"""A stranger, who looks too."""

OWN_PAGES = {
    "candidate": ["/mijn-voortgang", "/mijn-uren"],
    "guide": ["/vandaag/", "/uren"],
    "coach": ["/kandidaten/", "/correcties/"],
    "office": ["/plaatsingen/"],
}
"""Where somebody would see days and counts first."""


class _Rollback(Exception):
    """Throw away what one run of the machine did."""


class Region(RuleBasedStateMachine):
    """One run, without its deeds: the app, the town, and how much is opened."""

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
        self.keys: dict[str, dict[str, Any] | None] = {}

    def teardown(self) -> None:
        try:
            if self.sweep:
                self.look_at_everything()
        finally:
            logging.getLogger().removeHandler(self.log)
            self.tally.add(self.town)
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

    def reader(self, who: str) -> Reader:
        if who not in self.readers:
            self.readers[who] = Reader(self.app, self.town, who)
        return self.readers[who]

    def keys_of(self, who: str) -> dict[str, Any] | None:
        """What this person's device seals with: of the first time, as one that lay in a drawer."""
        if who not in self.keys:
            self.keys[who] = devices.keys(self.reader(who))
        return self.keys[who]

    def bystander(self, number: int, place: str) -> str:
        """Somebody who may not know that this placement is there."""
        others = [one for one in self.town.users if not knows_of(self.town.facts, one, place)]
        return others[number % len(others)]

    def own_pages(self, who: str) -> list[str]:
        return OWN_PAGES.get(who.partition("_")[0], ["/"])

    def look(self, who: str, pages: int, random: Random) -> Reader:
        reader = self.reader(who)
        reader.forget()
        opened = reader.walk(pages, random)
        some = min(pages, 40)
        opened += reader.knock(addresses(self.app, self.town, random, some), random)
        self.tally.pages += opened
        self.check(reader)
        if random.random() < 0.3:
            found = files.wrong_in_files(self.town, reader, random)
            assert not found, "\n  ".join(["LEAK or lack", *found])
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
                found = [*files.wrong_in_calendar(reader), *files.wrong_in_access(reader, random)]
                for kind in ("json", "pdf"):
                    found += files.wrong_in_dossier(reader, kind)
                assert not found, "\n  ".join(["LEAK or lack", *found])
                self.check(reader)
            facts = self.town.facts
            must = [one for one in facts.words if verdict(facts, who, one) is Verdict.MUST]
            self.tally.looked_for += len(must)
            if self.unseen(must, reader):  # much work, many pages: every one of them then
                with self.now():
                    self.tally.pages += reader.walk(3_000, random)
                self.check(reader)
            self.tally.missing += [
                f"{who} on {facts.now:%d-%m %H:%M}: {one.kind.value} about {one.about}"
                f" ({one.placement}), written {one.written}; {reader.told()}"
                for one in self.unseen(must, reader)
            ]

    def unseen(self, must: list[Words], reader: Reader) -> list[Words]:
        return [one for one in must if one.canary not in reader.seen]
