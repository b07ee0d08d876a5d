"""Tick off what had to happen in a placement."""

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput
from pwa.models import MilestoneDone, Person, Placement
from pwa.models.calendars import milestones_of, rules_for, work_calendar
from pwa.services import audit


def done(by: Person, placement: Placement, code: str) -> None:
    """This check has been done; ticking it twice changes nothing. Raises BadInput."""
    calendar = work_calendar(placement.workplace.organisation_id)
    rules = rules_for(placement.candidate.municipality_id, placement.kind)
    if code not in {one.code for one in milestones_of(placement, rules, calendar)}:
        raise BadInput({"code": "unknown"})
    with transaction():
        row = {"placement": placement.id, "code": code, "done_at": clock.now(), "done_by": by.id}
        made = MilestoneDone.insert(row).on_conflict_ignore().as_rowcount().execute()
        if made:
            audit.record(by, "milestone.done", placement, code=code)
