"""What others made lies here unchanged, with its licence, and is fetched by name and version."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def vendor() -> ModuleType:
    spec = importlib.util.spec_from_file_location("vendor_tool", ROOT / "tools" / "vendor.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_vendored_file_is_the_one_that_the_list_names(vendor):
    assert vendor.wrong_files(vendor.read_list()) == []


def test_a_changed_vendored_file_is_noticed(vendor):
    listing = vendor.read_list()
    listing["package"][0]["file"][0]["sha256"] = "0" * 64
    assert vendor.wrong_files(listing) == ["pwa/static/fonts/atkinson-next-latin.woff2"]


def test_every_package_says_its_version_licence_and_reason(vendor):
    for package in vendor.read_list()["package"]:
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
        assert package["licence"]
        assert package["why"]


def test_nothing_in_a_vendor_folder_is_missing_from_the_list(vendor):
    listed = {file["to"] for _, file in vendor.files(vendor.read_list())}
    folders = ("pwa/static/fonts", "pwa/static/icons", "pwa/static/vendor", "tests/vendor")
    found = {
        file.relative_to(ROOT).as_posix()
        for folder in folders
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
    }
    assert found == listed


def test_the_sprite_holds_each_icon_of_the_list_once(vendor):
    sprite = (ROOT / "pwa/static/icons/sprite.svg").read_text(encoding="utf-8")
    drawn = re.findall(r'<symbol id="([^"]+)"', sprite)
    assert drawn == vendor.read_list()["icons"]["names"]


def test_what_measuring_takes_from_npm_is_pinned_by_hash_and_names_no_host():
    folder = ROOT / "bench" / "npm"
    text = (folder / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert "node_modules/lighthouse" in packages
    assert [name for name, one in packages.items() if "integrity" not in one] == []
    assert "://" not in text
