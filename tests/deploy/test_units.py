"""The files for systemd are right, and shut their services in."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pwa.vault import PREFIX
from tests.deploy.caddy import ROOT

TOOL = shutil.which("systemd-analyze")
UNITS = sorted([*(ROOT / "deploy").glob("*.service"), *(ROOT / "deploy").glob("*.timer")])
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
needs_systemd = pytest.mark.skipif(TOOL is None, reason="no systemd-analyze here")


def told(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(TOOL), *map(str, arguments)], capture_output=True, text=True, timeout=60
    )


@needs_systemd
def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    """With a program that every machine has, and no settings."""
    for unit in UNITS:
        text = unit.read_text().replace("/srv/opstap/.venv/bin/opstap", "/bin/true")
        text = text.replace("/srv/opstap", str(tmp_path))
        (tmp_path / unit.name).write_text(text.replace("/etc/opstap.env", "-/etc/opstap.env"))
    found = told("verify", "--man=no", *sorted(tmp_path.iterdir()))
    said = [line for line in found.stderr.splitlines() if "opstap" in line]
    assert (found.returncode, said) == (0, [])


@needs_systemd
@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_service_may_do_little(unit: Path) -> None:
    found = told("security", "--offline=yes", "--threshold=10", unit)
    if "unrecognized option" in found.stderr:
        pytest.skip("this systemd cannot judge a file")
    assert found.returncode == 0, found.stdout


def test_the_settings_and_the_services_speak_of_the_same_places() -> None:
    settings = (ROOT / "deploy" / "opstap.env").read_text()
    for unit in SERVICES:
        text = unit.read_text()
        assert "EnvironmentFile=/etc/opstap.env" in text
        assert "User=opstap" in text
        state = re.search(r"^StateDirectory=(\w+)$", text, re.M)
        assert state
        assert f"OPSTAP_DATA=/var/lib/{state[1]}\n" in settings


def test_caddy_and_the_service_meet_at_one_socket_and_the_service_has_no_network() -> None:
    """ASVS 5.0.0, 12.3.1, 13.2.4 and 13.2.5: systemd gives it no way to any machine."""
    unit = (ROOT / "deploy" / "opstap.service").read_text()
    folder = re.search(r"^RuntimeDirectory=(\w+)$", unit, re.M)
    assert folder
    place = f"/run/{folder[1]}/opstap.sock"
    assert f"OPSTAP_SOCKET={place}\n" in (ROOT / "deploy" / "opstap.env").read_text()
    assert f"reverse_proxy unix/{place} {{" in (ROOT / "deploy" / "Caddyfile").read_text()
    for line in ("RuntimeDirectoryMode=0750", "PrivateNetwork=yes", "IPAddressDeny=any",
                 "RestrictAddressFamilies=AF_UNIX", "User=opstap"):  # fmt: skip
        assert f"\n{line}\n" in unit
    assert "IPAddressAllow" not in re.sub(r"^#.*$", "", unit, flags=re.M)


def test_the_command_for_root_is_a_script_that_a_shell_reads() -> None:
    script = ROOT / "deploy" / "opstap"
    assert subprocess.run(["/bin/sh", "-n", script]).returncode == 0
    assert script.stat().st_mode & 0o111


def test_every_service_and_the_command_for_root_get_the_same_keys() -> None:
    """ASVS 5.0.0, 13.3.1: what `opstap keys` closes in the vault is what systemd opens for them."""
    settings = (ROOT / "deploy" / "opstap.env").read_text()
    vault = re.search(r"^OPSTAP_VAULT=(/\S+)$", settings, re.M)
    assert vault
    line = f"LoadCredentialEncrypted={PREFIX.removesuffix('_')}:{vault[1]}"
    for unit in SERVICES:
        assert re.findall(r"^LoadCredential.*$", unit.read_text(), re.M) == [line], unit.name
    command = (ROOT / "deploy" / "opstap").read_text()
    assert re.findall(r"--property=(LoadCredential\S+)", command) == [line]
    assert f"install -d -m 700 {vault[1]}\n" in (ROOT / "docs" / "operate.md").read_text()


def test_the_command_for_root_asks_systemd_for_the_keys_and_tells_the_journal_nothing(
    tmp_path: Path,
) -> None:
    """With programs that say what they were asked; `keys` stays with root, the rest does not."""
    script = (ROOT / "deploy" / "opstap").read_text()
    for name, say in [("systemd-run", "run"), ("program", "keys $OPSTAP_VAULT"), ("id", "0")]:
        (tmp_path / name).write_text(f'#!/bin/sh\necho "{say}" "$@"\n')
        (tmp_path / name).chmod(0o755)
    (tmp_path / "id").write_text("#!/bin/sh\necho 0\n")
    script = script.replace("/srv/opstap/.venv/bin/opstap", str(tmp_path / "program"))
    script = script.replace("/etc/opstap.env", str(ROOT / "deploy" / "opstap.env"))

    def said(*words: str) -> str:
        path = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
        return subprocess.run(
            ["/bin/sh", "-c", script, "opstap", *words],
            env=path, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
        ).stdout.strip()  # fmt: skip

    assert said("keys", "list") == "keys /etc/credstore.encrypted/opstap keys list"
    told = said("invite", "sara jansen")
    assert told.startswith("run --quiet --wait --collect --pipe --description=Opstap, by hand")
    assert "--uid=opstap" in told
    assert told.endswith(f"-- {tmp_path / 'program'} invite sara jansen")
