"""A folder as systemd gives it to a unit, with secrets made as an installation makes them."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from pwa.credentials import Vault
from pwa.keyring import MAKERS
from pwa.services import seal_keys
from pwa.vault import MOVED


@cache
def _seal() -> bytes:
    return seal_keys.fresh()  # half a second each


def secrets() -> dict[str, bytes]:
    """All keys of an installation."""
    return {name: _seal() if name == "seal.key" else make() for name, make in MAKERS.items()}


def contents(folder: Path) -> dict[str, bytes]:
    """The keys in clear."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.name != MOVED}


def opened(vault: Vault) -> dict[str, bytes]:
    """The keys in the vault."""
    return {name: vault.read(name) for name in vault.names()}


def credentials(folder: Path, **changes: bytes | None) -> dict[str, str]:
    """Settings of an installation with all keys in this vault; None leaves one out.

    `pin_key=b"..."` is what stands in `pin.key`.
    """
    vault, data = folder / "credentials", folder / "data"
    vault.mkdir(parents=True, exist_ok=True)
    given = secrets() | {name.replace("_", "."): value for name, value in changes.items()}
    for name, value in given.items():
        if value is not None:
            file = vault / f"opstap_{name}"
            file.write_bytes(value)
            file.chmod(0o400)
    return {
        "CREDENTIALS_DIRECTORY": str(vault),
        "OPSTAP_DATA": str(data),
        "OPSTAP_VAULT": "/etc/credstore.encrypted/opstap",
    }


def in_vault(env: dict[str, str], name: str) -> Path:
    """The file of this secret, as the service sees it."""
    return Path(env["CREDENTIALS_DIRECTORY"]) / f"opstap_{name}"


STAND_IN = """#!/bin/sh
# systemd-creds where there is none, or where it has no key: the same questions, no secrecy.
[ "$1" != has-tpm2 ] || exit 1
for word in "$@"; do case $word in --name=*) name=${word#--name=} ;; esac; done
case $1 in
    encrypt) echo "$name"; base64 ;;
    decrypt) read -r embedded; [ "$embedded" = "$name" ] || { echo "other name" >&2; exit 1; }
        base64 -d ;;
esac
"""


@cache
def why_no_systemd_creds() -> str:
    """Why the real program cannot close anything here; empty when it can."""
    tool = shutil.which("systemd-creds")
    if tool is None:
        return "no systemd-creds here"
    done = subprocess.run(
        [tool, "encrypt", "--name=opstap_try", "-", "-"], input=b"try", capture_output=True
    )
    return done.stderr.decode(errors="replace").strip() if done.returncode else ""


def use_real_or_stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real program where it works, so that tests of what we do with it run everywhere."""
    if why_no_systemd_creds():
        put_on_path(folder, STAND_IN, monkeypatch)


def put_on_path(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "systemd-creds").write_text(script)
    (folder / "systemd-creds").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def as_systemd(vault: Vault, folder: Path) -> dict[str, str]:
    """What a unit with `LoadCredentialEncrypted=opstap:FOLDER` gets (systemd.exec(5))."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in vault.names():
        file = folder / f"opstap_{name}"
        file.write_bytes(vault.read(name))
        file.chmod(0o400)
    return {"CREDENTIALS_DIRECTORY": str(folder), "OPSTAP_VAULT": str(vault.folder)}
