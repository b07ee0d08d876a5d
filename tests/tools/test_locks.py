"""The locks are complete, tied to hashes, and name no place they came from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=; ]", line)[0].lower() for line in requirements}


def pins(lock: str) -> dict[str, str]:
    """Each package of a lock with its version; for which machines does not count."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    heads = [line.split()[0].split("==") for line in lines if re.match(r"\w", line)]
    return dict(heads)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_version_and_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=\w)", (ROOT / lock).read_text("utf-8").strip())
    for entry in entries:
        assert re.match(r"[\w-]+==[\w.]+( ; .+)? \\\n", entry)
        assert "--hash=sha256:" in entry


@pytest.mark.parametrize("lock", LOCKS)
def test_no_server_and_no_folder_is_named(lock: str) -> None:
    assert not re.search(r"://|--index|--find-links|@ |^/", (ROOT / lock).read_text("utf-8"))


def test_what_the_project_asks_for_is_in_the_locks() -> None:
    assert names(PROJECT["dependencies"]) <= set(pins("requirements.lock"))
    assert names(PROJECT["optional-dependencies"]["dev"]) <= set(pins("requirements-dev.lock"))


def test_tests_run_on_the_packages_that_serve() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_every_package_has_a_reason() -> None:
    reasons = (ROOT / "docs/decisions/0002-dependencies.md").read_text("utf-8")
    told = set(re.findall(r"^\| ([\w-]+) \|", reasons, re.MULTILINE)) - {"package"}
    assert told == names(PROJECT["dependencies"])
    for name in names(PROJECT["optional-dependencies"]["dev"]):
        assert f"**{name}**" in reasons
