"""The address of a PostgreSQL server: nothing goes to another machine without TLS that we check."""

import os
from collections.abc import Mapping
from typing import Any

from playhouse.db_url import parse as parse_url

from pwa.config import SettingsError

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def settings_of(url: str) -> dict[str, Any]:
    """What psycopg connects with. Raises SettingsError for another machine without verified TLS."""
    settings: dict[str, Any] = parse_url(url)
    away = [host for host in hosts(settings) if not is_here(host)]
    if away and _said(settings, "sslmode", "PGSSLMODE") != "verify-full":
        raise SettingsError(
            f"PostgreSQL on another machine ({away[0]}) needs TLS with a certificate that is"
            " checked: put ?sslmode=verify-full&sslrootcert=/path/of/its/authority.crt at the end"
            " of OPSTAP_DATABASE."
        )
    return settings


def hosts(settings: Mapping[str, Any]) -> list[str]:
    """All it may connect to (libpq takes several, with commas); empty for the usual socket."""
    named = (
        _said(settings, "host", "PGHOST"),
        _said(settings, "hostaddr", "PGHOSTADDR"),
    )
    return [one for text in named for one in text.split(",") if one]


def is_here(host: str) -> bool:
    """Of this machine: a name for it, or a folder with its socket (`@`: an abstract one)."""
    return host in _THIS_MACHINE or host.startswith(("/", "@"))


def advice(url: str) -> str:
    """What could be safer about an address that works; empty when nothing."""
    settings = settings_of(url)
    if _said(settings, "password", "PGPASSWORD"):
        return "a password in the address: let it know us by peer or a certificate"
    if any(host in _THIS_MACHINE for host in hosts(settings)):
        return "a port of this machine: its socket shows who asks, and no port is needed"
    return ""


def _said(settings: Mapping[str, Any], name: str, variable: str) -> str:
    return str(settings.get(name) or os.environ.get(variable, ""))
