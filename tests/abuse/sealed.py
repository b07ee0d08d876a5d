"""What somebody sends through the outbox who means harm: sealed as a device seals it, so that the
seal and the ticket are right and only what is inside is not."""

import json
from typing import Any

from pwa import clock
from tests.abuse.hostile import JSON, Hostile
from tests.browse import OWN
from tests.tablet import batch, body_of, row

FIELDS = {
    "note": ("day", "text", "tiles", "discuss", "guard"),
    "note_change": ("day", "text", "revision", "reason", "tiles", "discuss", "guard"),
    "attendance": ("day", "code", "untouched"), "own_day": ("day", "face", "text"),
    "reaction": ("text",), "correction": ("text",), "contest": ("monday", "text", "day"),
    "photo": ("picture",), "handover": ("handover",), "handover_read": (),
    "claimed": ("person", "day", "text"), "": ("text",), "x" * 300: ("day",),
}  # fmt: skip
"""As docs/outbox.md lists them, and two kinds that are none."""

HALF = json.loads('"\\ud800"')
"""Half of a character: JSON can hold it, UTF-8 cannot."""


class Sealed:
    """Makes batches for one person; the same seed makes the same ones, but for keys and ids."""

    def __init__(self, hostile: Hostile, client: Any) -> None:
        self.hostile, self.rng = hostile, hostile.rng
        answer = client.post("/verzenden/sleutel", headers=OWN)
        self.key = answer.json if answer.status_code == 200 else None

    def batch(self) -> str:
        """Some items, each wrong in a way of its own."""
        assert self.key is not None
        rows = [row(self.key, *self._item()) for _n in range(self.rng.choice((1, 1, 2, 6)))]
        return json.dumps(batch(*rows))

    def _item(self) -> tuple[str, str]:
        about, kind = self.rng.choice(self.hostile.ids), self.rng.choice(sorted(FIELDS))
        id, body = body_of(kind, about, **self._fields(kind))
        item, chance = json.loads(body), self.rng.random()
        if chance < 0.1:
            item[self.rng.choice(sorted(item))] = self.rng.choice(
                (*JSON, HALF, "\0", self.hostile.value())
            )
        elif chance < 0.2:
            item["fields"]["text"] = HALF
        elif chance < 0.25:
            return id, self.hostile.value()
        return id, json.dumps(item)

    def _fields(self, kind: str) -> dict[str, Any]:
        """The fields of this kind, mostly right but for one, so that what is wrong is read."""
        right = {"day": clock.today(), "monday": "2026-03-09", "code": "present", "face": "2",
                 "text": "Ging goed.", "handover": "Dozen.", "person": "S.", "revision": "1",
                 "tiles": [], "discuss": "", "untouched": "1", "reason": "Anders."}  # fmt: skip
        wrong = self.rng.choice(FIELDS[kind]) if FIELDS[kind] else ""
        found = {name: right.get(name, self._value()) for name in FIELDS[kind]}
        if self.rng.random() < 0.1:
            wrong = self.rng.choice(sorted(right))
        return found | {wrong: self._value()} if wrong else found

    def _value(self) -> Any:
        value = self.hostile.value()
        return [value] * self.rng.choice((2, 61)) if self.rng.random() < 0.1 else value


def put_off(answer: Any) -> list[str]:
    """Items that the server could not judge: they would go round for ever."""
    if answer.status_code != 200 or not answer.is_json:
        return []
    return [str(one["id"]) for one in answer.json.get("results", ()) if one["state"] == "later"]
