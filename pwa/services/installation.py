"""Facts of this installation: is it a demo, has anybody claimed it, is it ready."""

import hashlib
import hmac
import secrets
from typing import Any

from peewee import OperationalError, ProgrammingError

from pwa.config import SettingsError
from pwa.database import connected, transaction
from pwa.models import Organisation, Setting

DEMO, SETUP_CODE = "demo", "setup_code"


def get(name: str) -> Any:
    """The value of a setting, or None; also None on a database without tables."""
    try:
        with connected():
            row = Setting.get_or_none(Setting.name == name)
    except (OperationalError, ProgrammingError):
        return None
    return row.value if row else None


def put(name: str, value: Any) -> None:
    with transaction():
        Setting.delete().where(Setting.name == name).execute()
        Setting.create(name=name, value=value)


def is_demo() -> bool:
    return bool(get(DEMO))


def is_empty() -> bool:
    """No organisation yet: somebody with the set-up code has to claim the installation."""
    with connected():
        return not Organisation.select(Organisation.id).limit(1).exists()


def refuse_demo_in_production() -> None:
    """A real installation never opens a demo database, where everybody can be anybody."""
    if is_demo():
        raise SettingsError(
            "This database holds the demo, in which everybody can sign in as anybody."
            " Give OPSTAP_DATABASE or OPSTAP_DATA another place, or start it with `opstap up`."
        )


def new_setup_code() -> str:
    """A fresh set-up code for an unclaimed installation; only its hash is kept."""
    digits = "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(12))
    code = "-".join((digits[:4], digits[4:8], digits[8:]))
    put(SETUP_CODE, _hash(code))
    return code


def setup_code_fits(given: str) -> bool:
    kept = get(SETUP_CODE)
    return bool(kept) and hmac.compare_digest(_hash(given), str(kept))


def _hash(code: str) -> str:
    plain = "".join(c for c in code.upper() if c.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
