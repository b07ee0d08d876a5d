"""Tickets of the outbox: signed by this installation, of one kind, and with a hash of today."""

import hashlib
from itertools import product
from uuid import UUID

import pytest
from flask import Flask
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from itsdangerous.encoding import base64_decode

from pwa.domain.errors import NotAllowed
from pwa.services.sealing import Seals, _Key
from tests.people import Cast

SECRET, OTHER = "a" * 40, "b" * 40
TABLET = UUID("01890000-0000-7000-8000-000000000001")


@pytest.fixture
def ticket(cast: Cast) -> str:
    return Seals([SECRET]).ticket_for(cast.as_("supervisor_a"))


def refused(text: str, secret: str = SECRET) -> bool:
    with pytest.raises(NotAllowed, match="ticket_unknown"):
        Seals([secret]).ticket(text)
    return True


def test_a_ticket_tells_whose_it_is_and_of_when(ticket: str, cast: Cast) -> None:
    found = Seals([SECRET]).ticket(ticket)
    assert (found.user_id, found.issued_at) == (cast.supervisor_a.id, cast.as_("coach_1").now)


def test_of_another_installation_it_is_none_here(ticket: str) -> None:
    """ASVS 5.0.0, 9.1.3 and 9.2.3: keys come from the settings, no ticket names one."""
    assert refused(ticket, OTHER)
    assert Seals([OTHER, SECRET]).ticket(ticket)


def test_a_ticket_of_a_tablet_is_none_of_a_person_nor_the_other_way_round(ticket: str) -> None:
    """ASVS 5.0.0, 9.2.2."""
    seals = Seals([SECRET])
    assert refused(seals.ticket_for_tablet(TABLET))
    with pytest.raises(NotAllowed, match="ticket_unknown"):
        seals.tablet_ticket(ticket)


def test_nobody_chooses_the_way_it_is_signed(ticket: str) -> None:
    """ASVS 5.0.0, 9.1.1 and 9.1.2: none, or another hash, or a plain key is no signature."""
    said = ticket.rpartition(".")[0]
    key = _Key(SECRET).derive(b"ticket", 32)
    assert refused(said) and refused(f"{said}.") and refused(f"{said}.AAAA")
    for hash_, how in product((hashlib.md5, hashlib.sha512), ("none", "concat", "hmac")):
        forged = URLSafeTimedSerializer(
            key, salt="opstap-outbox-ticket", signer=TimestampSigner,
            signer_kwargs={"digest_method": hash_, "key_derivation": how},
        ).dumps(["01890000-0000-7000-8000-000000000002", ""])  # fmt: skip
        assert refused(forged)


def test_it_is_signed_with_sha_256_and_the_first_ones_still_count(ticket: str, cast: Cast) -> None:
    """ASVS 5.0.0, 11.4.1: of SHA-1 only what was signed before is read."""
    assert len(base64_decode(ticket.rpartition(".")[2])) == 32
    key, who = _Key(SECRET).derive(b"ticket", 32), str(cast.supervisor_a.id)
    first = URLSafeTimedSerializer(key, salt="opstap-outbox-ticket").dumps([who, ""])
    assert len(base64_decode(first.rpartition(".")[2])) == 20
    assert Seals([OTHER, SECRET]).ticket(first).user_id == cast.supervisor_a.id


def test_the_cookie_with_short_messages_is_signed_with_sha_256_too(app: Flask) -> None:
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    assert len(base64_decode(serializer.dumps({"step": "x"}).rpartition(".")[2])) == 32
