"""What the form of an evaluation offers as evidence: every note of the period, and nothing else."""

from datetime import date, timedelta

import pytest

from pwa.domain.evaluation import Balance
from pwa.models import Note, Tile
from pwa.queries.evaluation_form import supervisor_form
from pwa.services import handovers, visits
from pwa.services.evaluations import RatingEntry
from tests.evaluation_case import Case
from tests.people import NOW, TODAY, write_note
from tests.watch import WATCH

pytestmark = pytest.mark.usefixtures("connection")


@pytest.fixture
def case(cast):
    return Case(cast)


def first_line(case):
    return supervisor_form(case.ev).lines[0]


def texts(notes):
    return [note.text for note in notes]


def tile_about(case, competence):
    return Tile.select().where(Tile.competence == competence.id).order_by(Tile.position).first()


def many(cast, number):
    for n in range(number):
        write_note(cast, "substitute", "a1", f"Dag {n}.", date(2026, 1, 13) + timedelta(days=n))


def test_every_note_of_the_period_can_be_chosen_however_many_there_are(cast, case):
    many(cast, 40)
    for line in supervisor_form(case.ev).lines:
        assert {f"Dag {n}." for n in range(40)} <= set(texts(line.notes))


def test_notes_about_it_stand_first_and_chosen_then_the_rest_newest_first(cast, case):
    many(cast, 3)
    tile = tile_about(case, case.competences()[0])
    write_note(
        cast, "supervisor_a", "a1", "Sloot netjes aan.", date(2026, 1, 14), tile_ids=(tile.id,)
    )
    line, other = supervisor_form(case.ev).lines[:2]
    assert texts(line.notes)[0] == "Sloot netjes aan."
    assert [(note.chosen, note.about, note.near) for note in line.notes[:2]] == [
        (True, True, True),
        (False, False, False),
    ]
    rest = [note.day for note in line.notes[1:]]
    assert rest == sorted(rest, reverse=True)
    assert not any(note.near for note in other.notes)


def test_a_note_that_somebody_chose_stands_beside_the_levels(cast, case):
    case.save()
    line = first_line(case)
    assert [(note.text, note.about) for note in line.notes if note.near] == [
        ("Deed order 41-207 helemaal zelf.", False)
    ]


def test_what_was_taken_away_stays_away_and_what_came_in_since_is_chosen(cast, case):
    first = case.competences()[0]
    tile = tile_about(case, first)
    write_note(cast, "supervisor_a", "a1", "Vroeg.", date(2026, 2, 2), tile_ids=(tile.id,))
    case.save()
    write_note(cast, "supervisor_a", "a1", "Later.", TODAY, tile_ids=(tile.id,))
    Note.update(received_at=NOW + timedelta(minutes=1)).where(Note.text == "Later.").execute()
    chosen = {note.text: note.chosen for note in first_line(case).notes}
    assert (chosen["Vroeg."], chosen["Later."]) == (False, True)


def test_lines_for_the_next_shift_visits_and_withdrawn_notes_are_never_evidence(cast, case):
    handovers.leave(cast.as_("supervisor_a"), cast.placement_a1, "Dozen laag stapelen.")
    visits.write(cast.as_("coach_1"), cast.placement_a1, TODAY, "Goed gesprek.")
    Note.update(withdrawn_at=NOW).where(Note.id == cast.old_note_a1.id).execute()
    for line in supervisor_form(case.ev).lines:
        assert texts(line.notes) == [
            "Was boos toen de bout los zat.",
            "Deed order 41-207 helemaal zelf.",
        ]


def test_notes_of_other_days_and_other_people_are_not_offered(cast, case):
    case.ev.from_on = date(2026, 3, 6)
    assert texts(first_line(case).notes) == ["Was boos toen de bout los zat."]


def test_a_note_that_has_to_be_discussed_first_says_so(case):
    shared = {note.text: note.shared for note in first_line(case).notes}
    assert shared["Was boos toen de bout los zat."] is False
    assert shared["Deed order 41-207 helemaal zelf."] is True


def test_the_form_asks_as_little_of_the_database_with_many_notes(cast, case):
    with WATCH.counting() as few:
        supervisor_form(case.ev)
    many(cast, 45)
    with WATCH.counting() as lots:
        supervisor_form(case.ev)
    assert len(few.queries) == len(lots.queries) <= 7


@pytest.mark.parametrize(
    ("level", "example", "finished"),
    [(None, "", False), (0, "", True), (3, "", True), (1, " ", False), (4, "Hielp.", True)],
)
def test_the_lowest_and_the_highest_level_are_finished_with_an_example(
    case, level, example, finished
):
    first = case.competences()[0]
    case.save(case.content(ratings=(RatingEntry(first.id, level, example),)))
    assert first_line(case).finished is finished


def test_a_note_that_was_taken_away_from_a_level_is_no_evidence_of_it(cast, case):
    first = case.competences()[0]
    tile = tile_about(case, first)
    note = write_note(cast, "supervisor_a", "a1", "Vroeg.", TODAY, tile_ids=(tile.id,))
    for kept, asked in (((note.id,), False), ((), True)):
        case.save(case.content(ratings=(RatingEntry(first.id, 3, "", kept),)))
        hints = [(one.code, one.competence) for one in supervisor_form(case.ev).hints]
        assert ((Balance.SCORE_WITHOUT_NOTE, first.code) in hints) is asked
