"""Confirm the hours of a week, contest them, answer: all of it stays readable."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.canonical import digest
from pwa.domain.corrections import OPEN, CorrectionAct
from pwa.domain.enums import AttendanceCode
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.hours import MOST_TEXT, Week, monday_of
from pwa.models import Attendance, Correction, Person, Placement, WeekDispute, WeekHours
from pwa.models.hour_weeks import newest_confirmations, weeks_of
from pwa.policies import hours as policies
from pwa.services import attendance, audit, correction_steps, receipts


@dataclass(frozen=True)
class DayChange:
    """A day of attendance as it should have been, with an id from the form."""

    id: UUID
    day: date
    code: AttendanceCode
    actual_minutes: int | None = None


def confirm(
    by: Person, monday: date, seen: Mapping[UUID, str], contested: Collection[UUID] = ()
) -> list[WeekHours]:
    """ "Klopt": these weeks as they were seen, placement -> hash of the days that stood there.

    A contested week that waits for an answer is confirmed by itself, by who saw what was said:
    `contested`. The same again gives what was confirmed already. Raises Stale when a day changed
    or was contested since it was seen, NotAllowed (not_guided, week_not_over, nothing_filled).
    """
    told = contested if len(seen) == 1 else ()
    return receipts.once(lambda: _confirm(by, monday, seen, told))


def _confirm(
    by: Person, monday: date, seen: Mapping[UUID, str], told: Collection[UUID]
) -> list[WeekHours]:
    rows = list(Placement.with_people().where(Placement.id.in_(list(seen))))
    if len(rows) < len(seen) or not all(policies.confirm(by, row, monday) for row in rows):
        raise NotAllowed("not_guided")
    weeks = weeks_of(rows, monday, monday)
    newest = newest_confirmations(list(seen), monday, monday)
    stands = {key[0] for key, row in newest.items() if row.days_hash == seen[key[0]]}
    if _contested_unseen([id for id in seen if id not in stands], monday, told):
        raise Stale()
    return [
        _confirm_one(
            by, row, weeks.get((row.id, monday)), newest.get((row.id, monday)), seen[row.id]
        )
        for row in rows
    ]


def _contested_unseen(placements: list[UUID], monday: date, told: Collection[UUID]) -> bool:
    """Whether an answer is due about something that stood on no page of who confirms."""
    waits = (
        WeekDispute.select()
        .join(Correction, on=(Correction.dispute == WeekDispute.id))
        .where(
            WeekDispute.placement.in_(placements),
            WeekDispute.monday == monday,
            Correction.state.in_(OPEN),
        )
    )
    return any(one.id not in told for one in waits)


def _confirm_one(
    by: Person, placement: Placement, week: Week | None, before: WeekHours | None, seen: str
) -> WeekHours:
    if week is None or not week.filled:
        raise NotAllowed("nothing_filled")
    if not week.is_over(by.today):
        raise NotAllowed("week_not_over")
    if week.hash != seen:
        raise Stale()
    if before and before.days_hash == seen:
        return before
    row = WeekHours.create(
        placement=placement.id,
        monday=week.monday,
        edition=before.edition + 1 if before else 1,
        days=[one.to_json() for one in week.filled],
        days_hash=seen,
        confirmed_by=by.id,
    )
    audit.record(
        by, "hours.confirm", row,
        placement=placement.id, monday=week.monday, edition=row.edition, minutes=week.minutes,
    )  # fmt: skip
    return row


def contest(
    by: Person, placement: Placement, id: UUID, monday: date, text: str, day: date | None = None
) -> WeekDispute:
    """ "Dit klopt niet": a sentence of the candidate about a week that has begun, or one day of it.

    It is a request for correction like one about a note: there is one way to answer it and one
    list of what waits. Raises BadInput, NotAllowed (no_such_week, correction_open).
    """
    if not text:
        raise BadInput({"text": "missing"})
    if len(text) > MOST_TEXT:
        raise BadInput({"text": f"too_long:{MOST_TEXT}"})
    begun = monday_of(placement.start_on) <= monday <= min(by.today, placement.last_day)
    if monday != monday_of(monday) or not begun:
        raise NotAllowed("no_such_week")
    if day and not (monday_of(day) == monday and day <= by.today):
        raise NotAllowed("no_such_week")
    return receipts.once(lambda: _contest(by, placement, id, monday, text, day))


def _contest(
    by: Person, placement: Placement, id: UUID, monday: date, text: str, day: date | None
) -> WeekDispute:
    said = {"placement": placement.id, "monday": monday, "text": text}
    body_hash = digest(said | {"day": day} if day else said)
    known = receipts.first(WeekDispute, id, body_hash)
    if known:
        return known
    row = WeekDispute.create(
        id=id, placement=placement, monday=monday, text=text, made_by=by.id, body_hash=body_hash
    )
    correction_steps.begin(by, row, id=id, day=day, body_hash=body_hash)
    audit.record(by, "hours.contest", row, placement=placement.id, monday=monday)
    return row


def answer(by: Person, dispute: WeekDispute, text: str, change: DayChange | None) -> WeekDispute:
    """Answer with a sentence, by putting a day right, or both: once, and once more when the coach
    asked again. The newest answer stands with the week, each stays with the request.

    Raises BadInput, NotAllowed, and Stale when somebody else answered first.
    """
    if not text and change is None:
        raise BadInput({"text": "answer_missing"})
    if len(text) > MOST_TEXT:
        raise BadInput({"text": f"too_long:{MOST_TEXT}"})
    with transaction():
        fresh = WeekDispute.get_by_id(dispute.id)
        asked = correction_steps.fresh(dispute.id)
        if asked.state not in OPEN:
            if fresh.answered_by_id == by.id and fresh.answer == text:
                return fresh
            raise Stale()
        changed = _put_right(by, dispute, change) if change else None
        act = CorrectionAct.CORRECT if changed else CorrectionAct.KEEP
        correction_steps.move(by, asked, act, text, changed)
        said = {"answer": text, "answered_by": by.id, "answered_at": clock.now()}
        said |= {"change": changed} if changed else {}
        WeekDispute.update(**said).where(WeekDispute.id == dispute.id).execute()
        audit.record(by, "hours.answer", dispute, placement=dispute.placement_id)
    return WeekDispute.get_by_id(dispute.id)


def _put_right(by: Person, dispute: WeekDispute, change: DayChange) -> dict[str, Any]:
    if monday_of(change.day) != dispute.monday:
        raise BadInput({"day": "not_a_choice"})
    return put_right(by, dispute.placement, change)


def put_right(by: Person, placement: Placement, change: DayChange) -> dict[str, Any]:
    """Change attendance as always, with its own revision, and tell what it was and became."""
    here = (Attendance.placement == placement.id) & (Attendance.day == change.day)
    before = Attendance.get_or_none(here)
    attendance.fill(
        by, placement, change.day, change.code,
        id=change.id, actual_minutes=change.actual_minutes,
    )  # fmt: skip
    return {
        "day": change.day.isoformat(),
        "before": before.code.value if before else None,
        "after": change.code.value,
    }
