"""A backup comes back whole in a new place, or is refused with a sentence and leaves nothing."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pwa.backup import make, manifest
from pwa.backup.manifest import Refused
from pwa.backup.restore import newest, restore
from pwa.config import Config
from pwa.models import Blob, Document
from tests.backup.damage import DAMAGES, Damage, flip
from tests.evaluation_case import Case, quick_pdf
from tests.people import Cast
from tests.privacy_case import open_case, remove
from tests.servers import opstap


@pytest.mark.parametrize(("damage", "told"), DAMAGES.values(), ids=DAMAGES.keys())
def test_what_is_damaged_is_refused_and_nothing_is_left(
    made: Path, tmp_path: Path, damage: Damage, told: str
) -> None:
    damage(made)
    with pytest.raises(Refused, match=told):
        list(restore(made, None, tmp_path / "new"))
    assert not (tmp_path / "new").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["opstap.db", manifest.NAME]),
    place=st.integers(0, 1 << 30),
    bit=st.integers(0, 7),
)
def test_no_bit_of_a_backup_changes_unseen(
    made: Path, tmp_path: Path, name: str, place: int, bit: int
) -> None:
    flip(made / name, place, bit)
    with pytest.raises(Refused):
        list(restore(made, None, tmp_path / "new"))
    flip(made / name, place, bit)
    assert not (tmp_path / "new").exists()


def test_what_comes_back_is_what_was_written(made: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert dict(restore(made, None, tmp_path / "new")).keys() == {
        *("files", "database", "rows", "documents", "audit trail")
    }
    copied = tmp_path / "new" / "opstap.db"
    assert copied.read_bytes() == (made / "opstap.db").read_bytes()
    assert copied.stat().st_mode & 0o777 == 0o600
    assert list(copied.parent.iterdir()) == [copied]


def test_documents_and_certificates_of_seals_come_back_and_are_counted(
    config: Config, cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    quick_pdf(monkeypatch)
    Case(cast).to("final")
    told = dict(restore(make.of_database(tmp_path / "backups", config), None, tmp_path / "new"))
    assert told["documents"] == "1, each the file that was kept; certificates of seals: 1"


def test_a_document_that_is_another_file_than_was_kept_is_refused(
    config: Config, cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    quick_pdf(monkeypatch)
    Case(cast).to("final")
    Blob.update(data=b"%PDF-1.7 iets anders").execute()
    made = make.of_database(tmp_path / "backups", config)
    with pytest.raises(Refused, match="is not the file that was kept"):
        list(restore(made, None, tmp_path / "new"))


def test_a_document_with_a_clean_copy_comes_back_and_another_file_in_its_place_does_not(
    config: Config, cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    quick_pdf(monkeypatch)
    Case(cast).to("final")
    old = Document.get()
    remove(cast, open_case(cast), "Nauwkeurig")
    told = dict(restore(make.of_database(tmp_path / "backups", config), None, tmp_path / "new"))
    assert told["documents"].startswith("2, each the file that was kept")
    other = Blob.create(sha256="x", media_type="application/pdf", data=b"%PDF-1.7 iets anders")
    Document.update(blob=other.id).where(Document.id == old.id).execute()
    made = make.of_database(tmp_path / "again", config)
    with pytest.raises(Refused, match="is not the file that was kept"):
        list(restore(made, None, tmp_path / "newer"))


def test_nothing_that_is_there_is_written_over(made: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "opstap.db").write_text("van gisteren")
    (tmp_path / "file").write_text("van gisteren")
    for place in ("full", "file"):
        with pytest.raises(Refused, match="only restored to a new place"):
            list(restore(made, None, tmp_path / place))
    assert (tmp_path / "full" / "opstap.db").read_text() == "van gisteren"
    assert (tmp_path / "file").read_text() == "van gisteren"


def test_keys_come_back_beside_the_database(made: Path, config: Config, tmp_path: Path) -> None:
    keys = make.of_keys(tmp_path / "keys", config)
    found = dict(restore(made, keys, tmp_path / "new"))
    assert "can still be received" in found["keys"]
    ours = {one.name: one.read_text() for one in (config.data / "keys").iterdir()}
    there = tmp_path / "new" / "keys"
    assert {one.name: one.read_text() for one in there.iterdir()} == ours
    assert there.stat().st_mode & 0o777 == 0o700


def test_keys_of_another_installation_are_refused(made: Path, tmp_path: Path) -> None:
    other = Config.read({"OPSTAP_DATA": str(tmp_path / "other")})
    make.outbox_key(other)
    keys = make.of_keys(tmp_path / "keys", other)
    with pytest.raises(Refused, match="of another installation"):
        list(restore(made, keys, tmp_path / "new"))
    with pytest.raises(Refused, match="is a backup of keys, not of database"):
        list(restore(keys, None, tmp_path / "new"))
    assert not (tmp_path / "new").exists()


def test_of_several_the_newest_is_taken(made: Path) -> None:
    shutil.copytree(made, made.with_name("opstap-20250101T000000Z"))
    assert newest(made.parent) == newest(made) == made
    with pytest.raises(Refused, match="is no folder"):
        newest(made / "opstap.db")


def test_the_command_puts_it_back(made: Path, tmp_path: Path) -> None:
    told = opstap("restore", str(made.parent), "--to", str(tmp_path / "new"))
    assert (told.returncode, "Restored to" in told.stdout) == (0, True), told.stderr
    again = opstap("restore", str(made), "--to", str(tmp_path / "new"))
    assert again.returncode == 1
    assert again.stderr.startswith("Error: This backup is not used.")
    assert opstap("restore", str(made)).returncode == 2
