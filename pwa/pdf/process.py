"""Render PDFs in a process of their own, from any thread of the web process.

One niced child renders one document at a time. It is started at the first document, replaced after
a number of documents, ended when a document takes too long, and ends by itself when this process
is gone, because its input then closes. See docs/decisions/0004-pdf-in-a-process-of-its-own.md.
"""

import contextlib
import os
import pickle
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from .document import PrintedDocument
from .look import STANDARD, InLook, Look

__all__ = [
    "PdfBusy",
    "PdfError",
    "PdfFailed",
    "PdfLayoutBroken",
    "PdfProcess",
    "PdfTooSlow",
    "PdfUnavailable",
]

SYSTEM_PARTS = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_WORKER = Path(__file__).with_name("worker.py")
_FONTCONFIG = _WORKER.with_name("fonts") / "fonts.conf"
_INHERITED = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
_START_SECONDS = 30.0
_ASK_AGAIN_SECONDS = 60.0


class PdfError(Exception):
    """No PDF came out; the sub-class says whether trying again makes sense."""


class PdfUnavailable(PdfError):
    """This machine cannot render at all; `str()` says what is missing and how to install it."""

    @property
    def reason(self) -> str:
        """What is missing, with the command that installs it."""
        return str(self)


class PdfTooSlow(PdfError):
    """The document took longer than allowed, or too many others were waiting."""


class PdfBusy(PdfTooSlow):
    """Its turn did not come: that says nothing about the document."""


class PdfLayoutBroken(PdfError):
    """The layout is at fault; `str()` is the code of what is wrong with it."""


class PdfFailed(PdfError):
    """The document could not be rendered; carries the kind of error, never the document's text."""


class _Child:
    """One started PDF process, with a temporary folder that goes when it goes."""

    def __init__(self, memory: int, job: str) -> None:
        self._folder = tempfile.mkdtemp(prefix="opstap-pdf-")
        self.process = subprocess.Popen(  # noqa: S603 our own file
            [sys.executable, "-P", str(_WORKER), str(memory), self._folder, job],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(self._folder),
            cwd=self._folder,
        )
        self._to = cast("IO[bytes]", self.process.stdin)
        self._back = cast("IO[bytes]", self.process.stdout)
        self.rendered = 0
        self.killed = threading.Event()
        self.stop = weakref.finalize(self, _stop, self.process, self._folder)

    def ask(self, question: bytes, seconds: float) -> tuple[bytes, bytes]:
        """Send (nothing, to hear the greeting) and wait at most so long; (b"", b"") if it died."""
        timer = threading.Timer(seconds, self._kill)
        timer.daemon = True
        timer.start()
        try:
            return self._exchange(question)
        except (BrokenPipeError, ConnectionResetError):
            return b"", b""
        finally:
            timer.cancel()

    def let_go(self) -> None:
        """Forget a child that belongs to the process we were forked from."""
        self.stop.detach()
        self._to.close()
        self._back.close()

    def _kill(self) -> None:
        self.killed.set()
        self.process.kill()

    def _exchange(self, question: bytes) -> tuple[bytes, bytes]:
        if question:
            self._to.write(struct.pack(">I", len(question)) + question)
            self._to.flush()
        head = self._back.read(5)
        if len(head) < 5:
            return b"", b""
        (length,) = struct.unpack(">I", head[1:])
        content = self._back.read(length)
        return (head[:1], content) if len(content) == length else (b"", b"")


class PdfProcess:
    """Renders documents in a child process; one object serves all threads of a process.

    `seconds` bounds one document by the wall clock, `memory` the child's address space in bytes,
    `documents` how many one child renders before a fresh one takes its place, `patience` how many
    seconds a caller waits for others, `job` what it is for (`JOBS` of the worker).
    """

    def __init__(
        self,
        *,
        seconds: float = 10.0,
        memory: int = 1 << 30,
        documents: int = 100,
        patience: float = 30.0,
        job: str = "render",
    ) -> None:
        self._seconds = seconds
        self._memory = memory
        self._documents = documents
        self._patience = patience
        self._job = job
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._owner = os.getpid()
        self._verdict: tuple[bool, str] | None = None
        self._asked_at = 0.0

    def render(
        self, document: PrintedDocument, look: Look = STANDARD, *, seconds: float | None = None
    ) -> bytes:
        """The PDF of a document in a look.

        Raises PdfUnavailable (this machine lacks a part), PdfTooSlow, PdfLayoutBroken, PdfFailed.
        """
        return self.ask(InLook(document, look), seconds=seconds)

    def ask(self, question: object, *, seconds: float | None = None) -> bytes:
        """The answer of the child to anything that it knows; raises as `render`."""
        seconds = self._seconds if seconds is None else seconds
        with self._turn():
            child = self._ready_child()
            kind, content = child.ask(pickle.dumps((question, seconds)), seconds)
            child.rendered += 1
            if kind != b"P" or child.killed.is_set() or child.rendered >= self._documents:
                self._end_child()
        if kind == b"P":
            return content
        if child.killed.is_set():
            raise PdfTooSlow(f"not finished within {seconds:g} s")
        if kind == b"L":
            raise PdfLayoutBroken(content.decode())
        raise PdfFailed(content.decode() or "the process ended before it was done")

    def available(self) -> tuple[bool, str]:
        """Whether PDFs can be made here, and if not, why; cheap after the first time."""
        try:
            why = self.lacking()
        except PdfTooSlow as problem:
            return False, str(problem)
        return not why, why

    def lacking(self) -> str:
        """What this machine needs to make PDFs at all. Raises PdfTooSlow: then nobody knows."""
        fresh = time.monotonic() - self._asked_at < _ASK_AGAIN_SECONDS
        if not (self._verdict and (self._verdict[0] or fresh)):
            try:
                with self._turn():
                    self._ready_child()
            except PdfUnavailable as problem:
                return problem.reason
        return self._verdict[1] if self._verdict else ""

    def close(self) -> None:
        """End the child now; the next document starts a new one."""
        with self._lock:
            self._end_child()

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        if os.getpid() != self._owner:  # a forked copy: the child and the lock are the parent's
            self._owner, self._lock = os.getpid(), threading.Lock()
            if self._child:
                self._child.let_go()
            self._child = None
        if not self._lock.acquire(timeout=self._patience):
            raise PdfBusy(f"others were still being made after {self._patience:g} s")
        try:
            yield
        finally:
            self._lock.release()

    def _ready_child(self) -> _Child:
        if self._child and self._child.process.poll() is None:
            return self._child
        self._end_child()
        child = _Child(self._memory, self._job)
        kind, reason = child.ask(b"", _START_SECONDS)
        self._asked_at = time.monotonic()
        if kind != b"R":
            child.stop()
            if child.killed.is_set():
                raise PdfTooSlow(f"the PDF process did not start within {_START_SECONDS:g} s")
            self._verdict = False, _why_not(reason.decode())
            raise PdfUnavailable(self._verdict[1])
        self._child, self._verdict = child, (True, "")
        return child

    def _end_child(self) -> None:
        if self._child:
            self._child.stop()
        self._child = None


def _why_not(reason: str) -> str:
    reason = reason or "the PDF process did not start"
    return f"{reason}. Install: sudo apt-get install {SYSTEM_PARTS}"


def _environment(folder: str) -> dict[str, str]:
    """What the child may know: no settings, keys or addresses of the application."""
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return inherited | {
        "FONTCONFIG_FILE": str(_FONTCONFIG),
        "HOME": folder,
        "TMPDIR": folder,
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": "0",
        "TZ": "UTC",
    }


def _stop(process: "subprocess.Popen[bytes]", folder: str) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(BrokenPipeError):
            if pipe:
                pipe.close()
    process.wait()
    shutil.rmtree(folder, ignore_errors=True)
