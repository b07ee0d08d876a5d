"""Anything may happen in the world, in any order; after each step somebody looks around."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.world import moving, officers
from tests.world.deeds import Asking, Sending, Writing
from tests.world.findings import Tally
from tests.world.region import ANY, NOBODY
from tests.world.town import BEGIN, Town


class World(Writing, Asking, Sending):
    """All deeds, and people who come, go and look. Completed by `machine`."""

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
                officers.close_case(town, b % len(town.cases))
            elif town.cases and town.facts.words and a % 3 == 1:
                words = town.facts.words[a % len(town.facts.words)]
                officers.remove_words(town, b % len(town.cases), words)
            else:
                officer = self.one(a, "officer")
                officers.open_case(town, officer, f"candidate_{b % 5 + 1}", days)

    @rule(a=ANY, stops=st.booleans())
    def a_placement_halts(self, a: int, stops: bool) -> None:
        with self.now():
            if stops and not a % 3:
                moving.stop(self.town, self.place(a))
            else:
                moving.pause(self.town, self.place(a))

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


def machine(app: Flask, make: Callable[[], Town], tally: Tally, **facts: Any) -> type[World]:
    """The state machine for this application, in worlds made by `make`."""
    return type(
        "AnyWorld", (World,), {"app": app, "make": staticmethod(make), "tally": tally, **facts}
    )
