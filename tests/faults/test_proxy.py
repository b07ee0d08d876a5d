"""The rough weather is what it says it is: what a server saw, and what a client saw."""

import gc
import http.client
import socket
import threading
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.faults.proxy import ELSEWHERE, PORTAL_PAGE, Fault, FaultProxy, Storm
from tests.servers import free_port

LONG = b"a whole answer, " * 400


class Upstream(ThreadingHTTPServer):
    """Answers every request with LONG, and remembers it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.got: list[tuple[str, str, bytes]] = []
        self.hosts: list[str | None] = []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, Upstream)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.got.append((self.command, self.path, body))
        self.server.hosts.append(self.headers["Host"])
        answer = b"" if self.path == "/empty" else LONG
        self.send_response(303 if self.path == "/empty" else 200)
        self.send_header("Content-Length", str(len(answer)))
        self.send_header("X-Turn", str(len(self.server.got)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    server = Upstream()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def proxy(upstream: Upstream) -> Iterator[FaultProxy]:
    with FaultProxy(("127.0.0.1", upstream.server_port)) as proxy:
        yield proxy


def ask(proxy: FaultProxy, method: str = "POST", path: str = "/x", body: bytes = b"note") -> Any:
    """The answer with its `.body`. Raises OSError, HTTPException."""
    connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=5)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        return answer
    finally:
        connection.close()


def test_on_a_calm_day_everything_passes_unharmed(proxy: FaultProxy, upstream: Upstream) -> None:
    answer = ask(proxy)
    assert (answer.status, answer.body) == (200, LONG)
    assert upstream.got == [("POST", "/x", b"note")]
    assert upstream.hosts == [f"127.0.0.1:{proxy.port}"], "the server sees the browser's address"
    assert [(one.method, one.path, one.fault, one.status) for one in proxy.seen] == [
        ("POST", "/x", None, 200)
    ]


def test_a_client_that_keeps_its_connection_asks_again_on_a_new_one(proxy: FaultProxy) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=5)
    for _turn in range(3):
        connection.request("GET", "/x")
        answer = connection.getresponse()
        assert answer.getheader("Connection") == "close"
        assert answer.read() == LONG
    connection.close()


def test_twenty_clients_at_once_get_their_own_answers(
    proxy: FaultProxy, upstream: Upstream
) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda n: ask(proxy, path=f"/{n}").body, range(40)))
    assert answers == [LONG] * 40
    assert sorted(path for _m, path, _b in upstream.got) == sorted(f"/{n}" for n in range(40))


def test_a_reset_never_reaches_the_server(proxy: FaultProxy, upstream: Upstream) -> None:
    proxy.only("reset")
    with pytest.raises(ConnectionResetError):
        ask(proxy)
    assert upstream.got == []


def test_a_hanging_request_ends_when_it_is_let_go(proxy: FaultProxy, upstream: Upstream) -> None:
    proxy.only("hang")
    with ThreadPoolExecutor(1) as pool:
        hangs = pool.submit(ask, proxy)
        proxy.wait_for("hang")
        time.sleep(0.2)
        assert not hangs.done()
        proxy.calm()
        with pytest.raises(ConnectionResetError):
            hangs.result(5)
    assert upstream.got == []
    assert ask(proxy).status == 200


def test_a_hanging_request_ends_after_its_time(proxy: FaultProxy) -> None:
    proxy.hang_seconds = 0.2
    proxy.only("hang")
    began = time.monotonic()
    with pytest.raises(ConnectionResetError):
        ask(proxy)
    assert 0.2 <= time.monotonic() - began < 2


def test_an_answer_is_lost_after_the_server_did_its_work(
    proxy: FaultProxy, upstream: Upstream
) -> None:
    proxy.only("lost_answer")
    with pytest.raises(ConnectionResetError):
        ask(proxy)
    assert upstream.got == [("POST", "/x", b"note")]


def test_half_an_answer_breaks_off_in_the_middle(proxy: FaultProxy, upstream: Upstream) -> None:
    proxy.only("half_answer")
    connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=5)
    connection.request("POST", "/x", b"note")
    answer = connection.getresponse()
    assert answer.status == 200
    assert answer.read(len(LONG) // 2) == LONG[: len(LONG) // 2]
    with pytest.raises((ConnectionResetError, http.client.IncompleteRead)):
        answer.read()
    connection.close()
    assert len(upstream.got) == 1


def test_half_an_answer_without_a_body_breaks_off_in_its_head(
    proxy: FaultProxy, upstream: Upstream
) -> None:
    proxy.only("half_answer")
    with pytest.raises(ConnectionResetError):
        ask(proxy, path="/empty")
    assert len(upstream.got) == 1


@pytest.mark.parametrize("fault", ["duplicate", "race"])
def test_a_duplicate_reaches_the_server_twice(
    proxy: FaultProxy, upstream: Upstream, fault: str
) -> None:
    proxy.only(fault)
    answer = ask(proxy)
    assert upstream.got == [("POST", "/x", b"note")] * 2
    assert answer.status == 200
    if fault == "duplicate":
        assert answer.getheader("X-Turn") == "2", "the client sees the second answer"


def test_a_portal_says_200_with_a_page_of_its_own(proxy: FaultProxy, upstream: Upstream) -> None:
    proxy.only("portal")
    answer = ask(proxy)
    assert (answer.status, answer.body) == (200, PORTAL_PAGE)
    assert answer.getheader("Content-Type").startswith("text/html")
    assert upstream.got == []


@pytest.mark.parametrize(
    ("fault", "status", "header", "value"),
    [
        ("portal_away", 302, "Location", ELSEWHERE),
        ("bad_gateway", 502, "Cache-Control", "no-store"),
        ("unavailable", 503, "Retry-After", "7"),
    ],
)
def test_somebody_on_the_way_answers_instead(
    proxy: FaultProxy, upstream: Upstream, fault: str, status: int, header: str, value: str
) -> None:
    proxy.retry_after = 7
    proxy.only(fault)
    answer = ask(proxy)
    assert (answer.status, answer.getheader(header)) == (status, value)
    assert upstream.got == []


def test_a_slow_network_takes_its_time_both_ways(proxy: FaultProxy, upstream: Upstream) -> None:
    proxy.bytes_per_second = 2 * len(LONG)
    proxy.only("slow")
    began = time.monotonic()
    answer = ask(proxy, body=LONG)
    assert (answer.status, answer.body) == (200, LONG)
    assert upstream.got == [("POST", "/x", LONG)]
    assert 0.9 < time.monotonic() - began < 4, "half a second up and half a second down"


def test_a_fault_is_over_after_so_many_times(proxy: FaultProxy) -> None:
    proxy.only("bad_gateway", times=2)
    assert [ask(proxy).status for _turn in range(4)] == [502, 502, 200, 200]
    assert proxy.counts == {"bad_gateway": 2, "": 2}


def test_a_fault_can_be_for_one_address_and_one_method(proxy: FaultProxy) -> None:
    proxy.only("bad_gateway", method="POST", path="/verzenden")
    statuses = [ask(proxy, "POST", "/verzenden").status, ask(proxy, "POST", "/vandaag").status]
    assert [*statuses, ask(proxy, "GET", "/verzenden", b"").status] == [502, 200, 200]


def test_an_own_schedule_decides_for_each_request(proxy: FaultProxy) -> None:
    proxy.schedule = lambda method, path: "portal" if path == "/b" else None
    assert [ask(proxy, path=path).body == PORTAL_PAGE for path in ("/a", "/b")] == [False, True]


def test_the_same_seed_brings_the_same_storm() -> None:
    def weather(seed: int) -> list[str | None]:
        storm = Storm(seed, share=0.4, paths=("/verzenden",))
        return [storm("POST", "/verzenden") for _turn in range(400)]

    assert weather(1) == weather(1) != weather(2)
    counts = Counter(weather(1))
    assert set(counts) == {None, *Fault}
    assert 120 < 400 - counts[None] < 200
    assert Storm(1, share=1.0, paths=("/verzenden",))("GET", "/vandaag") is None


def test_a_server_that_is_down_is_a_502_of_the_proxy(proxy: FaultProxy) -> None:
    alive, proxy.upstream = proxy.upstream, ("127.0.0.1", free_port())
    assert ask(proxy).status == 502
    proxy.upstream = alive
    assert ask(proxy).status == 200


def test_a_proxy_whose_port_is_taken_says_so(proxy: FaultProxy) -> None:
    with pytest.raises(OSError, match="in use"), FaultProxy(proxy.upstream, port=proxy.port):
        pass


def test_a_proxy_stops_though_somebody_hangs(upstream: Upstream) -> None:
    with ThreadPoolExecutor(1) as pool:
        with FaultProxy(("127.0.0.1", upstream.server_port)) as proxy:
            proxy.only("hang")
            hangs = pool.submit(ask, proxy)
            proxy.wait_for("hang")
            began = time.monotonic()
        assert time.monotonic() - began < 2
        with pytest.raises(ConnectionError):
            hangs.result(5)


def test_a_proxy_that_stops_leaves_no_connection_behind_that_was_just_coming_in(
    upstream: Upstream,
) -> None:
    def knock(port: int, stop: threading.Event) -> None:
        while not stop.is_set():
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as one:
                one.send(b"GET / HTTP/1.1\r\n")

    with warnings.catch_warnings(record=True) as said, ThreadPoolExecutor(4) as pool:
        warnings.simplefilter("always")
        for _ in range(20):
            stop = threading.Event()
            with FaultProxy(("127.0.0.1", upstream.server_port)) as proxy:
                for _ in range(4):
                    pool.submit(knock, proxy.port, stop)
                time.sleep(0.02)
            stop.set()
        gc.collect()
    assert [str(one.message) for one in said] == []
