"""Keys go into the vault and out of it without one being lost, shown or left behind."""

import re
import shutil
from pathlib import Path

import pytest

from pwa import keyring
from pwa.config import Config, SettingsError
from pwa.credentials import Vault
from pwa.services import audit_keys, seal_keys
from tests.seal_certificates import given
from tests.vault_case import as_systemd, opened, why_no_systemd_creds


def test_systemd_closes_a_secret_for_this_machine_and_under_its_name(
    vault: Vault, tmp_path: Path
) -> None:
    if why := why_no_systemd_creds():
        pytest.skip(why)
    vault.put("pin.key", b"kanarie" * 6)
    file = vault.folder / "pin.key"
    assert b"kanarie" not in file.read_bytes() and file.stat().st_mode & 0o777 == 0o600
    assert vault.read("pin.key") == b"kanarie" * 6
    file.rename(vault.folder / "outbox.key")
    with pytest.raises(SettingsError, match=r"could not decrypt outbox\.key: Embedded"):
        vault.read("outbox.key")
    (vault.folder / "outbox.key").rename(file)
    file.write_bytes(file.read_bytes()[:-9] + b"AAAAAAAA\n")
    with pytest.raises(SettingsError, match=r"could not decrypt pin\.key"):
        vault.read("pin.key")


def test_a_new_installation_has_all_keys_and_none_in_clear(vault: Vault, tmp_path: Path) -> None:
    told = list(keyring.make(vault, [], tmp_path / "data" / "keys"))
    assert told == [f"made       {name}" for name in keyring.MAKERS]
    env = as_systemd(vault, tmp_path / "given") | {"OPSTAP_DATA": str(tmp_path / "data")}
    config = Config.read(env)
    assert seal_keys.load(config).own and audit_keys.load(config).keys
    assert not (tmp_path / "data").exists()
    before = opened(vault)
    assert list(keyring.make(vault, [], tmp_path)) == []
    assert opened(vault) == before


def test_what_a_setting_gives_is_not_made(vault: Vault, tmp_path: Path) -> None:
    list(keyring.make(vault, ["pin.key", "seal.key"], tmp_path))
    assert vault.names() == ["audit.key", "outbox.key", "session.key"]


def test_nothing_is_made_in_the_place_of_a_key_that_lies_in_clear(
    vault: Vault, clear: Path
) -> None:
    with pytest.raises(SettingsError, match="`opstap keys move` comes first"):
        list(keyring.make(vault, [], clear))
    assert vault.names() == []


def test_a_replaced_key_stays_beside_the_new_one_where_it_still_opens(
    vault: Vault, tmp_path: Path
) -> None:
    list(keyring.make(vault, [], tmp_path))
    before = opened(vault)
    for name in keyring.MAKERS:
        told = list(keyring.replace(vault, name))
        assert told[-1] == f"replaced   {name}"
        assert vault.read(name) != before[name]
    older = [name for name in vault.names() if name not in keyring.MAKERS]
    assert [name.partition("-")[0] for name in older] == ["audit", "outbox", "pin"]
    assert [vault.read(one) for one in older] == [
        before[f"{n.partition('-')[0]}.key"] for n in older for one in [n]
    ]
    config = Config.read(as_systemd(vault, tmp_path / "given") | {"OPSTAP_DATA": str(tmp_path)})
    signed = audit_keys.AuditKeys((audit_keys.read(before["audit.key"], ""),)).sign(b"head")
    assert audit_keys.load(config).fits(*signed, b"head")
    assert config.pin_pepper().older == (before["pin.key"],)
    assert config.outbox_secrets()[1].encode() == before["outbox.key"]


def test_only_what_is_not_in_use_is_destroyed(vault: Vault, tmp_path: Path) -> None:
    list(keyring.make(vault, [], tmp_path))
    list(keyring.replace(vault, "pin.key"))
    for name in keyring.MAKERS:
        with pytest.raises(SettingsError, match=f"{re.escape(name)} is in use"):
            keyring.destroy(vault, name)
    older = next(name for name in vault.names() if name.startswith("pin-"))
    keyring.destroy(vault, older)
    assert set(vault.names()) == set(keyring.MAKERS)
    with pytest.raises(SettingsError, match="There is no"):
        keyring.destroy(vault, older)


def test_the_certificate_of_an_organisation_takes_the_place_of_our_own(
    vault: Vault, tmp_path: Path
) -> None:
    list(keyring.make(vault, [], tmp_path))
    file, secret, _authority = given(tmp_path)
    keyring.put(vault, "seal.p12", file.read_bytes())
    keyring.put(vault, "seal.passphrase", secret.read_bytes())
    keyring.destroy(vault, "seal.key")
    config = Config.read(as_systemd(vault, tmp_path / "given") | {"OPSTAP_DATA": str(tmp_path)})
    assert not seal_keys.load(config).own
    assert list(keyring.make(vault, [], tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pin.key", b"short"), ("pin.key", b" " * 50), ("audit.key", b"x" * 50),
        ("seal.key", b"x" * 50), ("seal.passphrase", b"\n"), ("../pin.key", b"x" * 50),
        ("pin.key ", b"x" * 50), (".pin.key", b"x" * 50), ("root.key", b"x" * 50),
    ],
)  # fmt: skip
def test_what_could_not_be_used_does_not_come_in(vault: Vault, name: str, value: bytes) -> None:
    with pytest.raises(SettingsError) as wrong:
        keyring.put(vault, name, value)
    assert (list(vault.folder.iterdir()), "xxx" in str(wrong.value)) == ([], False)


def test_without_systemd_it_says_what_is_missing(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(SettingsError, match="There is no systemd-creds here"):
        vault.put("pin.key", b"x" * 40)
    assert shutil.which("systemd-creds") is None
