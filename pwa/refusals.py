"""What was refused is written to the log, one line each, for whoever watches the machine.

    refused 403 POST notes.create 01890000-... | stranger 203.0.113.9

Status, method, our own name of the route, and who: the id of a person who is signed in, else the
address. Nothing that somebody sent stands in it, so nobody writes lines of their own (ASVS 5.0.0,
16.3 and 16.4.1). What did succeed stands in the audit trail (`session.start`).
"""

import logging
from ipaddress import ip_address

from flask import Flask, Response, g, request

log = logging.getLogger("opstap.refused")

_ALWAYS = frozenset({400, 401, 403, 423, 429})

GUESSES = frozenset(
    {
        "session.create",
        "session.pin",
        "second_step.prove",
        "passkeys.come_in",
        "tablet.enrol",
        "tablet.enter",
        "lock.open_",
        "table.sit",
        "setup.create",
        "ways.password",
        "invitations.accept",
    }
)
"""Where a 4xx means that somebody could not show who they are."""


def init_app(app: Flask) -> None:
    app.after_request(_tell)


def not_visible() -> None:
    """Somebody asked for a row that is not theirs to know of: 404 to them, a line to us."""
    g.not_visible = True


def _tell(response: Response) -> Response:
    status = response.status_code
    guessed = 400 <= status < 500 and request.endpoint in GUESSES
    if status in _ALWAYS or guessed or (status == 404 and g.get("not_visible")):
        log.warning("refused %d %s %s %s", status, request.method, request.endpoint or "-", _who())
    return response


def _who() -> str:
    row = g.get("session_row")
    if row is not None:
        return str(row.user_id)
    try:
        return f"stranger {ip_address(request.remote_addr or '')}"
    except ValueError:
        return "stranger"
