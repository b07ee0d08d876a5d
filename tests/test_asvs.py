"""docs/asvs.md names real requirements and tests, and counts right; with what is proven here."""

import ast
import csv
import re
from functools import cache
from pathlib import Path

import pytest

from pwa.services import people, pins
from tests.people import NAMES

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "asvs.md").read_text("utf-8")
ROWS = re.findall(
    r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (met|not met) \| (.+?) \|$", PAGE, re.M
)
CODE = {path: path.read_text("utf-8") for path in (ROOT / "pwa").rglob("*.py")}


@cache
def levels() -> dict[str, str]:
    """Every requirement of levels 1 and 2 of ASVS 5.0.0."""
    with (ROOT / "tests" / "asvs.csv").open(encoding="ascii") as file:
        return {row["id"]: row["level"] for row in csv.DictReader(file)}


@cache
def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}


def left_out() -> set[str]:
    return named_in(PAGE)


def named_in(text: str) -> set[str]:
    """What it says does not apply, chapter, section or requirement."""
    told = re.findall(r"^- \*\*([\d., ]+)\*\*", text, re.M)
    named = [one.strip() for line in told for one in line.split(",")]
    return {i for i in levels() for one in named if i == one or i.startswith(f"{one}.")}


def test_every_requirement_is_answered_once_or_left_out_with_a_reason() -> None:
    ids = [row[0] for row in ROWS]
    assert len(ids) == len(set(ids))
    assert set(ids) | left_out() == set(levels())
    assert not set(ids) & left_out()


def test_each_level_is_the_one_of_the_standard() -> None:
    assert [row for row in ROWS if levels()[row[0]] != row[1]] == []


def test_every_test_and_file_that_it_names_exists() -> None:
    wrong = []
    for number, _level, _text, _met, evidence in ROWS:
        for path, name in re.findall(r"(tests/[\w/]+\.py)::(\w+)", evidence):
            if not (ROOT / path).exists() or name not in functions_of(path):
                wrong.append(f"{number}: {path}::{name}")
        for path in re.findall(r"(?<!\w)(?:docs|deploy|pwa|tests)/[\w./-]+[\w]", evidence):
            if not (ROOT / path).exists():
                wrong.append(f"{number}: {path}")
    assert not wrong


@pytest.mark.parametrize("level", ["1", "2"])
def test_it_counts_right(level: str) -> None:
    of = [row for row in ROWS if row[1] == level]
    met = len([row for row in of if row[3] == "met"])
    assert f"| level {level} | {len(of)} | {met} |" in PAGE


def test_what_is_left_out_is_counted_right() -> None:
    """The whole subjects that are not here, and the few besides, each with a reason."""
    whole, besides = (named_in(part) for part in PAGE.split("\nThat leaves ", 1))
    of = list(levels().values())
    assert whole | besides == left_out() and not whole & besides
    left = [level for id, level in levels().items() if id not in whole]
    words = (
        f"The standard has {len(of)} requirements at these levels,"
        f" {of.count('1')} and {of.count('2')}. {len(ROWS)} apply, {len(left_out())} do not."
        f" Of whole subjects that Opstap does not have, these are {len(whole)}:"
    )
    assert words in PAGE
    assert f"That leaves {len(left)}, {left.count('1')} and {left.count('2')}. Four of" in PAGE
    assert len(besides) == 4
    second = [row[3] for row in ROWS if row[1] == "2"]
    assert f"of the {left.count('2')} of level 2, {second.count('met')} are met, three" in PAGE
    assert second.count("not met") == 3 and "and three are not met" in PAGE


def test_of_level_1_nothing_is_left() -> None:
    assert [row[0] for row in ROWS if row[1] == "1" and row[3] != "met"] == []


def test_the_page_names_everything_that_is_limited() -> None:
    taken = {
        kind for text in CODE.values() for kind in re.findall(r'rates\.take\("([\w-]+)"', text)
    }
    assert len(taken) > 15
    assert {kind for kind in taken if f"`{kind}`" not in PAGE} == set()


def test_the_page_names_everywhere_a_file_is_taken() -> None:
    taking = {p.stem for p, text in CODE.items() if re.search(r"\bfiles\.get(list)?\(", text)}
    assert taking == {
        "handbook_files", "layout_forms", "note_forms", "profile_photos", "verification",
    }  # fmt: skip
    table = PAGE.partition("## What may be uploaded")[2].partition("## ")[0]
    for row in ("handbook", "company, layout", "note", "check a document", "everything else"):
        assert f"\n| {row} |" in table


def test_nobody_is_called() -> None:
    """Each of these follows where an answer sends it, unless it is told not to."""
    callers = re.compile(
        r"^\s*(?:import|from) (?:urllib\.request|urllib3|requests|httpx|aiohttp)\b", re.M
    )
    assert [path.name for path, text in CODE.items() if callers.search(text)] == []
    assert [p.name for p, text in CODE.items() if "http.client" in text] == ["server.py"]


def test_no_weak_hash_is_in_the_code() -> None:
    weak = re.compile(r"\b(md5|sha1|SHA1|MD5)\b\(")
    assert [path.name for path, text in CODE.items() if weak.search(text)] == []


def test_chance_comes_from_the_system() -> None:
    weak = re.compile(r"^\s*(import|from) random\b", re.M)
    found = [path for path, text in CODE.items() if weak.search(text)]
    assert [path.name for path in found if "demo" not in path.parts] == []


@pytest.mark.parametrize("hasher", [people._hasher, pins._hasher], ids=["passwords", "pins"])
def test_passwords_and_pins_are_kept_as_owasp_advises(hasher) -> None:
    """OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane."""
    assert (hasher.type.name, hasher.memory_cost, hasher.time_cost) == ("ID", 19_456, 2)


def test_every_password_is_typed_unseen_and_may_be_pasted() -> None:
    templates = {p: p.read_text("utf-8") for p in (ROOT / "pwa" / "templates").rglob("*.html")}
    found = [line for text in templates.values() for line in text.splitlines()
             if re.search(r'ui\.field\([^"]*"[^"]+"\), "(password|old)"', line)]  # fmt: skip
    assert found
    assert [line for line in found if 'type="password"' not in line] == []
    scripts = "".join(p.read_text("utf-8") for p in (ROOT / "pwa" / "static" / "js").rglob("*.js"))
    assert "onpaste" not in scripts + "".join(templates.values())
    assert not re.search(r'addEventListener\("paste"', scripts)


@pytest.mark.parametrize("who", NAMES)
def test_every_page_of_somebody_has_a_way_out(browse, who: str) -> None:
    """The own page, and every page of the menu."""
    visitor = browse(who)
    account = visitor.get("/account/")
    menu = {link.get("href") for nav in account.find(".//nav") for link in nav.iter("a")}
    pages = [visitor.get(path) for path in sorted(menu) if path.startswith("/")]
    for page in (account, *pages):
        page = page.follow() if page.status == 302 else page
        assert [form for form in page.tree.iter("form") if form.get("action") == "/afmelden"]
