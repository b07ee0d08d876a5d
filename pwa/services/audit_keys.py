"""The key that signs checkpoints of the audit chain: `audit.key`, in DATA/keys made at first use.

One that was replaced (`audit-2026.key`) still says of old checkpoints that they are real.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pwa.config import Config, SettingsError

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


def load(config: Config, *, make: bool = True) -> AuditKeys:
    """The keys of this installation; without `make` there may be none. Raises SettingsError."""
    store = config.keys
    current = store.get(NAME, fresh) if make else store.find(NAME)
    found = {NAME: current} | {name: store.find(name) for name in store.older("audit")}
    return AuditKeys(tuple(read(key, store.place(name)) for name, key in found.items() if key))


def read(text: bytes, place: str) -> Ed25519PrivateKey:
    """The key in this file. Raises SettingsError."""
    try:
        key = serialization.load_pem_private_key(text, None)
    except ValueError:
        raise SettingsError(f"{place} is damaged: bring it back, or remove it.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise SettingsError(f"{place} is no key for checkpoints (Ed25519).")
    return key


def fresh() -> bytes:
    """A new key, as it is kept."""
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return Ed25519PrivateKey.generate().private_bytes(_PEM, *plain)
