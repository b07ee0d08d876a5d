"""A device as the server sees it: seals what is written, as docs/outbox.md says, and sends it."""

import base64
import hashlib
import json
import os
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pwa import clock
from pwa.domain.ids import uuid7


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def seal(key: dict[str, Any], id: str, body: str, ticket: str | None = None) -> bytes:
    """One row, sealed with the answer of POST /verzenden/sleutel."""
    public = raw(key["public_key"])
    own = ec.generate_private_key(ec.SECP256R1())
    form = serialization.PublicFormat.UncompressedPoint
    point = own.public_key().public_bytes(serialization.Encoding.X962, form)
    other = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    shared = own.exchange(ec.ECDH(), other)
    secret = HKDF(hashes.SHA256(), 32, point + public, b"opstap-outbox-1").derive(shared)
    iv, inside = os.urandom(12), {"ticket": ticket or key["ticket"], "body": body}
    closed = AESGCM(secret).encrypt(iv, json.dumps(inside).encode(), id.encode())
    return b"\x01" + raw(key["key_id"]) + point + iv + closed


def body_of(
    kind: str, about: Any, made_at: datetime | None = None, **fields: Any
) -> tuple[str, str]:
    """The id and the text of a new item."""
    id = str(fields.pop("id", None) or uuid7())
    item = {
        "id": id,
        "kind": kind,
        "about": str(getattr(about, "id", about)),
        "made_at": (made_at or clock.local(clock.now())).isoformat(),
        "fields": {name: _plain(value) for name, value in fields.items()},
    }
    return id, json.dumps(item)


def _plain(value: Any) -> Any:
    return [str(one) for one in value] if isinstance(value, list) else str(value)


def row(key: dict[str, Any], id: str, body: str, **also: Any) -> dict[str, str]:
    digest = hashlib.sha256(body.encode()).hexdigest()
    return {"id": id, "sha256": digest, "sealed": b64(seal(key, id, body, **also))}


def batch(*rows: dict[str, str], **more: Any) -> dict[str, Any]:
    now = clock.local(clock.now()).isoformat()
    return {"protocol": 1, "sent_at": now, "waiting": 0, "oldest": None, "items": rows, **more}


class Tablet:
    """The browser of one person, with what it wrote."""

    def __init__(self, visitor: Any) -> None:
        self.visitor = visitor
        self.key: dict[str, Any] = visitor.post("/verzenden/sleutel").answer.json

    def write(self, kind: str, about: Any, **fields: Any) -> dict[str, str]:
        return row(self.key, *body_of(kind, about, **fields))

    def send(self, *rows: dict[str, str], **more: Any) -> Any:
        """The answer: `.status`, `.json`."""
        page = self.visitor.post("/verzenden/", json.dumps(batch(*rows, **more)))
        page.json = page.answer.json
        return page

    def results(self, *rows: dict[str, str], **more: Any) -> list[dict[str, Any]]:
        answer = self.send(*rows, **more)
        assert answer.status == 200, answer.json
        return answer.json["results"]  # type: ignore[no-any-return]


def as_uuid(row: dict[str, str]) -> UUID:
    return UUID(row["id"])
