"""The journal goes to another machine over TLS: systemd's own programs, our settings."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.deploy.caddy import PROGRAM, ROOT, needs_caddy
from tests.servers import free_port

REMOTE, UPLOAD = (Path(f"/lib/systemd/systemd-journal-{one}") for one in ("remote", "upload"))
ACTIVATE = shutil.which("systemd-socket-activate")
LOGS = ROOT / "deploy" / "logs"
SAID = "refused 403 POST notes.create 01890000-0000-7000-8000-000000000000"
pytestmark = [
    needs_caddy,
    pytest.mark.processes,
    pytest.mark.skipif(
        not (REMOTE.exists() and UPLOAD.exists() and ACTIVATE),
        reason="no systemd-journal-remote here: apt-get install systemd-journal-remote",
    ),
]


def openssl(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, timeout=30)


def authority(folder: Path, name: str) -> None:
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")
    files = ("-keyout", folder / f"{name}.key", "-out", folder / f"{name}.crt")
    openssl("req", "-x509", *curve, "-subj", f"/CN={name}", *files)


def certified(folder: Path, name: str, by: str) -> None:
    """As docs/operate.md makes them."""
    key, asked, made = (folder / f"{name}.{end}" for end in ("key", "csr", "crt"))
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    more = ("-addext", f"subjectAltName=DNS:{name}", "-keyout", key, "-out", asked)
    openssl("req", *curve, "-subj", f"/CN={name}", *more)
    signer = ("-CA", folder / f"{by}.crt", "-CAkey", folder / f"{by}.key", "-CAcreateserial")
    copied = ("-copy_extensions", "copyall", "-days", "2")
    openssl("x509", "-req", "-in", asked, *signer, *copied, "-out", made)


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[int]:
    """The machine that keeps logs; gives the port at which it listens."""
    for name in ("ca", "other"):
        authority(tmp_path, name)
    for name, by in (("localhost", "ca"), ("opstap", "ca"), ("stranger", "other")):
        certified(tmp_path, name, by)
    outside, inside, got = free_port(), free_port(), tmp_path / "got"
    got.mkdir()
    text = (LOGS / "Caddyfile").read_text()
    for old, new in (
        ("logs.example.nl:19532", f"localhost:{outside}"),
        ("127.0.0.1:19531", f"127.0.0.1:{inside}"),
        ("/etc/opstap-logs/server.crt", f"{tmp_path}/localhost.crt"),
        ("/etc/opstap-logs/server.key", f"{tmp_path}/localhost.key"),
        ("/etc/opstap-logs/ca.crt", f"{tmp_path}/ca.crt"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    ours = f"{{\n\tadmin off\n\tskip_install_trust\n\thttp_port {free_port()}\n}}\n"
    (tmp_path / "Caddyfile").write_text(ours + text)
    told = re.findall(r"^ExecStart=/lib\S+ (.+)$", (LOGS / "opstap-remote.conf").read_text(), re.M)
    options = told[0].replace("/var/log/journal/remote/", f"{got}/").split()
    receiver = [str(ACTIVATE), "-l", f"127.0.0.1:{inside}", str(REMOTE), *options]
    caddy = [str(PROGRAM), "run", "--config", str(tmp_path / "Caddyfile")]
    around = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    with (tmp_path / "log").open("w") as out:
        started = [
            subprocess.Popen(one, env=around, stdout=out, stderr=out) for one in (receiver, caddy)
        ]
    yield outside
    for one in started:
        one.terminate()
        one.wait(20)


@pytest.fixture
def send(tmp_path: Path, keeper: int) -> Callable[[str, str], int]:
    """Upload a journal with one line, as somebody, to whom it is said to trust."""
    (tmp_path / "source").mkdir()
    facts = {"__REALTIME_TIMESTAMP": f"{int(time.time())}000000", "MESSAGE": SAID,
             "_BOOT_ID": "0" * 31 + "1", "_MACHINE_ID": "0" * 31 + "1"}  # fmt: skip
    lines = "".join(f"{name}={value}\n" for name, value in facts.items()) + "\n"
    made = [str(REMOTE), "-o", str(tmp_path / "source" / "system.journal"), "-"]
    subprocess.run(made, input=lines, text=True, check=True, capture_output=True, timeout=30)

    def run(who: str, trusted: str) -> int:
        names = {"URL": f"https://localhost:{keeper}", "ServerKeyFile": tmp_path / f"{who}.key",
                 "ServerCertificateFile": tmp_path / f"{who}.crt",
                 "TrustedCertificateFile": tmp_path / f"{trusted}.crt"}  # fmt: skip
        settings = (LOGS / "opstap-upload.conf").read_text()
        assert set(re.findall(r"^(\w+)=", settings, re.M)) == set(names)
        flags = {"URL": "url", "ServerKeyFile": "key", "ServerCertificateFile": "cert",
                 "TrustedCertificateFile": "trust"}  # fmt: skip
        given = [f"--{flags[name]}={value}" for name, value in names.items()]
        command = [str(UPLOAD), *given, f"--directory={tmp_path / 'source'}", "--follow=no"]
        return subprocess.run(command, capture_output=True, timeout=30).returncode

    return run


def kept(folder: Path) -> list[str]:
    reading = ["journalctl", f"--directory={folder}", "-o", "cat", "--no-pager", "-q"]
    return subprocess.run(reading, capture_output=True, text=True, timeout=30).stdout.splitlines()


def test_a_line_arrives_from_whom_is_known_and_from_nobody_else(
    tmp_path: Path, send: Callable[[str, str], int]
) -> None:
    """ASVS 5.0.0, 16.4.3."""
    until = time.monotonic() + 20
    while send("opstap", "ca") and time.monotonic() < until:
        time.sleep(0.2)
    arrived = kept(tmp_path / "got")
    assert set(arrived) == {SAID}
    send("stranger", "ca")
    assert send("opstap", "other") != 0, "nor does ours tell a machine that it does not know"
    time.sleep(1)
    assert kept(tmp_path / "got") == arrived
