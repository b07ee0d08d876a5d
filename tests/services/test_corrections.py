"""A request for correction as a service: asked, answered, asked once more; nothing is lost."""

from datetime import date, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import AttendanceCode
from pwa.domain.errors import BadInput, MoveRefused, NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.models import (
    Attendance,
    AttendanceRevision,
    AuditEvent,
    Correction,
    CorrectionStep,
    Note,
    NoteRevision,
)
from pwa.services import attendance, corrections, hours
from pwa.services.corrections import Correcting, NewWords
from pwa.services.hours import DayChange
from tests.people import NOW

DAY = date(2026, 3, 5)
ASKS = "Een keer was door jullie zelf afgezegd (storing laser)."


def ask(cast, text=ASKS, note="note_a1"):
    row = corrections.ask_note(cast.as_("candidate_a1"), getattr(cast, note), uuid7(), text)
    return corrections.fresh(row.id)


def new_words(cast, text="Een keer niet gekomen, wel gebeld."):
    return NewWords(uuid7(), Note.get_by_id(cast.note_a1.id).revision, text)


def steps(row):
    found = CorrectionStep.select().where(CorrectionStep.correction == row.id)
    return [(one.became.value, one.text) for one in found.order_by(CorrectionStep.number)]


def test_note_and_attendance_are_put_right_together_and_the_old_ones_stay(cast):
    ria = cast.as_("supervisor_a")
    attendance.fill(ria, cast.placement_a1, DAY, AttendanceCode.ABSENT_REPORTED, id=uuid7())
    right = DayChange(uuid7(), DAY, AttendanceCode.COMPANY_CLOSED)
    row = corrections.correct(ria, ask(cast), Correcting("Klopt.", new_words(cast), right))
    assert row.state == "corrected"
    assert Note.get_by_id(cast.note_a1.id).text == "Een keer niet gekomen, wel gebeld."
    old = NoteRevision.get(NoteRevision.note == cast.note_a1.id)
    assert (old.text, old.correction, old.reason) == (
        "Deed order 41-207 helemaal zelf.",
        True,
        "Klopt.",
    )
    assert Attendance.get(Attendance.day == DAY).code == "company_closed"
    assert AttendanceRevision.get().code == "absent_reported"
    change = CorrectionStep.get().change
    assert change == {
        "note": [1, 2], "day": "2026-03-05", "before": "absent_reported", "after": "company_closed",
    }  # fmt: skip


def test_it_stays_as_it_is_with_a_reason_and_the_coach_asks_once_more(cast):
    ria, coach = cast.as_("supervisor_a"), cast.as_("coach_1")
    with pytest.raises(BadInput):
        corrections.keep(ria, ask(cast), "  ")
    row = corrections.keep(ria, corrections.fresh(Correction.get().id), "Zo zag ik het.")
    row = corrections.ask_again(coach, row, "Vraag het ook aan Tom.")
    row = corrections.keep(cast.as_("substitute"), row, "Tom zag het ook zo.")
    assert steps(row) == [
        ("kept", "Zo zag ik het."), ("asked", "Vraag het ook aan Tom."),
        ("settled", "Tom zag het ook zo."),
    ]  # fmt: skip
    with pytest.raises(MoveRefused):
        corrections.ask_again(coach, row, "Nog een keer.")


@pytest.mark.parametrize(
    ("who", "act"),
    [
        ("colleague", "keep"), ("former", "keep"), ("supervisor_b", "keep"), ("coach_1", "keep"),
        ("candidate_a1", "keep"), ("supervisor_a", "ask_again"), ("coach_2", "ask_again"),
        ("supervisor_a", "take_back"), ("candidate_a2", "take_back"),
    ],
)  # fmt: skip
def test_only_whose_step_it_is_makes_it(cast, who, act):
    row = ask(cast)
    words = () if act == "take_back" else ("Nee.",)
    with pytest.raises(MoveRefused):
        getattr(corrections, act)(cast.as_(who), row, *words)
    assert steps(row) == [] and Correction.get().state == "waiting"


def test_of_two_answers_the_second_hears_that_there_is_one(cast):
    row = ask(cast)
    corrections.keep(cast.as_("supervisor_a"), row, "Zo zag ik het.")
    with pytest.raises(Stale):
        corrections.correct(cast.as_("supervisor_a"), row, Correcting("", new_words(cast)))
    with pytest.raises(Stale):
        corrections.keep(cast.as_("substitute"), row, "Ik ook.")
    assert len(steps(row)) == 1 and Note.get_by_id(cast.note_a1.id).revision == 1


def test_a_note_that_changed_meanwhile_is_not_overwritten(cast):
    row, words = ask(cast), new_words(cast)
    Note.update(revision=2, text="Anders.").where(Note.id == cast.note_a1.id).execute()
    with pytest.raises(Stale):
        corrections.correct(cast.as_("supervisor_a"), row, Correcting("", words))
    assert Note.get_by_id(cast.note_a1.id).text == "Anders."
    assert Correction.get().state == "waiting" and steps(row) == []


def test_put_right_means_that_something_changed(cast):
    same = NewWords(uuid7(), 1, "Deed order 41-207 helemaal zelf.")
    for wanted in (Correcting("Goed."), Correcting("Goed.", same)):
        row = Correction.get_or_none() or ask(cast)
        with pytest.raises(BadInput) as wrong:
            corrections.correct(cast.as_("supervisor_a"), corrections.fresh(row.id), wanted)
        assert wrong.value.fields == {"text": "correction_nothing"}


def test_words_are_changed_by_their_author_only_and_a_day_by_who_guides(cast):
    row, tom = ask(cast), cast.as_("substitute")
    with pytest.raises(NotAllowed):
        corrections.correct(tom, row, Correcting("", new_words(cast)))
    right = DayChange(uuid7(), DAY, AttendanceCode.COMPANY_CLOSED)
    assert corrections.correct(tom, row, Correcting("", None, right)).state == "corrected"


def test_of_one_note_there_is_one_open_request_and_later_another(cast):
    row = ask(cast)
    with pytest.raises(NotAllowed) as refused:
        ask(cast, "En nog iets.")
    assert refused.value.code == "correction_open"
    assert ask(cast, note="old_note_a1").state == "waiting"
    corrections.take_back(cast.as_("candidate_a1"), row)
    assert ask(cast, "En nog iets.").state == "waiting"


def test_the_same_request_sent_twice_is_one(cast):
    amina, id = cast.as_("candidate_a1"), uuid7()
    first = corrections.ask_note(amina, cast.note_a1, id, ASKS)
    assert corrections.ask_note(amina, cast.note_a1, id, ASKS) == first
    with pytest.raises(NotAllowed):
        corrections.ask_note(amina, cast.note_a1, id, "Iets anders.")
    assert Correction.select().count() == 1


@pytest.mark.parametrize("who", ["candidate_a2", "supervisor_a", "coach_1"])
def test_only_the_candidate_asks_and_only_about_what_is_shared(cast, who):
    with pytest.raises(NotAllowed):
        corrections.ask_note(cast.as_(who), cast.note_a1, uuid7(), ASKS)
    with pytest.raises(NotAllowed):
        corrections.ask_note(cast.as_("candidate_a1"), cast.secret_a1, uuid7(), ASKS)


def test_hours_go_along_the_same_table(cast):
    amina, ria, coach = (cast.as_(who) for who in ("candidate_a1", "supervisor_a", "coach_1"))
    monday = date(2026, 3, 2)
    said = hours.contest(amina, cast.placement_a1, uuid7(), monday, "Ik was er wel.", DAY)
    row = corrections.fresh(said.id)
    assert (row.day, row.words, row.state) == (DAY, "Ik was er wel.", "waiting")
    with pytest.raises(NotAllowed):
        hours.contest(amina, cast.placement_a1, uuid7(), monday, "Echt waar.", DAY)
    hours.answer(ria, said, "Zo staat het op de lijst.", None)
    corrections.ask_again(coach, corrections.fresh(said.id), "Kijk nog eens.")
    right = DayChange(uuid7(), DAY, AttendanceCode.PRESENT)
    hours.answer(ria, said, "Je hebt gelijk.", right)
    assert [one for one, _text in steps(row)] == ["kept", "asked", "corrected"]
    with pytest.raises(Stale):
        hours.answer(cast.as_("substitute"), said, "Ik vond het niet.", None)


def test_a_day_outside_the_week_or_still_to_come_cannot_be_wrong(cast):
    amina = cast.as_("candidate_a1")
    for day in (date(2026, 3, 1), date(2026, 3, 9), date(2026, 3, 12)):
        with pytest.raises(NotAllowed):
            hours.contest(amina, cast.placement_a1, uuid7(), date(2026, 3, 2), "Nee.", day)


def test_no_event_holds_a_word_of_it(cast):
    corrections.keep(cast.as_("supervisor_a"), ask(cast), "Zo zag ik het.")
    said = [f"{one.action} {one.detail}" for one in AuditEvent.select()]
    assert any("correction.ask" in one for one in said)
    assert not any("laser" in one or "zag ik" in one for one in said)


def test_it_waits_again_from_the_moment_that_the_coach_asked(cast):
    row = ask(cast)
    with clock.at(NOW + timedelta(days=9)):
        row = corrections.ask_again(cast.as_("coach_1"), row, "Wil je antwoorden?")
    assert row.since == NOW + timedelta(days=9) and row.state == "asked"
