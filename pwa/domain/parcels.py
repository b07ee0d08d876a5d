"""What a device sends: a sealed row, and the item that was written in it (docs/outbox.md)."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from pwa.domain.errors import NotAllowed
from pwa.domain.ids import is_uuid7

PROTOCOL = 1
ACCEPTED = frozenset({1})
"""Versions of the protocol that are understood: the newest and the two before it."""

MOST_ITEMS = 20
MOST_BYTES = 256 * 1024
SLACK = timedelta(minutes=5)
"""How far a device's clock may be off before it counts as off."""

_VERSION, _KEY_ID, _POINT, _IV, _TAG = 1, 8, 65, 12, 16
_HEAD = 1 + _KEY_ID + _POINT + _IV


@dataclass(frozen=True)
class Envelope:
    """A sealed row, taken apart: version 1, key id (8), public key (65), iv (12), ciphertext."""

    key_id: bytes
    public_key: bytes
    iv: bytes
    ciphertext: bytes

    @classmethod
    def read(cls, sealed: bytes) -> "Envelope":
        """Raises NotAllowed (seal_broken) for anything that cannot be one."""
        if len(sealed) < _HEAD + _TAG or sealed[0] != _VERSION:
            raise NotAllowed("seal_broken")
        after = 1 + _KEY_ID
        return cls(
            sealed[1:after],
            sealed[after : after + _POINT],
            sealed[after + _POINT : _HEAD],
            sealed[_HEAD:],
        )


@dataclass(frozen=True)
class Item:
    """What somebody wrote. `about` is the placement, note or handover line that it belongs to."""

    id: UUID
    kind: str
    about: UUID
    made_at: str
    fields: dict[str, list[str]] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, body: str) -> "Item":
        """Raises NotAllowed (item_unreadable) for anything else than an item of protocol 1."""
        try:
            found = json.loads(body)
            wanted = {"id", "kind", "about", "made_at", "fields"}
            if not isinstance(found, dict) or set(found) != wanted:
                raise ValueError
            id, about = UUID(found["id"]), UUID(found["about"])
            kind, made_at = found["kind"], found["made_at"]
            if not (isinstance(kind, str) and isinstance(made_at, str) and is_uuid7(id)):
                raise ValueError
            return cls(id, kind, about, _plain(made_at), _fields(found["fields"]))
        except (ValueError, TypeError, AttributeError, RecursionError) as wrong:
            raise NotAllowed("item_unreadable") from wrong


def _plain(made_at: str) -> str:
    """As the device said it, in characters that a moment can have: whatever else it holds would
    stop no note, but no database can keep it (a NUL, half a character)."""
    return "".join(one for one in made_at[:40] if " " <= one <= "~")


def _fields(raw: object) -> dict[str, list[str]]:
    if not isinstance(raw, dict) or len(raw) > 40:
        raise ValueError("fields")
    found = {}
    for name, value in raw.items():
        values = value if isinstance(value, list) else [value]
        if len(values) > 60 or not all(isinstance(one, str) for one in values):
            raise ValueError(name)
        found[name] = values
    return found


def moment_of(text: str) -> datetime | None:
    """A device's clock with its offset, if it gave one."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return None
    return value if value.tzinfo and 1970 < value.year < 2200 else None


def written_at(made_at: str, ahead: timedelta, signed_in: datetime, now: datetime) -> datetime:
    """When it was written by the server's clock: the device's clock put right by `ahead`, never
    before the ticket was given (less some slack) and never after now."""
    said = moment_of(made_at)
    if said is None:
        return now
    try:
        moment = said + ahead
    except OverflowError:
        return now
    return min(max(moment, signed_in - SLACK), now)
