"""A copy of the keys in a vault opens elsewhere, with the code on paper and not without."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pwa.backup import closed, make
from pwa.backup.manifest import Refused
from pwa.backup.restore import needs_code, restore
from pwa.config import Config
from pwa.credentials import Vault
from pwa.keyring import MAKERS
from tests.people import Cast
from tests.servers import _environ, opstap
from tests.vault_case import credentials, in_vault, opened, use_real_or_stand_in


@pytest.fixture
def env(config: Config, connection: str, tmp_path: Path) -> dict[str, str]:
    """This test's database, with its keys in a vault."""
    return credentials(tmp_path / "vault") | {"OPSTAP_DATABASE": connection}


@pytest.fixture
def copies(env: dict[str, str], cast: Cast, tmp_path: Path) -> tuple[Path, Path, str]:
    """A backup of the database, one of the keys, and the code."""
    database = opstap("backup", str(tmp_path / "b"), **env).stdout.strip()
    told = opstap("backup", "--keys", str(tmp_path / "k"), **env, OPSTAP_SECRET_KEY="")
    found = re.fullmatch(r"(\S+)\nCode that opens it, .*: ((?:\w{4}-?){7})\n", told.stdout)
    assert found, told.stderr
    return Path(database), Path(found[1]), found[2]


def typed(code: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "pwa.cli", *arguments], env=_environ(env),
        input=f"{code}\n", capture_output=True, text=True, timeout=90,
    )  # fmt: skip


def test_no_key_stands_in_it_and_the_code_brings_all_of_them_back(
    env: dict[str, str], copies: tuple[Path, Path, str], tmp_path: Path
) -> None:
    database, keys, code = copies
    assert needs_code(keys)
    ours = {name: in_vault(env, name).read_bytes() for name in MAKERS}
    copied = b"".join(one.read_bytes() for one in keys.iterdir())
    assert [name for name, key in ours.items() if key in copied or key[:40] in copied] == []
    assert code.encode() not in copied and code.replace("-", "").encode() not in copied
    told = dict(restore(database, keys, tmp_path / "new", code.lower().replace("-", " ")))
    assert "can still be received" in told["keys"]
    there = {one.name: one.read_bytes() for one in (tmp_path / "new" / "keys").iterdir()}
    assert there == ours


def test_another_code_is_refused_and_leaves_nothing(
    copies: tuple[Path, Path, str], tmp_path: Path
) -> None:
    database, keys, code = copies
    for wrong in ("", code[:-1], code[:-1] + ("2" if code[-1] != "2" else "3"), closed.new_code()):
        with pytest.raises(Refused, match="not the one that was printed"):
            list(restore(database, keys, tmp_path / "new", wrong))
        assert not (tmp_path / "new").exists()


def test_the_drill_asks_for_the_code_and_opens_opstap_on_the_copy(
    copies: tuple[Path, Path, str],
) -> None:
    database, keys, code = copies
    told = typed(code, "restore", "--drill", str(database), "--keys", str(keys))
    assert (told.returncode, "This backup comes back." in told.stdout) == (0, True), told.stderr
    assert "can still be received" in told.stdout and code not in told.stdout + told.stderr
    wrong = typed("AAAA", "restore", "--drill", str(database), "--keys", str(keys))
    assert (wrong.returncode, "not the one that was printed" in wrong.stderr) == (1, True)


def test_a_drill_never_opens_the_database_whose_address_came_with_the_keys(
    env: dict[str, str], copies: tuple[Path, Path, str], tmp_path: Path
) -> None:
    in_vault(env, "database.url").write_text("postgresql://nobody@/nothing?host=/nowhere")
    in_vault(env, "database.url").chmod(0o400)
    keys = make.of_keys(tmp_path / "with", Config.read(env), "a code")
    assert (keys / "database.url").exists()
    told = typed("a code", "restore", "--drill", str(copies[0]), "--keys", str(keys))
    assert (told.returncode, "This backup comes back." in told.stdout) == (0, True), told.stderr


def test_files_exchanged_within_a_copy_do_not_open(tmp_path: Path) -> None:
    code = closed.new_code()
    with pytest.raises(Refused):
        closed.open_(code, "outbox.key", closed.close(code, "pin.key", b"x" * 40))
    assert len({closed.new_code() for _ in range(100)}) == 100


def test_a_copy_comes_into_the_vault_of_another_machine_and_never_on_its_disk(
    env: dict[str, str], copies: tuple[Path, Path, str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    use_real_or_stand_in(tmp_path / "bin", monkeypatch)
    new = {"OPSTAP_VAULT": str(tmp_path / "new"), "OPSTAP_DATA": str(tmp_path / "there")}
    _database, keys, code = copies
    wrong = typed("AAAA", "keys", "bring", str(keys), **new)
    assert (wrong.returncode, "not the one that was printed" in wrong.stderr) == (1, True)
    told = typed(code, "keys", "bring", str(keys), **new)
    assert told.returncode == 0, told.stderr
    ours = {name: in_vault(env, name).read_bytes() for name in MAKERS}
    assert opened(Vault(tmp_path / "new")) == ours
    assert not (tmp_path / "there").exists()
    (keys / "pin.key").write_bytes(b"x")
    spoilt = typed(code, "keys", "bring", str(keys), **new)
    assert (spoilt.returncode, "pin.key has 1 bytes" in spoilt.stderr) == (1, True)
