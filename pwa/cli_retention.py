"""`opstap retention`: what would be forgotten; with --run it is."""

import fcntl
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pwa.config import Config, SettingsError

RESTORED = "restored.json"
"""In the data folder: a backup was put there, and nothing was forgotten since."""


@click.command()
@click.option("--run", "do", is_flag=True, help="Do it; without this only look.")
@click.option("--restored", is_flag=True, help="After a backup was brought back: no new offers.")
@click.option("--timer", is_flag=True, help="Say that the timer started it.")
def retention(do: bool, restored: bool, timer: bool) -> None:
    """Say what is too old; with --run forget it, and leave proof."""
    from pwa.cli import open_data
    from pwa.database import connected

    config = open_data()
    with connected():
        if not do:
            _look()
            return
        if not run(config, "restore" if restored else "timer" if timer else "command"):
            sys.exit(1)


def _look() -> None:
    from pwa.services import retention_plan

    lines = retention_plan.plan()
    for one in lines:
        click.echo(f"{one.town or 'all':<28} {one.kind:<14} {one.what:<18} {one.number:>7,}")
    click.echo("Nothing was changed; --run does it." if lines else "There is nothing to forget.")


def run(config: Config, started_by: str) -> bool:
    """Forget, and say what; whether all of it could be done. The connection is open."""
    from pwa.models import RetentionRun
    from pwa.services import audit_keys, retention

    with _alone(config.data):
        keys, done = audit_keys.load(config), Counter[str]()
        after_restore = started_by == "restore" or (config.data / RESTORED).exists()
        for step in retention.steps(keys, started_by, restored=after_restore, copies=config.data):
            done[step] += 1
        row = RetentionRun.select().order_by(RetentionRun.id.desc()).get()
        for table, number in sorted(_removed(row).items()):
            click.echo(f"{table:<28} {number:>7,}")
        click.echo(f"{done['offer']:,} offered, {done['withdraw']:,} taken back. Run {row.id}.")
        (config.data / RESTORED).unlink(missing_ok=True)
        _empty_journal()
        return _chain(done)


def _removed(row: object) -> Counter[str]:
    from pwa.models import RetentionStep

    found: Counter[str] = Counter()
    for step in RetentionStep.select().where(RetentionStep.run == row).iterator():
        found.update(step.counts)
    return found


def _empty_journal() -> None:
    """Readers may hold the journal for a moment."""
    from pwa.services import retention_files

    for _try in range(20):
        if retention_files.empty_journal():
            return
        time.sleep(0.25)
    click.echo("Old pages still stand in the journal (-wal): the next run tries again.", err=True)


def _chain(done: Counter[str]) -> bool:
    if not done["audit_broken"]:
        return True
    click.echo("The audit chain is NOT whole, so none of it went: `opstap audit verify`.", err=True)
    return False


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One run at a time on this machine; the lock goes with the process."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (data / "retention.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise click.ClickException("A run is busy on this machine.") from None
        yield


def mark_restored(data: Path, made_at: str) -> None:
    """Whoever serves from this folder forgets first."""
    (data / RESTORED).write_text(json.dumps({"backup_made_at": made_at}) + "\n")


def forget_after_restore(config: Config) -> None:
    """What was forgotten after that backup was made must not be served again."""
    from pwa.database import connected

    if (config.data / RESTORED).exists():
        click.echo("A backup was put here: forgetting first what is too old.")
        try:
            with connected():
                run(config, "restore")
        except SettingsError as wrong:
            raise click.ClickException(str(wrong)) from None
