"""What the pages for people say is true: commands, settings, links, and nothing of our machines."""

import re
import subprocess
from dataclasses import fields
from pathlib import Path

import click
import pytest

from pwa import cli, shots
from pwa.config import Config

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("docs", "deploy")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(page for one in FOLDERS for page in (ROOT / one).rglob("*.md"))]
)
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
DECISIONS = [name for name in NAMES if name.startswith("docs/decisions/")]
OPERATE = (ROOT / "docs" / "operate.md").read_text("utf-8")
RUN = (ROOT / "run").read_text("utf-8")
TASKS = set(re.findall(r"^task_([a-z]+)\(\)", RUN, re.M)) - {"start"}
FOR_TESTS = {"OPSTAP_CHROMIUM", "OPSTAP_SHELL", "OPSTAP_FIREFOX", "OPSTAP_TEST_POSTGRESQL"}
FOREIGN = (
    r"(?<![\w./-])/(work|home|root|Users)/\w|/tmp/opstap/|"  # folders of whoever wrote it
    r"\b(sub-?agent|co-authored-by)\b|"
    r"https?://[^/\s]*(artifactory|nexus|pypi-mirror|registry)[^\s]*"
)


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def settings() -> set[str]:
    """Every variable that the application reads: fields of Config, options of commands."""
    found = {f"OPSTAP_{one.name.upper()}" for one in fields(Config)}
    for command in cli.main.commands.values():
        found |= {
            str(option.envvar)
            for option in command.params
            if isinstance(option, click.Option) and option.envvar
        }
    return found


def test_the_table_of_settings_names_each_setting_and_no_other() -> None:
    assert set(re.findall(r"^\| `(OPSTAP_\w+)`", OPERATE, re.M)) == settings()


def test_every_variable_in_the_code_is_a_setting_that_is_written_down() -> None:
    sources = [*(ROOT / "pwa").rglob("*.py"), ROOT / "run"]
    named = {one for path in sources for one in re.findall(r"OPSTAP_[A-Z_]+\b", path.read_text())}
    assert {one for one in named if not one.endswith("_")} <= settings() | FOR_TESTS


def test_each_default_in_the_table_is_that_of_the_code(tmp_path: Path) -> None:
    config = Config.read({"OPSTAP_DATA": str(tmp_path)})
    rows = dict(re.findall(r"^\| `OPSTAP_(\w+)` \| `(\w+)` \|", OPERATE, re.M))
    for name in ("TRUSTED_PROXIES", "PDF_SECONDS"):
        assert int(rows[name]) == getattr(config, name.lower())
    options = {one.name: one for one in cli.main.commands["serve"].params}
    assert int(rows["PORT"]) == options["port"].default
    assert int(rows["WORKERS"]) == options["workers"].default


@pytest.mark.parametrize("name", NAMES)
def test_every_task_and_command_that_a_page_names_exists(name: str) -> None:
    text = text_of(name)
    tasks = set(re.findall(r"\./run ([a-z]+)", text))
    commands = set(re.findall(r"(?:`|bin/)opstap ([a-z][a-z-]+)", text))
    assert tasks - {"sets", "brings"} <= TASKS
    assert commands <= set(cli.main.commands)


def test_the_page_for_operators_names_every_command() -> None:
    named = set(re.findall(r"^\| `opstap ([a-z-]+)", OPERATE, re.M))
    assert named == set(cli.main.commands) - {"shots"}


def test_the_readme_shows_first_what_it_is_how_to_start_and_what_it_does_not_do() -> None:
    first = text_of("README.md").split("\n## ")[0]
    for wanted in ("![", "git clone", "./run ", "./run test", "does not do"):
        assert wanted in first
    assert len(first.splitlines()) <= 30


def test_every_option_of_start_stands_in_the_readme() -> None:
    options = set(re.findall(r"^  (--[a-z-]+)", RUN, re.M))
    assert options == set(re.findall(r"^\| `(--[a-z-]+)", text_of("README.md"), re.M))


@pytest.mark.parametrize("name", NAMES)
def test_every_link_and_picture_of_a_page_leads_somewhere(name: str) -> None:
    text = re.sub(r"```.*?```", "", text_of(name), flags=re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, _ = target.partition("#")
        ours = name.startswith("docs/handleiding/") and path.startswith("/")  # `browse` looks
        if path and not ours and not path.startswith(("http:", "https:", "mailto:")):
            assert (ROOT / name).parent.joinpath(path).exists(), target


@pytest.mark.parametrize("name", DECISIONS)
def test_each_decision_says_how_we_would_notice_that_it_was_wrong(name: str) -> None:
    text = text_of(name)
    assert re.search(r"^## How we would notice", text, re.M) or "| wrong when |" in text
    assert len(text.splitlines()) <= 80


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(Path(name).name[:4]) for name in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


def test_paths_that_the_architecture_names_exist() -> None:
    made_up = r"\n## \d+\. Where to add a screen.*?(?=\n## )"
    text = re.sub(made_up, "", text_of("docs/architecture.md"), flags=re.S)
    for path in re.findall(r"`((?:[\w-]+/)+[\w-]*(?:\.\w+)?)`", text):
        module, _, name = path.partition(".")
        whole = path if name in ("py", "md", "html", "json") else f"{module}.py" if name else path
        places = [ROOT / whole, ROOT / "pwa" / whole]
        assert any(place.exists() for place in places), path


def test_what_help_prints_in_bold_is_said_on_a_screen() -> None:
    screens = [*(ROOT / "pwa" / "templates").rglob("*.html"), *(ROOT / "pwa").rglob("*.py")]
    said = "\n".join(screen.read_text("utf-8") for screen in screens)
    for page in (ROOT / "docs" / "handleiding").glob("*.md"):
        for words in re.findall(r"\*\*(.+?)\*\*", page.read_text("utf-8"), re.S):
            assert f'"{" ".join(words.split()).rstrip("?.:")}' in said, f"{page.name}: {words}"


def test_every_picture_is_made_by_the_script_and_small() -> None:
    made = {file for shot in shots.SHOTS for file in shot.files} | {shots.HELP / "pdf.png"}
    there = {*shots.HELP.glob("*"), *shots.README.glob("*")}
    assert there == made
    for picture in there:
        assert picture.stat().st_size <= shots.MOST_BYTES
        assert picture.read_bytes().startswith(b"\x89PNG")


def test_nothing_in_the_tree_names_the_machine_it_was_made_on() -> None:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a git checkout")
    found = {}
    for name in listed.stdout.split("\0"):
        path = ROOT / name
        if not path.is_file() or path == Path(__file__) or "vendor" in path.parts:
            continue
        hit = re.search(FOREIGN, path.read_bytes().decode("utf-8", "ignore"), re.I)
        if hit:
            found[name] = hit.group()
    assert found == {}
