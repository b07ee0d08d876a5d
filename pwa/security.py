"""Before and after every request: same origin, known host, limits, exact headers."""

import hashlib
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from pwa.config import Config
from pwa.drain import Drained

_LOCAL = {"127.0.0.1", "::1", "::ffff:127.0.0.1", None}
_LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


def init_app(app: Flask, config: Config) -> None:
    over_tls = config.base_url.startswith("https:")
    app.config.update(
        SECRET_KEY=config.secret_key,
        TRUSTED_HOSTS=_hosts(config),
        MAX_CONTENT_LENGTH=1_000_000,
        MAX_FORM_MEMORY_SIZE=1_000_000,
        MAX_FORM_PARTS=2_000,
        SESSION_COOKIE_NAME="__Host-opstap_said" if over_tls else "opstap_said",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=over_tls,
    )
    if config.trusted_proxies:
        hops = config.trusted_proxies
        behind = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)
        app.wsgi_app = Drained(behind)  # type: ignore[method-assign]
    app.session_interface = _Said()
    app.before_request(_same_origin)
    app.after_request(_headers)


class _Said(SecureCookieSessionInterface):
    """The cookie with short messages, signed with SHA-256 where Flask takes SHA-1."""

    digest_method = staticmethod(hashlib.sha256)


def refuse_strangers(app: Flask) -> None:
    """A demo answers this machine only, since everybody can sign in as anybody."""

    @app.before_request
    def _local_only() -> None:
        if request.remote_addr not in _LOCAL:
            abort(403)


def _hosts(config: Config) -> list[str]:
    named = [urlsplit(config.base_url).hostname] if config.base_url else []
    return [*_LOCAL_HOSTS, *config.trusted_hosts, *[host for host in named if host]]


def _same_origin() -> None:
    """Refuse what another site sends. Browsers say where a request comes from; nothing is guessed.

    Fetch metadata (W3C Fetch Metadata Request Headers) where the browser has it, else `Origin`
    (RFC 6454), which Safari 15 sends with every POST. Neither: refused.
    """
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site != "same-origin":
            abort(403)
        return
    origin = urlsplit(request.headers.get("Origin", ""))
    if not origin.netloc or origin.netloc != request.host:
        abort(403)


def content_policy() -> str:
    """Everything from ourselves, nothing inline, and no text that turns into script (W3C Trusted
    Types; the policies stand where they are used, in `static/js`)."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types opstap-worker opstap-pages default",
        ]
    )


ON_EVERYTHING = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}

ON_PAGES = {
    "Content-Security-Policy": content_policy(),
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
"""Rules for a document. Our style, script and font files are none, and each byte counts there:
without these a first look at Vandaag is 4 kB smaller."""


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.update(ON_EVERYTHING)
    if request.endpoint != "assets.file" or response.mimetype == "text/html":
        headers.update(ON_PAGES)
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    headers.setdefault("Cache-Control", "private, no-store")
    return response
