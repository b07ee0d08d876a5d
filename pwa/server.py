"""Granian in front of the application: processes with threads, and a word when it is ready."""

import multiprocessing
import threading
import time
from collections.abc import Callable
from urllib.error import URLError
from urllib.request import urlopen

THREADS = 32
"""For each worker: half-sent uploads must not stop the others."""


def serve(host: str, port: int, *, workers: int, ready: Callable[[], None]) -> None:
    """Serve until stopped; `ready` is called once, when the first request was answered."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # A forked worker would inherit this process's locks, threads, database files and PDF process.
    multiprocessing.set_start_method("spawn", force=True)
    waiting = threading.Thread(target=_tell, args=(host, port, ready), daemon=True)
    waiting.start()
    Granian(
        "pwa:create_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_enabled=True,
        log_level=LogLevels.error,
        websockets=False,
    ).serve()


def _tell(host: str, port: int, ready: Callable[[], None]) -> None:
    address = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    inside = f"[{address}]" if ":" in address else address
    for _try in range(600):
        try:
            with urlopen(f"http://{inside}:{port}/healthz", timeout=2):
                break
        except (URLError, OSError):
            time.sleep(0.05)
    else:
        return
    ready()
