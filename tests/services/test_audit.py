"""What happened and who read: written once, in the same transaction, never changed."""

from typing import Any

import pytest
from peewee import PeeweeException

from pwa import clock
from pwa.database import db, is_postgresql, transaction
from pwa.models import AccessLog, AuditEvent
from pwa.services import audit
from pwa.services.audit_check import broken_links
from tests.people import NOW, Cast
from tests.privacy_case import open_case


def disarm() -> None:
    """What somebody with all rights on the database can do."""
    if is_postgresql():
        db.execute_sql("ALTER TABLE audit_event DISABLE TRIGGER ALL")
    else:
        db.execute_sql("DROP TRIGGER audit_event_no_update")
        db.execute_sql("DROP TRIGGER audit_event_no_delete")


def test_everything_that_made_the_cast_is_in_one_unbroken_chain(cast: Cast) -> None:
    assert AuditEvent.select().count() > 50
    assert broken_links() == []
    newest = AuditEvent.select().order_by(AuditEvent.seq.desc()).first()
    assert audit.head() == newest.hash


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET action = 'nothing'",
        "DELETE FROM audit_event",
        "UPDATE audit_event SET detail = '{}' WHERE seq = 1",
    ],
)
def test_events_cannot_be_changed_or_removed(cast: Cast, statement: str) -> None:
    before = audit.head()
    with pytest.raises(PeeweeException, match="append-only"), db.atomic():
        db.execute_sql(statement)
    assert audit.head() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET action = 'nothing' WHERE seq = 7",
        "UPDATE audit_event SET detail = '{}' WHERE seq = 1",
        "UPDATE audit_event SET actor_id = NULL WHERE seq = (SELECT max(seq) FROM audit_event)",
        "DELETE FROM audit_event WHERE seq = 7",
    ],
)
def test_who_breaks_the_lock_breaks_the_chain(cast: Cast, statement: str) -> None:
    disarm()
    db.execute_sql(statement)
    assert broken_links() != []


def test_an_event_goes_when_its_change_is_taken_back(cast: Cast) -> None:
    before = audit.head()

    def change() -> None:
        with transaction():
            audit.record(None, "organisation.add", cast.company_a)
            raise RuntimeError("taken back")

    with pytest.raises(RuntimeError):
        change()
    assert audit.head() == before
    assert broken_links() == []


def test_an_event_holds_who_what_and_when(cast: Cast) -> None:
    ria = cast.as_("supervisor_a")
    with transaction():
        audit.record(ria, "note.write", cast.note_a1, day=5, tiles=["a"], nothing=None)
    event = AuditEvent.select().order_by(AuditEvent.seq.desc()).first()
    assert (event.actor_id, event.action, event.object_id) == (
        ria.id, "note.write", cast.note_a1.id,
    )  # fmt: skip
    assert event.at == NOW
    assert event.detail == {"day": 5, "tiles": ["a"]}


def test_no_event_holds_what_people_wrote(cast: Cast) -> None:
    details = " ".join(str(event.detail) for event in AuditEvent.select())
    for text in ("order 41-207", "bout", "Dozen", "Amina", "Linie"):
        assert text not in details


def read_log() -> list[tuple[Any, ...]]:
    rows = AccessLog.select().order_by(AccessLog.id)
    return [(row.reader_id, row.candidate_id, row.placement_id, row.what) for row in rows]


def test_reading_is_logged_once_for_each_candidate_in_one_insert(cast: Cast, watch: Any) -> None:
    ria = cast.as_("supervisor_a")
    both = [cast.placement_a1, cast.placement_a2, cast.placement_a1]
    with watch.counting() as seen:
        audit.record_reading(ria, both, "notities")
    assert len(seen.queries) == 1
    assert read_log() == [
        (ria.id, cast.a1_row.id, cast.placement_a1.id, "notities"),
        (ria.id, cast.a2_row.id, cast.placement_a2.id, "notities"),
    ]
    assert AccessLog.get().at == clock.now()


def test_on_a_case_is_said_of_what_a_case_lets_somebody_read(cast: Cast) -> None:
    open_case(cast)
    wies = cast.as_("privacy_officer")
    for what in ("notities", "uren"):
        audit.record_reading(wies, [cast.placement_a1, cast.placement_a2], what)
    assert [one[3] for one in read_log()] == [
        "notities op een zaak", "notities", "uren", "uren",
    ]  # fmt: skip


def test_reading_the_own_record_is_nobodys_business(cast: Cast, watch: Any) -> None:
    amina = cast.as_("candidate_a1")
    with watch.counting() as seen:
        audit.record_reading(amina, [cast.placement_a1], "notities")
    assert seen.queries == []
    assert read_log() == []
