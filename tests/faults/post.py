"""What a device says to the server over HTTP: asks for a key, writes sealed rows, sends a batch."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import Message
from http.client import HTTPConnection
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.access import COOKIE
from tests.faults.found import words
from tests.tablet import batch, body_of, row

FORM = "application/x-www-form-urlencoded"

Ask = Callable[[str, str, str], tuple[int, Message, bytes]]
"""Post (path, kind of content, body); status, headers and the whole body. Raises OSError,
HTTPException."""


class NoReceipt(Exception):
    """Somebody answered, but it was no receipt. `after`: seconds, if it said so."""

    def __init__(self, after: float = 0) -> None:
        super().__init__()
        self.after = after


def now_really() -> datetime:
    return datetime.now(UTC)


def ask(port: int, token: str, path: str, kind: str, body: str) -> tuple[int, Message, bytes]:
    """Post as the browser of whoever has this token."""
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": kind, "Cookie": f"{COOKIE}={token}"}
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def fetched_key(ask: Ask) -> dict[str, Any]:
    """Raises NoReceipt, ValueError, OSError, HTTPException."""
    key: dict[str, Any] = _ours(ask, "/verzenden/sleutel", FORM, "")
    return {**key, "user": key["user"]}


def note_row(key: dict[str, Any], about: UUID, id: UUID) -> dict[str, str]:
    """A note of this moment, sealed."""
    now = clock.local(now_really())
    item = body_of("note", about, made_at=now, id=id, day=now.date(), text=words(id))
    return row(key, *item)


def delivered(ask: Ask, rows: list[dict[str, str]]) -> tuple[set[UUID], list[Any]]:
    """Ids that were received, and what was refused. Received is what the answer names by its id and
    its hash, and nothing else. Raises NoReceipt, ValueError, OSError, HTTPException."""
    sent_at = clock.local(now_really()).isoformat()
    whole = json.dumps(batch(*rows, sent_at=sent_at, waiting=len(rows)))
    said = _ours(ask, "/verzenden/", "application/json", whole)
    hashes = {one["id"]: one["sha256"] for one in rows}
    results = [one for one in said["results"] if hashes.get(one["id"]) == one["sha256"]]
    received = {UUID(one["id"]) for one in results if one["state"] == "received"}
    return received, [one for one in results if one["state"] == "refused"]


def _ours(ask: Ask, path: str, kind: str, body: str) -> Any:
    status, headers, told = ask(path, kind, body)
    if status != 200 or "Opstap-Outbox" not in headers:
        raise NoReceipt(float(headers.get("Retry-After") or 0))
    return json.loads(told)
