"""The privacy officer of the demo made the guard's words fit what is made here."""

from datetime import date, time, timedelta

from pwa import clock
from pwa.demo.cast import World, read
from pwa.models import load_person
from pwa.services import guard


def adapt(world: World, today: date) -> None:
    """One version for each group in `guard_words.json`, on the days that it names."""
    for version, one in enumerate(read("guard_words.json")["changes"]):
        day = today - timedelta(days=one["days_ago"])
        with clock.at(clock.at_local(day, time(11, 20))):
            by, town = load_person(world.users[one["by"]]), world.organisations[one["where"]]
            guard.change(by, town, one["group"], version, one["words"])
