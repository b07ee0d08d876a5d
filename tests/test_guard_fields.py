"""Each field in which somebody writes has a decision: docs/guard.md, one line each."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "pwa" / "templates"
CALL = re.compile(r"\{\{ ui\.(textarea|field)\((?:(?!\}\}).)*\) \}\}")
NAME = re.compile(
    r'^\{\{ ui\.\w+\((?:_\((?:[^()"]|"[^"]*"|\([^()]*\))*\)|[\w.]+), (?:"([^"]+)"|(\w+))'
)


def decided() -> dict[tuple[str, str], str]:
    lines = (ROOT / "docs" / "guard.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if ".html |" in line]
    assert len({(row[0], row[1]) for row in rows}) == len(rows)
    return {(row[0], row[1]): row[2] for row in rows}


def written() -> dict[tuple[str, str], str]:
    """Template and field -> what it says; fields of one line only where they say something."""
    found = {}
    for file in sorted(TEMPLATES.rglob("*.html")):
        name = file.relative_to(TEMPLATES).as_posix()
        if name.startswith("ui/") or name == "style_guide.html":
            continue
        for call in CALL.finditer(file.read_text("utf-8")):
            says = re.search(r'"data-guard": (?:none if .*? else )?"(\w+)"', call[0])
            if call[1] == "textarea" or says:
                named = NAME.match(call[0])
                assert named, call[0]
                field = named[1] or f"({named[2]})"
                kind = says[1] if says else "none"
                kept = found.setdefault((name, field), kind)
                assert kept == kind, (name, field)
    return found


def test_the_table_names_every_field_and_what_it_says() -> None:
    assert written() == decided()


def test_only_the_text_of_a_note_sends_a_count() -> None:
    counted = [
        file.relative_to(TEMPLATES).as_posix()
        for file in sorted(TEMPLATES.rglob("*.html"))
        if "data-guard-count" in file.read_text("utf-8")
    ]
    assert counted == ["notes/edit.html", "notes/new.html"]
