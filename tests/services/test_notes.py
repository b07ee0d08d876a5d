"""A note is kept once, for whom it is about, and read when it is time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from threading import Barrier

import pytest

from pwa import clock
from pwa.database import connected
from pwa.domain.enums import Tone
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.domain.states import NoteVisibility
from pwa.models import AuditEvent, Competence, Note, NoteTile, Reaction, Tile
from pwa.services import notes
from pwa.services.notes import NoteEntry
from tests.people import END, NOW, TODAY, Cast


def entry(cast: Cast, *who: str, **facts) -> NoteEntry:
    ids = {getattr(cast, f"placement_{one}").id: uuid7() for one in who or ("a1",)}
    return NoteEntry(**{"ids": ids, "day": TODAY, "text": "Werkte netjes.", **facts})


def tile(handbook, tone: Tone = Tone.STRONG) -> Tile:
    rows = Tile.select().join(Competence).where(Tile.handbook == handbook.id, Tile.tone == tone)
    shown = rows.where(~Tile.hidden, ~Competence.hidden)
    return shown.order_by(Competence.position, Tile.position).first()


def test_a_note_is_shared_ten_minutes_after_it_came_in(cast: Cast) -> None:
    note = notes.write(cast.as_("supervisor_a"), entry(cast))[0]
    assert note.received_at == NOW
    assert note.shared_from == NOW + timedelta(minutes=10)


def test_the_same_note_sent_twice_is_one_note(cast: Cast) -> None:
    by, sent = cast.as_("supervisor_a"), entry(cast)
    first = notes.write(by, sent)[0]
    with clock.at(NOW + timedelta(hours=2)):
        again = notes.write(cast.as_("supervisor_a"), sent)[0]
    assert again.id == first.id
    assert again.received_at == first.received_at
    assert Note.select().where(Note.day == TODAY).count() == 1


def test_an_id_that_holds_another_note_is_refused_and_nothing_is_overwritten(cast: Cast) -> None:
    by, sent = cast.as_("supervisor_a"), entry(cast)
    notes.write(by, sent)
    other = NoteEntry(ids=sent.ids, day=TODAY, text="Iets heel anders.")
    with pytest.raises(NotAllowed, match="id_reused"):
        notes.write(by, other)
    assert Note.get(Note.day == TODAY).text == "Werkte netjes."


def test_a_group_gets_a_note_each(cast: Cast) -> None:
    made = notes.write(cast.as_("supervisor_a"), entry(cast, "a1", "a2"))
    assert {note.placement_id for note in made} == {cast.placement_a1.id, cast.placement_a2.id}


@pytest.mark.parametrize("who", ["supervisor_b", "former", "coach_1", "candidate_a1", "employer_a"])
def test_only_who_guides_on_that_day_writes(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="not_guided"):
        notes.write(cast.as_(who), entry(cast))


def test_a_group_with_somebody_elses_candidate_keeps_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        notes.write(cast.as_("supervisor_a"), entry(cast, "a1", "b1"))
    assert not Note.select().where(Note.day == TODAY).exists()


def test_tiles_of_another_company_are_refused(cast: Cast) -> None:
    wrong = entry(cast, tile_ids=(tile(cast.handbook_b).id,))
    with pytest.raises(BadInput) as refused:
        notes.write(cast.as_("supervisor_a"), wrong)
    assert refused.value.fields == {"tiles": "unknown_tile"}


def test_a_hidden_tile_is_refused(cast: Cast) -> None:
    one = tile(cast.handbook_a)
    Tile.update(hidden=True).where(Tile.id == one.id).execute()
    with pytest.raises(BadInput):
        notes.write(cast.as_("supervisor_a"), entry(cast, tile_ids=(one.id,)))


def test_attention_sounds_louder_than_strong(cast: Cast) -> None:
    both = (tile(cast.handbook_a).id, tile(cast.handbook_a, Tone.ATTENTION).id)
    note = notes.write(cast.as_("supervisor_a"), entry(cast, tile_ids=both, text=""))[0]
    assert note.tone is Tone.ATTENTION
    assert NoteTile.select().where(NoteTile.note == note).count() == 2


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \x00\x07 "}, "text"),
        ({"text": "x" * 601}, "text"),
        ({"day": TODAY + timedelta(days=1)}, "day"),
        ({"day": date(2026, 1, 11)}, "day"),
        ({"tile_ids": tuple(uuid7() for _ in range(13))}, "tiles"),
        ({"tile_ids": (uuid7(),)}, "tiles"),
    ],
)
def test_what_cannot_be_used_names_its_field(cast: Cast, facts: dict, field: str) -> None:
    days = {"day": TODAY, **facts}
    with pytest.raises((BadInput, NotAllowed)) as refused:
        notes.write(cast.as_("supervisor_a"), entry(cast, **days))
    if isinstance(refused.value, BadInput):
        assert field in refused.value.fields
    assert not Note.select().where(Note.received_at == NOW).exists()


@pytest.mark.parametrize(
    "text", ["👷🏽‍♀️ netjes", "\u202eeslaf", "ትግርኛ", "ąż \u200f שלום", "x" * 600]
)
def test_every_script_is_kept(cast: Cast, text: str) -> None:
    note = notes.write(cast.as_("supervisor_a"), entry(cast, text=text))[0]
    kept = Note.get_by_id(note.id).text
    assert kept
    assert "\u202e" not in kept


def test_a_last_note_after_the_end_is_marked_late(cast: Cast) -> None:
    with clock.at(clock.at_local(END + timedelta(days=2), time(10))):
        note = notes.write(cast.as_("supervisor_a"), entry(cast, day=END))[0]
    assert note.late
    with (
        clock.at(clock.at_local(END + timedelta(days=10), time(10))),
        pytest.raises(BadInput, match="bad_input"),
    ):
        notes.write(cast.as_("supervisor_a"), entry(cast, day=END))


def test_a_note_to_be_discussed_waits_for_the_talk(cast: Cast) -> None:
    wait = entry(cast, visibility=NoteVisibility.DISCUSS_FIRST)
    note = notes.write(cast.as_("supervisor_a"), wait)[0]
    assert clock.local(note.shared_from).date() == date(2026, 3, 17)
    with clock.at(NOW + timedelta(hours=3)):
        told = notes.mark_discussed(cast.as_("substitute"), fresh(note))
        assert told.shared_from == NOW + timedelta(hours=3)
        with pytest.raises(NotAllowed):
            notes.mark_discussed(cast.as_("supervisor_a"), fresh(note))


def test_each_note_leaves_one_event_without_its_text(cast: Cast) -> None:
    note = notes.write(cast.as_("supervisor_a"), entry(cast))[0]
    event = AuditEvent.get(AuditEvent.object_id == note.id)
    assert event.action == "note.write"
    assert "netjes" not in str(event.detail).lower()


def test_a_note_is_one_commit(cast: Cast, watch) -> None:
    by, sent = cast.as_("supervisor_a"), entry(cast, "a1", "a2")
    with watch.counting() as seen:
        notes.write(by, sent)
    assert seen.commits == 1


def fresh(note: Note) -> Note:
    from pwa.models import Placement

    row = Note.get_by_id(note.id)
    row.placement = Placement.with_people().where(Placement.id == row.placement_id).get()
    return row


def test_the_candidate_answers_a_shared_note_once(cast: Cast) -> None:
    by, id = cast.as_("candidate_a1"), uuid7()
    for _ in range(2):
        notes.react(by, fresh(cast.note_a1), id, "Dank je.", datetime.now(NOW.tzinfo))
    assert Reaction.select().count() == 1
    with pytest.raises(NotAllowed, match="id_reused"):
        notes.react(by, fresh(cast.note_a1), id, "Iets anders.")


@pytest.mark.parametrize(
    ("who", "note"),
    [
        ("candidate_a2", "note_a1"),
        ("candidate_a1", "secret_a1"),
        ("supervisor_a", "note_a1"),
    ],
)
def test_nobody_else_answers(cast: Cast, who: str, note: str) -> None:
    with pytest.raises(NotAllowed):
        notes.react(cast.as_(who), fresh(getattr(cast, note)), uuid7(), "Hallo")


def test_twins_at_the_same_moment_are_one_note(cast: Cast) -> None:
    by, sent = cast.as_("supervisor_a"), entry(cast)
    start = Barrier(4)

    def post() -> Note:
        with connected():
            start.wait(10)
            return notes.write(by, sent)[0]

    with ThreadPoolExecutor(4) as threads:
        made = [one.result(20) for one in [threads.submit(post) for _ in range(4)]]
    assert {note.id for note in made} == set(sent.ids.values())
    assert Note.select().where(Note.day == TODAY).count() == 1
    assert AuditEvent.select().where(AuditEvent.object_id == made[0].id).count() == 1
