"""Opstap. `create_app` is the only place that knows every part."""

from datetime import timedelta
from typing import Any

from flask import Flask
from flask_babel import Babel
from htmx_flask import Htmx
from jinja2 import StrictUndefined
from werkzeug.routing import UUIDConverter

from pwa import access, assets, database, errors, halfway, kept, pages, refusals, security
from pwa.compression import Compression
from pwa.config import Config

VERSION = "0.1.0"


def create_app(config: Config | None = None) -> Flask:
    """The application for this configuration; without one, the environment is read."""
    config = config or Config.read()
    app = Flask(__name__, static_folder=None)
    app.extensions["opstap"] = config
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = timedelta(days=365)
    app.config["COMPRESS_REGISTER"] = True
    app.config["COMPRESS_BR_LEVEL"] = 5
    app.config["BABEL_DEFAULT_LOCALE"] = "nl"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.converters["uuid"] = UUIDConverter
    database.open_database(config.database_url)
    app.wsgi_app = _Connected(app.wsgi_app)  # type: ignore[method-assign]
    Babel(app, locale_selector=_language)
    Htmx(app)
    Compression(app)
    security.init_app(app, config)
    errors.init_app(app)
    refusals.init_app(app)
    access.init_app(app)
    halfway.init_app(app)
    assets.init_app(app)
    pages.init_app(app)
    kept.init_app(app)
    _mark_demo(app, config)
    _prepare_pdfs(config)
    _register_routes(app)
    return app


class _Connected:
    """One database connection for each request, given back when the answer is complete."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def __call__(self, environ: Any, start_response: Any) -> Any:
        with database.connected():
            return self._application(environ, start_response)


def _prepare_pdfs(config: Config) -> None:
    from pwa.services import document_seals, printing

    printing.allow(config.pdf_seconds)
    document_seals.use(config)


def _register_routes(app: Flask) -> None:
    from pwa.routes import BLUEPRINTS

    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


def _language() -> str:
    from flask import g, request

    person = access.me_or_none()
    if person:
        return person.language
    locked = access.locked_session()
    if locked:
        return str(g.get("signer_language") or locked.user.language)
    return request.accept_languages.best_match(["nl", "en"], "nl")


def _mark_demo(app: Flask, config: Config) -> None:
    """A demo says so on every page and answers only this machine, unless told otherwise."""
    from pwa.services import installation

    demo = installation.is_demo()
    app.jinja_env.globals["demo"] = demo
    app.config["DEMO"] = demo
    if demo and not config.demo_public:
        security.refuse_strangers(app)
