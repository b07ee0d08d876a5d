"""What the demo tells about placements while they run."""

from pwa import clock
from pwa.domain.enums import AttendanceCode
from pwa.models import Attendance, CoachCover, EarlyStop, Extension, NoteRevision, StandIn


def test_a_stop_a_correction_an_extension_and_who_takes_over_next_week(story):
    stop = EarlyStop.get()
    assert stop.candidate_words == "Het werk was leuk. Ik kan beter werken waar het rustig is."
    before = NoteRevision.select().where(NoteRevision.correction)
    assert "Twee keer niet gekomen, wel gebeld." in {row.text for row in before}
    closed = Attendance.select().where(
        Attendance.placement == stop.placement_id,
        Attendance.code == AttendanceCode.COMPANY_CLOSED,
    )
    assert closed.count() == 1
    assert Extension.select().exists()
    today = clock.today()
    assert all(row.from_on > today for row in CoachCover.select())
    assert CoachCover.select().count() == 3
    assert StandIn.select().exists()
