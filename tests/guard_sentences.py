"""Sentences that the guard is measured with: tests/sentences/, and those of the demo.

`python -m tests.guard_sentences` prints what is missed and what is a false alarm.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pwa.domain.guard import Guard

HERE = Path(__file__).parent / "sentences"
DATA = Path(__file__).parent.parent / "pwa" / "data"


def shipped() -> dict[str, tuple[list[str], list[str]]]:
    """The shipped list: both languages together, as a device gets it."""
    groups = json.loads((DATA / "guard.json").read_text("utf-8"))
    return {name: (_both(one["words"]), _both(one["not"])) for name, one in groups.items()}


def _both(words: dict[str, list[str]]) -> list[str]:
    return [*words["nl"], *words["en"]]


def sentences(name: str) -> list[tuple[str, str]]:
    """Group (empty where nothing should warn) and sentence, of one file."""
    lines = (HERE / f"{name}.txt").read_text("utf-8").splitlines()
    parts = [line.rpartition("\t") for line in lines if line and not line.startswith("#")]
    return [(group, text) for group, _tab, text in parts]


def of_the_demo() -> list[str]:
    """Every text of the demo and of the starter that somebody could write about somebody.

    Left out: the handbooks' own sentences on what not to write, which name it, and the words that
    the privacy officer of the demo added.
    """
    files = {*(DATA / "demo").glob("*.json"), DATA / "starter_handbook.json"}
    files |= {DATA / "example_evaluation.json"}
    files -= {DATA / "demo" / "guard_words.json"}
    return [text for file in sorted(files) for text in _texts(json.loads(file.read_text("utf-8")))]


def _texts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for name, one in value.items() if isinstance(value, dict) else ():
        if name != "avoid":
            yield from _texts(one, name)
    for one in value if isinstance(value, list) else ():
        yield from _texts(one, key)


def measure() -> dict[str, list[str]]:
    """What goes wrong, by kind; how many there are of each kind stands in the docstring's print."""
    guard = Guard(shipped())
    return {
        "missed": [
            text for group, text in sentences("must_warn") if group not in guard.groups_in(text)
        ],
        "false": [text for _group, text in sentences("ordinary") if guard.hits(text)],
        "demo": [text for text in of_the_demo() if guard.hits(text)],
    }


def main() -> None:
    wrong = measure()
    print(f"{len(wrong['missed'])} of {len(sentences('must_warn'))} are missed")
    print(f"{len(wrong['false'])} of {len(sentences('ordinary'))} ordinary ones warn")
    print(f"{len(wrong['demo'])} of {len(of_the_demo())} texts of the demo warn")
    for kind, texts in wrong.items():
        print(*(f"  {kind}: {text}" for text in texts), sep="\n")


if __name__ == "__main__":
    main()
