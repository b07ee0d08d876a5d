"""A copy of keys that lay in a vault: closed with a code, which is shown once and kept nowhere.

The code has 137 bits of chance, so that no slow hash is needed between it and the key.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pwa.backup.manifest import Manifest, Refused
from pwa.domain.guest_codes import ALPHABET

_GROUPS, _NONCE = 7, 12
MARK = {"closed": "AES-256-GCM"}
"""What the manifest says of such a copy."""


def new_code() -> str:
    """For paper: seven groups of four."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(_GROUPS))
    return "-".join(groups)


def is_closed(said: Manifest) -> bool:
    return said.kind == "keys" and said.contents == MARK


def close(code: str, name: str, value: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(code).encrypt(nonce, value, name.encode())


def open_(code: str, name: str, closed: bytes) -> bytes:
    """Raises Refused for another code."""
    try:
        return _cipher(code).decrypt(closed[:_NONCE], closed[_NONCE:], name.encode())
    except (InvalidTag, ValueError):
        raise Refused("The code is not the one that was printed with these keys.") from None


def _cipher(code: str) -> AESGCM:
    typed = "".join(one for one in code.upper() if one.isalnum())
    return AESGCM(HKDF(SHA256(), 32, None, b"opstap copy of keys").derive(typed.encode()))
