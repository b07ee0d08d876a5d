"""The command line: `opstap up`, `serve`, `migrate`, `check` and the like."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pwa import VERSION, cli_audit, cli_keys, cli_retention
from pwa.config import Config, SettingsError

if TYPE_CHECKING:
    from pwa.server import Place

_SOCKET = click.Path(dir_okay=False, path_type=Path)


@click.group()
@click.version_option(package_name=None, version=VERSION, prog_name="opstap")
def main() -> None:
    """Opstap: from a note on the floor to a signed evaluation."""
    os.umask(0o077)


def open_data(data: str | None = None) -> Config:
    """Settings and database. Ends with the sentence when something cannot work."""
    from pwa import database

    if data:
        os.environ["OPSTAP_DATA"] = data
    try:
        config = Config.read()
        database.open_database(config.database_url)
    except SettingsError as wrong:
        raise click.ClickException(str(wrong)) from None
    return config


def _ready_to_seal(config: Config) -> None:
    """The key of the seal, made at the first start. Ends with the sentence when it cannot work."""
    from pwa.services import document_seals

    try:
        document_seals.use(config)
        document_seals.ready()
    except SettingsError as wrong:
        raise click.ClickException(str(wrong)) from None


@main.command()
def migrate() -> None:
    """Bring the database to the newest form (a copy of an SQLite file is made first)."""
    open_data()
    for name in _migrate():
        click.echo(f"migrated: {name}")


def _migrate() -> list[str]:
    from pwa import migrations
    from pwa.backup.copy import before_migration
    from pwa.services import retention_files

    if migrations.pending():
        before_migration()
    done = migrations.migrate()
    if "0022_retention" in done:  # from then on what is removed is overwritten
        retention_files.rewrite()
    return done


def _fill_demo(config: Config) -> bool:
    """Fill it and say what is missing; ends with the sentence when it could not be filled."""
    from pwa import demo as demo_data

    try:
        filled = demo_data.fill(config.pin_pepper())
    except demo_data.TooBusy:
        raise click.ClickException(
            "This machine was too busy to make the PDFs of the demo, so nothing was filled in."
            " Try again in a while."
        ) from None
    if filled.lacking:
        click.echo(f"The demo has no PDFs, and nothing in it is signed: {filled.lacking}")
    return filled.done


@main.command()
@click.option("--data", help="Folder for all data.")
def demo(data: str | None) -> None:
    """Fill a new database with the demo."""
    config = open_data(data)
    _ready_to_seal(config)
    _migrate()
    filled = _fill_demo(config)
    click.echo("demo filled in" if filled else "there is data already: nothing done")


@main.command()
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000, type=click.IntRange(1, 65535))
@click.option("--data", help="Folder for all data (default: var).")
@click.option("--empty", is_flag=True, help="Start without a demo.")
@click.option("--demo-public", is_flag=True, help="Let a demo answer other machines too.")
def up(host: str, port: int, data: str | None, empty: bool, demo_public: bool) -> None:
    """Set up what is missing and serve: for trying out, and for one machine."""
    from pwa import server
    from pwa.services import installation

    place = _free(server.Place(host, port))
    if not demo_public and not os.environ.get("OPSTAP_BASE_URL"):
        os.environ["OPSTAP_BASE_URL"] = f"http://localhost:{port}"
    config = open_data(data)
    _ready_to_seal(config)
    _migrate()
    cli_retention.forget_after_restore(config)
    if not empty and installation.is_empty():
        _fill_demo(config)
    code = installation.new_setup_code() if installation.is_empty() else ""
    if demo_public:
        os.environ["OPSTAP_DEMO_PUBLIC"] = "1"
    server.serve(place, workers=1, ready=lambda: _say_ready(str(place), code))


def _free(place: "Place") -> "Place":
    try:
        place.refuse_taken()
    except SettingsError as wrong:
        raise click.ClickException(str(wrong)) from None
    return place


def _say_ready(place: str, code: str = "") -> None:
    if code:
        click.echo(f"Set-up code: {code}")
    click.echo(f"Opstap: {place}")
    sys.stdout.flush()


@main.command()
@click.option("--host", default="127.0.0.1", envvar="OPSTAP_HOST")
@click.option("--port", default=8000, type=click.IntRange(1, 65535), envvar="OPSTAP_PORT")
@click.option("--socket", type=_SOCKET, envvar="OPSTAP_SOCKET", help="Instead of a port.")
@click.option("--workers", default=1, type=click.IntRange(1, 32), envvar="OPSTAP_WORKERS")
def serve(host: str, port: int, socket: Path | None, workers: int) -> None:
    """Serve a real installation; settings come from the environment."""
    from pwa import server
    from pwa.migrations import pending
    from pwa.services import installation

    config = open_data()
    try:
        installation.refuse_demo_in_production()
    except SettingsError as wrong:
        raise click.ClickException(str(wrong)) from None
    if waiting := pending():
        raise click.ClickException(f"Run `opstap migrate` first: {', '.join(waiting)}")
    if workers > 1 and not config.uses_postgresql:
        raise click.ClickException("More than one worker needs PostgreSQL (OPSTAP_DATABASE).")
    _ready_to_seal(config)
    cli_retention.forget_after_restore(config)
    place = _free(server.Place(host, port, socket.absolute() if socket else None))
    server.serve(place, workers=workers, ready=lambda: _say_ready(str(place)))


@main.command("setup-code")
def setup_code() -> None:
    """Print a new set-up code; whoever has it may claim this empty installation."""
    from pwa.services import installation

    open_data()
    _migrate()
    if not installation.is_empty():
        raise click.ClickException("This installation was claimed already.")
    click.echo(f"Set-up code: {installation.new_setup_code()}")


_FOLDER = click.Path(file_okay=False, path_type=Path)


@main.command()
@click.argument("folder", type=_FOLDER)
@click.option("--keep", type=click.IntRange(1), help="Leave only so many of the newest there.")
@click.option("--keys", is_flag=True, help="The keys instead of the database.")
def backup(folder: Path, keep: int | None, keys: bool) -> None:
    """Make a backup in FOLDER while people work: the SQLite database, or the keys."""
    from pwa.backup import closed, make

    if keys and keep:
        raise click.UsageError("--keep is for backups of the database; keys are never thrown away.")
    config = open_data()
    code = closed.new_code() if keys and config.vault else ""
    try:
        if keys:
            made = make.of_keys(folder.absolute(), config, code)
        else:
            made = make.of_database(folder.absolute(), config, keep or 0)
    except SettingsError as wrong:
        raise click.ClickException(str(wrong)) from None
    click.echo(made)
    if code:
        click.echo(f"Code that opens it, shown only now; write it on paper: {code}")


@main.command()
@click.argument("folder", type=_FOLDER)
@click.option("--to", type=_FOLDER, help="The new data folder.")
@click.option("--drill", is_flag=True, help="Only try it: restore, check, open, throw away.")
@click.option("--keys", type=_FOLDER, help="A backup of the keys, to go with it.")
def restore(folder: Path, to: Path | None, drill: bool, keys: Path | None) -> None:
    """Put a backup into a new place; of a FOLDER with several, the newest."""
    from pwa.backup import drill as practice
    from pwa.backup import manifest
    from pwa.backup import restore as back
    from pwa.backup.manifest import Refused

    if drill == bool(to):
        raise click.UsageError("Give either --to NEW_DATA_FOLDER or --drill.")
    try:
        code = cli_keys.asked_code() if keys and back.needs_code(keys) else ""
        if to is None:
            for line in practice.drill(folder.absolute(), keys, code):
                click.echo(line)
            return
        for part, told in back.restore(back.newest(folder.absolute()), keys, to.absolute(), code):
            click.echo(f"{part}: {told}")
    except (Refused, OSError) as wrong:
        raise click.ClickException(f"This backup is not used. {wrong}") from None
    cli_retention.mark_restored(to.absolute(), manifest.read(back.newest(folder)).made_at)
    click.echo(f"Restored to {to}. What is too old is forgotten before anybody is served.")


@main.command()
@click.argument("login_or_id")
@click.option("--reset", is_flag=True, help="Take passkeys, code app and recovery codes away too.")
def invite(login_or_id: str, reset: bool) -> None:
    """Make a new single-use link for somebody who cannot get in."""
    from pwa.database import connected, transaction
    from pwa.services import people, ways

    config = open_data()
    with connected():
        user = people.find_user(login_or_id)
        if user is None:
            raise click.ClickException("Nobody has this login or id.")
        with transaction():
            if reset:
                ways.take_all(user)
            token = people.invite(None, user)
    base = config.base_url or "http://localhost:8000"
    click.echo(f"{user.name}: {base}/uitnodiging/{token}")


@main.command()
def check() -> None:
    """Say what works here, and what to do about what does not."""
    from pwa import doctor

    problems = 0
    for line in doctor.look(Path(os.environ.get("OPSTAP_DATA", "var"))):
        click.echo(line.text)
        problems += line.bad
    sys.exit(1 if problems else 0)


@main.command()
@click.argument("names", nargs=-1)
@click.option("--port", default=9037, type=click.IntRange(1, 65534))
def shots(names: tuple[str, ...], port: int) -> None:
    """Make the pictures of README and help from a running demo (all, or those named)."""
    from pwa import shots as pictures

    try:
        for path in pictures.make(names, port):
            click.echo(path)
    except SettingsError as wrong:
        raise click.ClickException(str(wrong)) from None


main.add_command(cli_audit.audit)
main.add_command(cli_keys.keys)
main.add_command(cli_retention.retention)

if __name__ == "__main__":
    main()
