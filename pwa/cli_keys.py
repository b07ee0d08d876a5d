"""`opstap keys`: the keys of an installation with a vault. For root, on the machine itself."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from pwa import credentials, keyring
from pwa.config import VARIABLES
from pwa.credentials import Vault
from pwa.vault import SettingsError, lying_in_clear

_NAME = click.argument("name")


@click.group()
def keys() -> None:
    """Make, move, replace and destroy keys in the vault."""


@contextmanager
def _vault() -> Iterator[Vault]:
    """The vault, for us alone. Ends with the sentence when something cannot work."""
    folder = os.environ.get("OPSTAP_VAULT", "")
    try:
        if not folder:
            raise SettingsError("OPSTAP_VAULT names no folder: see operate.md, The vault.")
        vault = Vault(Path(folder))
        with vault.alone():
            yield vault
    except SettingsError as wrong:
        raise click.ClickException(str(wrong)) from None


def _clear() -> Path:
    return Path(os.environ.get("OPSTAP_DATA", "var")).absolute() / "keys"


def _given() -> list[str]:
    """Keys that settings give."""
    variables = {**VARIABLES, "seal": "OPSTAP_SEAL_FILE"}
    return [f"{kind}.key" for kind, variable in variables.items() if os.environ.get(variable)]


@keys.command()
def make() -> None:
    """Make what is not there yet, straight into the vault."""
    with _vault() as vault:
        for line in keyring.make(vault, _given(), _clear()):
            click.echo(line)


@keys.command()
def move() -> None:
    """Bring key files of DATA/keys into the vault, and remove them there."""
    with _vault() as vault:
        for line in keyring.move(vault, _clear()):
            click.echo(line)


@keys.command()
@_NAME
def put(name: str) -> None:
    """Bring in one secret, read from standard input: `opstap keys put seal.p12 <zegel.p12`."""
    with _vault() as vault:
        keyring.put(vault, name, sys.stdin.buffer.read())
    click.echo(f"closed     {name}")


@keys.command()
@click.argument("copy", type=click.Path(file_okay=False, path_type=Path))
def bring(copy: Path) -> None:
    """Bring in all keys of a COPY that `opstap backup --keys` made, here or elsewhere."""
    from pwa.backup import restore
    from pwa.backup.manifest import Refused

    try:
        code = asked_code() if restore.needs_code(copy) else ""
        found = restore.keys_of(copy, code)
    except (Refused, OSError) as wrong:
        raise click.ClickException(f"This copy is not used. {wrong}") from None
    with _vault() as vault:
        for name, value in found.items():
            keyring.put(vault, name, value)
            click.echo(f"closed     {name}")


def asked_code() -> str:
    """What was printed with a copy of keys, typed unseen."""
    return str(click.prompt("Code of these keys", hide_input=True, err=True))


@keys.command()
@_NAME
def replace(name: str) -> None:
    """Make a new key in the place of this one; the one before still opens."""
    with _vault() as vault:
        for line in keyring.replace(vault, name):
            click.echo(line)


@keys.command()
@_NAME
def destroy(name: str) -> None:
    """Remove one that is not in use any more, for good."""
    with _vault() as vault:
        keyring.destroy(vault, name)
    click.echo(f"destroyed  {name}")


@keys.command("list")
def show() -> None:
    """Say what is where, and never what it is."""
    with _vault() as vault:
        chip = "and by its TPM2 chip" if credentials.has_chip() else "which has no TPM2 chip"
        click.echo(f"{vault.folder}: closed for this machine, {chip}")
        for name in vault.names():
            since = datetime.fromtimestamp((vault.folder / name).stat().st_mtime, UTC)
            click.echo(f"vault      {name:<28} since {since:%Y-%m-%d %H:%M} UTC")
        for name in [name for name in keyring.MAKERS if name not in vault.names()]:
            click.echo(f"NOT HERE   {name}{' (a setting)' if name in _given() else ''}")
        for name in lying_in_clear(_clear()):
            click.echo(f"IN CLEAR   {_clear() / name}")
