"""Whose key seals: one made here, or the organisation's own, with what is wrong said clearly."""

import re
from datetime import UTC, datetime

import pytest

from pwa import doctor
from pwa.config import Config, SettingsError
from pwa.services import seal_keys
from tests.seal_certificates import NAME, given


def setting(folder, **changes) -> Config:
    file, secret, _authority = given(folder, **changes)
    return Config(data=folder, seal_file=str(file), seal_passphrase_file=str(secret))


def test_the_first_start_makes_a_key_that_only_its_owner_reads(tmp_path):
    made = seal_keys.load(Config(data=tmp_path))
    file = tmp_path / "keys" / "seal.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert made.own and "zelf maakte" in made.subject
    assert seal_keys.load(Config(data=tmp_path)) == made
    file.unlink()
    assert seal_keys.load(Config(data=tmp_path)).fingerprint != made.fingerprint


def test_the_key_itself_is_in_no_message(tmp_path):
    made = seal_keys.load(Config(data=tmp_path))
    assert str(made.key)[2:40] not in repr(made)


@pytest.mark.parametrize("curve", [False, True])
def test_an_organisation_gives_its_own_certificate(tmp_path, curve):
    found = seal_keys.load(setting(tmp_path, curve=curve))
    assert (found.subject, found.own, len(found.chain)) == (NAME, False, 1)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"last": datetime(2026, 2, 1, tzinfo=UTC)}, "ended on 01-02-2026"),
        ({"small": True}, "RSA of 3072 bits or more"),
        ({"signs": False}, "not meant for signing"),
    ],
)
def test_a_certificate_that_cannot_seal_is_refused_with_why(tmp_path, changes, why):
    with pytest.raises(SettingsError, match=re.escape(why)):
        seal_keys.load(setting(tmp_path, **changes))


@pytest.mark.parametrize("spoil", ["passphrase", "file", "gone"])
def test_files_that_do_not_open_are_refused_with_why(tmp_path, spoil):
    config = setting(tmp_path)
    if spoil == "passphrase":
        (tmp_path / "seal.passphrase").write_text("another")
    elif spoil == "file":
        (tmp_path / "seal.p12").write_bytes(b"no such thing")
    else:
        (tmp_path / "seal.p12").unlink()
    with pytest.raises(SettingsError, match=r"OPSTAP_SEAL_FILE is no|cannot be read: No such"):
        seal_keys.load(config)


def test_a_damaged_key_of_our_own_is_said_and_never_replaced_silently(tmp_path):
    seal_keys.load(Config(data=tmp_path))
    file = tmp_path / "keys" / "seal.key"
    file.write_text("half")
    with pytest.raises(SettingsError, match="is damaged"):
        seal_keys.load(Config(data=tmp_path))
    assert file.read_text() == "half"


def test_the_check_names_the_certificate_and_its_last_day(tmp_path):
    assert "made by this installation, until" in doctor._seal(Config(data=tmp_path)).text
    (tmp_path / "other").mkdir()
    line = doctor._seal(setting(tmp_path / "other"))
    assert f"ok     {NAME}, until 01-01-2040" in line.text and not line.bad
    (tmp_path / "other" / "seal.passphrase").write_text("another")
    config = Config(
        data=tmp_path,
        seal_file=str(tmp_path / "other" / "seal.p12"),
        seal_passphrase_file=str(tmp_path / "other" / "seal.passphrase"),
    )
    assert doctor._seal(config).bad


def test_a_certificate_that_soon_ends_is_said(tmp_path):
    line = doctor._seal(setting(tmp_path, last=datetime(2026, 3, 20, tzinfo=UTC)))
    assert line.bad and "SOON" in line.text
