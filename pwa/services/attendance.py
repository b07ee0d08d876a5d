"""Present, late or absent, and never why. A day that nobody touched stays not filled in."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from pwa import clock
from pwa.domain.canonical import digest
from pwa.domain.enums import AttendanceCode
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.domain.notes import check_day
from pwa.models import Attendance, AttendanceRevision, Person, Placement
from pwa.models.calendars import note_window, schedule_of, work_calendar
from pwa.policies import attendance as policies
from pwa.services import audit, receipts

MOST_MINUTES = 24 * 60

Fact = Mapping[str, AttendanceCode | int | None]


def fill(
    by: Person,
    placement: Placement,
    day: date,
    code: AttendanceCode,
    *,
    id: UUID | None = None,
    actual_minutes: int | None = None,
    made_at: datetime | None = None,
) -> Attendance:
    """Say what this day was; what stood there before is kept as a revision.

    `id` comes from the form or device, so that a second post is the same fact. `actual_minutes`
    (0-1440) only where somebody knows them. Raises BadInput (day, actual_minutes), NotAllowed.
    """
    if actual_minutes is not None and not 0 <= actual_minutes <= MOST_MINUTES:
        raise BadInput({"actual_minutes": f"out_of_range:0:{MOST_MINUTES}"})
    fact: Fact = {"code": code, "actual_minutes": actual_minutes}
    return receipts.once(lambda: _fill(by, placement, day, id or uuid7(), fact, made_at))


def fill_untouched(
    by: Person, ids: Mapping[UUID, UUID], day: date, *, made_at: datetime | None = None
) -> list[Attendance]:
    """ "Iedereen is er": present for each placement (-> new id) on which nobody said anything."""
    touched = Attendance.select(Attendance.placement).where(
        Attendance.placement.in_(list(ids)), Attendance.day == day
    )
    return receipts.once(
        lambda: _fill_all(
            by, ids, day, AttendanceCode.PRESENT, {one.placement_id for one in touched}, made_at
        )
    )


def company_closed(by: Person, ids: Mapping[UUID, UUID], day: date) -> list[Attendance]:
    """ "Bedrijf dicht": for all of these, also who was filled in; each can be changed again."""
    return receipts.once(lambda: _fill_all(by, ids, day, AttendanceCode.COMPANY_CLOSED, set()))


def _fill_all(
    by: Person,
    ids: Mapping[UUID, UUID],
    day: date,
    code: AttendanceCode,
    without: set[UUID],
    made_at: datetime | None = None,
) -> list[Attendance]:
    wanted = [one for one in ids if one not in without]
    rows = {row.id: row for row in Placement.with_people().where(Placement.id.in_(wanted))}
    if set(wanted) - set(rows):
        raise NotAllowed("not_guided")
    fact: Fact = {"code": code, "actual_minutes": None}
    return [_fill(by, rows[one], day, ids[one], fact, made_at) for one in wanted]


def _fill(
    by: Person,
    placement: Placement,
    day: date,
    id: UUID,
    fact: Fact,
    made_at: datetime | None,
) -> Attendance:
    body_hash = digest({"placement": placement.id, "day": day, **fact})
    known = receipts.first(Attendance, id, body_hash) or _replaced_by(id)
    if known:
        return known
    if not policies.fill_on(by, placement.id, day):
        raise NotAllowed("not_guided")
    today = by.today
    calendar = work_calendar(placement.workplace.organisation_id)
    check_day(day, today, note_window(placement, calendar, today))
    here = (Attendance.placement == placement.id) & (Attendance.day == day)
    row = Attendance.get_or_none(here)
    if row:
        return _change(by, row, id, fact)
    now = clock.now()
    row = Attendance.create(
        id=id, placement=placement, day=day, planned_minutes=schedule_of(placement).minutes_on(day),
        author=by.id, body_hash=body_hash, made_at=made_at or now, received_at=now, **fact,
    )  # fmt: skip
    audit.record(by, "attendance.fill", row, placement=placement.id, day=day, code=row.code)
    return row


def _replaced_by(id: UUID) -> Attendance | None:
    """The day that a change with this id already changed: a revision carries the change's id."""
    done = AttendanceRevision.get_or_none(AttendanceRevision.id == id)
    return done.attendance if done else None


def _change(by: Person, row: Attendance, id: UUID, fact: Fact) -> Attendance:
    if (row.code, row.actual_minutes) == (fact["code"], fact["actual_minutes"]):
        return row
    AttendanceRevision.create(
        id=id,
        attendance=row,
        code=row.code,
        actual_minutes=row.actual_minutes,
        author=row.author_id,
    )
    Attendance.update(author=by.id, **fact).where(Attendance.id == row.id).execute()
    audit.record(
        by, "attendance.change", row, before=row.code, after=fact["code"], day=row.day
    )  # fmt: skip
    return Attendance.get_by_id(row.id)
