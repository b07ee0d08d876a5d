"""The process around the renderer: limits, ends, queues, and nothing left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pwa.pdf.process import PdfFailed, PdfProcess, PdfTooSlow, PdfUnavailable
from tests.pdf.samples import EMPTY, SAMIRA, with_notes

ROOT = Path(__file__).parents[2]


@pytest.fixture
def process() -> Iterator[PdfProcess]:
    process = PdfProcess(seconds=60)
    yield process
    process.close()


def child_of(process: PdfProcess) -> int:
    """Of this one: others of the same test run have children too."""
    process.render(EMPTY)
    assert process._child
    return process._child.process.pid


def gone(pid: int, within: float = 20.0) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().split(") ")[1].startswith("Z"):
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def test_it_renders_and_says_that_it_can(process):
    assert process.available() == (True, "")
    assert process.render(EMPTY).startswith(b"%PDF-1.7")


def test_many_threads_get_their_own_document_each(process):
    names = [f"Persoon {n}" for n in range(8)]
    made: dict[str, bytes] = {}

    def render(name: str) -> None:
        made[name] = process.render(replace(EMPTY, candidate=name))

    threads = [threading.Thread(target=render, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made.values())) == len(names)
    assert made["Persoon 3"] == process.render(replace(EMPTY, candidate="Persoon 3"))


def test_a_document_that_takes_too_long_is_ended_and_the_next_one_works(process):
    pid = child_of(process)
    with pytest.raises(PdfTooSlow):
        process.render(with_notes(2000), seconds=0.3)
    assert gone(pid)
    assert process.render(EMPTY)


def test_who_waits_too_long_for_others_is_told(process):
    hurried = PdfProcess(seconds=60, patience=0.1)
    hurried.render(EMPTY)
    slow = threading.Thread(target=hurried.render, args=(with_notes(600),))
    slow.start()
    while slow.is_alive() and not hurried._lock.locked():
        time.sleep(0.01)
    with pytest.raises(PdfTooSlow, match="others"):
        hurried.render(EMPTY)
    slow.join()
    hurried.close()


def test_a_document_that_needs_too_much_memory_fails_and_the_next_one_works():
    small = PdfProcess(seconds=60, memory=330 << 20)
    try:
        with pytest.raises(PdfFailed):
            small.render(with_notes(4000))
        assert small.render(EMPTY)
    finally:
        small.close()


def test_a_failure_never_carries_the_text_of_the_document(process):
    broken = replace(SAMIRA, goals=None)  # type: ignore[arg-type]
    broken = replace(broken, profile=("geheim verhaal",))  # type: ignore[arg-type]
    with pytest.raises(PdfFailed) as failure:
        process.render(broken)
    assert "geheim" not in str(failure.value)


def test_the_child_is_replaced_after_a_number_of_documents():
    few = PdfProcess(seconds=60, documents=2)
    first = child_of(few)
    few.render(EMPTY)
    assert gone(first)
    assert child_of(few) != first
    few.close()


def test_a_child_that_died_by_itself_is_replaced(process):
    pid = child_of(process)
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # dead, and nobody has asked after it yet
    assert process.render(EMPTY)


@pytest.mark.slow
@pytest.mark.processes
def test_documents_leave_nothing_behind_in_memory(process):
    def resident() -> int:
        status = Path(f"/proc/{pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0])

    pid, sizes = child_of(process), []
    for number in range(16):
        process.render(with_notes(60 + number))
        sizes.append(resident())
    assert sizes[-1] - sizes[3] < 6_000, sizes


def test_the_child_is_nicer_and_bounded_and_knows_no_settings(process, monkeypatch):
    monkeypatch.setenv("OPSTAP_SECRET", "wachtwoord")
    process.close()
    pid = child_of(process)
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)
    limits = Path(f"/proc/{pid}/limits").read_text()
    assert str(1 << 30) in next(line for line in limits.splitlines() if "address space" in line)
    assert b"wachtwoord" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_the_child_never_loads_the_web_application(process):
    program = (
        "import runpy, sys; runpy.run_path('pwa/pdf/worker.py')['_stand_in_for_the_application']();"
        "import pwa.pdf.renderer; print([m for m in sys.modules if m.split('.')[0] == 'flask'"
        " or m.startswith('pwa.') and not m.startswith(('pwa.pdf', 'pwa.domain'))])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == "[]"


def test_the_child_and_its_folder_go_when_the_parent_is_killed(tmp_path):
    program = (
        "import time; from pwa.pdf.process import PdfProcess; from tests.pdf.samples import EMPTY;"
        "p = PdfProcess(); p.render(EMPTY); print(p._child.process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    with parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
    assert gone(child)
    assert list(tmp_path.iterdir()) == []


def test_ending_the_program_does_not_wait_and_leaves_nothing(tmp_path):
    program = (
        "from pwa.pdf.process import PdfProcess; from tests.pdf.samples import EMPTY;"
        "p = PdfProcess(); p.render(EMPTY); print(p._child.process.pid)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=ROOT,
        capture_output=True,
        timeout=20,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        check=True,
    )
    assert done.stderr == b""
    assert gone(int(done.stdout))
    assert list(tmp_path.iterdir()) == []


def test_without_pango_it_says_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "weasyprint.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0'\\nand many lines more\")"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    process = PdfProcess()
    able, why = process.available()
    assert not able
    assert "libpango-1.0-0" in why
    assert "sudo apt-get install libpango-1.0-0" in why
    with pytest.raises(PdfUnavailable) as problem:
        process.render(EMPTY)
    assert problem.value.reason == why


def test_a_machine_that_is_only_busy_is_not_told_to_install_anything(monkeypatch):
    hurried = PdfProcess(seconds=60)
    with monkeypatch.context() as busy:
        busy.setattr("pwa.pdf.process._START_SECONDS", 0.01)
        able, why = hurried.available()
        assert (able, "Install" in why) == (False, False)
        with pytest.raises(PdfTooSlow, match="did not start"):
            hurried.render(EMPTY)
    assert hurried.available() == (True, "")
    hurried.close()


def test_a_forked_copy_starts_a_child_of_its_own(process):
    process.render(EMPTY)
    own = child_of(process)
    forked = os.fork()
    if not forked:  # pragma: no cover
        ok = False
        try:
            ok = process.render(EMPTY).startswith(b"%PDF") and child_of(process) != own
            process.close()
        finally:  # whatever went wrong: a copy of the test runner would run all other tests again
            os._exit(0 if ok else 1)
    assert os.waitpid(forked, 0)[1] == 0
    assert child_of(process) == own
