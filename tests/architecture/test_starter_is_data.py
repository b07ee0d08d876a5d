"""Nothing of the starter handbook is built in: a company may call everything otherwise."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PWA = Path(__file__).resolve().parents[2] / "pwa"
CODES = [
    one["code"]
    for one in json.loads((PWA / "data/starter_handbook.json").read_text("utf-8"))["competences"]
]
KINDS = {".py", ".html", ".js", ".sql", ".css"}
ANY = "|".join(map(re.escape, CODES))
QUOTED = re.compile(rf"""["'](?:[\w.-]*[.:=])?(?:{ANY})(?:[.:][\w.-]*)?["']""")
"""The code as a whole text, or as a part of one that is joined by a dot, as in a field's name."""

WHOLE = re.compile(r"\b(?:" + "|".join(code for code in CODES if "_" in code) + r")\b")
"""A code that is no Dutch word is not said at all."""


def codes_in(text: str) -> Iterator[str]:
    yield from (match[0] for match in QUOTED.finditer(text))
    yield from (match[0] for match in WHOLE.finditer(text))


def test_no_code_of_the_starter_stands_in_the_program():
    found = [
        f"{path.relative_to(PWA)}: {code}"
        for path in PWA.rglob("*")
        if path.suffix in KINDS and path.relative_to(PWA).parts[0] != "data"
        for code in codes_in(path.read_text("utf-8"))
    ]
    assert CODES and found == []


@pytest.mark.parametrize(
    "planted",
    [
        f'if row.code == "{CODES[0]}":',
        f"{{% if line.code == '{CODES[5]}' %}}",
        f'name="level.{CODES[6]}"',
        f"const first = `${{book.{CODES[0]}}}`",
        f'field("example.{CODES[8]}")',
    ],
)
def test_one_that_is_planted_is_found(planted):
    assert list(codes_in(planted))


def test_a_dutch_word_that_happens_to_be_a_code_is_no_find():
    assert not list(codes_in(f'_("Het {CODES[6]} van de ploeg")'))
