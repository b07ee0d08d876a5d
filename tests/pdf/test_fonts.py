"""The fonts that lie in the repository are the ones that are listed."""

import hashlib
import tomllib

import pytest

from pwa.pdf.fonts import FONTS, FontLibrary

LISTED = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))


def digest(name: str) -> str:
    return hashlib.sha256((FONTS / name).read_bytes()).hexdigest()


@pytest.mark.parametrize("file", LISTED["file"], ids=lambda file: file["name"])
def test_a_font_file_is_the_one_that_was_listed(file):
    assert digest(file["name"]) == file["sha256"]


def test_every_package_says_version_and_licence_and_the_licence_lies_beside_it():
    packages = {package["name"]: package for package in LISTED["package"]}
    assert {file["package"] for file in LISTED["file"]} == set(packages)
    for package in packages.values():
        assert package["version"]
        assert package["licence"] == "OFL-1.1"
        assert digest(package["licence_file"]) == package["licence_sha256"]


def test_no_font_lies_there_unlisted():
    lying = {path.name for path in FONTS.glob("*.woff2")}
    assert lying == {file["name"] for file in LISTED["file"]}


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Samira", {"Opstap Latin"}),
        ("Wałęsa", {"Opstap Latin", "Opstap Latin Ext"}),
        ("Їжакевич", {"Opstap Latin", "Opstap Cyrillic"}),
        ("ተስፋይ", {"Opstap Latin", "Opstap Ethiopic"}),
        ("", {"Opstap Latin"}),
    ],
)
def test_only_the_files_of_the_scripts_in_a_text_are_needed(text, families):
    assert {file.family for file in FontLibrary().needed_for(text)} == families
