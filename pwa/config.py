"""Every setting, read once from the environment. The table in docs/operate.md is made from here."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pwa import vault
from pwa.domain.pepper import Pepper
from pwa.vault import SettingsError as SettingsError
from pwa.vault import Store


@dataclass(frozen=True)
class Config:
    """Settings of one installation; each has an `OPSTAP_` variable of the same name."""

    data: Path
    database: str = field(default="", repr=False)
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
    vault: Path | None = None

    @property
    def keys(self) -> Store:
        """The secrets that are no settings."""
        return Store(self.data / "keys", self.vault)

    def pin_pepper(self) -> Pepper:
        """The key that goes into every PIN's hash, with the ones before it."""
        return Pepper.of([one.encode() for one in _keys(self.keys, self.pin_key, "pin")])

    def outbox_secrets(self) -> tuple[str, ...]:
        """What the keys of sealed rows come from, the one in use first; older ones still open."""
        return _keys(self.keys, self.outbox_key, "outbox")

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
        store = Store(data / "keys", vault.given_to_us(env))
        config = cls(
            data=data,
            vault=store.vault,
            database=env.get("OPSTAP_DATABASE", "") or _address(store),
            base_url=env.get("OPSTAP_BASE_URL", "").rstrip("/"),
            trusted_hosts=tuple(env.get("OPSTAP_TRUSTED_HOSTS", "").replace(",", " ").split()),
            trusted_proxies=_whole(env, "OPSTAP_TRUSTED_PROXIES", 0),
            demo_public=env.get("OPSTAP_DEMO_PUBLIC", "") == "1",
            worker=env.get("OPSTAP_WORKER", "") != "off",
            pdf_seconds=_whole(env, "OPSTAP_PDF_SECONDS", 10),
            seal_file=env.get("OPSTAP_SEAL_FILE", ""),
            seal_passphrase_file=env.get("OPSTAP_SEAL_PASSPHRASE_FILE", ""),
            security_contact=_contact(env.get("OPSTAP_SECURITY_CONTACT", "").strip()),
            secret_key=_key(store, env.get("OPSTAP_SECRET_KEY", ""), "session"),
            pin_key=env.get("OPSTAP_PIN_KEY", ""),
            outbox_key=env.get("OPSTAP_OUTBOX_KEY", ""),
        )
        if store.vault:
            config.refuse_incomplete()
        return config

    def refuse_incomplete(self) -> None:
        """With a vault nothing is made, so all of it has to be there. Raises SettingsError."""
        self.pin_pepper()
        self.outbox_secrets()
        self.keys.get("audit.key", fresh)
        if not self.seal_file and not self.keys.find("seal.p12"):
            self.keys.get("seal.key", fresh)


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


VARIABLES = {
    "session": "OPSTAP_SECRET_KEY",
    "pin": "OPSTAP_PIN_KEY",
    "outbox": "OPSTAP_OUTBOX_KEY",
}


def _address(store: Store) -> str:
    return (store.find("database.url") or b"").decode("utf-8", "replace").strip()


def _keys(store: Store, given: str, kind: str) -> tuple[str, ...]:
    """All keys of this kind: given with a space between, or the one in use and those of before."""
    if given:
        return tuple(_key(store, one, kind) for one in given.split())
    older = (store.text(name, fresh) for name in store.older(kind))
    return (_key(store, "", kind), *older)


def _key(store: Store, given: str, kind: str) -> str:
    if not given:
        return store.text(f"{kind}.key", fresh)
    if len(given) < 32:
        raise SettingsError(f"{VARIABLES[kind]} is too short: give 32 characters or more.")
    return given


def fresh() -> bytes:
    """A new key of characters."""
    return secrets.token_urlsafe(48).encode()
