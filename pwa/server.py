"""Granian in front of the application: processes with threads, and a word when it is ready."""

import errno
import multiprocessing
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from pwa.config import SettingsError

THREADS = 32
"""For each worker: half-sent uploads must not stop the others."""

_OWNER_AND_GROUP = 0o660
_STOPPING = 5.0


@dataclass(frozen=True)
class Place:
    """Where it listens: a socket in the file system, or a port."""

    host: str = ""
    port: int = 0
    socket: Path | None = None

    def __str__(self) -> str:
        named = "localhost" if self.host == "127.0.0.1" else self.host  # a passkey wants a name
        shown = f"[{named}]" if ":" in named else named
        return f"http at {self.socket}" if self.socket else f"http://{shown}:{self.port}"

    def connection(self) -> HTTPConnection:
        """From this machine."""
        if self.socket:
            return _Through(self.socket)
        here = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        return HTTPConnection(here, self.port, timeout=2)

    def refuse_taken(self) -> None:
        """Granian shares a port with whoever has it, and the other would say that this is ready.
        A server that is just being stopped gets some seconds. Raises SettingsError."""
        until = time.monotonic() + _STOPPING
        while reason := self._taken():
            if time.monotonic() > until:
                raise SettingsError(f"Opstap cannot listen at {self.host}, {reason}.")
            time.sleep(0.1)

    def _taken(self) -> str:
        """Why nothing can listen here, empty when it can."""
        if self.socket:
            return ""
        kind = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            socket.create_server((self.host, self.port), family=kind).close()
        except OSError as wrong:
            if wrong.errno == errno.EADDRINUSE:
                return f"port {self.port}: another program has it. Choose one: --port N"
            return f"port {self.port}: {wrong.strerror}"
        return ""


class _Through(HTTPConnection):
    """HTTP through a socket in the file system."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=2)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


def serve(place: Place, *, workers: int, ready: Callable[[], None]) -> None:
    """Serve until stopped; `ready` is called once, when the first request was answered."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # A forked worker would inherit this process's locks, threads, database files and PDF process.
    multiprocessing.set_start_method("spawn", force=True)
    _clear(place.socket)
    waiting = threading.Thread(target=_tell, args=(place, ready), daemon=True)
    waiting.start()
    Granian(
        "pwa:create_app",
        factory=True,
        address=place.host,
        port=place.port,
        uds=place.socket,
        uds_permissions=_OWNER_AND_GROUP if place.socket else None,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_enabled=True,
        log_level=LogLevels.error,
        websockets=False,
    ).serve()


def _clear(path: Path | None) -> None:
    """What a killed server left behind; anything but a socket stays, and the start fails."""
    if path and path.is_socket():
        path.unlink()


def _tell(place: Place, ready: Callable[[], None]) -> None:
    for _try in range(600):
        asking = place.connection()
        try:
            asking.request("GET", "/healthz")
            if asking.getresponse().status == 200:
                return ready()
        except (HTTPException, OSError):
            pass
        finally:
            asking.close()
        time.sleep(0.05)
    return None
