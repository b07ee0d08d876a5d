"""What works on this machine, and what to do about what does not."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from peewee import PeeweeException

from pwa import clock, database, migrations, postgresql
from pwa.config import VARIABLES, Config, SettingsError
from pwa.models import RetentionRun
from pwa.services import seal_keys
from pwa.services.printing import allow, printer
from pwa.vault import lying_in_clear

_SOON = timedelta(days=30)
_SEEN_LATELY = timedelta(days=3)


@dataclass(frozen=True)
class Line:
    text: str
    bad: bool = False


def look(data: Path) -> Iterator[Line]:
    """One line for each part: settings, database, migrations, PDFs."""
    try:
        config = Config.read()
        database.open_database(config.database_url)
    except SettingsError as wrong:
        yield Line(f"settings    WRONG  {wrong}", bad=True)
        return
    yield Line(f"settings    ok     data in {data}")
    yield from _database(config)
    yield from _keys(config)
    yield _seal(config)
    yield _pin_keys(config)
    yield _contact(config)
    allow(config.pdf_seconds)
    works, why = printer().available()
    yield Line("PDFs        ok" if works else f"PDFs        OFF    {why}", bad=not works)


def _keys(config: Config) -> Iterator[Line]:
    """Where they are, never what they are; a vault is worth nothing beside keys in clear."""
    folder = config.keys.folder
    lying = lying_in_clear(folder)
    if open_to_others := [name for name in lying if (folder / name).stat().st_mode & 0o077]:
        names = ", ".join(open_to_others)
        yield Line(f"keys        WRONG  others can read {names} in {folder}: chmod 600", bad=True)
    if not config.vault:
        yield Line(f"keys        BETTER files in {folder}: a vault closes them (operate.md)")
        return
    if lying:
        names = ", ".join(lying)
        yield Line(f"keys        WRONG  in clear in {folder}: {names}: opstap keys move", bad=True)
    for variable in (*VARIABLES.values(), "OPSTAP_SEAL_FILE"):
        if os.environ.get(variable):
            yield Line(f"keys        BETTER {variable} is a setting, in clear: opstap keys put")
    yield Line(f"keys        ok     in the vault: {', '.join(config.keys.names())}")


def _seal(config: Config) -> Line:
    try:
        key = seal_keys.load(config)
    except SettingsError as wrong:
        return Line(f"seal        WRONG  {wrong}", bad=True)
    whose = "made by this installation" if key.own else key.subject
    text = f"{whose}, until {key.ends_at:%d-%m-%Y}, certificate {key.fingerprint[:16]}"
    if key.ends_at - clock.now() < _SOON:
        return Line(f"seal        SOON   {text}: replace it, see docs/operate.md", bad=True)
    return Line(f"seal        ok     {text}")


def _pin_keys(config: Config) -> Line:
    """Who replaced the key sees that the old one still counts."""
    older = len(config.pin_pepper().older)
    if not older:
        return Line("PIN key     ok     one")
    text = f"one in use and {older} of before: docs/operate.md says when to remove that"
    return Line(f"PIN key     ok     {text}")


def _contact(config: Config) -> Line:
    """No mistake of this machine, so it does not fail; whoever finds a hole has nobody to tell."""
    if config.security_contact:
        return Line(f"contact     ok     {config.security_contact} in /.well-known/security.txt")
    return Line(
        "contact     NOT    yet: OPSTAP_SECURITY_CONTACT, for who finds a hole (operate.md)"
    )


def _database(config: Config) -> Iterator[Line]:
    kind = "PostgreSQL" if config.uses_postgresql else "SQLite"
    try:
        with database.connected():
            version = ".".join(str(part) for part in _version())
            waiting = migrations.pending()
    except PeeweeException as wrong:
        yield Line(f"database    WRONG  {kind} cannot be reached: {type(wrong).__name__}", bad=True)
        return
    yield Line(f"database    ok     {kind} {version}")
    if config.uses_postgresql and (better := postgresql.advice(config.database_url)):
        yield Line(f"database    BETTER {better} (operate.md, PostgreSQL)")
    if waiting:
        yield Line("migrations  WRONG  run `opstap migrate`", bad=True)
    else:
        yield Line("migrations  ok")
        with database.connected():
            yield _forgetting()


def _forgetting() -> Line:
    """Whether the timer runs; a new installation has nothing to forget yet."""
    runs = RetentionRun.select().where(RetentionRun.finished_at.is_null(False))
    last = runs.order_by(RetentionRun.id.desc()).first()
    if last is None:
        return Line("forgetting  NOT    yet: `opstap retention --run`, and its timer (operate.md)")
    text = f"forgetting  {{}}  last on {clock.local(last.finished_at):%d-%m-%Y %H:%M}"
    if clock.now() - last.finished_at > _SEEN_LATELY:
        return Line(text.format("LATE ") + ": does the timer run?", bad=True)
    return Line(text.format("ok   "))


def _version() -> tuple[int, ...]:
    version = database.db.server_version
    if isinstance(version, int):
        return (version // 10_000, version % 10_000)
    return tuple(version)
