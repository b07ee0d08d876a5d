"""Whether anything is lost in rough weather: tablets, a real page, and a server that is killed.

Run: python -m bench.storm [--tablets 6 --notes 1100 --page 110 --kills 10 --seed 1
--seconds 540 --postgresql]. Tablets that several people share and a real page in Chromium write at
`opstap serve` through a proxy that breaks on purpose (tests/faults/proxy.py), while the server is
killed with a request under way and started again. Then the weather is calm, every queue has to
drain, and the database is compared with what the devices kept. --postgresql: there, with two
workers, where OPSTAP_TEST_POSTGRESQL names a server. Ends with 1 when a note is lost, doubled,
under a wrong author or out of order, or when fewer were received than asked for.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pwa import clock, database, migrations
from pwa.models import Receipt
from tests import people
from tests.databases import Postgres, Sqlite, Store
from tests.faults.found import Found
from tests.faults.proxy import FaultProxy, Storm
from tests.faults.real_page import RealPage
from tests.faults.tablets import Log, SharedTablet, Worker
from tests.faults.writers import move_to_today, signed_in_really
from tests.people import Cast
from tests.servers import Server

PATHS = ("/notities/", "/verzenden/")
PAGE_AHEAD = 0.05
"""The tablets are fast: they wait for the page, so that it meets every kill."""


@dataclass(frozen=True)
class Plan:
    """How rough it will be. `notes` counts those of the page, too."""

    tablets: int = 6
    notes: int = 1100
    page: int = 110
    kills: int = 10
    seed: int = 1
    seconds: float = 540
    share: float = 0.3
    hang: float = 1.5
    workers: int = 1


@dataclass
class Outcome:
    """What was found, and what the weather was."""

    found: Found
    plan: Plan
    seconds: float
    faults: dict[str, int]
    kills_under_way: int
    carried: int
    without_network: int
    sign_ins: int

    @property
    def right(self) -> bool:
        return self.found.right and self.found.received >= self.plan.notes

    def lines(self) -> Iterator[str]:
        found, plan = self.found, self.plan
        yield f"accepted        {found.received:6,} of {plan.notes:,} that were asked for"
        for name in ("lost", "doubled", "wrong_author", "reordered"):
            yield f"{name.replace('_', ' '):<15} {getattr(found, name):6,}"
        yield f"other mistakes  {self._others:6,}  refused, without event or receipt, broken chain"
        yield (
            f"devices         {plan.tablets:6,}  shared tablets, and a real page with {plan.page}"
            f" notes, {self.without_network} of them without network"
        )
        yield f"brought along   {self.carried:6,}  by somebody else than who wrote them"
        yield f"kills           {plan.kills:6,}  {self.kills_under_way} with a request under way"
        yield f"seconds         {self.seconds:6.1f}  {found.received / self.seconds:.1f} notes/s"
        faults = {name: count for name, count in sorted(self.faults.items()) if name}
        asked, harmed = sum(self.faults.values()), sum(faults.values())
        yield f"requests        {asked:6,}  {harmed:,} of them met a fault:"
        yield from (f"  {name:<13} {count:6,}" for name, count in faults.items())

    @property
    def _others(self) -> int:
        found = self.found
        return found.refused + found.without_event + found.without_receipt + found.broken


def workers_of(cast: Cast) -> list[Worker]:
    """Three who write (two of them about the same candidate) and one who brings along."""
    a1, a2 = cast.placement_a1.id, cast.placement_a2.id
    writes = {"supervisor_a": (a1, a2), "substitute": (a1,), "colleague": (a2,), "coach_1": ()}
    return [
        Worker(cast.user(name).id, abouts, tuple(signed_in_really(cast.user(name))))
        for name, abouts in writes.items()
    ]


class Weather:
    """One storm over the open database with the cast in it; `server` is what is killed."""

    def __init__(self, plan: Plan, cast: Cast, folder: Path, server: type[Server]) -> None:
        move_to_today()
        self.plan, self.folder, self.kind = plan, folder, server
        self.people, self.log = workers_of(cast), Log()
        self.until = time.monotonic() + plan.seconds
        self.kills_under_way, self.lives = 0, 0

    def pass_over(self, address: str) -> Outcome:
        began, plan = time.monotonic(), self.plan
        self.environ = {
            "OPSTAP_DATABASE": address,
            "OPSTAP_DATA": str(self.folder),
            "OPSTAP_WORKERS": str(plan.workers),
        }
        with FaultProxy(("127.0.0.1", 9)) as self.proxy:
            self.proxy.hang_seconds = plan.hang
            self._start()
            try:
                self._rage()
            finally:
                self.server.kill()
        seconds, page = time.monotonic() - began, self.page
        brought = Receipt.select().where(Receipt.author != Receipt.delivered_by).count()
        return Outcome(
            self.log.found(), plan, seconds, dict(self.proxy.counts), self.kills_under_way,
            brought, page.offline_notes if page else 0, page.sign_ins if page else 0,
        )  # fmt: skip

    def _start(self) -> None:
        self.lives += 1
        log = self.folder / f"server{self.lives}"
        self.server = self.kind("serve", log=log, **self.environ).wait_until_ready()
        self.proxy.upstream = ("127.0.0.1", self.server.port)

    def _rage(self) -> None:
        plan = self.plan
        self.page = self._opened_page()
        self.tablets = list(self._tablets())
        self.proxy.schedule = Storm(plan.seed, share=plan.share, paths=PATHS)
        for tablet in self.tablets:
            tablet.start()
        for number in range(plan.kills):
            self._kill_at((number + 1) / (plan.kills + 1))
        self._wait(lambda: self._share >= 1)
        self.proxy.calm()
        if self.page:
            self.page.drain.set()
        self._wait(lambda: not any(one.is_alive() for one in self._devices))
        if self.page and self.page.trouble:
            raise self.page.trouble

    def _opened_page(self) -> RealPage | None:
        if not self.plan.page:
            return None
        plan = self.plan
        page = RealPage(self.proxy.url, self.people, self.log, quota=plan.page, seed=plan.seed)
        page.start()
        page.ready.wait(90)
        return page

    def _tablets(self) -> Iterator[SharedTablet]:
        plan, page = self.plan, self.page
        quota = -(-(plan.notes - plan.page) // plan.tablets)
        pace: Callable[[], float] = (lambda: page.share + PAGE_AHEAD) if page else (lambda: 1.0)
        for n in range(plan.tablets):
            yield SharedTablet(
                f"tablet {n + 1}", self.people, self.log, self.proxy.port,
                quota=quota, seed=plan.seed, pace=pace,
            )  # fmt: skip

    @property
    def _devices(self) -> list[SharedTablet | RealPage]:
        return [*self.tablets, self.page] if self.page else [*self.tablets]

    @property
    def _share(self) -> float:
        """How much of what is asked for was written."""
        return len(self.log.written) / self.plan.notes

    def _kill_at(self, share: float) -> None:
        """Once so much was written: with a request under way, and start it again."""
        self._wait(lambda: self._share >= share)
        for _try in range(100):  # it may be answered while we wait for a moment by chance
            self._wait(lambda: self.proxy.under_way > 0, most=5)
            time.sleep(random.random() * 0.01)
            if self.proxy.under_way > 0:
                break
        self.kills_under_way += self.proxy.under_way > 0
        self.server.kill()
        self._start()

    def _wait(self, until: Callable[[], bool], most: float = 10_000) -> None:
        """Until it is so, or the time is over, or the page broke: then what is missing is found."""
        end = min(self.until, time.monotonic() + most)
        while not until() and time.monotonic() < end and not (self.page and self.page.trouble):
            time.sleep(0.002)


@contextmanager
def a_database(folder: Path, postgresql: str) -> Iterator[tuple[str, Cast]]:
    """A new one, open, with the cast of the tests."""
    store: Store = Postgres(postgresql) if postgresql else Sqlite(folder)
    address = store.new()
    made = database.open_database(address)
    try:
        with database.connected():
            with clock.at(people.NOW):
                migrations.migrate()
                cast = people.arrive()
            yield address, cast
    finally:
        made.close_all()
        store.close()


def planned() -> tuple[Plan, str]:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name in ("tablets", "notes", "page", "kills", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan, name))
    parser.add_argument("--seconds", type=float, default=Plan.seconds, help="at most so long")
    parser.add_argument("--postgresql", action="store_true")
    given = vars(parser.parse_args())
    server = os.environ.get("OPSTAP_TEST_POSTGRESQL", "")
    if not given.pop("postgresql"):
        return Plan(**given), ""
    if not server:
        print("skipped: OPSTAP_TEST_POSTGRESQL names no server")
        raise SystemExit(0)
    return Plan(**given, workers=2), server


def main() -> int:
    """Print what was found; 1 when it is not right."""
    plan, postgresql = planned()
    with tempfile.TemporaryDirectory(prefix="opstap-bench-") as name:
        folder = Path(name)
        with a_database(folder, postgresql) as (address, cast):
            outcome = Weather(plan, cast, folder, Server).pass_over(address)
    print("\n".join(outcome.lines()))
    return 0 if outcome.right else 1


if __name__ == "__main__":
    sys.exit(main())
