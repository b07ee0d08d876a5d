"""What devices in halls still hold from older versions is received as ever."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from peewee import ForeignKeyField

from pwa import clock
from pwa.database import db, is_postgresql, transaction
from pwa.domain.parcels import ACCEPTED, PROTOCOL
from pwa.models import (
    TABLES,
    Attendance,
    CandidateDay,
    Handover,
    HandoverAck,
    Note,
    NoteRevision,
    Reaction,
    Receipt,
)
from tests.browse import Visitor
from tests.faults.record import RECORDED

FILES = sorted(RECORDED.glob("protocol-*.json"))


def rename(row, id: UUID) -> None:
    """Give a row, and everything that points at it, the id that it had when it was recorded."""
    model = type(row)
    for table in TABLES:
        for field in table._meta.sorted_fields:
            if isinstance(field, ForeignKeyField) and field.rel_model is model:
                table.update({field: id}).where(field == row.id).execute()
    model.update(id=id).where(model.id == row.id).execute()


@pytest.fixture
def ago(cast):
    """Make the cast the people of a recording."""

    def become(recorded) -> None:
        with transaction():
            db.execute_sql("PRAGMA defer_foreign_keys = on")
            for name, id in recorded["ids"].items():
                rename(getattr(cast, name), UUID(id))
        for name, id in recorded["ids"].items():
            setattr(cast, name, type(getattr(cast, name)).get_by_id(UUID(id)))

    if is_postgresql():
        pytest.skip("ids are changed as only SQLite allows; the protocol is the same")
    return become


def test_every_version_that_is_accepted_was_recorded() -> None:
    assert {int(one.stem.removeprefix("protocol-")) for one in FILES} >= ACCEPTED
    assert {PROTOCOL, PROTOCOL - 1, PROTOCOL - 2} & set(range(1, PROTOCOL + 1)) <= ACCEPTED


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_recorded_queue_is_received_whole_and_once(file: Path, cast, ago, new_app) -> None:
    recorded = json.loads(file.read_text("utf-8"))
    ago(recorded)
    app = new_app(outbox_key=recorded["secret"])
    with clock.at(datetime.fromisoformat(recorded["now"]) + timedelta(minutes=3)):
        for _time in range(2):
            for batch in recorded["batches"]:
                visitor = Visitor(app, cast.user(batch["by"]), checks=False)
                answer = visitor.post("/verzenden/", json.dumps(batch["request"])).answer
                states = {one["state"] for one in answer.json["results"]}
                assert (answer.status_code, states) == (200, {"received"}), answer.json
    assert Receipt.select().count() == 7
    _as_it_was_written(cast)


def _as_it_was_written(cast) -> None:
    note = Note.get(Note.text == "Stapelde zelf, met een é en een 😀.")
    assert (note.author_id, note.placement_id) == (cast.supervisor_a.id, cast.placement_a1.id)
    assert Handover.select().where(Handover.text == "Pers 2 staat uit.").count() == 1
    assert [row.code.value for row in Attendance.select()] == ["late"]
    assert [row.user_id for row in HandoverAck.select()] == [cast.supervisor_a.id]
    assert NoteRevision.select().where(NoteRevision.note == cast.note_a1).count() == 1
    assert Note.get_by_id(cast.note_a1.id).text == "Deed order 41-207 bijna helemaal zelf."
    assert [(row.face, row.text) for row in CandidateDay.select()] == [(2, "Ging wel.")]
    assert [(row.user_id, row.text) for row in Reaction.select()] == [
        (cast.candidate_a1.id, "Dank je.")
    ]
