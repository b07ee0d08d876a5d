"""A server in a process of its own, as an installation runs it: started, asked, killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from pwa.server import Place
from tests.log_canaries import SAID


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def opstap(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """The command line, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "pwa.cli", *arguments],
        env=_environ(environ),
        capture_output=True,
        text=True,
        timeout=90,
    )


def _environ(more: dict[str, str]) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("OPSTAP_")}
    root = str(Path(__file__).parents[1])
    return {**kept, "PYTHONPATH": root, "OPSTAP_SECRET_KEY": "k" * 40, **more}


class Server:
    """`opstap serve` or `up`; `log` holds what it printed. With OPSTAP_SOCKET it is asked there."""

    program = "pwa.cli"

    def __init__(self, *arguments: str, log: Path, **environ: str) -> None:
        self.port, self.log = free_port(), log
        given = environ.get("OPSTAP_SOCKET", "")
        self.socket = Path(given) if given else None
        command = [sys.executable, "-m", self.program, *arguments, "--port", str(self.port)]
        with log.open("w") as out:
            self.process = subprocess.Popen(
                command, env=_environ(environ), stdout=out, stderr=out, start_new_session=True
            )

    def wait_until_ready(self) -> "Server":
        until = time.monotonic() + 40
        while "Opstap: http" not in self.log.read_text():
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the server did not start:\n{self.log.read_text()}")
            time.sleep(0.05)
        return self

    def ask(
        self, method: str, path: str, data: dict[str, Any] | None = None, **headers: str
    ) -> Any:
        """The answer, read whole: `.status`, `.body`, `.headers`. Raises OSError, HTTPException."""
        connection = Place("127.0.0.1", self.port, self.socket).connection()
        connection.timeout = 20
        own = {"Sec-Fetch-Site": "same-origin"} | headers
        body = urlencode(data or {}) if method == "POST" else None
        if body is not None:
            own["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, own)
            answer = connection.getresponse()
            answer.body = answer.read()  # type: ignore[attr-defined]
            return answer
        finally:
            connection.close()

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Every process of the server at once."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
        self.process.wait(30)


@contextmanager
def served(*arguments: str, log: Path, **environ: str) -> Iterator[Server]:
    server = Server(*arguments, log=log, **environ)
    try:
        yield server.wait_until_ready()
    finally:
        server.kill()
    told = log.read_text()
    assert not [one for one in SAID if one in told], f"words of people in {log}"
