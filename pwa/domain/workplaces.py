"""What a company tells about a place of work: facts of the work, never of a person who does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Self

from pwa.domain.enums import WorkplaceNeed
from pwa.domain.reading import Json

MOST_TITLE = 80
MOST_TASKS = 1500
MOST_HOURS = 160
MOST_PHYSICAL = 600
MOST_PLACES = 99
MOST_KILOS = 50


class WorkFact(StrEnum):
    """What the work is like, to tick; what does not fit here is said in the company's words."""

    STANDING = "standing"
    SITTING = "sitting"
    WALKING = "walking"
    BENDING = "bending"
    FINE_HANDS = "fine_hands"
    MACHINES = "machines"
    SCREEN = "screen"
    NOISE = "noise"
    QUIET = "quiet"
    DUST = "dust"
    WET = "wet"
    OUTDOORS = "outdoors"
    COLD = "cold"
    WARM = "warm"
    HEIGHT = "height"
    PROTECTION = "protection"
    TOGETHER = "together"
    ALONE = "alone"
    SHIFTS = "shifts"


@dataclass(frozen=True, slots=True)
class PlaceContent:
    """All that a company says about one workplace; `asks` goes by code of its own handbook.

    A code that is absent, or that has no need, is something the company has not said.
    """

    title: str
    department: str = ""
    tasks: str = ""
    hours: str = ""
    facts: tuple[WorkFact, ...] = ()
    lifting_kg: int | None = None
    physical: str = ""
    places: int = 1
    asks: Mapping[str, WorkplaceNeed] = field(default_factory=dict)

    def to_json(self) -> dict[str, Json]:
        """Plain data, the same for equal content."""
        return {
            "title": self.title,
            "department": self.department,
            "tasks": self.tasks,
            "hours": self.hours,
            "facts": [str(fact) for fact in self.facts],
            "lifting_kg": self.lifting_kg,
            "physical": self.physical,
            "places": self.places,
            "asks": {code: str(need) for code, need in sorted(self.asks.items())},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """The opposite of `to_json`, for what was written by any earlier version."""
        known = {one.name for one in fields(cls)} - {"facts", "asks"}
        said = {name: value for name, value in data.items() if name in known}
        asks = data.get("asks") or {}
        needs = asks.items() if isinstance(asks, Mapping) else ()
        return cls(
            **said,  # type: ignore[arg-type]
            facts=facts_in(data.get("facts")),
            asks={code: WorkplaceNeed(need) for code, need in needs},
        )


def facts_in(values: object) -> tuple[WorkFact, ...]:
    """The facts among these values, in the order in which they are shown."""
    given = set(values) if isinstance(values, list | tuple) else set()
    return tuple(fact for fact in WorkFact if fact in given)


def differences(mine: PlaceContent, theirs: PlaceContent) -> tuple[str, ...]:
    """The names of what was said otherwise, in the order of the form."""
    names = (one.name for one in fields(PlaceContent))
    return tuple(name for name in names if getattr(mine, name) != getattr(theirs, name))


def free_places(places: int, taken: int) -> int:
    """Never below none: a company may have more people than places for a while."""
    return max(0, places - taken)
