"""The PDF process itself: reads documents from its standard input, answers PDFs on the output.
The same file is the process that seals, which imports other things: see `JOBS`.

It is started as a file, not as a module, so that the web application is never imported here. A
question is a pickle from the parent, which is trusted; an answer is plain bytes, so that a process
that has seen hostile text cannot make its parent run anything. End of input ends the process.

Answer: one letter, four bytes of length, content. R ready, P a PDF, U cannot render at all (why),
F this document failed (the kind of error, never its text), L its look failed (a code).
"""

import contextlib
import gc
import os
import pickle
import resource
import shutil
import signal
import struct
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pwa.pdf.pades import Pades
    from pwa.pdf.renderer import Renderer

_MEBI = 1 << 20
JOBS = {"render": ("pwa.pdf.renderer", "Renderer"), "seal": ("pwa.pdf.pades", "Pades")}
"""What a process is for: the module that it imports, and the class that answers in it."""

_OWN_SHARE = 0.5


def _stand_in_for_the_application() -> None:
    """`import pwa.pdf...` without running `pwa/__init__.py`, which builds a web application."""
    package = ModuleType("pwa")
    package.__path__ = [str(Path(__file__).resolve().parent.parent)]
    sys.modules["pwa"] = package


def _limit(memory: int) -> None:
    """Bounds for the whole life of the process; `memory` is address space in bytes."""
    os.nice(19)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * _MEBI, 64 * _MEBI))
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _limit_time(seconds: float, *, own: bool) -> None:
    """Die by ourselves when the parent is gone or forgets to end us; CPU time as well.

    The words of a municipality (`own`) get a part of the processor time, so that after them the
    standard can still be printed; when it is over they are told so, where Python can be told.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    share = seconds * _OWN_SHARE if own else seconds + 1
    allowed = int(used.ru_utime + used.ru_stime + share) + 1
    signal.signal(signal.SIGXCPU, _too_slow if own else signal.SIG_DFL)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)


def _too_slow(*_: object) -> None:
    from pwa.pdf.look import LayoutProblem

    raise LayoutProblem("too_slow")


def _answer(out: BinaryIO, kind: bytes, content: bytes) -> None:
    out.write(kind + struct.pack(">I", len(content)) + content)
    out.flush()


def _renderer(out: BinaryIO, job: str) -> "Renderer | Pades | None":
    module, name = JOBS[job]
    try:
        renderer: Renderer | Pades = getattr(import_module(module), name)()
    except (ImportError, OSError) as missing:
        _answer(out, b"U", str(missing).splitlines()[0].encode())
        return None
    gc.freeze()  # what stays is not looked at after every document
    _answer(out, b"R", b"")
    return renderer


def _render_one(renderer: "Renderer | Pades", question: bytes) -> tuple[bytes, bytes]:
    from pwa.pdf.look import InLook, LayoutProblem

    asked, seconds = pickle.loads(question)  # noqa: S301 from our own parent
    _limit_time(seconds, own=isinstance(asked, InLook) and asked.look.own)
    try:
        return b"P", renderer.answer(asked)
    except LayoutProblem as problem:
        return b"L", problem.code.encode()
    # MemoryError, and WeasyPrint's own that are no Exception: the parent is told, then we end.
    except BaseException as error:
        return b"F", type(error).__name__.encode()
    finally:
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_REAL, 0)


def main(memory: int, folder: str, job: str) -> None:
    """Answer until the input ends or one document failed: what failed leaves nothing behind.

    `folder` holds our temporary files; it goes with us, since the parent may be gone by then.
    """
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit(memory)
    _stand_in_for_the_application()
    renderer = _renderer(out, job)
    kind = b"P"
    with contextlib.suppress(BrokenPipeError):
        while renderer and kind == b"P" and (head := sys.stdin.buffer.read(4)):
            question = sys.stdin.buffer.read(*struct.unpack(">I", head))
            kind, content = _render_one(renderer, question)
            _answer(out, kind, content)
            gc.collect()  # the boxes of pages are cycles; nobody waits for it here
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:4])
