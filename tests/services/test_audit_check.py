"""The audit chain: any change is found, and only a signed prefix of it goes."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import PeeweeException

from pwa.config import Config
from pwa.database import db, is_postgresql
from pwa.domain.errors import NotAllowed
from pwa.models import AuditCheckpoint, AuditEvent
from pwa.services import audit, audit_check, audit_cut, audit_keys
from pwa.services.audit_check import verify
from tests.people import NOW, Cast
from tests.services.test_audit import disarm

LATER = NOW + timedelta(days=1)
SOMEBODY = "00000000-0000-4000-8000-000000000001"
OTHER = {
    "at": "2001-01-01 00:00:00", "actor_id": SOMEBODY,
    "action": "nothing", "object_type": "nothing", "object_id": SOMEBODY,
    "detail": '{"other": 1}', "previous_hash": "f" * 64, "hash": "e" * 64,
}  # fmt: skip


@pytest.fixture
def keys(tmp_path: Path) -> audit_keys.AuditKeys:
    return audit_keys.load(Config(data=tmp_path))


def cut(keys: audit_keys.AuditKeys, upto: int) -> AuditCheckpoint:
    made = audit_cut.checkpoint(keys, upto)
    assert sum(audit_cut.removing()) == upto
    return made


def run(sql: str, *values: object) -> Any:
    return db.execute_sql(sql.replace("?", db.param), values)


def test_a_whole_chain_says_how_long_it_is_and_where_it_ends(cast: Cast) -> None:
    found = verify(None)
    assert (found.whole, found.events) == (True, AuditEvent.select().count())
    assert found.head == audit.head()


def test_it_is_read_in_pieces(cast: Cast, monkeypatch: pytest.MonkeyPatch, watch: Any) -> None:
    monkeypatch.setattr(audit_check, "PIECE", 7)
    with watch.counting() as seen:
        assert verify(None).whole
    pieces = [one for one in seen.queries if "LIMIT 7" in one]
    assert len(pieces) == -(-AuditEvent.select().count() // 7) + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 0.999), column=st.sampled_from(sorted(OTHER)))
def test_any_change_of_any_event_is_found(cast: Cast, place: float, column: str) -> None:
    seq = 1 + int(place * AuditEvent.select().count())
    with db.atomic() as taken_back:
        disarm()
        run(f"UPDATE audit_event SET {column} = ? WHERE seq = ?", OTHER[column], seq)
        assert verify(None).broken[:1] == [seq]
        taken_back.rollback()
    assert verify(None).whole


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 0.999), other=st.floats(0, 0.999))
def test_an_event_that_is_taken_out_or_moved_is_found(
    cast: Cast, place: float, other: float
) -> None:
    count = AuditEvent.select().count()
    seq, to = 1 + int(place * (count - 1)), 1 + int(other * count)
    with db.atomic() as taken_back:
        disarm()
        run("UPDATE audit_event SET seq = -1 WHERE seq = ?", seq)
        assert not verify(None).whole
        run("UPDATE audit_event SET seq = ? WHERE seq = -1", seq)
        if to != seq:
            for now, then in ((seq, -1), (to, seq), (-1, to)):
                run("UPDATE audit_event SET seq = ? WHERE seq = ?", then, now)
            assert not verify(None).whole
        taken_back.rollback()


def test_a_chain_that_was_made_anew_is_whole_and_does_not_hold_the_head_that_was_printed(
    cast: Cast,
) -> None:
    printed = audit.head()
    assert verify(None, printed).anchored
    assert verify(None, printed[:16]).anchored
    with db.atomic() as taken_back:
        disarm()
        previous = "0" * 64
        for event in list(AuditEvent.select().order_by(AuditEvent.seq)):
            facts = {name: getattr(event, name) for name in audit.FACTS}
            facts["actor_id"] = None
            own = audit.event_hash(previous, facts)
            sql = (
                "UPDATE audit_event SET actor_id = NULL, previous_hash = ?, hash = ? WHERE seq = ?"
            )
            run(sql, previous, own, event.seq)
            previous = own
        assert verify(None).whole
        assert not verify(None, printed).whole
        taken_back.rollback()


def test_the_chain_goes_on_behind_a_signed_checkpoint(cast: Cast, keys: Any) -> None:
    before = verify(keys)
    cut(keys, 10)
    found = verify(keys)
    assert (found.whole, found.begins_after, found.removed) == (True, 10, 10)
    assert found.events == before.events - 10 + 1
    assert verify(keys, before.head).anchored
    cut_again = audit_cut.checkpoint(keys, 20)
    assert cut_again.events == 10
    assert verify(keys).removed == 20


def test_what_is_half_removed_is_whole_and_is_removed_later(cast: Cast, keys: Any) -> None:
    audit_cut.checkpoint(keys, 10)
    run("DELETE FROM audit_event WHERE seq = 4")
    assert verify(keys).whole
    assert sum(audit_cut.removing()) == 9


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM audit_event WHERE seq > 10", "append-only"),
        ("DELETE FROM audit_event", "append-only"),
        ("UPDATE audit_event SET seq = 3 WHERE seq = 30", "append-only"),
        ("UPDATE audit_checkpoint SET upto = 40", "append-only"),
        ("DELETE FROM audit_checkpoint", "append-only"),
    ],
)
def test_more_than_the_prefix_cannot_go(cast: Cast, keys: Any, statement: str, told: str) -> None:
    audit_cut.checkpoint(keys, 10)
    with pytest.raises(PeeweeException, match=told), db.atomic():
        db.execute_sql(statement)
    assert verify(keys).whole


def forged(upto: int, last_hash: str, id: str = "2") -> None:
    sql = "INSERT INTO audit_checkpoint VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    id = f"{id * 8}-{id * 4}-4222-8222-{id * 12}"
    run(sql, id, upto, last_hash, "2026-01-01 00:00:00", upto, "2026-01-01 00:00:00", "x", "00")


def test_a_checkpoint_that_does_not_fit_the_chain_is_not_let_in(cast: Cast, keys: Any) -> None:
    end = AuditEvent.select().order_by(AuditEvent.seq.desc()).get()
    for upto, told in ((10, "f" * 64), (end.seq, end.hash), (end.seq + 1, end.hash)):
        with pytest.raises(PeeweeException, match="needs its event"), db.atomic():
            forged(upto, told)
    audit_cut.checkpoint(keys, 20)
    with pytest.raises(PeeweeException, match="needs its event"), db.atomic():
        forged(10, AuditEvent.get_by_id(10).hash)


def test_a_checkpoint_without_our_signature_is_found(cast: Cast, keys: Any, tmp_path: Path) -> None:
    forged(10, AuditEvent.get_by_id(10).hash)
    run("DELETE FROM audit_event WHERE seq <= 10")
    found = verify(keys)
    assert (found.whole, found.forged, found.broken) == (False, [10], [])
    with pytest.raises(NotAllowed):
        audit_cut.checkpoint(keys, 20)
    other = audit_keys.load(Config(data=tmp_path / "other"))
    assert not verify(other).whole


def test_a_key_that_was_replaced_still_says_that_its_checkpoints_are_real(
    cast: Cast, keys: Any, tmp_path: Path
) -> None:
    cut(keys, 10)
    (tmp_path / "keys" / "audit.key").rename(tmp_path / "keys" / "audit-2026.key")
    both = audit_keys.load(Config(data=tmp_path))
    assert len(both.keys) == 2
    audit_cut.checkpoint(both, 20)
    assert verify(both).whole
    assert (tmp_path / "keys" / "audit.key").stat().st_mode & 0o777 == 0o600


def test_a_broken_chain_is_never_cut(cast: Cast, keys: Any) -> None:
    disarm()
    run("UPDATE audit_event SET action = 'nothing' WHERE seq = 30")
    with pytest.raises(NotAllowed):
        audit_cut.checkpoint(keys, 10)


def test_only_old_events_go_and_none_of_what_is_held(cast: Cast) -> None:
    last = AuditEvent.select().order_by(AuditEvent.seq.desc()).get().seq
    assert audit_cut.last_of(LATER, []) == last - 1
    first = AuditEvent.get(AuditEvent.object_id == cast.placement_a1.id).seq
    assert audit_cut.last_of(LATER, [cast.placement_a1]) == first - 1
    assert audit_cut.last_of(NOW - timedelta(days=900), []) is None


def test_replacing_an_event_is_changing_it(cast: Cast) -> None:
    if is_postgresql():
        pytest.skip("only SQLite has REPLACE")
    with pytest.raises(PeeweeException, match="append-only"):
        db.execute_sql("INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event WHERE seq = 3")
