"""What nobody read of a request is read before its answer goes out.

Who answers early (413, 401) and closes while the proxy still writes takes the answer away
from it: a socket holds some 200 kB, and after an error of writing a proxy stops reading.
"""

from typing import Any

_MOST, _AT_ONCE = 40_000_000, 65_536
"""More than the proxy lets through; of what is larger the rest is not waited for."""


class Drained:
    """Only behind a proxy that reads a request whole: a slow sender would hold a thread."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def __call__(self, environ: Any, start_response: Any) -> Any:
        answer = self._application(environ, start_response)
        if environ.get("REQUEST_METHOD") == "POST":
            _read_rest(environ["wsgi.input"])
        return answer


def _read_rest(sent: Any) -> None:
    left = _MOST
    try:
        while left > 0 and (part := sent.read(_AT_ONCE)):
            left -= len(part)
    except (OSError, ValueError):  # it went away: then nobody waits for the answer either
        return
