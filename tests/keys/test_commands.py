"""`opstap keys` and `opstap check` as an operator has them; no key is in anything they say."""

import re
from pathlib import Path

import pytest

from pwa.config import Config
from pwa.credentials import Vault
from pwa.keyring import MAKERS
from pwa.services import audit_keys, seal_keys
from pwa.services.sealing import Seals
from tests.servers import opstap, served
from tests.vault_case import as_systemd, contents, opened, put_on_path


@pytest.fixture
def place(vault: Vault, tmp_path: Path) -> dict[str, str]:
    """Settings of an installation with a vault; every key comes from there."""
    return {
        "OPSTAP_DATA": str(tmp_path / "data"),
        "OPSTAP_VAULT": str(vault.folder),
        "OPSTAP_SECRET_KEY": "",
    }


def said(told: object) -> str:
    return told.stdout + told.stderr  # type: ignore[attr-defined]


def words_of(secrets: dict[str, bytes]) -> list[str]:
    """What would show a key: its longest line."""
    return [max(one.decode().split(), key=len) for one in secrets.values()]


def test_from_an_empty_server_to_one_that_serves(
    place: dict[str, str], vault: Vault, tmp_path: Path
) -> None:
    assert "opstap keys make" in said(opstap("migrate", **place))
    made = opstap("keys", "make", **place).stdout
    assert re.findall(r"^made +(\S+)$", made, re.M) == list(MAKERS)
    given = place | as_systemd(vault, tmp_path / "given")
    assert opstap("migrate", **given).returncode == 0
    told = opstap("check", **given)
    assert re.search(r"^keys +ok +in the vault: audit.key, outbox.key, ", told.stdout, re.M)
    with served("serve", log=tmp_path / "log", **given) as server:
        assert server.ask("GET", "/readyz").status == 200
    assert not (tmp_path / "data" / "keys").exists()
    shown = said(told) + (tmp_path / "log").read_text() + said(opstap("keys", "list", **place))
    assert [one for one in words_of(opened(vault)) if one in shown] == []


def test_everything_still_fits_after_the_move(
    place: dict[str, str], vault: Vault, clear: Path, tmp_path: Path
) -> None:
    """Cookies, PINs, what devices sealed, checkpoints and the seal hang on the same keys."""
    before = Config(data=clear.parent)
    sealed = Seals(before.outbox_secrets()).key_ids
    signed = audit_keys.load(before).sign(b"head")
    pepper, certificate = before.pin_pepper(), seal_keys.load(before).fingerprint
    secret = contents(clear)["session.key"]
    told = opstap("keys", "move", **place)
    assert told.returncode == 0, told.stderr
    after = Config.read(place | as_systemd(vault, tmp_path / "given"))
    assert Seals(after.outbox_secrets()).key_ids == sealed
    assert audit_keys.load(after).fits(*signed, b"head")
    assert (after.pin_pepper(), after.pin_pepper().older) == (pepper, pepper.older)
    assert seal_keys.load(after).fingerprint == certificate
    assert after.secret_key.encode() == secret
    assert [one for one in words_of(opened(vault)) if one in said(told)] == []


def test_check_warns_of_keys_in_clear_beside_the_vault(
    place: dict[str, str], vault: Vault, clear: Path, tmp_path: Path
) -> None:
    lying = opstap("check", OPSTAP_DATA=place["OPSTAP_DATA"])
    assert re.search(r"^keys +BETTER files in ", lying.stdout, re.M)
    opstap("keys", "move", **place)
    (clear / "pin-2024.key").write_text("kanarie" * 6)
    (clear / "pin-2024.key").chmod(0o644)
    given = place | as_systemd(vault, tmp_path / "given") | {"OPSTAP_PIN_KEY": "kanarie" * 6}
    told = opstap("check", **given)
    assert told.returncode == 1
    assert re.search(
        r"^keys +WRONG +in clear in \S+: pin-2024.key: opstap keys m", told.stdout, re.M
    )
    assert re.search(r"^keys +WRONG +others can read pin-2024.key", told.stdout, re.M)
    assert re.search(r"^keys +BETTER OPSTAP_PIN_KEY is a setting", told.stdout, re.M)
    assert "kanarie" not in said(told)
    shown = opstap("keys", "list", **place).stdout
    assert re.search(r"^IN CLEAR +\S+pin-2024.key$", shown, re.M) and "kanarie" not in shown


def test_no_key_stands_in_arguments_or_the_environment_of_what_closes_it(
    place: dict[str, str], vault: Vault, clear: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """`ps` shows both to the owner, and arguments to everybody."""
    seen, before = tmp_path / "seen", contents(clear)
    spy = (
        f'#!/bin/sh\n{{ echo "$@"; env; }} >>{seen}\nPATH="${{PATH#*:}}" exec systemd-creds "$@"\n'
    )
    put_on_path(tmp_path / "spy", spy, monkeypatch)
    assert opstap("keys", "move", **place).returncode == 0
    assert opstap("keys", "replace", "pin.key", **place).returncode == 0
    shown = seen.read_text()
    assert "--name=opstap_pin.key" in shown
    assert [one for one in words_of(before | opened(vault)) if one in shown] == []


def test_a_refusal_shows_no_key_and_no_lines_of_code(
    place: dict[str, str], vault: Vault, clear: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    before = contents(clear)
    put_on_path(
        tmp_path / "bad", "#!/bin/sh\ncat >/dev/null\necho no key >&2\nexit 1\n", monkeypatch
    )
    told = opstap("keys", "move", **place)
    assert said(told) == "Error: systemd-creds could not encrypt audit.key: no key\n"
    assert (told.returncode, contents(clear), vault.names()) == (1, before, [])


def test_one_is_replaced_and_the_old_one_destroyed(
    place: dict[str, str], vault: Vault, clear: Path
) -> None:
    opstap("keys", "move", **place)
    kept = re.match(r"kept +(\S+)\n", opstap("keys", "replace", "pin.key", **place).stdout)
    assert kept and kept[1] in vault.names()
    assert opstap("keys", "destroy", kept[1], **place).stdout == f"destroyed  {kept[1]}\n"
    refused = opstap("keys", "destroy", "pin.key", **place)
    assert (refused.returncode, "is in use" in refused.stderr) == (1, True)


def test_without_a_vault_the_command_says_where_to_begin(tmp_path: Path) -> None:
    told = opstap("keys", "make", OPSTAP_DATA=str(tmp_path))
    assert (told.returncode, "see operate.md, The vault" in told.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []
