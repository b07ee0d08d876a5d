"""A small authenticator of our own: makes keys and answers as a device does (Web Authentication),
and lies where a test wants it to."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One key of one person at one site. Its fields are what it tells; change one to lie."""

    origin: str = "http://localhost"
    host: str = "localhost"
    verified: bool = True
    count: int = 0
    key_id: bytes = field(default_factory=lambda: os.urandom(32))
    handle: str = ""
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, question: dict[str, Any]) -> str:
        """The answer to a question for a new key."""
        self.handle = question["user"]["id"]
        data = self._data(WITH_KEY) + bytes(16) + len(self.key_id).to_bytes(2) + self.key_id
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data + self._cose()})
        said = self._said("webauthn.create", question["challenge"])
        return self._answer(attestationObject=attested, clientDataJSON=said)

    def show(self, question: dict[str, Any]) -> str:
        """The answer to a question who is there."""
        self.count += 1 if self.count else 0
        data, said = self._data(), self._said("webauthn.get", question["challenge"])
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            authenticatorData=data,
            clientDataJSON=said,
            signature=signature,
            userHandle=base64url_to_bytes(self.handle),
        )

    def _data(self, more: int = 0) -> bytes:
        flags = PRESENT | (VERIFIED if self.verified else 0) | more
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _said(self, what: str, challenge: str) -> bytes:
        said = {"type": what, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _cose(self) -> bytes:
        point = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})

    def _answer(self, **response: bytes) -> str:
        key_id = bytes_to_base64url(self.key_id)
        told = {name: bytes_to_base64url(value) for name, value in response.items()}
        return json.dumps({"id": key_id, "rawId": key_id, "type": "public-key", "response": told})
