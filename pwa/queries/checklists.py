"""What has to be arranged before somebody starts, and what is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN

from pwa import clock
from pwa.domain.checklists import Item
from pwa.domain.states import Actor
from pwa.models import Agreement, ChecklistItem, Person, Placement, User
from pwa.models.agreement_facts import items_of
from pwa.policies.evaluations import actors


@dataclass(frozen=True)
class Arranged:
    """One thing to arrange; `done_by` is empty while it is open, `mine` when one may tick it."""

    code: str
    what: str
    plain: str
    source: str
    mine: bool
    done_by: str = ""
    done_on: date | None = None

    @property
    def done(self) -> bool:
        return self.done_on is not None


def arranged(
    person: Person, placement: Placement, language: str
) -> tuple[int, tuple[Arranged, ...]]:
    """The version of the agreement (-1: there is none, 0: not offered), and everything that this
    kind of place asks, in one query."""
    rows: list[Any] = list(
        Agreement.select(
            Agreement.version, ChecklistItem.code, ChecklistItem.role, ChecklistItem.ticked_at,
            User.name,
        )
        .join(
            ChecklistItem, JOIN.LEFT_OUTER,
            on=(ChecklistItem.placement == Agreement.placement),
        )
        .join(User, JOIN.LEFT_OUTER, on=(ChecklistItem.ticked_by == User.id))
        .where(Agreement.placement == placement)
        .tuples()
    )  # fmt: skip
    done = {code: (role, at, name) for _version, code, role, at, name in rows if code}
    hats = actors(person, placement)
    items = tuple(
        _item(item, item.who in hats, done.get(item.code), language)
        for item in items_of(placement.kind)
    )
    return (rows[0][0], items) if rows else (-1, ())


def _item(item: Item, mine: bool, tick: Any, language: str) -> Arranged:
    role, at, name = tick or (None, None, "")
    return Arranged(
        item.code,
        item.what.said_in(language),
        item.plain.said_in(language),
        item.source.said_in(language),
        mine,
        "" if role is Actor.SYSTEM else name,
        clock.local(at).date() if at else None,
    )
