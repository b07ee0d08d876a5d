"""Every secret comes from a setting, else the vault, else a file; a vault is only read."""

import os
from pathlib import Path

import pytest

from pwa import create_app
from pwa.config import Config, SettingsError, fresh
from pwa.keyring import MAKERS
from pwa.services import audit_keys, seal_keys
from tests.seal_certificates import NAME, given
from tests.servers import opstap
from tests.vault_case import credentials, in_vault


def test_with_a_vault_every_key_comes_from_it_and_nothing_is_written(tmp_path: Path) -> None:
    env = credentials(tmp_path)
    config = Config.read(env)
    assert config.secret_key.encode() == in_vault(env, "session.key").read_bytes()
    assert config.pin_pepper() == in_vault(env, "pin.key").read_bytes()
    assert config.outbox_secrets()[0].encode() == in_vault(env, "outbox.key").read_bytes()
    seal_keys.load(config)
    audit_keys.load(config)
    assert not (tmp_path / "data").exists()
    assert len(list((tmp_path / "credentials").iterdir())) == len(MAKERS)


@pytest.mark.parametrize("name", MAKERS)
def test_a_key_that_is_missing_in_the_vault_stops_the_start(tmp_path: Path, name: str) -> None:
    env = credentials(tmp_path, **{name.replace(".", "_"): None})
    with pytest.raises(SettingsError, match=f"{name} is not in the vault: bring it back from"):
        Config.read(env)
    assert not (tmp_path / "data").exists()


def test_a_file_beside_a_vault_is_not_used_in_its_place(tmp_path: Path) -> None:
    env = credentials(tmp_path, pin_key=None)
    Config(data=tmp_path / "data").pin_pepper()
    with pytest.raises(SettingsError, match=r"pin\.key is not in the vault"):
        Config.read(env)


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("value", [b"", b"\n"])
def test_an_empty_key_is_refused(tmp_path: Path, name: str, value: bytes) -> None:
    env = credentials(tmp_path, **{name.replace(".", "_"): value})
    with pytest.raises(SettingsError, match=f"{name} in the vault is empty"):
        Config.read(env)


@pytest.mark.parametrize("kind", ["session", "pin", "outbox"])
def test_a_short_key_is_refused_and_not_printed(tmp_path: Path, kind: str) -> None:
    env = credentials(tmp_path, **{f"{kind}_key": b"zonneschijn"})
    with pytest.raises(SettingsError, match=f"{kind}.key in the vault is empty or too short") as e:
        Config.read(env)
    assert "zonneschijn" not in str(e.value)


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    env = credentials(tmp_path)
    for mode, group, refused in [(0o404, 0, True), (0o440, 12, True), (0o440, 0, False)]:
        in_vault(env, "pin.key").chmod(mode)
        if os.getuid() == 0:
            os.chown(in_vault(env, "pin.key"), 0, group)
        elif group != os.getgid():
            continue
        if refused:
            with pytest.raises(SettingsError, match=r"pin\.key in the vault can be read by others"):
                Config.read(env)
        else:
            assert Config.read(env)


def test_without_what_systemd_gives_nothing_starts_and_nothing_is_made(tmp_path: Path) -> None:
    """As when somebody runs the program by hand, beside the command that root has."""
    env = {name: one for name, one in credentials(tmp_path).items() if name[0] == "O"}
    for more in ({}, {"CREDENTIALS_DIRECTORY": str(tmp_path)}):
        with pytest.raises(SettingsError, match="and it gave none"):
            Config.read(env | more)
    told = opstap("migrate", **env)
    assert (told.returncode, "opstap keys make" in told.stderr) == (1, True)
    assert not (tmp_path / "data").exists()


def test_credentials_of_something_else_are_no_vault(tmp_path: Path) -> None:
    (tmp_path / "other_secret").write_text("x" * 40)
    env = {"CREDENTIALS_DIRECTORY": str(tmp_path), "OPSTAP_DATA": str(tmp_path / "data")}
    assert Config.read(env).vault is None


def test_a_setting_goes_before_the_vault(tmp_path: Path) -> None:
    env = credentials(tmp_path, pin_key=None)
    config = Config.read(env | {"OPSTAP_PIN_KEY": "p" * 40, "OPSTAP_SECRET_KEY": "s" * 40})
    assert (config.pin_pepper(), config.secret_key) == (b"p" * 40, "s" * 40)


def test_older_keys_of_the_vault_still_open(tmp_path: Path) -> None:
    old = {f"{kind}-2026_key": MAKERS[f"{kind}.key"]() for kind in ("pin", "outbox", "audit")}
    config = Config.read(credentials(tmp_path, **old))
    assert config.pin_pepper().older == (old["pin-2026_key"],)
    assert config.outbox_secrets()[1].encode() == old["outbox-2026_key"]
    assert len(audit_keys.load(config).keys) == 2


@pytest.mark.parametrize("vault", [True, False])
def test_the_certificate_of_an_organisation_and_its_passphrase_lie_there_too(
    tmp_path: Path, vault: bool
) -> None:
    file, secret, _authority = given(tmp_path)
    packed = {"seal_p12": file.read_bytes(), "seal_passphrase": secret.read_bytes()}
    if vault:
        config = Config.read(credentials(tmp_path, seal_key=None, **packed))
    else:
        (tmp_path / "keys").mkdir()
        for name, text in packed.items():
            (tmp_path / "keys" / name.replace("_", ".")).write_bytes(text)
        config = Config(data=tmp_path)
    assert (seal_keys.load(config).subject, seal_keys.load(config).own) == (NAME, False)


def test_the_address_of_the_database_may_lie_there(tmp_path: Path) -> None:
    url = "postgresql://opstap:kwartslag@/opstap?host=/run/postgresql"
    env = credentials(tmp_path, database_url=url.encode() + b"\n")
    config = Config.read(env)
    assert config.database_url == url
    assert "kwartslag" not in repr(config)
    assert Config.read(env | {"OPSTAP_DATABASE": "sqlite:////x.db"}).database == "sqlite:////x.db"


def test_the_application_works_on_a_vault(empty_database: str, tmp_path: Path) -> None:
    env = credentials(tmp_path) | {"OPSTAP_DATABASE": empty_database}
    client = create_app(Config.read(env)).test_client()
    assert client.get("/healthz").status_code == 200


def test_in_a_folder_a_key_is_made_once(tmp_path: Path) -> None:
    store = Config(data=tmp_path).keys
    assert store.get("pin.key", fresh) == store.get("pin.key", fresh)
    assert store.find("outbox.key") is None
