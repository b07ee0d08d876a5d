"""Which sentence a tapped one takes the place of (static/js/guard/sentence.js), asked of node."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path("pwa/static/js/guard/sentence.js").resolve()
ASK = """
import { sentenceAround } from "./sentence.mjs"
const [text, word] = JSON.parse(process.argv[2])
const at = text.indexOf(word)
console.log(JSON.stringify(text.slice(...sentenceAround(text, at, at + word.length))))
"""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Hij was ziek.", "Hij was ziek."),
        ("hij was ziek", "hij was ziek"),
        ("Op tijd. Was ziek. Ruimde op.", "Was ziek."),
        ("Op tijd!  Was ziek?! Ruimde op.", "Was ziek?!"),
        ("Op tijd\nwas ziek\nruimde op", "was ziek"),
        ("Thuis i.v.m. ziek zijn. Morgen weer.", "Thuis i.v.m. ziek zijn."),
        ("Om 7.30 al ziek. Naar huis.", "Om 7.30 al ziek."),
        ("Was ziek... Morgen weer.", "Was ziek..."),
        ("Op tijd.\n\n  Was ziek", "Was ziek"),
    ],
)
def test_the_sentence_with_the_word_and_no_other(tmp_path: Path, text: str, sentence: str) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here: sentences are not cut")
    shutil.copy(SCRIPT, tmp_path / "sentence.mjs")
    (tmp_path / "ask.mjs").write_text(ASK, "utf-8")
    command = [node, str(tmp_path / "ask.mjs"), json.dumps([text, "ziek"])]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(told.stdout) == sentence
