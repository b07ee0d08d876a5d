"""Changing, withdrawing and moving a note: what it said is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pwa import clock
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.domain.states import NoteVisibility
from pwa.models import Note, NoteRevision, Placement, Tile
from pwa.services import note_changes
from pwa.services.note_changes import NoteChange
from tests.people import NOW, TODAY, Cast, write_note

SOON, NEXT_DAY, LATER = NOW + timedelta(minutes=5), NOW + timedelta(days=1), NOW + timedelta(days=6)


@pytest.fixture
def note(cast: Cast) -> Note:
    return write_note(cast, "supervisor_a", "a1", "Eerste versie.")


def wanted(note: Note, text: str = "Tweede versie.", **facts) -> NoteChange:
    return NoteChange(**{"id": uuid7(), "revision": 1, "day": note.day, "text": text, **facts})


def test_until_the_next_working_day_ends_a_change_is_free(cast: Cast, note: Note) -> None:
    with clock.at(NEXT_DAY):
        changed = note_changes.change(cast.as_("supervisor_a"), note, wanted(note))
    before = NoteRevision.get(NoteRevision.note == note.id)
    assert (changed.text, changed.revision) == ("Tweede versie.", 2)
    assert (before.text, before.correction) == ("Eerste versie.", False)


def test_after_that_it_is_a_correction(cast: Cast, note: Note) -> None:
    with clock.at(LATER):
        note_changes.change(cast.as_("supervisor_a"), note, wanted(note, reason="Vergist."))
    kept = NoteRevision.get(NoteRevision.note == note.id)
    assert (kept.correction, kept.reason) == (True, "Vergist.")


def test_the_same_change_twice_is_one_change(cast: Cast, note: Note) -> None:
    change = wanted(note)
    by = cast.as_("supervisor_a")
    note_changes.change(by, note, change)
    assert note_changes.change(by, note, change).revision == 2
    with pytest.raises(NotAllowed, match="id_reused"):
        note_changes.change(by, note, replace(change, text="Derde."))


def test_a_change_of_what_somebody_no_longer_sees_is_refused(cast: Cast, note: Note) -> None:
    by = cast.as_("supervisor_a")
    note_changes.change(by, note, wanted(note))
    with pytest.raises(Stale):
        note_changes.change(by, note, wanted(note, "Op het andere toestel."))
    assert Note.get_by_id(note.id).text == "Tweede versie."


@pytest.mark.parametrize("who", ["substitute", "coach_1", "employer_a", "candidate_a1", "former"])
def test_only_the_author_changes_withdraws_and_moves(cast: Cast, note: Note, who: str) -> None:
    by = cast.as_(who)
    with pytest.raises(NotAllowed):
        note_changes.change(by, note, wanted(note))
    with pytest.raises(NotAllowed):
        note_changes.withdraw(by, note, "daarom")
    with pytest.raises(NotAllowed):
        note_changes.move(by, note, cast.placement_a2)


def test_a_tile_of_another_company_cannot_come_in(cast: Cast, note: Note) -> None:
    other = Tile.get(Tile.handbook == cast.handbook_b.id).id
    with pytest.raises(BadInput):
        note_changes.change(cast.as_("supervisor_a"), note, wanted(note, tile_ids=(other,)))


def test_a_tile_that_the_handbook_hid_can_stay_on_the_note(cast: Cast) -> None:
    one = Tile.get(Tile.handbook == cast.handbook_a.id)
    note = write_note(cast, "supervisor_a", "a1", "Met tegel.", tile_ids=(one.id,))
    Tile.update(hidden=True).where(Tile.id == one.id).execute()
    kept = wanted(note, tile_ids=(one.id,))
    assert note_changes.change(cast.as_("supervisor_a"), note, kept).revision == 2


def test_before_it_is_shared_it_can_still_wait_for_the_talk(cast: Cast, note: Note) -> None:
    wait = wanted(note, visibility=NoteVisibility.DISCUSS_FIRST)
    with clock.at(SOON):
        changed = note_changes.change(cast.as_("supervisor_a"), note, wait)
    assert changed.shared_from > NOW + timedelta(days=3)
    with clock.at(NEXT_DAY):
        again = NoteChange(uuid7(), 2, note.day, text="Derde.", visibility=NoteVisibility.DIRECT)
        changed = note_changes.change(cast.as_("supervisor_a"), note, again)
    assert changed.shared_from <= NEXT_DAY


def test_what_is_shared_stays_shared(cast: Cast, note: Note) -> None:
    wait = wanted(note, visibility=NoteVisibility.DISCUSS_FIRST)
    with clock.at(NEXT_DAY):
        changed = note_changes.change(cast.as_("supervisor_a"), note, wait)
    assert changed.shared_from == note.shared_from


def test_withdrawing_late_asks_why(cast: Cast, note: Note) -> None:
    with clock.at(LATER):
        by = cast.as_("supervisor_a")
        with pytest.raises(BadInput) as refused:
            note_changes.withdraw(by, note)
        assert refused.value.fields == {"reason": "withdraw_reason"}
        gone = note_changes.withdraw(by, note, "Het ging over iemand anders.")
        assert gone.withdrawn_at == LATER
        assert note_changes.withdraw(by, note).withdrawn_at == LATER
        with pytest.raises(NotAllowed):
            note_changes.change(by, note, wanted(note))


def test_within_ten_minutes_it_moves_to_the_right_person(cast: Cast, note: Note) -> None:
    with clock.at(SOON):
        moved = note_changes.move(cast.as_("supervisor_a"), note, place(cast.placement_a2))
    assert moved.placement_id == cast.placement_a2.id


def place(row: Placement) -> Placement:
    return Placement.with_people().where(Placement.id == row.id).get()


def test_after_ten_minutes_it_stays_where_it_is(cast: Cast, note: Note) -> None:
    with clock.at(NOW + timedelta(minutes=10)), pytest.raises(NotAllowed, match="too_late"):
        note_changes.move(cast.as_("supervisor_a"), note, place(cast.placement_a2))


def test_it_never_moves_to_somebody_elses_candidate(cast: Cast, note: Note) -> None:
    with pytest.raises(NotAllowed, match="not_guided"):
        note_changes.move(cast.as_("supervisor_a"), note, place(cast.placement_b1))


def test_a_change_cannot_move_the_day_out_of_the_placement(cast: Cast, note: Note) -> None:
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=300)):
        with pytest.raises(BadInput):
            note_changes.change(cast.as_("supervisor_a"), note, wanted(note, day=day))


def test_an_undone_note_is_put_back_as_it_was(cast: Cast, note: Note) -> None:
    by = cast.as_("supervisor_a")
    before = vars(Note.get_by_id(note.id))["__data__"]
    with clock.at(SOON):
        note_changes.withdraw(by, note)
        note_changes.restore(by, note)
    assert vars(Note.get_by_id(note.id))["__data__"] == before


def test_only_the_author_puts_back_and_only_in_ten_minutes(cast: Cast, note: Note) -> None:
    by = cast.as_("supervisor_a")
    with pytest.raises(NotAllowed, match="too_late_to_restore"):
        note_changes.restore(by, note)
    note_changes.withdraw(by, note)
    with pytest.raises(NotAllowed, match="too_late_to_restore"):
        note_changes.restore(cast.as_("substitute"), note)
    with clock.at(NOW + timedelta(minutes=10)), pytest.raises(NotAllowed):
        note_changes.restore(cast.as_("supervisor_a"), note)
    assert Note.get_by_id(note.id).withdrawn_at


def test_a_later_day_does_not_keep_a_note_from_the_candidate(cast: Cast) -> None:
    """About Tuesday, to be discussed by Friday: moved on each day, it would wait for ever."""
    secret = cast.secret_a1
    for n in range(1, 4):
        with clock.at(NOW + timedelta(days=n - 1)):
            day = secret.day + timedelta(days=n)
            moved = wanted(secret, day=day, revision=n)
            changed = note_changes.change(cast.as_("supervisor_a"), secret, moved)
    assert (changed.day, changed.shared_from) == (date(2026, 3, 13), secret.shared_from)
