"""What a daily note may hold, for which day it may be made, and when who may do what with it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pwa.domain.enums import AttendanceCode
from pwa.domain.errors import BadInput, Code
from pwa.domain.periods import AMSTERDAM, end_of, local_day
from pwa.domain.schedule import WeekSchedule
from pwa.domain.states import NoteVisibility, PlacementState
from pwa.domain.text import too_long
from pwa.domain.workdays import WorkCalendar

MOST_TEXT = 600
"""Characters of a note, counted by `text.length`."""

MOST_GROUPS = 8
"""Of words that the guard on a device looks for (`domain.guard_lists`)."""

UNDO = timedelta(minutes=10)
"""Time to undo or to correct the person, before the candidate can read it."""

DISCUSS_WITHIN = 3
"""Working days a note may wait for the talk."""

LATE_WITHIN = 3
"""Working days after the end in which a last note may still be made."""

HANDOVER = timedelta(days=3)
"""How long a line for the next shift stays on the screen."""

TAKES_NOTES = frozenset({PlacementState.ACTIVE, PlacementState.CLOSING})
"""States in which notes are made; an ended placement takes late ones for some days."""

_MAY_TAKE = TAKES_NOTES | {PlacementState.PAUSED}
"""In a pause nothing is asked, and nothing is refused: a note of before may still come in."""

_ENDED = frozenset({PlacementState.COMPLETED, PlacementState.ENDED_EARLY})
_NOT_THERE = frozenset(
    {
        AttendanceCode.ABSENT_REPORTED,
        AttendanceCode.ABSENT_UNREPORTED,
        AttendanceCode.APPOINTMENT,
        AttendanceCode.LEAVE,
        AttendanceCode.COMPANY_CLOSED,
    }
)


@dataclass(frozen=True, slots=True)
class NoteWindow:
    """What decides about the day of a note; `end` is the actual end, or else the planned one."""

    state: PlacementState
    start: date
    end: date
    schedule: WeekSchedule
    calendar: WorkCalendar

    @property
    def last_chance(self) -> date:
        """The last day on which a note can still be made."""
        return self.calendar.add(self.end, LATE_WITHIN)

    def takes_notes(self, today: date) -> bool:
        open_ = self.state in _MAY_TAKE or self.state in _ENDED
        return open_ and self.start <= today <= self.last_chance

    def works_on(self, day: date) -> bool:
        """A working day of the company, or a day (a Saturday) that this person is scheduled;
        never a day on which the company is closed."""
        scheduled = self.schedule.scheduled_on(day) and day not in self.calendar.closed
        return scheduled or self.calendar.is_workday(day)


def text_problems(text: str, *, has_tiles: bool) -> dict[str, str]:
    """Field -> code for the content of a note: a tile or a sentence, of at most 600 characters."""
    if too_long(text, MOST_TEXT):
        return {"text": Code.TOO_LONG}
    return {} if has_tiles or text.strip() else {"text": Code.NOTHING_WRITTEN}


def check_day(day: date, today: date, window: NoteWindow) -> bool:
    """Whether a note about `day`, made today, is late. Raises `BadInput` for `day`.

    Today is always right within the placement, also when somebody came on a free day; an earlier
    day has to be one that was worked. After the end there are three working days left.
    """
    code = _day_problem(day, today, window)
    if code:
        raise BadInput({"day": code})
    return today > window.end


def days_to_choose(today: date, window: NoteWindow, most: int = 5) -> tuple[date, ...]:
    """The days a note may be about, newest first: today and the last days that were worked."""
    earlier = (today - timedelta(days=n) for n in range(15))
    return tuple(day for day in earlier if not _day_problem(day, today, window))[:most]


def needs_note(code: AttendanceCode | None) -> bool:
    """Who was not there needs no note; a day not filled in does."""
    return code not in _NOT_THERE


def undo_until(received_at: datetime) -> datetime:
    return received_at + UNDO


def shared_from(
    visibility: NoteVisibility,
    received_at: datetime,
    day: date,
    calendar: WorkCalendar,
    tz: ZoneInfo = AMSTERDAM,
    discussed_at: datetime | None = None,
) -> datetime:
    """The moment from which the candidate can read the note, never before the time of undo is over.

    A note that waits for the talk is shared when that was held, and at the latest when the third
    working day after the day it is about has ended.
    """
    earliest = undo_until(received_at)
    if visibility is NoteVisibility.DIRECT:
        return earliest
    latest = max(earliest, end_of(discuss_by(day, calendar), tz))
    return latest if discussed_at is None else min(latest, max(earliest, discussed_at))


def discuss_by(day: date, calendar: WorkCalendar) -> date:
    """The last day to talk about a note that waits for the talk."""
    return calendar.add(day, DISCUSS_WITHIN)


def days_left_to_discuss(
    shared: datetime, today: date, calendar: WorkCalendar, tz: ZoneInfo = AMSTERDAM
) -> int:
    """Working days after today in which the talk can be held before the candidate reads it; 0 on
    the last one and later. A day that was closed since makes it fewer: the moment stands."""
    return max(0, calendar.between(today, local_day(shared - timedelta.resolution, tz)))


def free_edit_until(
    received_at: datetime, calendar: WorkCalendar, tz: ZoneInfo = AMSTERDAM
) -> datetime:
    """The author changes freely until the next working day ends; after that it is a correction."""
    return end_of(calendar.next(local_day(received_at, tz)), tz)


def handover_expires(made_at: datetime) -> datetime:
    """When a line for the next shift goes from the screen; it never becomes evidence."""
    return made_at + HANDOVER


def _day_problem(day: date, today: date, window: NoteWindow) -> Code | None:
    if day > today:
        return Code.DAY_IN_FUTURE
    if day < window.start:
        return Code.DAY_BEFORE_START
    if day > window.end or not window.takes_notes(today):
        return Code.DAY_AFTER_END
    return None if day == today or window.works_on(day) else Code.DAY_NOT_WORKED
