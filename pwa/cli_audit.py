"""`opstap audit verify`: is the audit chain whole, and is it still the one that was printed?"""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pwa.config import SettingsError

if TYPE_CHECKING:
    from pwa.services.audit_check import Verdict


@click.group()
def audit() -> None:
    """Look after the audit chain."""


@audit.command()
@click.option("--against", help="A head of the chain (16 digits or all), or a backup's manifest.")
def verify(against: str | None) -> None:
    """Recompute the whole chain, with its checkpoints. Exit status 1 when something is wrong."""
    from pwa.cli import open_data
    from pwa.database import connected
    from pwa.services import audit_check, audit_keys

    config = open_data()
    anchor = _anchor(against) if against else ""
    try:
        keys = audit_keys.load(config, make=False)
    except SettingsError as wrong:
        raise click.ClickException(str(wrong)) from None
    with connected():
        found = audit_check.verify(keys, anchor)
    for line in told(found, anchor):
        click.echo(line)
    sys.exit(0 if found.whole else 1)


def told(found: "Verdict", anchor: str) -> list[str]:
    """What was found, in sentences."""
    lines = [f"events      {found.events:,}", f"head        {found.head}"]
    if found.begins_after:
        behind = f"{found.removed:,} events behind a signed checkpoint"
        lines.append(f"checkpoint  begins after event {found.begins_after}; {behind}")
    if found.forged:
        where = found.forged[0]
        lines.append(f"WRONG       the checkpoint at {where} is not signed by a key of ours")
    if found.broken:
        lines.append(f"WRONG       broken, first at event {found.broken[0]}")
    if found.anchored is False:
        why = "this chain was made anew, or that end is behind the checkpoint"
        lines.append(f"WRONG       {anchor[:16]} is not in it: {why}")
    if found.anchored:
        lines.append(f"anchor      {anchor[:16]} is in it: what was then is unchanged")
    return [*lines, "This chain is whole." if found.whole else "This chain is NOT whole."]


def _anchor(against: str) -> str:
    """The head that was meant: digits as they are, or the one that a manifest tells."""
    from pwa.backup import manifest

    typed = against.strip().lower()
    if re.fullmatch(r"[0-9a-f]{16,64}", typed):
        return typed
    path = Path(against)
    try:
        read = manifest.read(path.parent if path.name == manifest.NAME else path)
        return str(read.contents["audit"]["head"])
    except (manifest.Refused, KeyError) as wrong:
        raise click.ClickException(f"This names no end of a chain. {wrong}") from None
