"""An agreement was kept, or not after all. Both can be done by whoever it is of."""

from datetime import date

from pwa.database import transaction
from pwa.domain.errors import NotAllowed
from pwa.models import ActionItem, Person
from pwa.policies import actions as policies
from pwa.services import audit


def done(by: Person, action: ActionItem) -> None:
    """It was kept today; a second time changes nothing. Raises NotAllowed."""
    _set(by, action, by.today)


def undo(by: Person, action: ActionItem) -> None:
    """It was not kept after all. Raises NotAllowed."""
    _set(by, action, None)


def _set(by: Person, action: ActionItem, day: date | None) -> None:
    if not policies.tick(by, action):
        raise NotAllowed("wrong_actor")
    was = ActionItem.done_on.is_null(day is not None)
    with transaction():
        change = ActionItem.update(done_on=day).where(ActionItem.id == action.id, was)
        if change.execute():
            audit.record(by, "action.done" if day else "action.undone", action)
