"""Debian's Firefox with its own profile, driven through puppeteer (Playwright cannot drive it).

    with Firefox(tmp_path / "profile", hall.proxy.url) as firefox:
        firefox.sign_in(hall.token)
        firefox.open("/vandaag/")
        firefox.until("document.title")
        firefox.kill(); firefox.start()          # the same profile

`./run` installs what this takes: firefox-esr, node, and tests/firefox/package-lock.json.
"""

import json
import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pytest

from pwa.access import COOKIE

HERE = Path(__file__).parent
DRIVER = HERE / "driver.mjs"
PATIENCE = 15.0


def need_firefox() -> str:
    """Where it is; skips this test aloud where something is missing."""
    found = os.environ.get("OPSTAP_FIREFOX") or shutil.which("firefox-esr")
    missing = {
        "firefox-esr": not found,
        "node": not shutil.which("node"),
        "puppeteer-core": not (HERE / "node_modules" / "puppeteer-core").is_dir(),
    }
    if any(missing.values()):
        pytest.skip(
            "no Firefox here: missing " + ", ".join(n for n, gone in missing.items() if gone)
        )
    return str(found)


class Firefox:
    def __init__(self, profile: Path, address: str) -> None:
        self.profile, self.address = profile, address
        self.executable = need_firefox()
        self.process = 0

    def __enter__(self) -> Self:
        self.profile.mkdir()
        self.start()
        return self

    def __exit__(self, *_why: object) -> None:
        self.kill()

    def start(self) -> None:
        command = ["node", str(DRIVER)]
        pipe = subprocess.PIPE
        self.driver = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=HERE)
        self.process = self._say("start", executable=self.executable, profile=str(self.profile))

    def kill(self) -> None:
        """SIGKILL: nothing is written any more."""
        if self.process:
            with suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
        self.process = 0
        self.driver.kill()
        self.driver.communicate(timeout=10)

    def sign_in(self, token: str) -> None:
        self._say("cookie", name=COOKIE, value=token, domain="127.0.0.1", path="/")

    def open(self, path: str) -> str:
        return str(self._say("open", url=self.address + path))

    def run(self, script: str) -> Any:
        return self._say("run", script=script)

    def until(self, script: str, seconds: float = PATIENCE) -> Any:
        """What the script gives once that is true."""
        return self._say("until", script=script, seconds=seconds)

    def type(self, selector: str, text: str) -> None:
        self._say("type", selector=selector, text=text)

    def press(self, selector: str) -> None:
        self._say("press", selector=selector)

    def _say(self, verb: str, **given: Any) -> Any:
        assert self.driver.stdin is not None and self.driver.stdout is not None
        self.driver.stdin.write(json.dumps({"verb": verb, **given}) + "\n")
        self.driver.stdin.flush()
        said = json.loads(self.driver.stdout.readline() or '{"error": "the driver ended"}')
        assert "error" not in said, said["error"]
        return said.get("answer")
