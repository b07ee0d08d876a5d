"""Tick what is arranged before somebody starts: who said so, in which hat, and when."""

from typing import Any

from pwa.database import transaction
from pwa.domain.errors import BadInput, Code, MoveRefused
from pwa.domain.states import Actor
from pwa.models import ChecklistItem, Person, Placement
from pwa.models.agreement_facts import items_of
from pwa.policies.evaluations import actors
from pwa.services import audit


def tick(by: Person, placement: Placement, code: str, done: bool) -> None:
    """It is arranged, or not after all; twice is once. Raises BadInput, MoveRefused."""
    item = next((one for one in items_of(placement.kind) if one.code == code), None)
    if item is None or item.who is Actor.SYSTEM:
        raise BadInput({"code": Code.UNKNOWN_KIND})
    if item.who not in actors(by, placement):
        raise MoveRefused(Code.WRONG_ACTOR, action="tick", state="", actor="")
    with transaction():
        if done:
            _add(by, placement, code, item.who)
        else:
            _take_away(by, placement, code)


def known(by: Person, placement: Placement, code: str) -> None:
    """What the app knows by itself, in the caller's transaction."""
    _add(by, placement, code, Actor.SYSTEM)


def _add(by: Person, placement: Placement, code: str, role: Actor) -> None:
    if ChecklistItem.get_or_none(_this(placement, code)) is None:
        row = ChecklistItem.create(placement=placement.id, code=code, role=role, ticked_by=by.id)
        audit.record(by, "checklist.tick", row, code=code, role=role)


def _take_away(by: Person, placement: Placement, code: str) -> None:
    if ChecklistItem.delete().where(_this(placement, code)).execute():
        audit.record(by, "checklist.untick", placement, code=code)


def _this(placement: Placement, code: str) -> Any:
    return (ChecklistItem.placement == placement.id) & (ChecklistItem.code == code)
