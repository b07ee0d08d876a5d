"""Opstap as it must never be, for the tests that plant a mistake to see that it is found.

A copy of the command line; CARELESS in the environment names the mistakes of this server:

- unsynced (when none is named): it answers before what was written is on the disk
- nearly_synced: the last notes are not there after a power cut
- lost: it says received and keeps nothing, now and then
- doubled: it keeps a note twice, under an id of its own
- wrong_author: what somebody else brings along becomes theirs
- reordered: it takes in a batch from back to front
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pwa import clock, database
from pwa.cli import main
from pwa.domain.ids import uuid7
from pwa.models import User, load_author
from pwa.routes import outbox_items
from pwa.services import outbox
from pwa.services.outbox import Delivery, Parcel, Result


def unsynced() -> None:
    database.PRAGMAS["synchronous"] = "off"


def nearly_synced() -> None:
    database.PRAGMAS["synchronous"] = "normal"


def lost() -> None:
    keep = outbox._keep

    def forgetful(delivery: Delivery, parcel: Parcel) -> Result:
        if parcel.id.int % 5:
            return keep(delivery, parcel)
        return Result(parcel.id, parcel.sha256, "received", clock.now())

    outbox._keep = forgetful


def doubled() -> None:
    note = outbox_items.VERBS["note"]

    def twice(by: Any, item: Any) -> bool:
        note(by, replace(item, id=uuid7()))
        return note(by, item)

    outbox_items.VERBS["note"] = twice


def wrong_author() -> None:
    opened = outbox._open

    def as_carrier(delivery: Delivery, parcel: Parcel) -> Any:
        item, author = opened(delivery, parcel)
        return item, load_author(User.get_by_id(delivery.by.id), author.now)

    outbox._open = as_carrier


def reordered() -> None:
    deliver = outbox.deliver

    def backwards(delivery: Delivery, parcels: Sequence[Parcel]) -> list[Result]:
        return deliver(delivery, parcels[::-1])[::-1]

    outbox.deliver = backwards


# At import, since the worker of a server is a process of its own.
for mistake in os.environ.get("CARELESS", "unsynced").split():
    globals()[mistake]()

if __name__ == "__main__":
    main()
