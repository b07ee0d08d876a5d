"""A hall with a server of its own, on the real day, behind a proxy that can take its network away.

with Hall(tmp_path) as hall:
    page.goto(hall.proxy.url + hall.note)         # hall.token signs Sara in
    hall.without_network()                        # every request breaks off ...
    hall.with_network()
    hall.texts()                                  # what was received, each as often as it is there
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from pwa import clock, database, migrations
from pwa.models import Note
from pwa.services import sessions
from tests import people
from tests.faults.proxy import FaultProxy
from tests.faults.writers import now_really, tokens_for
from tests.people import Cast
from tests.servers import Server


class Storage:
    """A database of its own with the cast in it; whoever else has one open keeps it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.address = folder, f"sqlite:///{folder}/opstap.db"
        with self.open():
            migrations.migrate()
            self.cast: Cast = people.arrive()

    @property
    def place(self) -> dict[str, str]:
        """What a server has to be told to live here."""
        return {"OPSTAP_DATABASE": self.address, "OPSTAP_DATA": str(self.folder)}

    def sign_in(self) -> list[str]:
        """Sara's tokens, with everybody's placement around the real day."""
        with self.open():
            return tokens_for(self.cast)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Nothing of it is open in this process afterwards."""
        before = database.db.obj
        made = database.open_database(self.address)
        try:
            with database.connected():
                yield
        finally:
            made.close_all()
            database.db.initialize(before)


class Hall:
    """A server in a process of its own and the way to it."""

    def __init__(self, folder: Path) -> None:
        (folder / "data").mkdir()
        self.storage = Storage(folder / "data")
        self.cast, self.tokens = self.storage.cast, self.storage.sign_in()
        self.token = self.tokens[0]
        self.proxy = FaultProxy(("127.0.0.1", 9))
        self.server = Server("serve", log=folder / "log", **self.storage.place)

    def __enter__(self) -> Self:
        self.proxy.upstream = ("127.0.0.1", self.server.wait_until_ready().port)
        self.proxy.__enter__()
        return self

    def __exit__(self, *why: object) -> None:
        self.proxy.__exit__(*why)
        self.server.kill()

    @property
    def note(self) -> str:
        """Where a note about Amina is written."""
        return f"/notities/nieuw?voor={self.cast.placement_a1.id}"

    def token_of(self, who: str) -> str:
        """A new session of this person of the cast."""
        with self.storage.open(), clock.at(now_really()):
            return sessions.start(self.cast.user(who))

    def without_network(self) -> None:
        self.proxy.only("reset")

    def with_network(self) -> None:
        self.proxy.calm()

    def texts(self) -> list[str]:
        with self.storage.open():
            return [row.text for row in Note.select(Note.text)]

    def wait_for(self, *texts: str, seconds: float = 20) -> None:
        """Until the server has these. Raises AssertionError when it takes longer."""
        until = time.monotonic() + seconds
        while missing := set(texts) - set(self.texts()):
            assert time.monotonic() < until, f"not received: {missing}"
            time.sleep(0.1)
