"""To whom somebody tells of a hole in this installation (RFC 9116)."""

from datetime import timedelta
from typing import Any

from flask import Response, abort, current_app

from pwa import access, clock, policies

bp = access.GuardedBlueprint("security_txt", __name__)

PATH = "/.well-known/security.txt"
_GOOD_FOR = timedelta(days=180)
"""RFC 9116, 2.5.5 advises less than a year; made anew with every request."""


@bp.get(PATH, may=policies.anyone)
def show() -> Any:
    config = current_app.extensions["opstap"]
    if not config.security_contact:
        abort(404)
    expires = (clock.now() + _GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {config.security_contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    ]
    if config.base_url.startswith("https:"):
        lines.append(f"Canonical: {config.base_url}{PATH}")
    return Response("".join(f"{line}\n" for line in lines), mimetype="text/plain")
