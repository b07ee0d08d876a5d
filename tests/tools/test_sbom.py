"""What ships is listed whole, and in a form that other tools read."""

import importlib.util
import json
import re
import tomllib
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("sbom_tool", ROOT / "tools" / "sbom.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_it_is_cyclonedx_1_6(tool) -> None:
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(tool.bom()))
    assert wrong is None, wrong


def test_every_locked_package_and_vendored_file_is_in_it(tool) -> None:
    bom = tool.bom()
    locked = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text("utf-8"), re.M)
    listed = {(one["name"], one["version"]) for one in bom["components"]}
    assert len(locked) > 40
    assert set(locked) <= listed
    vendored = tomllib.loads((ROOT / "vendor.toml").read_text("utf-8"))["package"]
    files = {(f["to"], f["sha256"]) for one in vendored for f in one.get("file", [])}
    shipped = {one for one in files if one[0].startswith("pwa/")}
    told = {
        (part["name"], part["hashes"][0]["content"])
        for one in bom["components"]
        for part in one.get("components", [])
    }
    assert told == shipped
    assert len(shipped) > 5


def test_each_package_has_its_hashes_and_a_licence_where_it_says_one(tool) -> None:
    parts = [one for one in tool.bom()["components"] if one["purl"].startswith("pkg:pypi/")]
    assert all(one["hashes"] for one in parts)
    assert len([one for one in parts if one.get("licenses")]) > len(parts) * 0.8


def test_the_same_tree_gives_the_same_list(tool) -> None:
    assert json.dumps(tool.bom()) == json.dumps(tool.bom())
