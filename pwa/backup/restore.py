"""Put a backup into a new place, and refuse one that is not what its manifest says."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pwa import durable
from pwa.backup import closed, contents, manifest
from pwa.backup.make import DATABASE, PART, backups
from pwa.backup.manifest import File, Manifest, Refused
from pwa.config import Config
from pwa.services.sealing import Seals

Found = Iterator[tuple[str, str]]
"""What was found, as it is found: the part that was looked at, and a sentence."""


def newest(folder: Path) -> Path:
    """This backup; of a folder with backups in it, the newest. Raises Refused."""
    if not folder.is_dir():
        raise Refused(f"{folder} is no folder.")
    return next(reversed(backups(folder)), folder)


def restore(folder: Path, keys: Path | None, to: Path, code: str = "") -> Found:
    """Put this backup, and these keys, into a new data folder, checked. Raises Refused.

    The code is for keys that came out of a vault. When something is refused, the new place is
    as it was.
    """
    said = _manifest(folder, "database")
    contents.refuse_newer(said.contents)
    with _new_place(to):
        copied = _copied(folder, said, to, PART)
        yield "files", f"{copied:,} bytes, the same as when they were written"
        unsure = to / (DATABASE + PART)
        yield from _checked(unsure, said)
        if keys:
            yield "keys", _with_keys(keys, said, to, code)
        unsure.rename(to / DATABASE)


def _manifest(folder: Path, kind: str) -> Manifest:
    said = manifest.read(folder)
    if said.kind != kind:
        raise Refused(f"{folder} is a backup of {said.kind}, not of {kind}.")
    return said


@contextmanager
def _new_place(to: Path) -> Iterator[None]:
    """A folder that is new or empty; on disk afterwards, or emptied again."""
    was_there = to.exists()
    if was_there and (not to.is_dir() or any(to.iterdir())):
        raise Refused(f"{to} is not empty. A backup is only restored to a new place.")
    try:
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield
        durable.sync(to)
        durable.sync(to.parent)
    except BaseException:
        _empty(to, was_there)
        raise


def _empty(to: Path, was_there: bool) -> None:
    shutil.rmtree(to, ignore_errors=True)
    if was_there:
        to.mkdir(mode=0o700, exist_ok=True)


def _copied(folder: Path, said: Manifest, to: Path, suffix: str = "") -> int:
    """Copy the files and compare the copies with the manifest. Returns how many bytes."""
    _refuse_other_files(folder, said)
    for name, told in said.files.items():
        copy = to / (name + suffix)
        shutil.copyfile(folder / name, copy)
        copy.chmod(0o600)
        durable.sync(copy)
        _refuse_changed(copy, name, told)
    return sum(told.size for told in said.files.values())


def _refuse_other_files(folder: Path, said: Manifest) -> None:
    there = {one.name for one in folder.iterdir()} - {manifest.NAME}
    if missing := sorted(said.files.keys() - there):
        raise Refused(f"{missing[0]} is missing from the backup.")
    if strange := sorted(there - said.files.keys()):
        raise Refused(f"{strange[0]} does not belong in the backup.")
    for name in said.files:
        if (folder / name).is_symlink() or not (folder / name).is_file():
            raise Refused(f"{name} is not an ordinary file.")


def _refuse_changed(file: Path, name: str, told: File) -> None:
    found = manifest.describe(file)
    if found.size != told.size:
        raise Refused(f"{name} has {found.size:,} bytes; the manifest says {told.size:,}.")
    if found != told:
        raise Refused(f"{name} was changed or damaged: its SHA-256 is not the manifest's.")


def _checked(database: Path, said: Manifest) -> Found:
    told = said.contents
    with contents.opened(database) as copied:
        contents.refuse_damage(copied)
        yield "database", "whole, and no row points at nothing"
        contents.refuse_other_rows(copied, told)
        counted = told["rows"].values()
        yield "rows", f"{sum(counted):,} in {len(counted)} tables, as many as were written"
        yield "documents", contents.refuse_changed_documents(copied)
        contents.refuse_broken_chain(told)
        events, head = told["audit"]["events"], told["audit"]["head"]
        yield "audit trail", f"{events:,} events in one unbroken chain that ends at {head[:16]}"


def only_here(to: Path) -> dict[str, str]:
    """Settings of what was restored, whatever address came back with the keys."""
    return {"OPSTAP_DATA": str(to), "OPSTAP_DATABASE": f"sqlite:///{to / DATABASE}"}


def needs_code(keys: Path) -> bool:
    """Whether this copy of keys opens with a code only. Raises Refused."""
    return closed.is_closed(_manifest(keys, "keys"))


def keys_of(folder: Path, code: str = "") -> dict[str, bytes]:
    """The keys in this copy, checked, and opened where that needs a code. Raises Refused."""
    said = _manifest(folder, "keys")
    _refuse_other_files(folder, said)
    for name, told in said.files.items():
        _refuse_changed(folder / name, name, told)
    found = {name: (folder / name).read_bytes() for name in said.files}
    if not closed.is_closed(said):
        return found
    return {name: closed.open_(code, name, text) for name, text in found.items()}


def _with_keys(folder: Path, said: Manifest, to: Path, code: str) -> str:
    keys = keys_of(folder, code)
    (to / "keys").mkdir(mode=0o700)
    for name, value in keys.items():
        file = to / "keys" / name
        file.touch(mode=0o600)
        file.write_bytes(value)
        durable.sync(file)
    durable.sync(to / "keys")
    if "outbox.key" not in keys:
        return f"{len(keys)} files; the key of the outbox comes from a setting"
    given = Config.read(only_here(to))
    if said.contents["outbox_key"] not in Seals(given.outbox_secrets()).key_ids:
        raise Refused("These keys are of another installation, or older than the backup.")
    return f"{len(keys)} files; what waits on devices can still be received"
