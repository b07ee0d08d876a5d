"""Nothing of the starter handbook is built in: a company may call everything otherwise."""

import json
import re
from pathlib import Path

PWA = Path(__file__).resolve().parents[2] / "pwa"
CODES = [
    one["code"]
    for one in json.loads((PWA / "data/starter_handbook.json").read_text("utf-8"))["competences"]
]
KINDS = {".py", ".html", ".js", ".sql"}


def test_no_code_of_the_starter_stands_in_the_program():
    quoted = re.compile("""["'](?:""" + "|".join(map(re.escape, CODES)) + """)["']""")
    found = [
        f"{path.relative_to(PWA)}: {match[0]}"
        for path in PWA.rglob("*")
        if path.suffix in KINDS and "data" not in path.relative_to(PWA).parts[:1]
        for match in quoted.finditer(path.read_text("utf-8"))
    ]
    assert CODES and found == []
