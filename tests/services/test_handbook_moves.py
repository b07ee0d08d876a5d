"""A running placement takes the version in use: proposed by the company, decided by the coach."""

from datetime import date

import pytest

from pwa import clock
from pwa.domain.enums import EvaluationKind, Rater, Tone
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.handbook_moves import MoveState
from pwa.domain.ids import uuid7
from pwa.models import (
    AuditEvent,
    Competence,
    Evaluation,
    Handbook,
    HandbookMove,
    Placement,
    Rating,
    Tile,
)
from pwa.queries import evaluation_form, looking_back
from pwa.queries.tiles import board
from pwa.services import evaluations as steps
from pwa.services import handbook_drafts, handbook_moves, handbook_parts, note_changes, notes
from pwa.services.evaluations import EvaluationContent, RatingEntry
from pwa.services.handbook_parts import CompetenceEntry, TileEntry
from tests.evaluation_case import Case
from tests.people import NOW, START, TODAY, write_note

pytestmark = pytest.mark.usefixtures("connection")


@pytest.fixture
def eva(cast):
    return cast.as_("employer_a")


@pytest.fixture
def coach(cast):
    return cast.as_("coach_1")


@pytest.fixture
def newer(cast, eva):
    """Version 2, in which the first thing has another name and the second is gone."""
    book = handbook_drafts.draft_of(eva, cast.handbook_a)
    first, second = shown(book)[:2]
    tile = TileEntry(uuid7(), "Was er vroeg", None, Tone.STRONG, 4, "sun", hidden=False)
    entry = CompetenceEntry({"label": "Klokvast"}, hidden=False, tiles=(tile,))
    handbook_parts.save_competence(eva, book, 1, first.id, entry)
    handbook_parts.drop_competence(eva, book, 2, second.id)
    handbook_drafts.activate(eva, book, 3)
    return Handbook.get_by_id(book.id)


def shown(book):
    rows = Competence.select().where(Competence.handbook == book, ~Competence.hidden)
    return list(rows.order_by(Competence.position))


def placement(cast):
    return Placement.with_people().where(Placement.id == cast.placement_a1.id).get()


def move(cast, eva, coach, newer):
    proposed = handbook_moves.propose(eva, placement(cast), newer, "Onze eigen woorden.")
    handbook_moves.accept(coach, placement(cast), proposed)


def tile_of(competence):
    return Tile.select().where(Tile.competence == competence).order_by(Tile.position).first()


def draft(cast, **content):
    sara = cast.as_("supervisor_a")
    row = steps.start(sara, placement(cast), EvaluationKind.INTERIM, START, TODAY)
    row.placement = placement(cast)
    steps.save(sara, row, row.edition, EvaluationContent(**content))
    return again(cast, row)


def again(cast, row):
    row = Evaluation.get_by_id(row.id)
    row.placement = placement(cast)
    return row


def test_the_placement_uses_the_new_version_once_the_coach_agrees(cast, eva, coach, newer):
    proposed = handbook_moves.propose(eva, placement(cast), newer, "Onze eigen woorden.")
    assert placement(cast).handbook_id == cast.handbook_a.id, "a proposal changes nothing"
    handbook_moves.accept(coach, placement(cast), proposed)
    assert placement(cast).handbook_id == newer.id
    assert Placement.get_by_id(cast.placement_a2.id).handbook_id == cast.handbook_a.id
    event = AuditEvent.select().where(AuditEvent.action == "placement.move_handbook").get()
    assert event.detail["after"] == str(newer.id) and event.actor_id == coach.id


def test_asking_twice_is_asking_once(cast, eva, newer):
    one = handbook_moves.propose(eva, placement(cast), newer, "Eerst")
    other = handbook_moves.propose(eva, placement(cast), newer, "Daarna")
    assert one.id == other.id and other.reason == "Eerst"


def test_a_no_has_a_reason_and_the_company_may_ask_again(cast, eva, coach, newer):
    proposed = handbook_moves.propose(eva, placement(cast), newer)
    with pytest.raises(BadInput):
        handbook_moves.decline(coach, placement(cast), proposed, " ")
    handbook_moves.decline(coach, placement(cast), proposed, "Eerst de evaluatie.")
    assert placement(cast).handbook_id == cast.handbook_a.id
    with pytest.raises(Stale):
        handbook_moves.accept(coach, placement(cast), proposed)
    asked = handbook_moves.propose(eva, placement(cast), newer, "Nu wel")
    assert (asked.state, asked.answer) == (MoveState.PROPOSED, "")


@pytest.mark.parametrize(
    "who", ["substitute", "colleague", "coach_1", "employer_b", "candidate_a1"]
)
def test_who_may_not_propose(cast, newer, who):
    with pytest.raises(NotAllowed):
        handbook_moves.propose(cast.as_(who), placement(cast), newer)


@pytest.mark.parametrize("who", ["supervisor_a", "employer_a", "coach_2", "candidate_a1"])
def test_who_may_not_decide(cast, eva, newer, who):
    proposed = handbook_moves.propose(cast.as_("supervisor_a"), placement(cast), newer)
    for decide in (
        lambda: handbook_moves.accept(cast.as_(who), placement(cast), proposed),
        lambda: handbook_moves.decline(cast.as_(who), placement(cast), proposed, "Nee."),
    ):
        with pytest.raises(NotAllowed):
            decide()
    assert HandbookMove.get_by_id(proposed.id).state is MoveState.PROPOSED


def test_not_while_others_read_an_evaluation(cast, eva, coach, newer):
    proposed = handbook_moves.propose(eva, placement(cast), newer)
    case = Case(cast, EvaluationKind.INTERIM)
    case.to("ready")
    with pytest.raises(NotAllowed, match="move_evaluation_under_way"):
        handbook_moves.accept(coach, placement(cast), proposed)
    with pytest.raises(NotAllowed, match="move_evaluation_under_way"):
        handbook_moves.propose(eva, placement(cast), newer)
    assert placement(cast).handbook_id == cast.handbook_a.id


def test_not_to_a_version_that_is_not_in_use(cast, eva, coach, newer):
    proposed = handbook_moves.propose(eva, placement(cast), newer)
    third = handbook_drafts.draft_of(eva, newer)
    handbook_drafts.activate(eva, third, 1)
    with pytest.raises(NotAllowed, match="move_not_newest"):
        handbook_moves.accept(coach, placement(cast), proposed)


def test_an_evaluation_in_preparation_goes_along_by_code(cast, eva, coach, newer):
    first = shown(cast.handbook_a)[0]
    row = draft(cast, ratings=(RatingEntry(first.id, 4, "Altijd als eerste."),))
    before = row.edition
    move(cast, eva, coach, newer)
    row = again(cast, row)
    lines = {one.code: one for one in evaluation_form.supervisor_form(row).lines}
    assert lines[first.code].label == "Klokvast"
    assert (lines[first.code].level, lines[first.code].example) == (4, "Altijd als eerste.")
    assert row.edition == before + 1, "an open form hears that it is an edition older"


def test_nothing_that_was_written_there_disappears(cast, eva, newer):
    second = shown(cast.handbook_a)[1]
    row = draft(cast, ratings=(RatingEntry(second.id, 3),))
    with pytest.raises(NotAllowed) as refused:
        handbook_moves.propose(eva, placement(cast), newer)
    assert refused.value.code == "move_words_would_go"
    assert refused.value.details["names"] == second.label
    assert (
        Rating.select().where(Rating.evaluation == row, Rating.rater == Rater.SUPERVISOR).exists()
    )


def test_notes_of_before_are_evidence_for_the_same_code(cast, eva, coach, newer):
    first = shown(cast.handbook_a)[0]
    note = write_note(cast, "supervisor_a", "a1", "Stond er.", tile_ids=(tile_of(first).id,))
    move(cast, eva, coach, newer)
    form = evaluation_form.supervisor_form(draft(cast))
    line = next(one for one in form.lines if one.code == first.code)
    (found,) = [one for one in line.notes if one.id == note.id]
    assert found.about and found.chosen and found.tiles == (tile_of(first).sentence,)


def test_the_candidate_keeps_one_line_under_the_new_name(cast, eva, coach, newer):
    old, new = tile_of(shown(cast.handbook_a)[0]), tile_of(shown(newer)[0])
    write_note(cast, "supervisor_a", "a1", "Toen.", date(2026, 3, 9), tile_ids=(old.id,))
    move(cast, eva, coach, newer)
    write_note(cast, "supervisor_a", "a1", "Nu.", date(2026, 3, 10), tile_ids=(new.id,))
    view = looking_back.looking_back(cast.as_("candidate_a1"), placement(cast), "nl")
    (line,) = [one for one in view.lines if one.sentences]
    assert line.label == "Klokvast"
    assert [mark.label for _day, mark in line.sentences] == [new.sentence, old.sentence]


def test_an_old_note_can_still_be_changed_and_keeps_its_tile(cast, eva, coach, newer):
    sara, old = cast.as_("supervisor_a"), tile_of(shown(cast.handbook_a)[0])
    note = write_note(cast, "supervisor_a", "a1", "Stond er.", tile_ids=(old.id,))
    move(cast, eva, coach, newer)
    on_board = board(sara, newer.id, (old.id,))
    labels = [t.id for t in (*on_board.first, *(t for g in on_board.groups for t in g.tiles))]
    assert old.id in labels
    wanted = note_changes.NoteChange(uuid7(), 1, TODAY, (old.id,), "Stond er al.")
    changed = note_changes.change(sara, note, wanted)
    assert note_changes.tiles_on(changed) == [old.id]


def test_a_note_that_waited_on_a_tablet_comes_in_with_the_tile_of_then(cast, eva, coach, newer):
    sara, old = cast.as_("supervisor_a"), tile_of(shown(cast.handbook_a)[0])
    move(cast, eva, coach, newer)
    ids = {cast.placement_a1.id: uuid7()}
    (note,) = notes.write(sara, notes.NoteEntry(ids, TODAY, (old.id,), "Zonder netwerk."))
    assert note_changes.tiles_on(note) == [old.id]
    other = {cast.placement_a2.id: uuid7()}
    strange = tile_of(shown(newer)[2])
    with pytest.raises(BadInput):
        notes.write(sara, notes.NoteEntry(other, TODAY, (strange.id,)))


def test_what_was_signed_before_keeps_its_words_also_when_it_is_corrected(cast, eva, coach, newer):
    case = Case(cast, EvaluationKind.INTERIM)
    case.to("final")
    before = {row.competence_id for row in Rating.select().where(Rating.evaluation == case.ev.id)}
    move(cast, eva, coach, newer)
    asked = steps.ask_correction(coach, again(cast, case.ev), "Verkeerde naam.")
    made = steps.supersede(cast.as_("supervisor_a"), again(cast, asked))
    form = evaluation_form.supervisor_form(again(cast, made))
    books = {Competence.get_by_id(one.id).handbook_id for one in form.lines}
    assert books == {cast.handbook_a.id}
    assert before == {row.competence_id for row in Rating.select().where(Rating.evaluation == made)}


def test_a_placement_that_is_over_keeps_its_version(cast, eva, newer):
    with clock.at(NOW.replace(year=2027)), pytest.raises(NotAllowed, match="move_over"):
        handbook_moves.propose(cast.as_("employer_a"), placement(cast), newer)
