"""Every error becomes a page with one clear sentence. Nothing that was typed is thrown away."""

import logging
from contextlib import suppress
from typing import Any

from flask import (
    Flask,
    Response,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.globals import request_ctx
from flask_babel import gettext as _
from peewee import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.routing import RoutingException

from pwa import words
from pwa.domain.errors import DomainError
from pwa.forms import UnknownFields
from pwa.traces import where

log = logging.getLogger("opstap")

_SECRET = {"code", "login", "now", "old", "password", "pin"}
_PAGES = {400, 401, 403, 404, 409, 413, 422, 423, 429, 500, 503, 507}


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(UnknownFields, _unknown_fields)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _unexpected)


def answer(status: int, sentence: str = "") -> Any:
    """The error page, or JSON for a form that saves itself."""
    if request.blueprint == "outbox":
        return jsonify(code=str(status), message=sentence or _("Dit kan nu niet.")), status
    if request.headers.get("X-Opstap-Autosave"):
        said = _("Je bent niet aangemeld") + "." if status == 401 else _("Dit kan nu niet.")
        return jsonify(message=sentence or said), status
    name = status if status in _PAGES else 400 if status < 500 else 500
    typed = _typed() if status == 401 else []
    return Response(render_template(f"errors/{name}.html", message=sentence, typed=typed), status)


def _typed() -> list[str]:
    """The texts of a form that nobody took in: no browser shows them again on the way back."""
    with suppress(HTTPException):  # too much of it
        told = [text.strip() for name, text in request.form.items() if name not in _SECRET]
        return [text for text in told if len(text.split()) > 2]
    return []


def problem(status: int, code: str) -> Any:
    """What the outbox's client is told when nothing of a batch was taken in."""
    return jsonify(code=code, message=words.error(code)), status


def _http(error: HTTPException) -> Any:
    if error.response is not None:
        return error.response
    if isinstance(error, SecurityError):  # asked as another site: no address of ours is known then
        return Response(_("Dit adres is niet van Opstap."), 400, mimetype="text/plain")
    return _without_slash() or answer(error.code or 500)


def _without_slash() -> Any:
    """The page whose address somebody typed with a slash behind it; None when there is none."""
    routes = request_ctx.url_adapter
    if routes is None or request.url_rule or request.method not in ("GET", "HEAD"):
        return None
    with suppress(HTTPException, RoutingException):
        endpoint, values = routes.match(request.path.removesuffix("/"))
        asked = request.query_string.decode("ascii", "ignore")
        return redirect(url_for(endpoint, **values) + ("?" + asked if asked else ""), 308)
    return None


def _domain(error: DomainError) -> Any:
    told = answer(error.status, words.error(error.code, **error.details))
    if error.status == 429:
        told = make_response(told)
        told.headers["Retry-After"] = str(60 * int(str(error.details.get("minutes", 1))))
    return told


def _unknown_fields(_error: UnknownFields) -> Any:
    sentence = _(
        "Dit formulier klopt niet meer. Ga terug, laad de pagina opnieuw en probeer het nog eens."
    )
    return answer(400, sentence)


def _database(error: OperationalError) -> Any:
    """A full disk shows itself as a failed write or as "cannot rollback"."""
    text = str(error).lower()
    log.error("database: %s", type(error).__name__)
    if "full" in text or "cannot rollback" in text or "disk" in text:
        return answer(507)
    return answer(503)


def _unexpected(error: Exception) -> Any:
    """The log gets where it happened, and never the message: that may hold what people wrote."""
    log.error("unexpected: %s", where(error))
    return answer(500)
