"""The key that signs checkpoints of the audit chain: DATA/keys/audit.key, made at first use.

To replace it, rename the file to `audit-2026.key`: a new one is made, and the old one still
says of old checkpoints that they are real.
"""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pwa import durable
from pwa.config import SettingsError

_PEM, _RAW = serialization.Encoding.PEM, serialization.Encoding.Raw
_PUBLIC = serialization.PublicFormat.Raw
NAME = "audit.key"


@dataclass(frozen=True)
class AuditKeys:
    """The key in use first, then older ones."""

    keys: tuple[Ed25519PrivateKey, ...] = field(repr=False)

    def sign(self, message: bytes) -> tuple[str, str]:
        """Which key, and its signature in hexadecimal."""
        return key_id(self.keys[0]), self.keys[0].sign(message).hex()

    def fits(self, id: str, signature: str, message: bytes) -> bool:
        """Whether one of these keys made this signature."""
        with suppress(InvalidSignature, ValueError):
            for key in self.keys:
                if key_id(key) == id:
                    key.public_key().verify(bytes.fromhex(signature), message)
                    return True
        return False


def key_id(key: Ed25519PrivateKey) -> str:
    """The start of the hash of its public half."""
    return hashlib.sha256(key.public_key().public_bytes(_RAW, _PUBLIC)).hexdigest()[:16]


def load(data: Path, *, make: bool = True) -> AuditKeys:
    """The keys in this data folder; without `make` there may be none. Raises SettingsError."""
    folder = data / "keys"
    if make and not (folder / NAME).exists():
        _make(folder / NAME)
    found = [folder / NAME, *sorted(folder.glob("audit-*.key"), reverse=True)]
    return AuditKeys(tuple(_read(path) for path in found if path.exists()))


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), None)
    except (ValueError, OSError):
        raise SettingsError(f"{path} is damaged: bring it back, or remove it.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise SettingsError(f"{path} is no key for checkpoints (Ed25519).")
    return key


def _make(path: Path) -> None:
    """A new key appears whole and on disk, or not at all; of two processes one makes it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    with NamedTemporaryFile("wb", dir=path.parent) as file:  # mode 0600
        file.write(Ed25519PrivateKey.generate().private_bytes(_PEM, *plain))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
    durable.sync(path.parent)
