"""The form of a place of work: what was typed, right or wrong, and the content that it means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from pwa import words
from pwa.domain.enums import WorkplaceNeed
from pwa.domain.workplaces import (
    MOST_HOURS,
    MOST_KILOS,
    MOST_PHYSICAL,
    MOST_PLACES,
    MOST_TASKS,
    MOST_TITLE,
    PlaceContent,
    WorkFact,
    facts_in,
)
from pwa.forms import Reader

_F = WorkFact
_ASK, _FACT = "ask-", "fact-"
_CODE = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_MOST_ASKS = 100

FACT_WORDS = {
    _F.STANDING: lazy_gettext("Staand werk"),
    _F.SITTING: lazy_gettext("Zittend werk"),
    _F.WALKING: lazy_gettext("Veel lopen"),
    _F.BENDING: lazy_gettext("Bukken en reiken"),
    _F.FINE_HANDS: lazy_gettext("Fijn werk met de handen"),
    _F.MACHINES: lazy_gettext("Werken met machines"),
    _F.SCREEN: lazy_gettext("Werken met een scherm"),
    _F.NOISE: lazy_gettext("Lawaai"),
    _F.QUIET: lazy_gettext("Rustige plek"),
    _F.DUST: lazy_gettext("Stof of vuil"),
    _F.WET: lazy_gettext("Nat werk"),
    _F.OUTDOORS: lazy_gettext("Buiten"),
    _F.COLD: lazy_gettext("Koud"),
    _F.WARM: lazy_gettext("Warm"),
    _F.HEIGHT: lazy_gettext("Op hoogte"),
    _F.PROTECTION: lazy_gettext("Met beschermende kleding"),
    _F.TOGETHER: lazy_gettext("Samen met anderen"),
    _F.ALONE: lazy_gettext("Vaak alleen"),
    _F.SHIFTS: lazy_gettext("Wisselende diensten"),
}


def facts_said(content: PlaceContent) -> list[str]:
    """The facts of the work in words."""
    said = [str(FACT_WORDS[fact]) for fact in content.facts]
    if content.lifting_kg:
        said.append(_("Tillen tot %(kg)s kilo", kg=content.lifting_kg))
    return said


@dataclass(frozen=True)
class PlaceForm:
    """Fields as typed. `edition` is the draft's, `base` the place's, both as they were read."""

    title: str = ""
    department: str = ""
    tasks: str = ""
    hours: str = ""
    physical: str = ""
    lifting_kg: str = ""
    places: str = "1"
    facts: tuple[str, ...] = ()
    asks: Mapping[str, str] = field(default_factory=dict)
    edition: int = 0
    base: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)
    content: PlaceContent = field(default_factory=lambda: PlaceContent(""))
    """What it means; only to be used without errors."""

    @classmethod
    def read(cls, data: MultiDict[str, str] | None = None) -> "PlaceForm":
        r = Reader(data)
        texts: dict[str, Any] = {
            "title": r.line("title", most=MOST_TITLE, required=True),
            "department": r.line("department", most=MOST_TITLE),
            "tasks": r.text("tasks", most=MOST_TASKS),
            "hours": r.line("hours", most=MOST_HOURS),
            "physical": r.text("physical", most=MOST_PHYSICAL),
        }
        numbers: dict[str, Any] = {name: r.line(name, most=20) for name in ("lifting_kg", "places")}
        kilos = r.number("lifting_kg", 1, MOST_KILOS) if numbers["lifting_kg"] else None
        places = r.number("places", 1, MOST_PLACES)
        facts = tuple(str(fact) for fact in WorkFact if r.flag(f"{_FACT}{fact}"))
        asks = _asks(r)
        editions: dict[str, Any] = {name: _edition(r, name) for name in ("edition", "base")}
        needs = {code: WorkplaceNeed(need) for code, need in asks.items() if need}
        meant = PlaceContent(
            **texts, facts=facts_in(facts), lifting_kg=kilos, places=places or 1, asks=needs
        )
        errors = words.errors(r.done())
        return cls(
            **texts, **numbers, facts=facts, asks=asks, **editions, errors=errors, content=meant
        )

    @classmethod
    def of(cls, content: PlaceContent, edition: int = 0, base: int = 0) -> "PlaceForm":
        """The form in which this content stands."""
        return cls.typed(content.to_json(), edition, base)

    @classmethod
    def typed(cls, kept: Mapping[str, Any], edition: int, base: int) -> "PlaceForm":
        """The form as it was kept, checked again."""
        data = MultiDict(
            {name: str(kept.get(name) or "") for name in _KEPT}
            | {f"{_FACT}{fact}": "1" for fact in facts_in(kept.get("facts"))}
            | {f"{_ASK}{code}": need for code, need in dict(kept.get("asks", {})).items()}
        )
        return replace(cls.read(data), edition=edition, base=base)

    def beside(self, known: Mapping[str, WorkplaceNeed]) -> "PlaceForm":
        """With what the place asks of things that the handbook does not show now: that stays."""
        unseen = {code: str(need) for code, need in known.items() if code not in self.asks}
        kept = self.to_keep() | {"asks": {**unseen, **self.asks}}
        return self.typed(kept, self.edition, self.base)

    def to_keep(self) -> dict[str, Any]:
        """What was typed, as a draft keeps it."""
        texts = {name: getattr(self, name) for name in _KEPT}
        return {**texts, "facts": list(self.facts), "asks": dict(self.asks)}


_KEPT = ("title", "department", "tasks", "hours", "physical", "lifting_kg", "places")


def _asks(r: Reader) -> dict[str, str]:
    """Need by code; what the handbook looked at when the form was opened, and no more."""
    options = tuple(str(need) for need in WorkplaceNeed)
    found = {}
    for name in r.names(_ASK)[:_MOST_ASKS]:
        need, code = r.option(name, options, required=False), name.removeprefix(_ASK)
        if _CODE.fullmatch(code):
            found[code] = need
    return found


def _edition(r: Reader, name: str) -> int:
    """A broken edition is an old one: then both texts are shown."""
    found = r.number(name, 0, 1_000_000, default=0)
    r.errors.pop(name, None)
    return found or 0


FIELD_WORDS = {
    "title": lazy_gettext("Hoe heet het werk?"),
    "department": lazy_gettext("Afdeling"),
    "tasks": lazy_gettext("Wat doe je daar?"),
    "hours": lazy_gettext("Wanneer wordt er gewerkt?"),
    "facts": lazy_gettext("Hoe is het werk?"),
    "lifting_kg": lazy_gettext("Tillen tot hoeveel kilo?"),
    "physical": lazy_gettext("Wat wil je er nog over zeggen?"),
    "places": lazy_gettext("Hoeveel plekken?"),
    "asks": lazy_gettext("Wat vraagt dit werk?"),
}
