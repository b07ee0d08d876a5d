"""A folder as systemd gives it to a unit, with secrets made as an installation makes them."""

from pathlib import Path

from pwa.config import fresh
from pwa.services import audit_keys, seal_keys

MAKERS = {
    "session.key": fresh,
    "pin.key": fresh,
    "outbox.key": fresh,
    "audit.key": audit_keys.fresh,
    "seal.key": seal_keys.fresh,
}


def credentials(folder: Path, **changes: bytes | None) -> dict[str, str]:
    """Settings of an installation with all keys in this vault; None leaves one out.

    `pin_key=b"..."` is what stands in `pin.key`.
    """
    vault, data = folder / "credentials", folder / "data"
    vault.mkdir(parents=True, exist_ok=True)
    secrets = {name: make() for name, make in MAKERS.items()}
    secrets |= {name.replace("_", "."): value for name, value in changes.items()}
    for name, value in secrets.items():
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
