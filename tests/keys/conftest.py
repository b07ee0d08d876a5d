"""A vault of this test's own, closed by the real program where it works."""

from pathlib import Path

import pytest

from pwa.credentials import Vault
from tests.vault_case import secrets, use_real_or_stand_in


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    use_real_or_stand_in(tmp_path / "bin", monkeypatch)
    (tmp_path / "vault").mkdir(mode=0o700)
    return Vault(tmp_path / "vault")


@pytest.fixture
def clear(tmp_path: Path) -> Path:
    """DATA/keys of an installation that has no vault, with one key of before."""
    keys = tmp_path / "data" / "keys"
    keys.mkdir(parents=True, mode=0o700)
    for name, value in (secrets() | {"pin-2025.key": b"o" * 48}).items():
        (keys / name).write_bytes(value)
        (keys / name).chmod(0o600)
    return keys
