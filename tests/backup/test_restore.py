"""A backup comes back whole in a new place, or is refused with a sentence and leaves nothing."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import SqliteDatabase

from pwa.backup import make, manifest
from pwa.backup.manifest import Refused
from pwa.backup.restore import newest, restore
from pwa.config import Config
from pwa.domain.canonical import digest
from tests.servers import opstap

Damage = Callable[[Path], object]


def cut(name: str, keep: int) -> Damage:
    return lambda made: (made / name).write_bytes((made / name).read_bytes()[:keep])


def append(name: str) -> Damage:
    return lambda made: (made / name).write_bytes((made / name).read_bytes() + b" ")


def flip(path: Path, place: int, bit: int = 0) -> None:
    """Another value for one bit; `place` counts round, so that any number will do."""
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 1 << bit
    path.write_bytes(content)


def sealed_again(change: Callable[[dict], object]) -> Damage:
    """A change by somebody who also writes the manifest's own hash anew."""

    def damage(made: Path) -> None:
        facts = json.loads((made / manifest.NAME).read_text())
        del facts["sha256"]
        change(facts)
        facts["files"] = {
            name: vars(manifest.describe(made / name)) for name in facts["files"]
        }  # fmt: skip
        (made / manifest.NAME).write_bytes(manifest._written({**facts, "sha256": digest(facts)}))

    return damage


def in_the_database(*statements: str, **options: str) -> Damage:
    def damage(made: Path) -> None:
        database = SqliteDatabase(made / "opstap.db", pragmas={"foreign_keys": 0, **options})
        for statement in statements:
            database.execute_sql(statement)
        database.close()
        sealed_again(lambda facts: None)(made)

    return damage


def linked(made: Path) -> None:
    (made / "opstap.db").rename(made.parent / "elsewhere.db")
    (made / "opstap.db").symlink_to(made.parent / "elsewhere.db")


DAMAGES: dict[str, tuple[Damage, str]] = {
    "one byte short": (cut("opstap.db", -1), "the manifest says"),
    "half": (cut("opstap.db", 100_000), "the manifest says"),
    "empty": (cut("opstap.db", 0), "has 0 bytes"),
    "a byte longer": (append("opstap.db"), "the manifest says"),
    "missing": (lambda made: (made / "opstap.db").unlink(), "opstap.db is missing"),
    "an extra file": (lambda made: (made / "note.txt").touch(), "note.txt does not belong"),
    "a WAL of elsewhere": (
        lambda made: (made / "opstap.db-wal").write_bytes(b"7"), "opstap.db-wal does not belong",
    ),
    "a link": (linked, "not an ordinary file"),
    "without manifest": (lambda made: (made / manifest.NAME).unlink(), "it has no manifest"),
    "half a manifest": (cut(manifest.NAME, 300), "cut short"),
    "an empty manifest": (cut(manifest.NAME, 0), "cut short"),
    "a manifest that is a list": (lambda made: (made / manifest.NAME).write_text("[]"), "no list"),
    "a deep manifest": (
        lambda made: (made / manifest.NAME).write_text("[" * 90_000), "cut short",
    ),
    "a huge manifest": (
        lambda made: (made / manifest.NAME).write_text(" " * 2_000_000), "too large",
    ),
    "a manifest written otherwise": (
        append(manifest.NAME), "does not fit its own hash",
    ),
    "a newer format": (sealed_again(lambda facts: facts.update(format=2)), "newer Opstap"),
    "no format": (sealed_again(lambda facts: facts.update(format="1")), "no format that we know"),
    "an unknown fact": (sealed_again(lambda facts: facts.update(more=1)), "does not fit"),
    "no contents": (sealed_again(lambda facts: facts.update(contents={})), "does not fit"),
    "a newer database": (
        sealed_again(lambda facts: facts["contents"]["migrations"].append("0999_later")),
        "newer Opstap .migration 0999_later",
    ),
    "other migrations": (
        in_the_database("DELETE FROM schema_migration"), "has 0 rows|not those of the manifest",
    ),
    "rows taken out": (in_the_database("DELETE FROM supervision"), "Table supervision has 0 rows"),
    "a table put in": (in_the_database("CREATE TABLE a (b)"), "Table a has 0 rows; .* None"),
    "a row that points nowhere": (
        in_the_database("UPDATE note SET placement_id = 'nowhere'"), "rows that are not there",
    ),
    "a changed event": (
        in_the_database(
            "DROP TRIGGER audit_event_no_update",
            "UPDATE audit_event SET action = 'nothing' WHERE seq = 7",
        ),
        "first at event 7",
    ),
    "a last event with another head": (
        sealed_again(lambda facts: facts["contents"]["audit"].update(head="0" * 64)),
        "does not end where",
    ),
    "no database": (
        lambda made: ((made / "opstap.db").write_bytes(b"no" * 9_000),
                      sealed_again(lambda facts: None)(made)),
        "is damaged",
    ),
    "a page of zeros": (
        lambda made: (zeros(made),
                      sealed_again(lambda facts: None)(made)),
        "is damaged",
    ),
}  # fmt: skip


def zeros(made: Path) -> None:
    with (made / "opstap.db").open("r+b") as file:
        file.seek(5 * 4096)
        file.write(bytes(4096))


@pytest.mark.parametrize(("damage", "told"), DAMAGES.values(), ids=DAMAGES.keys())
def test_what_is_damaged_is_refused_and_nothing_is_left(
    made: Path, tmp_path: Path, damage: Damage, told: str
) -> None:
    damage(made)
    with pytest.raises(Refused, match=told):
        list(restore(made, None, tmp_path / "new"))
    assert not (tmp_path / "new").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["opstap.db", manifest.NAME]),
    place=st.integers(0, 1 << 30),
    bit=st.integers(0, 7),
)
def test_no_bit_of_a_backup_changes_unseen(
    made: Path, tmp_path: Path, name: str, place: int, bit: int
) -> None:
    flip(made / name, place, bit)
    with pytest.raises(Refused):
        list(restore(made, None, tmp_path / "new"))
    flip(made / name, place, bit)
    assert not (tmp_path / "new").exists()


def test_what_comes_back_is_what_was_written(made: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert dict(restore(made, None, tmp_path / "new")).keys() == {
        *("files", "database", "rows", "audit trail")
    }
    copied = tmp_path / "new" / "opstap.db"
    assert copied.read_bytes() == (made / "opstap.db").read_bytes()
    assert copied.stat().st_mode & 0o777 == 0o600
    assert list(copied.parent.iterdir()) == [copied]


def test_nothing_that_is_there_is_written_over(made: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "opstap.db").write_text("van gisteren")
    (tmp_path / "file").write_text("van gisteren")
    for place in ("full", "file"):
        with pytest.raises(Refused, match="only restored to a new place"):
            list(restore(made, None, tmp_path / place))
    assert (tmp_path / "full" / "opstap.db").read_text() == "van gisteren"
    assert (tmp_path / "file").read_text() == "van gisteren"


def test_keys_come_back_beside_the_database(made: Path, config: Config, tmp_path: Path) -> None:
    keys = make.of_keys(tmp_path / "keys", config)
    found = dict(restore(made, keys, tmp_path / "new"))
    assert "can still be received" in found["keys"]
    ours = {one.name: one.read_text() for one in (config.data / "keys").iterdir()}
    there = tmp_path / "new" / "keys"
    assert {one.name: one.read_text() for one in there.iterdir()} == ours
    assert there.stat().st_mode & 0o777 == 0o700


def test_keys_of_another_installation_are_refused(made: Path, tmp_path: Path) -> None:
    other = Config.read({"OPSTAP_DATA": str(tmp_path / "other")})
    make.outbox_key(other)
    keys = make.of_keys(tmp_path / "keys", other)
    with pytest.raises(Refused, match="of another installation"):
        list(restore(made, keys, tmp_path / "new"))
    with pytest.raises(Refused, match="is a backup of keys, not of database"):
        list(restore(keys, None, tmp_path / "new"))
    assert not (tmp_path / "new").exists()


def test_of_several_the_newest_is_taken(made: Path) -> None:
    shutil.copytree(made, made.with_name("opstap-20250101T000000Z"))
    assert newest(made.parent) == newest(made) == made
    with pytest.raises(Refused, match="is no folder"):
        newest(made / "opstap.db")


def test_the_command_puts_it_back(made: Path, tmp_path: Path) -> None:
    told = opstap("restore", str(made.parent), "--to", str(tmp_path / "new"))
    assert (told.returncode, "Restored to" in told.stdout) == (0, True), told.stderr
    again = opstap("restore", str(made), "--to", str(tmp_path / "new"))
    assert again.returncode == 1
    assert again.stderr.startswith("Error: This backup is not used.")
    assert opstap("restore", str(made)).returncode == 2
