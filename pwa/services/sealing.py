"""Sealed rows: only this server can open them, and they prove who wrote them.

ECDH on P-256 (NIST SP 800-56A) with a key pair of one use, HKDF-SHA256 (RFC 5869), AES-256-GCM
(NIST SP 800-38D) with the item's id as associated data: a sealed row cannot pass for another one.
Every key follows from one secret of the installation. Format: docs/outbox.md.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from pwa import clock
from pwa.domain.errors import NotAllowed
from pwa.domain.parcels import Envelope
from pwa.models import Person

_CURVE = ec.SECP256R1()
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
INFO = b"opstap-outbox-1"


@dataclass(frozen=True)
class Ticket:
    """Whose row it is, from which session, and since when that person could write."""

    user_id: UUID
    session_id: UUID | None
    issued_at: datetime


class _Key:
    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        number = int.from_bytes(self.derive(b"private", 48), "big") % (_ORDER - 1) + 1
        self.private = ec.derive_private_key(number, _CURVE)
        form = serialization.PublicFormat.UncompressedPoint
        self.public = self.private.public_key().public_bytes(serialization.Encoding.X962, form)
        self.id = hashlib.sha256(self.public).digest()[:8]
        self.tickets = _signed(self.derive(b"ticket", 32), "opstap-outbox-ticket")
        self.tablets = _signed(self.derive(b"tablet", 32), "opstap-outbox-tablet")

    def derive(self, what: bytes, size: int) -> bytes:
        info = b"opstap-outbox-" + what
        return HKDF(hashes.SHA256(), size, None, info).derive(self._secret)


class _Dated(TimestampSigner):
    """Dated by the clock that everything here is dated by."""

    def get_timestamp(self) -> int:
        return int(clock.now().timestamp())


def _signed(key: bytes, kind: str) -> URLSafeTimedSerializer:
    """Tickets of one kind, which are none of another. They are signed with HMAC-SHA-256; the first
    ones, with the HMAC-SHA-1 of the package, still come out of drawers and count too."""
    now = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}
    first: list[Any] = [{}]
    return URLSafeTimedSerializer(
        key, salt=kind, signer=_Dated, signer_kwargs=now, fallback_signers=first
    )


class Seals:
    """The keys of this installation: the first one in use, the others still open."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._keys = [_Key(one) for one in secrets]

    @property
    def public_key(self) -> bytes:
        """The public key in use, an uncompressed point of 65 bytes."""
        return self._keys[0].public

    @property
    def key_id(self) -> bytes:
        return self._keys[0].id

    @property
    def key_ids(self) -> list[str]:
        """Of all keys that still open, in hexadecimal."""
        return [one.id.hex() for one in self._keys]

    def display_key(self, person: Person) -> bytes:
        """The key of this person's readable copies; it is held in memory only."""
        return self._keys[0].derive(b"display-" + person.id.bytes, 32)

    def ticket_for(self, person: Person) -> str:
        """Proof, for later, that this person was signed in."""
        return str(self._keys[0].tickets.dumps([str(person.id), str(person.session_id or "")]))

    def ticket(self, text: str) -> Ticket:
        """Raises NotAllowed (ticket_unknown) for one that was not given here."""
        for key in self._keys:
            try:
                found, issued = key.tickets.loads(text, return_timestamp=True)
                user, session = found
                return Ticket(UUID(user), UUID(session) if session else None, issued)
            except (BadData, ValueError, TypeError):
                continue
        raise NotAllowed("ticket_unknown")

    def ticket_for_tablet(self, tablet_id: UUID) -> str:
        """Proof, for later, that this was written on that tablet; not by whom."""
        return str(self._keys[0].tablets.dumps(str(tablet_id)))

    def tablet_ticket(self, text: str) -> tuple[UUID, datetime]:
        """Which tablet, and since when. Raises NotAllowed (ticket_unknown): a person's is none."""
        for key in self._keys:
            try:
                found, issued = key.tablets.loads(text, return_timestamp=True)
                return UUID(found), issued
            except (BadData, ValueError, TypeError, AttributeError):
                continue
        raise NotAllowed("ticket_unknown")

    def open(self, id: UUID, sealed: bytes) -> bytes:
        """What is in it. Raises NotAllowed (seal_unknown_key, seal_broken)."""
        envelope = Envelope.read(sealed)
        key = next((one for one in self._keys if one.id == envelope.key_id), None)
        if key is None:
            raise NotAllowed("seal_unknown_key")
        try:
            other: Any = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, envelope.public_key)
            shared = key.private.exchange(ec.ECDH(), other)
            return _cipher(shared, envelope.public_key + key.public).decrypt(
                envelope.iv, envelope.ciphertext, str(id).encode()
            )
        except (ValueError, InvalidTag) as wrong:
            raise NotAllowed("seal_broken") from wrong


def _cipher(shared: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(hashes.SHA256(), 32, salt, INFO).derive(shared))
