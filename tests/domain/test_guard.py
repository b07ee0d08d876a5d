"""How words are found in a text, in Python and on the device alike (docs/guard.md)."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from time import thread_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pwa.domain.guard import LONGEST_TEXT, Guard, problem, words_of
from tests.guard_sentences import sentences, shipped

SMALL = {"illness": (["ziek", "depressi*", "*ziekte", "burn-out", "*allergi*"], ["zieke plant*"])}
MATCH = Path("pwa/static/js/guard/match.js").resolve()
ASK = """
import { createInterface } from "node:readline"
import { guardOf } from "./match.mjs"
let find
for await (const line of createInterface({ input: process.stdin })) {
  const { groups, text } = JSON.parse(line)
  if (groups) find = guardOf(groups)
  else console.log(JSON.stringify(find(text).map((o) => [o.group, text.slice(o.start, o.end)])))
}
"""


def found(text: str, guard: Guard | None = None) -> list[tuple[str, str]]:
    guard = guard or Guard(SMALL)
    return [(one.group, text[one.start : one.end]) for one in guard.hits(text)]


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Any]]:
    """The script of the page, in node, with the shipped list."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here: the device's half of the guard is not compared")
    folder = tmp_path_factory.mktemp("guard")
    shutil.copy(MATCH, folder / "match.mjs")
    (folder / "ask.mjs").write_text(ASK, "utf-8")
    process = subprocess.Popen([node, "ask.mjs"], cwd=folder, stdin=-1, stdout=-1, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    groups = [{"name": name, "words": words, "not": no} for name, (words, no) in shipped().items()]

    def ask(text: str) -> Any:
        process.stdin.write(json.dumps({"text": text}) + "\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        return [tuple(one) for one in json.loads(process.stdout.readline())]  # type: ignore[union-attr]

    process.stdin.write(json.dumps({"groups": groups}) + "\n")
    yield ask
    process.communicate(timeout=10)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hij is ZIEK.", ["ZIEK"]),
        ("‘ziek’, zíék, ziek😷 en ｚｉｅｋ", ["ziek", "zíék", "ziek", "ｚｉｅｋ"]),
        ("zi\u00adek en zi\u200bek", ["zi\u00adek", "zi\u200bek"]),
        ("ziekte en longziekte", ["longziekte"]),
        ("depressieve, depressie's", ["depressieve", "depressie's"]),
        ("burn-out, burn out en burn\nout", ["burn-out", "burn out", "burn\nout"]),
        ("pinda-allergieën", ["allergieën"]),
        ("I'll zieken", []),
        ("De zieke planten gingen weg.", []),
        ("muziek", []),
    ],
)
def test_a_word_is_found_however_it_is_written_and_no_other(text: str, words: list[str]) -> None:
    guard = Guard({"illness": (["ziek", *SMALL["illness"][0][1:]], ["zieke plant*", "ziekte"])})
    assert [one for _group, one in found(text, guard)] == words


def test_an_exception_covers_only_the_words_that_it_names() -> None:
    guard = Guard({"illness": (["zieke", "ziek"], ["zieke plant*"])})
    assert found("zieke planten, en hij was ziek", guard) == [("illness", "ziek")]


def test_a_text_without_end_is_looked_at_only_so_far_and_fast() -> None:
    assert found("a" * LONGEST_TEXT + " ziek") == []
    guard = Guard(shipped())
    for text in ("ziek " * 1_000, "x" * LONGEST_TEXT, "in de " * 900, "'" * LONGEST_TEXT):
        start = thread_time()
        guard.hits(text * 20)
        assert thread_time() - start < 5


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("ziek", ""),
        ("in verwachting", ""),
        ("*asiel*", ""),
        ("", "guard_no_word"),
        ("***", "guard_no_word"),
        ("a", "guard_too_short"),
        ("zi*", "guard_too_short"),
        ("a b c d e f g", "guard_too_long"),
        ("z" * 61, "guard_too_long"),
    ],
)
def test_an_entry_that_would_be_found_everywhere_is_none(entry: str, code: str) -> None:
    assert problem(entry) == code


WORDS = sorted({word for words, fine in shipped().values() for word in [*words, *fine]})
LETTERS = "aeiknprstz AEZ.,;:!?-–'’‘ʼ´`*\n\t0é̈ïßﬁ½😷\u00ad\u200bЖясﷺ"
MADE_UP = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(LETTERS, max_size=12)), max_size=12
).flatmap(lambda parts: st.sampled_from([" ", "", "-", "'"]).map(lambda gap: gap.join(parts)))


@settings(max_examples=150, deadline=None)
@given(MADE_UP)
def test_the_device_finds_what_the_specification_finds(
    device: Callable[[str], Any], text: str
) -> None:
    assert device(text) == found(text, Guard(shipped()))


def test_the_device_finds_the_same_in_every_sentence_of_the_files(
    device: Callable[[str], Any],
) -> None:
    guard = Guard(shipped())
    for _group, text in sentences("must_warn") + sentences("ordinary"):
        assert device(text) == found(text, guard), text


@given(st.text(max_size=200))
def test_a_word_is_where_it_says(text: str) -> None:
    places = [(one.start, one.end) for one in words_of(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
