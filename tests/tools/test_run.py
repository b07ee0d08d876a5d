"""The script that sets up, serves and tests, in a copy whose environment is a pretence."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ECHO = '#!/bin/sh\nprintf "%s\\n" "$@"\n'
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the script and the locks, as after a clone: nothing is set up."""
    for name in ("run", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def run(copy: Path) -> Run:
    def call(*arguments: str, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", str(copy / "run"), *arguments],
            env={"PATH": path, "HOME": str(copy)},
            cwd=copy,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return call


@pytest.fixture
def set_up(copy: Path) -> Path:
    """The copy with an environment that looks installed, and a program that tells its arguments."""
    programs = copy / ".venv" / "bin"
    programs.mkdir(parents=True)
    write_program(programs / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    write_program(programs / "opstap", ECHO)
    digest = subprocess.check_output(["sha256sum", copy / "requirements.lock"], text=True)[:64]
    version = subprocess.check_output([sys.executable, "-V"], text=True).strip()
    stamp = f"{digest} {version} requirements.lock {copy}\n"
    (copy / ".venv" / "opstap-installed").write_text(stamp)
    return copy


def write_program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def test_every_shell_reads_the_script() -> None:
    for script in ("run", ".ci/run"):
        assert subprocess.run(["/bin/sh", "-n", ROOT / script]).returncode == 0
        assert os.access(ROOT / script, os.X_OK)


def test_help_names_every_task_with_what_it_does(run: Run) -> None:
    tasks = re.findall(r"^task_(\w+)\(\) \{ # (.+)", (ROOT / "run").read_text(), re.MULTILINE)
    told = run("help").stdout
    assert {"start", "demo", "test", "check", "fix", "shots", "sizes"} <= {
        name for name, _ in tasks
    }
    for name, what in tasks:
        assert re.search(rf"^  {name} +{re.escape(what)}$", told, re.MULTILINE)


def test_what_it_does_not_know_it_refuses(run: Run) -> None:
    for arguments in (["nonsense"], ["--nonsense"], ["--port"], ["help_me()"]):
        answer = run(*arguments)
        assert answer.returncode == 2
        assert "See ./run help" in answer.stderr


def test_a_second_start_installs_nothing_and_serves(run: Run, set_up: Path) -> None:
    answer = run("--no-install")
    assert answer.returncode == 0
    assert answer.stdout.split() == [
        *("up", "--host", "127.0.0.1", "--port", "8000", "--data", str(set_up / "var"))
    ]


def test_installing_does_not_start_anything(run: Run, set_up: Path) -> None:
    answer = run("install", "--no-install")
    assert answer.returncode == 0
    assert answer.stdout == ""


def test_the_options_reach_the_program(run: Run, set_up: Path) -> None:
    options = ("--port", "81", "--host=::1", "--data", "my data", "--empty", "--demo-public")
    told = run(*options, "--no-install").stdout.splitlines()
    assert told == [
        *("up", "--host", "::1", "--port", "81", "--data", str(set_up / "my data")),
        *("--empty", "--demo-public"),
    ]


def test_another_lock_is_not_taken_for_installed(run: Run, set_up: Path) -> None:
    with (set_up / "requirements.lock").open("a") as lock:
        lock.write("# newer\n")
    answer = run("--no-install")
    assert answer.returncode == 1
    assert "-m pip install --require-hashes --only-binary :all: -r requirements.lock" in (
        answer.stderr
    )


def test_without_python_it_names_the_command_to_get_it(run: Run, copy: Path) -> None:
    programs = copy / "bin"
    programs.mkdir()
    for name in ("dirname", "id", "grep", "ldconfig", "mkdir", "sh"):
        if found := shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin"):
            (programs / name).symlink_to(found)
    script = (copy / "run").read_text()
    (copy / "run").write_text(script.replace("PATH=$PATH:/usr/sbin:/sbin", ""))
    answer = run("--no-install", path=str(programs))
    assert answer.returncode == 1
    assert "Opstap needs Python 3.11 or newer" in answer.stderr
    assert re.search(r"apt-get install .*python3 python3-venv", answer.stderr)


def test_tests_in_a_browser_are_looked_for_wherever_one_may_stand() -> None:
    """tests/conftest.py refuses one elsewhere, and the part with browsers collects these alone."""
    conftest = (ROOT / "tests" / "conftest.py").read_text()
    told = re.search(r"^BROWSER = \((.+)\)$", conftest, re.MULTILINE)
    folders = re.findall(r'"(tests/\w+)/"', told[1] if told else "")
    part = next(one for one in (ROOT / "run").read_text().splitlines() if "-m 'browser" in one)
    assert len(folders) >= 3
    assert [one for one in folders if f" {one}" not in part] == []


PART = """
from pathlib import Path
import pytest
pytestmark = pytest.mark.browser

@pytest.mark.parametrize("number", range(5))
def test_part(number):
    tries = Path(__file__).with_name(f"tries-{number}")
    tries.write_text(tries.read_text() + "x" if tries.exists() else "x")
    assert len(tries.read_text()) > FAILS.get(number, 0)
"""


@pytest.mark.processes
@pytest.mark.parametrize(
    ("fails", "green", "tries"),
    [
        ({}, True, [1, 1, 1, 1, 1]),
        ({1: 1, 3: 1}, True, [1, 2, 1, 2, 1]),
        ({1: 1, 3: 9}, False, [1, 2, 1, 2, 1]),
        ({0: 1, 1: 1, 2: 1, 3: 1}, False, [1, 1, 1, 1, 1]),
    ],
    ids=["all pass", "two are late", "one is broken", "four at once"],
)
def test_a_test_in_a_browser_gets_a_second_try_unless_many_fail(
    set_up: Path, fails: dict[int, int], green: bool, tries: list[int]
) -> None:
    for folder in ("browser", "faults", "firefox"):
        (set_up / "tests" / folder).mkdir(parents=True)
    part = set_up / "tests" / "browser"
    (part / "test_part.py").write_text(f"FAILS = {fails}{PART}")
    (set_up / "pytest.ini").write_text("[pytest]\nmarkers =\n  browser: .\n  slow: .\n")
    script = (set_up / "run").read_text().removesuffix('main "$@"\n')
    (set_up / "part").write_text(f"{script}trap clean_up EXIT\ntest_in_browsers\n")
    answer = subprocess.run(
        ["/bin/sh", "part"], cwd=set_up, capture_output=True, text=True, timeout=120
    )
    assert (answer.returncode == 0) is green, answer.stdout + answer.stderr
    assert [len((part / f"tries-{number}").read_text()) for number in range(5)] == tries
    assert ("second try: 2 in a browser" in answer.stderr) is (green and bool(fails))
