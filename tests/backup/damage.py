"""All that can happen to a backup between the making and the bad day."""

import json
from collections.abc import Callable
from pathlib import Path

from peewee import SqliteDatabase

from pwa.backup import manifest
from pwa.domain.canonical import digest

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


def zeros(made: Path) -> None:
    with (made / "opstap.db").open("r+b") as file:
        file.seek(5 * 4096)
        file.write(bytes(4096))


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
    "an event that is no JSON": (
        in_the_database(
            "DROP TRIGGER audit_event_no_update",
            "UPDATE audit_event SET detail = '{' WHERE seq = 7",
        ),
        "first at event 7",
    ),
    "an event of no time": (
        in_the_database(
            "DROP TRIGGER audit_event_no_update", "UPDATE audit_event SET at = 'ooit' WHERE seq = 7"
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
