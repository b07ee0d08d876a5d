"""Practise what has to work on a bad day: restore a backup in passing and open Opstap on it."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from peewee import PeeweeException

from pwa import create_app, database, migrations
from pwa.backup import manifest
from pwa.backup.manifest import Refused
from pwa.backup.restore import Found, newest, only_here, restore
from pwa.config import Config, SettingsError


def drill(given: Path, keys: Path | None, code: str = "") -> Iterator[str]:
    """Lines of what was found, each with how long it took; nothing stays. Raises Refused."""
    began = time.monotonic()
    folder = newest(given)
    said = manifest.read(folder)
    yield f"{folder}: made {said.made_at} by Opstap {said.app}"
    with TemporaryDirectory(prefix="opstap-drill-") as place:
        yield from _timed(_all(folder, keys, Path(place) / "data", code))
    if keys is None:
        yield "  keys         not tried: give a backup of them with --keys"
    yield f"This backup comes back. {time.monotonic() - began:.2f} s; the copy is gone again."


def _all(folder: Path, keys: Path | None, to: Path, code: str) -> Found:
    yield from restore(folder, keys, to, code)
    yield "application", _opened(to)


def _timed(found: Found) -> Iterator[str]:
    since = time.monotonic()
    for part, told in found:
        now = time.monotonic()
        yield f"  {part:<12} ok  {now - since:6.2f} s  {told}"
        since = now


def _opened(to: Path) -> str:
    """Bring the copy to this version and ask the application whether people can work."""
    try:
        app = create_app(Config.read(only_here(to)))
        newer = migrations.migrate()
        answer = app.test_client().get("/readyz")
        page = app.test_client().get("/aanmelden", follow_redirects=True)
    except (PeeweeException, SettingsError) as wrong:
        raise Refused(f"Opstap does not open on it: {wrong}.") from None
    finally:
        if database.db.obj:
            database.db.close_all()
    if (answer.status_code, page.status_code) != (200, 200):
        raise Refused(f"Opstap opens on it, but people cannot work: {answer.get_json()}.")
    return f"opens on it and is ready{' after ' if newer else ''}{', '.join(newer)}"
