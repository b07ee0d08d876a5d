"""Debian's Caddy with the Caddyfile of this repository, its internal CA, and ports of its own.

    with Caddy(tmp_path, upstream=server.socket) as caddy:
        caddy.ask("GET", "/aanmelden")      # over HTTPS; trusts the CA and nothing else

The name of the site leads to this machine without any name server.
"""

import os
import shutil
import socket
import ssl
import subprocess
import time
import warnings
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

import pytest

from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
NAME = "opstap.test"
PROGRAM = shutil.which("caddy")
FORM = "application/x-www-form-urlencoded"

needs_caddy = pytest.mark.skipif(PROGRAM is None, reason="no Caddy here: apt-get install caddy")


class Caddy:
    def __init__(self, folder: Path, upstream: Path) -> None:
        self.port, self.plain_port, self.log = free_port(), free_port(), folder / "caddy.log"
        self.url = f"https://{NAME}:{self.port}"
        self.folder = folder / "caddy"
        self.folder.mkdir()
        (self.folder / "Caddyfile").write_text(self.config(upstream))
        self.ca = self.folder / "data" / "caddy" / "pki" / "authorities" / "local" / "root.crt"

    def config(self, upstream: Path) -> str:
        """The file as operators get it, at other places, with the line for trials taken."""
        ours = f"\tadmin off\n\tskip_install_trust\n\thttps_port {self.port}\n"
        text = (ROOT / "deploy" / "Caddyfile").read_text()
        for old, new in (
            ("{\n\tservers", f"{{\n{ours}\thttp_port {self.plain_port}\n\tservers"),
            ("opstap.example.nl {", f"{NAME} {{"),
            ("#tls internal", "tls internal"),
            ("unix//run/opstap/opstap.sock", f"unix/{upstream}"),
        ):
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text

    def __enter__(self) -> Self:
        home = {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder / "data")}
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [str(PROGRAM), "run", "--config", str(self.folder / "Caddyfile")],
                env={"PATH": os.environ["PATH"], **home}, stdout=out, stderr=out,
            )  # fmt: skip
        until = time.monotonic() + 20
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"Caddy did not start:\n{self.log.read_text()}")
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(20)

    def _answers(self) -> bool:
        try:
            self.connect().close()
        except OSError:
            return False
        return True

    def connect(
        self, source: str = "127.0.0.1", most: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED
    ) -> ssl.SSLSocket:
        """A connection to this site, from another address of this machine if wished."""
        context = ssl.create_default_context(cafile=str(self.ca))
        context.set_ciphers("DEFAULT:@SECLEVEL=0")  # so that it is Caddy who refuses what is old
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = most
        plain = socket.create_connection(("127.0.0.1", self.port), 10, (source, 0))
        return context.wrap_socket(plain, server_hostname=NAME)

    def ask(
        self, method: str, path: str, body: object = None, source: str = "127.0.0.1", **headers: str
    ) -> Any:
        """The answer, read whole. `body` is a form, or bytes; headers have `_` for `-`."""
        raw = body if isinstance(body, bytes) or body is None else urlencode(body).encode()  # type: ignore[arg-type]
        own = {"Host": f"{NAME}:{self.port}"} | {k.replace("_", "-"): v for k, v in headers.items()}
        if raw is not None:
            own = {"Content-Type": FORM, "Origin": self.url} | own
        connection = HTTPConnection(NAME)
        connection.sock = self.connect(source)
        try:
            connection.request(method, path, raw, own)
            answer = connection.getresponse()
            answer.body = answer.read()  # type: ignore[attr-defined]
            return answer
        finally:
            connection.close()

    def half_sent(
        self, path: str, more: bytes = b"a=1", size: str = "Content-Length: 100000"
    ) -> ssl.SSLSocket:
        """Somebody who begins to send a form and then is silent."""
        sending = self.connect()
        sending.sendall(half_head(path, f"{NAME}:{self.port}", self.url, size) + more)
        return sending


def half_head(path: str, host: str, origin: str, size: str = "Content-Length: 100000") -> bytes:
    """The head of a form, after which the form itself may stay away."""
    lines = (
        f"POST {path} HTTP/1.1",
        f"Host: {host}",
        f"Origin: {origin}",
        f"Content-Type: {FORM}",
        size,
    )
    return "\r\n".join((*lines, "", "")).encode()
