"""The style sheets of all pages, read as one text."""

import re
from pathlib import Path

import pwa

SHEETS = sorted((Path(pwa.__file__).parent / "static" / "css").glob("*.css"))


def unknown_properties(css: str) -> set[str]:
    """Custom properties that are used and set nowhere: a browser drops such a line in silence."""
    used = set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", css))
    return used - set(re.findall(r"(--[\w-]+)\s*:", css))


def test_each_custom_property_that_is_used_is_set_somewhere():
    assert unknown_properties("a { --b: 1; width: var(--b); max-width: var(--page) }") == {"--page"}
    assert unknown_properties("\n".join(one.read_text("utf-8") for one in SHEETS)) == set()
