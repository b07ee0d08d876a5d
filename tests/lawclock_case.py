"""Case E: Karel on a participatieplaats at De Linie, with four months worked elsewhere before.

    Tuesday and Thursday, eight hours each; from 11 March 2025 to 10 November 2026, twenty months.
    With the four of before that is month 24. Coach coach_1, supervisor supervisor_a.

Month 12 looks back on 11 May to 10 November 2025: 26 Tuesdays and 26 Thursdays, of which Hemelvaart
(29 May) is free and the company is closed on three (28 July to 5 August). That leaves 48.
"""

from datetime import date, time, timedelta

from pwa import clock
from pwa.domain.enums import AttendanceCode, PlacementKind
from pwa.domain.ids import uuid7
from pwa.domain.schedule import Shift, WeekSchedule
from pwa.domain.states import UserState
from pwa.models import Attendance, ClosedDay, Goal, Membership, Placement, User
from pwa.services import people, placements
from tests.people import Cast

START, END = date(2025, 3, 11), date(2026, 11, 10)
HALF_YEAR = (date(2025, 5, 11), date(2025, 11, 10))
CLOSED = [date(2025, 7, 28) + timedelta(days=n) for n in range(9)]
WEEK = WeekSchedule.of({n: Shift(time(8), time(16, 30), 30) for n in (1, 3)})
ABSENT = {
    date(2025, 6, 3): AttendanceCode.ABSENT_REPORTED,
    date(2025, 8, 14): AttendanceCode.LEAVE,
    date(2025, 9, 9): AttendanceCode.APPOINTMENT,
    date(2025, 10, 16): AttendanceCode.ABSENT_UNREPORTED,
}
GOALS = ("Vier dagdelen per week volhouden.", "Een pallet stapelen.", "Zelf een order inpakken.")


def arrive(cast: Cast) -> Placement:
    """Karel as `cast.candidate_karel`, on `cast.karel`; everybody was at work then already."""
    Membership.update(from_on=START - timedelta(days=30)).execute()
    with clock.at(clock.at_local(START - timedelta(days=7), time(10))):
        user = people.add_user(None, "Karel Smeets", phone="0612345678")
        User.update(state=UserState.ACTIVE).where(User.id == user.id).execute()
        cast.candidate_karel = User.get_by_id(user.id)
        row = people.add_candidate(None, cast.candidate_karel, cast.kessenbroek, cast.coach_1)
        agreed = placements.Agreed(
            PlacementKind.PARTICIPATIEPLAATS, START, END, WEEK.to_json(), GOALS, prior_months=4
        )
        placed = placements.place(None, row, cast.workplace_a, cast.handbook_a, agreed)
        placements.assign(None, placed, cast.supervisor_a, main=True)
    cast.karel = Placement.with_people().where(Placement.id == placed.id).get()
    return cast.karel


def live_half_year(cast: Cast) -> None:
    """Every day of the half year of month 12 filled in, and three goals reached."""
    for day in CLOSED:
        ClosedDay.create(organisation=cast.company_a, day=day)
    first, last = HALF_YEAR
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if WEEK.scheduled_on(day) and day not in CLOSED and day != date(2025, 5, 29):
            code = ABSENT.get(day, AttendanceCode.PRESENT)
            Attendance.create(
                id=uuid7(), placement=cast.karel, day=day, code=code, author=cast.supervisor_a,
                body_hash="x", made_at=clock.at_local(day, time(9)), planned_minutes=480,
            )  # fmt: skip
    Goal.update(reached_on=date(2025, 9, 30)).where(Goal.placement == cast.karel).execute()
