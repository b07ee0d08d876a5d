"""What an installation answers behind Caddy: over HTTPS, as Opstap said it, whoever dawdles."""

import json
import re
import socket
import ssl
import stat
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pwa.access import COOKIE
from pwa.domain.ids import uuid7
from pwa.models import Note, RateBucket, User
from pwa.services import people, rates
from tests.deploy.caddy import ROOT, Caddy, half_head, needs_caddy
from tests.faults.writers import now_really, tokens_for
from tests.people import Cast
from tests.servers import Server, served
from tests.tablet import batch, body_of, row

pytestmark = needs_caddy

DAWDLERS = 100
"""More than Opstap has threads."""


@pytest.fixture
def server(cast: Cast, connection: str, tmp_path: Path) -> Iterator[Server]:
    place = {
        "OPSTAP_DATABASE": connection,
        "OPSTAP_DATA": str(tmp_path),
        "OPSTAP_BASE_URL": "https://opstap.test",
        "OPSTAP_TRUSTED_PROXIES": "1",
        "OPSTAP_SOCKET": str(tmp_path / "opstap.sock"),
    }
    with served("serve", log=tmp_path / "log", **place) as started:
        yield started


@pytest.fixture
def caddy(server: Server, tmp_path: Path) -> Iterator[Caddy]:
    assert server.socket
    with Caddy(tmp_path, server.socket) as started:
        yield started


def test_a_page_comes_over_https_with_each_header_once(caddy: Caddy) -> None:
    page = caddy.ask("GET", "/aanmelden")
    assert page.status == 200
    names = Counter(name.lower() for name in page.headers)
    assert [name for name, count in names.items() if count > 1] == []
    assert "server" not in names
    assert page.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    with socket.create_connection(("127.0.0.1", caddy.plain_port), 10) as plain:
        plain.sendall(b"GET /begin HTTP/1.1\r\nHost: opstap.test\r\n\r\n")
        told = plain.recv(4096).decode()
    assert told.startswith("HTTP/1.1 308")
    assert "Location: https://opstap.test" in told


def test_what_opstap_compressed_and_marked_arrives_so(caddy: Caddy, server: Server) -> None:
    path = re.search(
        r'href="(/static/[^"]+\.css[^"]*)"', caddy.ask("GET", "/aanmelden").body.decode()
    )
    assert path
    own = server.ask("GET", path[1], **{"Accept-Encoding": "br"})
    ours = caddy.ask("GET", path[1], Accept_Encoding="br")
    assert ours.headers["Content-Encoding"] == own.headers["Content-Encoding"] == "br"
    assert (ours.body, ours.headers["ETag"]) == (own.body, own.headers["ETag"])
    assert ours.headers["Cache-Control"] == own.headers["Cache-Control"]
    again = caddy.ask("GET", path[1], Accept_Encoding="br", If_None_Match=own.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_somebody_signs_in_and_is_bound_to_this_site(caddy: Caddy, cast: Cast) -> None:
    secret = people.hash_password("een lange zin")
    User.update(login="sara", password_hash=secret).where(User.id == cast.supervisor_a.id).execute()
    words = {"login": "sara", "password": "een lange zin", "next": ""}
    answer = caddy.ask("POST", "/aanmelden", words)
    told = [c for c in answer.headers.get_all("Set-Cookie") if c.startswith(f"__Host-{COOKIE}=")]
    assert (answer.status, len(told)) == (303, 1)
    for word in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert word in told[0]
    tokens_for(cast)
    page = caddy.ask("GET", "/vandaag/", Cookie=told[0].split(";")[0])
    assert (page.status, "Amina" in page.body.decode()) == (200, True)
    assert caddy.ask("POST", "/aanmelden", words, Origin="https://evil.example").status == 403


def test_opstap_knows_from_where_somebody_comes_whatever_they_say(caddy: Caddy) -> None:
    words = {"login": "niemand", "password": "een lange zin", "next": ""}
    forged = {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Proto": "http"}
    assert caddy.ask("POST", "/aanmelden", words, source="127.0.0.5", **forged).status == 422
    kept = {row.key for row in RateBucket.select()}
    assert rates._key("sign-in-address", "127.0.0.5") in kept
    for other in ("203.0.113.9", "127.0.0.1", ""):
        assert rates._key("sign-in-address", other) not in kept


def test_what_waited_on_a_device_is_received(caddy: Caddy, cast: Cast) -> None:
    cookie = f"__Host-{COOKIE}={tokens_for(cast)[0]}"
    key = json.loads(caddy.ask("POST", "/verzenden/sleutel", {}, Cookie=cookie).body)
    now, id = now_really(), uuid7()
    fields = {"id": id, "made_at": now, "day": now.date(), "text": "Stapelde zelf."}
    rows = [row(key, *body_of("note", cast.placement_a1.id, **fields))]
    kind = {"Content_Type": "application/json", "Cookie": cookie}
    answer = caddy.ask("POST", "/verzenden/", json.dumps(batch(*rows)).encode(), **kind)
    assert (answer.status, answer.headers["Opstap-Outbox"]) == (200, "1")
    assert [one["state"] for one in json.loads(answer.body)["results"]] == ["received"]
    assert Note.get_by_id(id).text == "Stapelde zelf."


def asked_at_once(ask: Any, count: int = 20) -> list[float]:
    """How long each of so many took who asked for a page at the same moment."""

    def one(_n: int) -> float:
        began = time.monotonic()
        assert ask("GET", "/aanmelden").status == 200
        return time.monotonic() - began

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_many_who_dawdle_while_sending_hold_nobody_up(caddy: Caddy) -> None:
    held = [caddy.half_sent("/aanmelden") for _n in range(DAWDLERS)]
    try:
        time.sleep(1)
        assert max(asked_at_once(caddy.ask)) < 5
    finally:
        for one in held:
            one.close()


def straight(server: Server) -> socket.socket:
    """A connection to Opstap itself."""
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.settimeout(10)
    made.connect(str(server.socket))
    return made


def test_between_caddy_and_opstap_is_a_socket_of_two_and_no_network(
    caddy: Caddy, server: Server
) -> None:
    """ASVS 5.0.0, 12.3.1 and 12.3.3: owner and group may use it, and no port is open."""
    assert caddy.ask("GET", "/healthz").status == 200
    assert server.socket
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o660
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), 10)


def test_only_tls_of_today_is_spoken(caddy: Caddy) -> None:
    """ASVS 5.0.0, 12.1.1 and 12.1.2: 1.3 first, 1.2 with forward secrecy, and nothing older."""
    with caddy.connect() as newest:
        assert newest.version() == "TLSv1.3"
    with caddy.connect(most=ssl.TLSVersion.TLSv1_2) as older:
        cipher = older.cipher()
        assert older.version() == "TLSv1.2"
        assert cipher and cipher[0].startswith("ECDHE-")
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        caddy.connect(most=ssl.TLSVersion.TLSv1_1)


def test_without_caddy_they_would(server: Server) -> None:
    head = half_head("/aanmelden", "127.0.0.1", "http://127.0.0.1")
    held = [straight(server) for _n in range(DAWDLERS)]
    try:
        for one in held:
            one.sendall(head + b"a=1")
        time.sleep(1)
        with straight(server) as asking:
            asking.settimeout(3)
            asking.sendall(b"GET /aanmelden HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            with pytest.raises(TimeoutError):
                asking.recv(1)
    finally:
        for one in held:
            one.close()


@pytest.mark.parametrize(
    ("size", "part"),
    [
        ("Content-Length: 100000", b"%s"),
        ("Transfer-Encoding: chunked", b"%x\r\n%s\r\n"),  # the last chunk stays away
    ],
)
def test_half_a_form_is_no_form(caddy: Caddy, server: Server, size: str, part: bytes) -> None:
    before = RateBucket.select().count()
    form = b"login=niemand&password=kort&next="
    more = part % ((len(form), form) if b"%x" in part else form)
    caddy.half_sent("/aanmelden", more, size).close()
    time.sleep(0.5)
    assert caddy.ask("GET", "/aanmelden").status == 200
    assert RateBucket.select().count() == before
    assert caddy.ask("POST", "/aanmelden", form).status == 422
    assert RateBucket.select().count() > before, "a whole one is"
    assert "Traceback" not in server.log.read_text()


def answers_to(connection: socket.socket, request: bytes) -> list[str]:
    """The statuses of all that comes back."""
    connection.settimeout(5)
    connection.sendall(request)
    told = b""
    try:
        while part := connection.recv(65_536):
            told += part
    except TimeoutError:
        pass
    return re.findall(r"HTTP/1\.1 (\d{3}) ", told.decode("latin-1"))


BOTH = "Content-Length: 46\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
TWO = "Content-Length: 0\r\nContent-Length: 46\r\n\r\n"
INSIDE = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.mark.parametrize(("lengths", "told"), [(BOTH, ["403", "200"]), (TWO, ["400"])])
def test_caddy_and_opstap_agree_where_a_request_ends(
    caddy: Caddy, server: Server, lengths: str, told: list[str]
) -> None:
    """ASVS 5.0.0, 4.2.1: chunks count and the length beside them does not; of two lengths none."""
    head = f"POST /aanmelden HTTP/1.1\r\nHost: opstap.test:{caddy.port}\r\n"
    with caddy.connect() as outside:
        assert answers_to(outside, (head + lengths + INSIDE).encode()) == told
    plain = "POST /aanmelden HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    with straight(server) as inside:
        assert answers_to(inside, (plain + lengths + INSIDE).encode())[:1] == told[:1]


def test_what_is_too_large_is_refused(caddy: Caddy) -> None:
    assert caddy.ask("POST", "/aanmelden", b"a=" + b"b" * 1_500_000).status == 413
    for length in (2_000_000, 3_000_000, 10_000_000_000):
        with caddy.half_sent("/aanmelden", size=f"Content-Length: {length}") as sending:
            told = sending.recv(1000)
        assert told.startswith(b"HTTP/1.1 413"), length
        assert told.endswith(b"Dit is te groot om te verzenden.")


def test_who_is_refused_before_a_large_form_was_read_hears_it(caddy: Caddy) -> None:
    """A note with photos of somebody whose session ended, a batch of a device: more than fits
    between Caddy and Opstap at once."""
    answer = caddy.ask("POST", "/notities/", b"a=" + b"b" * 12_000_000)
    assert (answer.status, "Aanmelden" in answer.body.decode()) == (401, True)
    kind = {"Content_Type": "application/json"}
    answer = caddy.ask("POST", "/verzenden/", b"x" * 900_000, **kind)
    assert (answer.status, answer.headers["Opstap-Outbox"]) == (401, "1")
    assert caddy.ask("POST", "/aanmelden", b"a=" + b"b" * 1_900_000).status == 413


def test_caddy_takes_whatever_opstap_takes(new_app: Any) -> None:
    most = re.search(r"max_size (\d+)MB", (ROOT / "deploy" / "Caddyfile").read_text())
    assert most
    assert int(most[1]) * 1_000_000 > new_app().config["MAX_CONTENT_LENGTH"]


def test_while_opstap_is_away_somebody_says_so_and_nobody_is_named(
    caddy: Caddy, server: Server
) -> None:
    server.kill()
    answer = caddy.ask("GET", f"/notities/nieuw?voor={uuid7()}", Cookie=f"__Host-{COOKIE}=geheim")
    assert (answer.status, answer.headers["Retry-After"]) == (502, "10")
    assert "Opstap is even niet bereikbaar" in answer.body.decode()
    assert "Opstap-Outbox" not in answer.headers
    log = caddy.log.read_text()
    for word in ("notities", "voor=", "geheim"):
        assert word not in log
