"""The machine with the server loses power while people write; what they were told is looked for.

    outcome = cut_power(tmp_path, cuts=3)
    assert outcome.right, outcome
    planted = cut_power(tmp_path, cuts=10, careless="nearly_synced")      # ends at the first loss
    assert planted.found.lost

The database and the keys lie on a LoopDisk. People send the page's form and sealed batches
(writers.py), at a moment that nobody chose the disk is shut down under the server, the server is
killed, the disk is mounted again (its journal is replayed) and SQLite replays its own. Then every
note that was received so far has to be there, before the server starts again. What a person was not
told is sent again by its writer, as a device does.
"""

import random
import time
from dataclasses import dataclass
from pathlib import Path

from peewee import DatabaseError

from tests.faults.hall import Storage
from tests.faults.power import LoopDisk
from tests.faults.writers import Crew, Found, checked
from tests.servers import Server

WRITERS = 6
NOTES_A_LIFE = 8
"""Each life of the server ends after so many more notes, and a moment by chance."""

A_MOMENT = 0.25
LIVES_A_SESSION = 10
"""After so many lives everybody signs in anew: a session may not send without end."""


class CarelessServer(Server):
    program = "tests.faults.careless"


@dataclass(frozen=True)
class Outcome:
    """What was there after the last cut, and how many cuts there were."""

    cuts: int
    found: Found
    damage: str = ""

    @property
    def right(self) -> bool:
        return self.found.right

    def __str__(self) -> str:
        told = self.found.received + self.found.lost
        return (
            f"{self.cuts} power cuts, {told:,} notes acknowledged,"
            f" {self.found.lost} lost{self.damage and ': '}{self.damage}"
        )


def cut_power(folder: Path, cuts: int, careless: str = "") -> Outcome:
    """Cut the power so often, or until something is lost. Raises NoDisk."""
    with LoopDisk(folder, megabytes=256) as disk:
        return _Machine(disk, folder / "log", careless).live(cuts)


class _Machine:
    """The server's machine, its writers, and what is found on its disk."""

    def __init__(self, disk: LoopDisk, log: Path, careless: str) -> None:
        self.disk, self.log, self.careless = disk, log, careless
        self.damage = ""
        self.storage = Storage(disk.path)
        self.crew = Crew(self.storage.cast, self.storage.sign_in(), 0)

    def live(self, cuts: int) -> Outcome:
        self.crew.start(WRITERS)
        found = Found()
        try:
            for life in range(1, cuts + 1):
                self._until_the_power_goes()
                found = self._look()
                if not found.right:
                    break
                if life % LIVES_A_SESSION == 0:
                    self.crew.tokens = self.storage.sign_in()
        finally:
            self.crew.stop()
        return Outcome(self.disk.cuts, found, self.damage)

    def _until_the_power_goes(self) -> None:
        program = CarelessServer if self.careless else Server
        place = self.storage.place | {"CARELESS": self.careless}
        server = program("serve", log=self.log, **place)
        try:
            self.crew.port, self.crew.deaf = server.wait_until_ready().port, False
            self.crew.wait_for_more(NOTES_A_LIFE)
            time.sleep(random.random() * A_MOMENT)
            self.crew.deaf = True
            self.disk.shut_down()
        finally:
            server.kill()
            self.crew.port = 0
        self.disk.start_again()

    def _look(self) -> Found:
        try:
            with self.storage.open():
                return checked(self.crew)
        except DatabaseError as damaged:
            self.damage = f"{type(damaged).__name__}: {damaged}"
            received = len(self.crew.received)
            return Found(received=received, lost=received, broken=1)
