"""Rough weather between a browser and the server: a small HTTP/1.1 proxy that breaks on purpose.

    with FaultProxy(("127.0.0.1", server.port)) as proxy:
        page.goto(proxy.url)                                    # calm: everything passes
        proxy.only("hang", times=2, path="/verzenden")          # the next two, then calm again
        proxy.wait_for("hang")                                  # ... until one is under way
        proxy.calm()                                            # lets go of what hangs, too
        proxy.schedule = Storm(seed=7, share=0.3)               # three in ten go wrong
        proxy.seen; proxy.counts                                # what came, and what was done
        proxy.under_way                                         # so many are with the server now

A schedule is any function (method, path) -> fault or None. `proxy.upstream` may be changed while it
runs, since a server that was killed comes back on another port. The Host header passes unchanged,
so that the application sees the address that the browser used. Each connection carries one request
(`Connection: close` on both sides). While the server is down the proxy answers 502 by itself.
"""

import asyncio
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from tests.faults import http1
from tests.faults.http1 import Answer, Client, Request, ask, made_answer


class Fault(StrEnum):
    """What can happen to one request."""

    RESET = "reset"
    """The connection breaks; the server never sees the request."""
    HANG = "hang"
    """Nothing happens, until `calm` or `hang_seconds`; then the connection breaks."""
    LOST_ANSWER = "lost_answer"
    """The server did its work and answered; the client sees the connection break."""
    HALF_ANSWER = "half_answer"
    """The client gets half of the body (of the head, where there is no body) and then a break."""
    DUPLICATE = "duplicate"
    """The server gets the request twice, one after the other; the client sees the second answer."""
    RACE = "race"
    """The server gets it twice at the same time; the client sees the answer that came last."""
    PORTAL = "portal"
    """Guest Wi-Fi: 200 with a page of somebody else. The server sees nothing."""
    PORTAL_AWAY = "portal_away"
    """Guest Wi-Fi that sends the browser to another host."""
    BAD_GATEWAY = "bad_gateway"
    """502 of a proxy on the way; the server sees nothing."""
    UNAVAILABLE = "unavailable"
    """503 with Retry-After; the server sees nothing."""
    SLOW = "slow"
    """`bytes_per_second`, up and down."""


Schedule = Callable[[str, str], str | None]

PORTAL_PAGE = b"<!doctype html><title>Gast-wifi</title><h1>Welkom op onze gast-wifi</h1>"
ELSEWHERE = "http://portal.invalid/login"


def nothing(method: str, path: str) -> None:
    """The schedule of a calm day."""


class Storm:
    """A `share` of all requests under `paths` meets a fault; the seed decides which and what."""

    def __init__(
        self,
        seed: int,
        share: float = 0.3,
        faults: Iterable[str] = tuple(Fault),
        paths: tuple[str, ...] = ("/",),
    ) -> None:
        self._random, self._share = random.Random(seed), share
        self._faults, self._paths = [Fault(one) for one in faults], paths

    def __call__(self, method: str, path: str) -> str | None:
        if not path.startswith(self._paths) or self._random.random() >= self._share:
            return None
        return self._random.choice(self._faults)


@dataclass
class Seen:
    """One request and what was done to it. `status`: what the client got; 0 is nothing, or half."""

    method: str
    path: str
    fault: Fault | None
    status: int = 0


class FaultProxy:
    """Runs in a thread of its own; may be asked and changed from any other."""

    bytes_per_second = 20_000
    hang_seconds = 60.0
    retry_after = 1
    upstream_seconds = 60.0

    def __init__(
        self, upstream: tuple[str, int], schedule: Schedule = nothing, *, port: int = 0
    ) -> None:
        self.upstream, self.schedule, self.port = upstream, schedule, port
        self.seen: list[Seen] = []
        self.under_way = 0
        self._let_go = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self._refused: OSError | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def counts(self) -> Counter[str]:
        """How often each fault happened; "" counts what passed unharmed."""
        return Counter(str(one.fault or "") for one in self.seen)

    def only(self, fault: str, times: int | None = None, method: str = "", path: str = "/") -> None:
        """From now on this fault alone, for what fits; after `times` requests it is calm."""
        wanted, left = Fault(fault), times

        def chosen(asked: str, at: str) -> str | None:
            nonlocal left
            fits = at.startswith(path) and method in ("", asked)
            if not fits or left == 0:
                return None
            left = None if left is None else left - 1
            return wanted

        self._let_go.clear()
        self.schedule = chosen

    def calm(self) -> None:
        """No faults from now on, and what hangs is let go (its connection breaks)."""
        self.schedule = nothing
        self._let_go.set()

    def wait_for(self, fault: str, times: int = 1, seconds: float = 10) -> None:
        """Until this fault has met so many requests. Raises AssertionError when it takes longer."""
        until = time.monotonic() + seconds
        while self.counts[fault] < times:
            assert time.monotonic() < until, f"no {times} x {fault}: {dict(self.counts)}"
            time.sleep(0.01)

    # The thread ------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(10)
        if self._refused:
            raise self._refused
        return self

    def __exit__(self, *_why: object) -> None:
        self._let_go.set()
        with suppress(RuntimeError):  # the loop ended by itself
            self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(10)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()
            self._ready.set()

    async def _serve(self) -> None:
        """Accept by hand: asyncio's own server leaks what comes in while it closes."""
        self._ended, self._work = asyncio.Event(), set[asyncio.Task[None]]()
        try:
            listening = socket.create_server(("127.0.0.1", self.port), backlog=256)
        except OSError as refused:
            self._refused = refused
            return
        listening.setblocking(False)
        self.port = listening.getsockname()[1]
        self._ready.set()
        with listening:
            self._loop.add_reader(listening, self._accept, listening)
            await self._ended.wait()
            self._loop.remove_reader(listening)
        for task in self._work:
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)
        await asyncio.sleep(0.01)  # the loop hands the connections back

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            connection, _address = listening.accept()
            connection.setblocking(False)
            self._work.add(task := asyncio.ensure_future(self._one(connection)))
            task.add_done_callback(self._work.discard)
            task.add_done_callback(lambda _task: connection.close())

    async def _one(self, connection: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=connection)
        client = Client(writer)
        try:
            await self._meet(await http1.read_request(reader), client)
        except (OSError, EOFError, http1.NotHttp, asyncio.CancelledError):
            client.reset()
        finally:
            await client.close()

    # The faults ------------------------------------------------------------------------------

    async def _meet(self, request: Request, client: Client) -> None:
        chosen = self.schedule(request.method, request.path)
        fault = Fault(chosen) if chosen else None
        seen = Seen(request.method, request.path, fault)
        self.seen.append(seen)
        if fault in (Fault.RESET, Fault.HANG):
            if fault == Fault.HANG:
                await self._hang()
            client.reset()
            return
        answer = self._own_answer(fault) or await self._passed_on(request, fault)
        if fault == Fault.LOST_ANSWER:
            client.reset()
        elif fault == Fault.HALF_ANSWER:
            await client.send_half(answer)
        else:
            seen.status = answer.status
            await client.send(answer.raw, self.bytes_per_second if fault == Fault.SLOW else 0)

    async def _hang(self) -> None:
        until = time.monotonic() + self.hang_seconds
        while time.monotonic() < until and not self._let_go.is_set():
            await asyncio.sleep(0.02)

    def _own_answer(self, fault: Fault | None) -> Answer | None:
        match fault:
            case Fault.PORTAL:
                return made_answer(200, "OK", PORTAL_PAGE)
            case Fault.PORTAL_AWAY:
                return made_answer(302, "Found", b"", Location=ELSEWHERE)
            case Fault.BAD_GATEWAY:
                return made_answer(502, "Bad Gateway", b"<h1>502 Bad Gateway</h1>")
            case Fault.UNAVAILABLE:
                after = {"Retry-After": str(self.retry_after)}
                return made_answer(503, "Service Unavailable", b"<h1>503</h1>", **after)
        return None

    async def _passed_on(self, request: Request, fault: Fault | None) -> Answer:
        """What the server answers; a 502 of our own while it cannot be reached."""
        self.under_way += 1
        try:
            async with asyncio.timeout(self.upstream_seconds):
                return await self._answers(request, fault)
        except (OSError, EOFError, http1.NotHttp):  # TimeoutError is an OSError
            return made_answer(502, "Bad Gateway", b"<h1>The server does not answer</h1>")
        finally:
            self.under_way -= 1

    async def _answers(self, request: Request, fault: Fault | None) -> Answer:
        pace = self.bytes_per_second if fault == Fault.SLOW else 0
        if fault == Fault.DUPLICATE:
            await ask(self.upstream, request)
        if fault == Fault.RACE:
            return await self._last_of_two(request)
        return await ask(self.upstream, request, pace)

    async def _last_of_two(self, request: Request) -> Answer:
        """Sent twice at once; one of the two may fail."""
        answers: list[Answer] = []

        async def once() -> None:
            answers.append(await ask(self.upstream, request))

        await asyncio.gather(once(), once(), return_exceptions=True)
        if not answers:
            raise http1.NotHttp("no answer")
        return answers[-1]
