"""Facts about days of a placement, read for both services and queries."""

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from pwa.database import read_once
from pwa.domain.enums import PlacementKind
from pwa.domain.milestones import Milestone, RuleProfile, milestones
from pwa.domain.notes import NoteWindow
from pwa.domain.rule_profiles import read_rule_profile, read_rule_profiles
from pwa.domain.schedule import WeekSchedule
from pwa.domain.workdays import WorkCalendar
from pwa.models.employer import ClosedDay
from pwa.models.placement import Placement, RuleProfileRow

_DEFAULTS = Path(__file__).parent.parent / "data" / "rule_profiles.json"


def work_calendar(organisation_id: UUID) -> WorkCalendar:
    """Working days of one company: Dutch public holidays and its own closed days are free."""
    rows = ClosedDay.select(ClosedDay.day).where(ClosedDay.organisation == organisation_id)
    return WorkCalendar(frozenset(row.day for row in rows))


def work_calendars(organisation_ids: Iterable[UUID]) -> dict[UUID, WorkCalendar]:
    """The same for several companies, in one query."""
    wanted = frozenset(organisation_ids)
    return read_once(("calendars", wanted), lambda: _work_calendars(wanted))


def _work_calendars(wanted: frozenset[UUID]) -> dict[UUID, WorkCalendar]:
    closed: dict[UUID, set[date]] = {one: set() for one in wanted}
    for row in ClosedDay.select().where(ClosedDay.organisation.in_(list(wanted))):
        closed[row.organisation_id].add(row.day)
    return {one: WorkCalendar(frozenset(days)) for one, days in closed.items()}


def note_window(placement: Placement, calendar: WorkCalendar, today: date) -> NoteWindow:
    """What decides about the days on which a note can be made."""

    def read() -> NoteWindow:
        return NoteWindow(
            state=placement.state_on(today),
            start=placement.start_on,
            end=placement.last_day,
            schedule=schedule_of(placement),
            calendar=calendar,
        )

    return read_once(("window", placement.id, today), read)


def schedule_of(placement: Placement) -> WeekSchedule:
    return WeekSchedule.from_json(placement.schedule)


@cache
def default_rules() -> dict[PlacementKind, RuleProfile]:
    """The rule profiles that an installation starts with."""
    profiles = read_rule_profiles(json.loads(_DEFAULTS.read_text("utf-8")))
    return {profile.kind: profile for profile in profiles}


def rules_for(municipality_id: UUID, kind: PlacementKind) -> RuleProfile:
    """The municipality's own newest profile of this kind, else the default."""
    row = (
        RuleProfileRow.select()
        .where(RuleProfileRow.municipality == municipality_id, RuleProfileRow.kind == kind)
        .order_by(RuleProfileRow.version.desc())
        .first()
    )
    return read_rule_profile(row.rules) if row else default_rules()[kind]


def rules_of(municipality_ids: Iterable[UUID]) -> dict[UUID, dict[PlacementKind, RuleProfile]]:
    """The profiles of several municipalities, for every kind, in one query."""
    found = {one: dict(default_rules()) for one in municipality_ids}
    rows = RuleProfileRow.select().where(RuleProfileRow.municipality.in_(list(found)))
    for row in rows.order_by(RuleProfileRow.version):
        if row.municipality_id is not None:
            found[row.municipality_id][row.kind] = read_rule_profile(row.rules)
    return found


def milestones_of(
    placement: Placement, rules: RuleProfile, calendar: WorkCalendar
) -> tuple[Milestone, ...]:
    """What has to happen when in this placement."""
    return milestones(
        rules,
        placement.start_on,
        placement.last_day,
        placement.prior_months,
        calendar,
        placement.first_end_on,
    )
