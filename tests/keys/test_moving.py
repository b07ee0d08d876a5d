"""Keys that lay in clear go into the vault, and not one is lost on the way."""

import contextlib
import itertools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pwa import keyring
from pwa.config import Config, SettingsError
from pwa.credentials import Vault
from pwa.services import seal_keys
from tests.faults.power import LoopDisk, need_power_cuts
from tests.vault_case import (
    STAND_IN,
    as_systemd,
    contents,
    opened,
    put_on_path,
    use_real_or_stand_in,
)  # fmt: skip


def test_moved_keys_are_the_same_and_are_gone_where_they_were(
    vault: Vault, clear: Path, tmp_path: Path
) -> None:
    before = contents(clear)
    told = list(keyring.move(vault, clear))
    assert (opened(vault), contents(clear)) == (before, {})
    assert told == [f"closed     {n}" for n in sorted(before)] + [
        f"removed    {clear / n}" for n in sorted(before)
    ]
    env = as_systemd(vault, tmp_path / "given") | {"OPSTAP_DATA": str(clear.parent)}
    assert Config.read(env).pin_pepper().older == (before["pin-2025.key"],)
    assert list(keyring.move(vault, clear)) == []


def test_after_the_move_no_key_is_made_where_they_were(vault: Vault, clear: Path) -> None:
    """Not by a server that runs on without the vault, either."""
    running = Config(data=clear.parent)
    running.pin_pepper()
    list(keyring.move(vault, clear))
    for ask in (running.pin_pepper, running.outbox_secrets, lambda: seal_keys.load(running)):
        with pytest.raises(SettingsError, match="is in the vault, and this process was given none"):
            ask()
    assert contents(clear) == {}


def test_what_was_there_is_written_over(vault: Vault, clear: Path) -> None:
    held = os.open(clear / "pin.key", os.O_RDONLY)
    list(keyring.move(vault, clear))
    left = os.pread(held, 100, 0)
    os.close(held)
    assert left and not left.strip(b"\0")


def test_a_key_that_does_not_come_back_the_same_stays_where_it_was(
    vault: Vault, clear: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_path(tmp_path / "bad", STAND_IN.replace("base64 -d", "base64 -d; echo"), monkeypatch)
    before = contents(clear)
    with pytest.raises(SettingsError, match="came back otherwise than it went in"):
        list(keyring.move(vault, clear))
    assert (contents(clear), vault.names()) == (before, [])


def test_another_key_of_that_name_in_the_vault_is_not_written_over(
    vault: Vault, clear: Path
) -> None:
    before = contents(clear)
    vault.put("pin.key", b"x" * 40)
    with pytest.raises(SettingsError, match=r"another pin\.key in the vault"):
        list(keyring.move(vault, clear))
    assert (contents(clear), vault.read("pin.key")) == (before, b"x" * 40)


@pytest.mark.parametrize("link", ["symbolic", "hard", "folder"])
def test_a_link_in_the_folder_of_the_service_leads_root_nowhere(
    vault: Vault, clear: Path, tmp_path: Path, link: str
) -> None:
    target = tmp_path / "shadow"
    target.write_text("of the system, and long enough to be a key")
    if link == "folder":
        elsewhere = tmp_path / "elsewhere"
        clear.rename(elsewhere)
        clear.symlink_to(elsewhere)
        target = elsewhere / "pin.key"
    else:
        (clear / "pin.key").unlink()
        make = os.symlink if link == "symbolic" else os.link
        make(target, clear / "pin.key")
    before = target.read_bytes()
    with pytest.raises(SettingsError, match=r"Nothing was moved|nothing to move"):
        list(keyring.move(vault, clear))
    assert (vault.names(), target.read_bytes()) == ([], before)


def test_what_opstap_does_not_use_is_left_and_named(vault: Vault, clear: Path) -> None:
    (clear / "seal-2024.key").write_text("an old one")
    told = list(keyring.move(vault, clear))
    assert told[0].startswith(f"LEFT       {clear / 'seal-2024.key'}")
    assert contents(clear) == {"seal-2024.key": b"an old one"}


class Cut(BaseException):
    """The machine stops here."""


@contextlib.contextmanager
def cut_at(step: int) -> Iterator[None]:
    """Stop before the step-th thing that reaches the disk."""
    count = itertools.count()

    def stopping(call: Callable[..., Any]) -> Callable[..., Any]:
        def stopped(*given: Any, **named: Any) -> Any:
            if next(count) == step:
                raise Cut
            return call(*given, **named)

        return stopped

    writing = [(os, "fsync"), (os, "unlink"), (os, "pwrite"), (Path, "rename"), (Path, "touch"),
               (Path, "write_bytes")]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in writing:
            patch.setattr(owner, name, stopping(getattr(owner, name)))
        yield


def test_broken_off_at_any_step_no_key_is_lost_and_the_next_time_finishes(
    vault: Vault, clear: Path
) -> None:
    for name in ("audit.key", "outbox.key", "seal.key"):
        (clear / name).unlink()
    before, whole = contents(clear), False
    for step in itertools.count():
        with contextlib.suppress(Cut), cut_at(step):
            list(keyring.move(vault, clear))
            whole = True
        with vault.alone():
            assert contents(clear) | opened(vault) == before, f"at step {step}"
            list(keyring.move(vault, clear))
        assert (opened(vault), contents(clear)) == (before, {})
        if whole:
            break
        for name, value in before.items():
            vault.remove(name)
            (clear / name).write_bytes(value)
    assert step > 20


@pytest.mark.parametrize("apart", [False, True])
def test_after_a_power_cut_every_key_is_in_the_vault_or_still_in_clear(
    clear: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    """Apart, on a disk of its own, nothing else brings the vault to the disk by the way."""
    need_power_cuts()
    use_real_or_stand_in(tmp_path / "bin", monkeypatch)
    before = contents(clear)
    for lines in (0, 1, len(before), len(before) + 1, 2 * len(before)):
        folder = tmp_path / str(lines)
        folder.mkdir()
        with LoopDisk(folder) as disk:
            vault = Vault(disk.path / "vault")
            keys = (folder if apart else disk.path) / "keys"
            shutil.copytree(clear, keys)
            with vault.alone():
                subprocess.run(["sync"], check=True)
                told = list(itertools.islice(keyring.move(vault, keys), lines))
            disk.cut()
            with vault.alone():
                assert contents(keys) | opened(vault) == before, told
                if lines == 2 * len(before):
                    assert contents(keys) == {}
