"""Every setting, read once from the environment. The table in docs/operate.md is made from here."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from pwa import durable
from pwa.domain.pepper import Pepper


class SettingsError(Exception):
    """A setting that cannot work; the text says what to do."""


@dataclass(frozen=True)
class Config:
    """Settings of one installation; each has an `OPSTAP_` variable of the same name."""

    data: Path
    database: str = ""
    base_url: str = ""
    trusted_hosts: tuple[str, ...] = ()
    trusted_proxies: int = 0
    demo_public: bool = False
    worker: bool = True
    pdf_seconds: int = 10
    seal_file: str = ""
    seal_passphrase_file: str = ""
    security_contact: str = ""
    secret_key: str = field(default="", repr=False)
    pin_key: str = field(default="", repr=False)
    outbox_key: str = field(default="", repr=False)

    def pin_pepper(self) -> Pepper:
        """The key that goes into every PIN's hash, with the ones before it."""
        return Pepper.of([one.encode() for one in _keys(self.data, self.pin_key, "pin")])

    def outbox_secrets(self) -> tuple[str, ...]:
        """What the keys of sealed rows come from, the one in use first; older ones still open."""
        return _keys(self.data, self.outbox_key, "outbox")

    @property
    def database_url(self) -> str:
        """The database to open: `OPSTAP_DATABASE`, else an SQLite file in the data folder."""
        return self.database or f"sqlite:///{self.data / 'opstap.db'}"

    @property
    def uses_postgresql(self) -> bool:
        return self.database_url.startswith(("postgresql:", "postgres:"))

    @classmethod
    def read(cls, env: Mapping[str, str] | None = None) -> "Config":
        """Read the environment. Raises SettingsError with a sentence that says what is wrong."""
        env = os.environ if env is None else env
        data = Path(env.get("OPSTAP_DATA", "var")).absolute()
        return cls(
            data=data,
            database=env.get("OPSTAP_DATABASE", ""),
            base_url=env.get("OPSTAP_BASE_URL", "").rstrip("/"),
            trusted_hosts=tuple(env.get("OPSTAP_TRUSTED_HOSTS", "").replace(",", " ").split()),
            trusted_proxies=_whole(env, "OPSTAP_TRUSTED_PROXIES", 0),
            demo_public=env.get("OPSTAP_DEMO_PUBLIC", "") == "1",
            worker=env.get("OPSTAP_WORKER", "") != "off",
            pdf_seconds=_whole(env, "OPSTAP_PDF_SECONDS", 10),
            seal_file=env.get("OPSTAP_SEAL_FILE", ""),
            seal_passphrase_file=env.get("OPSTAP_SEAL_PASSPHRASE_FILE", ""),
            security_contact=_contact(env.get("OPSTAP_SECURITY_CONTACT", "").strip()),
            secret_key=_key(data, env.get("OPSTAP_SECRET_KEY", ""), "session"),
            pin_key=env.get("OPSTAP_PIN_KEY", ""),
            outbox_key=env.get("OPSTAP_OUTBOX_KEY", ""),
        )


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    raw = env.get(name, "") or str(default)
    if not raw.isdecimal():
        raise SettingsError(f"{name} must be a whole number, not {raw!r}.")
    return int(raw)


def _contact(given: str) -> str:
    """For security.txt (RFC 9116, 2.5.3): one address, as a URI."""
    if given and not (given.startswith(("mailto:", "https:")) and given.isprintable()):
        raise SettingsError(
            f"OPSTAP_SECURITY_CONTACT must start with mailto: or https:, not {given!r}."
        )
    if " " in given:
        raise SettingsError("OPSTAP_SECURITY_CONTACT must be one address without spaces.")
    return given


_VARIABLES = {
    "session": "OPSTAP_SECRET_KEY",
    "pin": "OPSTAP_PIN_KEY",
    "outbox": "OPSTAP_OUTBOX_KEY",
}


def _keys(data: Path, given: str, name: str) -> tuple[str, ...]:
    """All keys of this name: given with a space between, or the file and `NAME-*.key` beside it."""
    if given:
        return tuple(_key(data, one, name) for one in given.split())
    current = _key(data, "", name)
    older = sorted((data / "keys").glob(f"{name}-*.key"), reverse=True)
    return (current, *(path.read_text("ascii").strip() for path in older))


def _key(data: Path, given: str, name: str) -> str:
    """A key: given, or made once in DATA/keys with nobody else's eyes on it."""
    if given:
        if len(given) < 32:
            raise SettingsError(f"{_VARIABLES[name]} is too short: give 32 characters or more.")
        return given
    path = data / "keys" / f"{name}.key"
    if not path.exists():
        _make_key(path)
    key = path.read_text("ascii").strip()
    if len(key) < 32:
        raise SettingsError(f"{path} is empty or too short: remove it and start again.")
    return key


def _make_key(path: Path) -> None:
    """A new key appears whole and on disk, or not at all; of two processes one makes it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:  # mode 0600
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
    durable.sync(path.parent)
