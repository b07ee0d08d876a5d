"""What ./run long writes down: each script under its command, and loudly when one fails."""

import re
import sys
from pathlib import Path

import pytest

from tools import measure

GOOD = '"""How warm it is.\n\nMore."""\nimport sys\nprint("21 degrees", *sys.argv[1:])\n'
BAD = '"""Whether it is dry."""\nprint("it rains")\nraise SystemExit(1)\n'


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "good.py").write_text(GOOD)
    (tmp_path / "bench" / "bad.py").write_text(BAD)
    monkeypatch.setattr(measure, "ROOT", tmp_path)
    monkeypatch.setattr(measure, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(sys, "argv", ["measure", "--slow", "7 passed"])
    return tmp_path / "page.md"


def test_each_script_stands_under_its_command(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "SCRIPTS", ("good", "good --inside"))
    assert measure.main() == 0
    text = page.read_text()
    assert "## How warm it is\n\n`python -m bench.good`, " in text
    assert re.search(r"`python -m bench.good`, \S+, commit .*\n\n```\n21 degrees\n```", text)
    assert re.search(r"`python -m bench.good --inside`, .*\n\n```\n21 degrees --inside\n```", text)
    assert "7 passed" in text


def test_one_script_is_measured_again_and_the_others_stay(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "SCRIPTS", ("good", "other"))
    (page.parent / "bench" / "other.py").write_text('"""How cold."""\nprint("first")\n')
    assert measure.main() == 0
    for name in ("good", "other"):
        (page.parent / "bench" / f"{name}.py").write_text('"""Now."""\nprint("again")\n')
    monkeypatch.setattr(sys, "argv", ["measure", "other"])
    assert measure.main() == 0
    text = page.read_text()
    assert "21 degrees" in text and "7 passed" in text
    assert "again" in text and "first" not in text


def test_a_script_that_fails_is_on_the_page_and_in_the_exit_code(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measure, "SCRIPTS", ("bad", "good"))
    assert measure.main() == 1
    assert "it rains\nbench.bad ended with 1\n```" in page.read_text()
    assert "21 degrees" in page.read_text(), "the others are measured all the same"
    assert "bench.bad ended with 1" in capsys.readouterr().err


def test_every_script_that_is_measured_exists() -> None:
    for line in measure.SCRIPTS:
        assert (measure.ROOT / "bench" / f"{line.split()[0]}.py").is_file()
