"""At which address passkeys work here, and the browser's side of asking for one."""

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Response, abort, current_app, request
from flask import session as cookie

from pwa.domain.browsers import browser_name
from pwa.services.passkeys import Question, Site

_LOCAL = ("localhost", "127.0.0.1", "::1")
_STEP = "passkey"


def site() -> Site | None:
    """BASE_URL where it is set, else the address asked; nothing where a browser makes no keys.

    Keys belong to a name, never to a number, and need TLS, except on this machine itself.
    """
    base = urlsplit(current_app.extensions["opstap"].base_url)
    here = urlsplit(request.host_url)
    if base.hostname and base.hostname not in _LOCAL:
        if base.netloc != here.netloc:
            return None
        here = base
    host = here.hostname or ""
    safe = here.scheme == "https" or host == "localhost"
    return None if _is_number(host) or not safe else Site(host, f"{here.scheme}://{here.netloc}")


def the_site() -> Site:
    found = site()
    return found if found is not None else abort(404)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def asked(question: Question) -> Any:
    """What the page's script reads. Only this browser can answer it: its cookie names the step."""
    cookie[_STEP] = str(question.step)
    return Response(question.options, mimetype="application/json")


def answered() -> UUID | None:
    """The step that this browser began; it can be named once."""
    kept = cookie.pop(_STEP, "")
    return UUID(kept) if kept else None


def name_of_browser() -> str:
    """What a new key is called until its owner says otherwise: "Chrome op Android"."""
    browser, system = browser_name(request.user_agent.string)
    return " op ".join(part for part in (browser, system) if part) or "Passkey"
