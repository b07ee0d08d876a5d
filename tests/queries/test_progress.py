"""What a candidate sees of the own record, and what not (yet)."""

from datetime import date, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import EvaluationKind
from pwa.domain.ids import uuid7
from pwa.models import ClosedDay, Evaluation, Note, Placement, Tile
from pwa.queries import own_placement
from pwa.queries.placement_show import placement_page
from pwa.queries.progress import progress
from pwa.services import evaluations, own_days
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW, START, TODAY, write_note

pytestmark = pytest.mark.usefixtures("connection")


def seen(cast, language="nl", skip=0):
    return progress(cast.as_("candidate_a1"), cast.placement_a1, language, skip)


def tile(cast, number=0):
    return list(Tile.select().where(Tile.handbook == cast.handbook_a).order_by(Tile.position))[
        number
    ]


def test_shared_notes_newest_first_and_none_that_waits_for_a_talk(cast):
    texts = [note.text for note in seen(cast).notes]
    assert texts == ["Deed order 41-207 helemaal zelf.", "Leerde de slijpmachine kennen."]


def test_a_withdrawn_note_is_told_but_not_shown_and_is_never_new(cast):
    Note.update(withdrawn_at=NOW, withdrawn_reason="verkeerd").where(
        Note.id == cast.note_a1.id
    ).execute()
    first = seen(cast).notes[0]
    assert (first.withdrawn, first.text, first.marks, first.is_new) == (True, "", (), False)


def test_a_note_undone_before_it_was_shared_leaves_no_trace(cast):
    note = cast.note_a1
    undone = Note.update(withdrawn_at=note.shared_from - timedelta(minutes=1))
    undone.where(Note.id == note.id).execute()
    assert note.id not in [one.id for one in seen(cast).notes]
    for who in ("candidate_a1", "coach_1"):
        assert not Note.visible_to(cast.as_(who)).where(Note.id == note.id).exists()


def test_no_note_falls_between_two_pages(cast):
    day = date(2026, 3, 4)
    for n in range(14):
        write_note(cast, "supervisor_a", "a1", f"Notitie nummer {n}.", day)
    one = seen(cast)
    two = seen(cast, skip=one.more_from)
    ids = [note.id for note in (*one.notes, *two.notes)]
    assert len(one.notes) == 6 and len(set(ids)) == len(ids) == 16
    assert two.more_from is None


def test_tiles_speak_english_where_the_company_wrote_it(cast):
    one = tile(cast)
    Tile.update(sentence_second="").where(Tile.id == tile(cast, 1).id).execute()
    write_note(cast, "supervisor_a", "a1", "", tile_ids=(one.id, tile(cast, 1).id))
    with clock.at(NOW + timedelta(hours=1)):
        marks = seen(cast, "en").notes[0].marks
    assert {mark.label for mark in marks} == {one.sentence_second, tile(cast, 1).sentence}


def test_an_evaluation_asks_for_a_signature_until_it_has_one(cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    assert [one.to_sign for one in seen(cast).evaluations] == [False]
    for step in ("ready", "discussed", "signing"):
        getattr(case, f"_{step}")()
    assert seen(cast).evaluations[0].to_sign
    case._seen()
    assert seen(cast).evaluations[0].to_sign
    case._decided()
    assert not seen(cast).evaluations[0].to_sign


def test_own_days_come_newest_first(cast):
    amina = cast.as_("candidate_a1")
    for day, face in ((TODAY - timedelta(days=1), 3), (TODAY, 1)):
        own_days.write(amina, cast.placement_a1, day, face, id=uuid7())
    assert [(one.day, one.face) for one in seen(cast).own_days] == [
        (TODAY, 1), (TODAY - timedelta(days=1), 3),
    ]  # fmt: skip


def test_the_first_day_of_work_is_not_one_on_which_the_company_is_closed(cast):
    for n in range(2):
        ClosedDay.create(organisation=cast.company_a, day=START + timedelta(days=n))
    with clock.at(NOW.replace(month=1, day=9)):
        assert seen(cast).next_day == START + timedelta(days=2)


def test_who_stopped_guiding_is_no_longer_named(cast):
    assert [one.name for one in seen(cast).guides] == ["Sara Jansen", "Tom Bakker"]


def test_what_comes_is_counted_in_working_days(cast):
    coming = seen(cast).coming
    assert [(one.what, one.stone.due, one.stone.days) for one in coming] == [
        ("Tussenevaluatie", date(2026, 4, 3), 17),  # half-way is Easter Monday
        ("Eindevaluatie", date(2026, 6, 16), 65),
    ]


def test_the_present_workplace_comes_first_and_a_cancelled_one_never(cast):
    row = Placement.get_by_id(cast.placement_a1.id)
    facts = row.__data__ | {"start_on": date(2025, 9, 1), "planned_end_on": date(2025, 12, 1)}
    earlier = Placement.create(**(facts | {"id": uuid7(), "state": "completed"}))
    Placement.create(**(row.__data__ | {"id": uuid7(), "state": "cancelled"}))
    found = own_placement.own_placements(cast.as_("candidate_a1"))
    assert [one.id for one in found] == [cast.placement_a1.id, earlier.id]
    assert own_placement.chosen(found, earlier.id) == earlier
    assert own_placement.chosen(found, uuid7()) == found[0]
    assert own_placement.chosen([], None) is None


def test_who_is_no_candidate_has_no_workplaces(cast):
    assert own_placement.own_placements(cast.as_("coach_1")) == []


def test_of_two_evaluations_with_the_same_last_day_the_newest_level_stands_last(cast, monkeypatch):
    quick_pdf(monkeypatch)
    Case(cast, EvaluationKind.INTERIM).to("final")
    Evaluation.update(started_at=NOW - timedelta(days=40)).execute()
    case = Case(cast)
    case.to("discussed")
    case.save(case.content(level=2))
    for step in (case._signing, case._seen, case._decided, case._final):
        step()
    levels = [level for _day, level in seen(cast).rated[0].points]
    assert levels == [3, 2]
    charts = placement_page(cast.as_("coach_1"), cast.placement_a1, None).charts
    assert [level for _day, level in charts.growth[0][1]] == [3, 2]


def test_who_signed_what_came_back_unchanged_has_signed_it(cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("decided")
    case.ev = evaluations.return_(case.coach, case.ev, "Kijk nog eens.")
    case.ev = evaluations.change(case.ria, case.ev)
    case.freeze()
    (one,) = seen(cast).evaluations
    assert (one.seen, one.decided, one.to_sign) == (True, True, False)


def test_who_signed_other_words_signs_again(cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("decided")
    case.ev = evaluations.return_(case.coach, case.ev, "Schrijf erbij wat goed ging.")
    case.ev = evaluations.change(case.ria, case.ev)
    case.save(case.content(strengths="Nauwkeurig, ook op drukke dagen."))
    case.freeze()
    (one,) = seen(cast).evaluations
    assert (one.seen, one.decided, one.to_sign) == (False, False, True)
