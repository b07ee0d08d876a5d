"""As much HTTP/1.1 as a proxy needs that carries one request on each connection."""

import asyncio
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass

ONE_HOP = ("connection", "keep-alive", "proxy-connection", "expect", "upgrade", "te")
"""Headers that are about one connection (RFC 9110, 7.6.1): they are not passed on."""

PIECES_A_SECOND = 20


class NotHttp(Exception):
    """These bytes are no request or no whole answer."""


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    raw: bytes


@dataclass(frozen=True)
class Answer:
    status: int
    head: bytes
    body: bytes

    @property
    def raw(self) -> bytes:
        return self.head + self.body


def made_answer(status: int, words: str, body: bytes, **headers: str) -> Answer:
    """An answer that some machine on the way gives: HTML, never cached."""
    own = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
    } | headers
    lines = [f"HTTP/1.1 {status} {words}", *(f"{name}: {value}" for name, value in own.items())]
    return Answer(status, _closing("\r\n".join(lines).encode()), body)


def _closing(head: bytes) -> bytes:
    """The head with its own `Connection: close` and no other word about the connection."""
    first, *rest = head.rstrip(b"\r\n").split(b"\r\n")
    kept = [line for line in rest if _name(line) not in ONE_HOP]
    return b"\r\n".join([first, *kept, b"Connection: close", b"", b""])


def _name(line: bytes) -> str:
    return line.split(b":", 1)[0].strip().lower().decode("latin-1")


def _header(head: bytes, name: str) -> str:
    for line in head.split(b"\r\n")[1:]:
        if _name(line) == name:
            return line.split(b":", 1)[1].strip().decode("latin-1")
    return ""


async def read_request(reader: asyncio.StreamReader) -> Request:
    """One whole request. Raises EOFError when the client stops halfway, NotHttp."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        raise NotHttp("a head without an end") from None
    words = head.split(b"\r\n")[0].decode("latin-1").split(" ")
    if len(words) != 3 or _header(head, "transfer-encoding"):
        raise NotHttp(words[0])
    body = await reader.readexactly(int(_header(head, "content-length") or 0))
    return Request(words[0], words[1], _closing(head) + body)


async def ask(upstream: tuple[str, int], request: Request, pace: int = 0) -> Answer:
    """The whole answer. Raises OSError when nobody is there, NotHttp for half an answer."""
    reader, writer = await asyncio.open_connection(*upstream)
    try:
        await _write(writer, request.raw, pace)
        raw = await reader.read()
    finally:
        writer.transport.abort()
    head, found, body = raw.partition(b"\r\n\r\n")
    if not found or not _whole(request, head, body):
        raise NotHttp("half an answer")
    return Answer(int(head.split(b" ", 2)[1]), _closing(head), body)


def _whole(request: Request, head: bytes, body: bytes) -> bool:
    if request.method == "HEAD":
        return True
    if "chunked" in _header(head, "transfer-encoding"):
        return body.endswith(b"0\r\n\r\n")
    return len(body) >= int(_header(head, "content-length") or 0)


async def _write(writer: asyncio.StreamWriter, data: bytes, pace: int) -> None:
    """All at once, or `pace` bytes a second."""
    step = max(1, pace // PIECES_A_SECOND) if pace else len(data)
    for start in range(0, len(data), step):
        writer.write(data[start : start + step])
        await writer.drain()
        if pace:
            await asyncio.sleep(1 / PIECES_A_SECOND)


class Client:
    """The side that asked: it can be answered, half answered or cut off."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    async def send(self, data: bytes, pace: int = 0) -> None:
        await _write(self._writer, data, pace)

    async def send_half(self, answer: Answer) -> None:
        """Half of the body, or of the head when that is all there is, and then a break."""
        half = len(answer.head) + len(answer.body) // 2 if answer.body else len(answer.head) // 2
        await self.send(answer.raw[:half])
        await asyncio.sleep(0.05)  # a reset overtakes what the client has not read yet
        self.reset()

    def reset(self) -> None:
        """Break the connection with a RST, as a Wi-Fi that changes address does."""
        sock = self._writer.get_extra_info("socket")
        with suppress(OSError):  # it broke by itself already
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def close(self) -> None:
        self._writer.close()
        with suppress(OSError):
            await self._writer.wait_closed()
