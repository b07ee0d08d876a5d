"""Style, scripts, icons and fonts: joined, named by their content and compressed at start.

A file's address holds a hash of what is in it, so a browser may keep it for ever and an update
is a new address. Nothing is built: numbered stylesheets are put one after the other, and our own
modules are joined into one `app.js` (their `import` lines fall away), which a Safari 15 reads.
Everything that is served from here is public and the same for everybody.
"""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Flask, Response, abort, jsonify, render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _

from pwa import guide

STATIC = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
MIMETYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
ALREADY_SMALL = {".png", ".woff2"}
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_SPACE = re.compile(r"\s*([{};,])\s*|\s+")
CSS_URL = re.compile(r'url\("\.\./([^"]+)"\)')
JS_COMMENT = re.compile(r"^\s*(?:/\*\*(?s:.*?)\*/|// .*)\n", re.MULTILINE)
JS_IMPORT = re.compile(r'^import\s+(?:\{[^}]*\}\s+from\s+)?"(\.{1,2}/[^"]+)";?\n', re.MULTILINE)
JS_EXPORT = re.compile(
    r"^export (?:(?=(?:async )?(?:function|const|let|class)\b)|\{[^}]*\};\n)", re.MULTILINE
)
JS_INDENT = re.compile(r"^\s+", re.MULTILINE)
PAGE_COLOURS = {"theme": "#0d5561", "background": "#faf6ee"}


ENTRIES = {"js": "app.js", "photos": "photos.js", "guard": "guard.js", "tablet": "tablet.js"}
"""Modules that a page loads: each with what it imports, so they share nothing but the page."""

ONLINE = {
    "code-left": "elements/code-left.js",
    "locked": "locked.js",
    "drawing": "drawing.js",
    "evaluations": "evaluations.js",
    "file-drop": "elements/file-drop.js",
    "home-screen": "elements/home-screen.js",
    "htmx-policy": "htmx-policy.js",
    "passkey": "passkey.js",
}
"""Modules of pages that exist only with a network: no device keeps them."""


@dataclass(frozen=True)
class Asset:
    """One file as it is served: its address, its bytes, and the bytes made smaller."""

    path: str
    body: bytes
    mimetype: str
    encoded: dict[str, bytes]

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.body).hexdigest()[:12]

    @property
    def url(self) -> str:
        return f"/static/{self.hash}/{self.path}"


@lru_cache(maxsize=64)
def compress(body: bytes) -> dict[str, bytes]:
    """By content coding, best first; remembered, since a test run starts many applications."""
    return {"br": brotli.compress(body, quality=11), "gzip": gzip.compress(body, 9, mtime=0)}


def make_asset(path: str, body: bytes) -> Asset:
    suffix = Path(path).suffix
    encoded = {} if suffix in ALREADY_SMALL else compress(body)
    return Asset(path, body, MIMETYPES[suffix], encoded)


def join_css(folder: Path, urls: dict[str, str]) -> str:
    """The numbered stylesheets in order, without comments, with the hashed addresses of fonts."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("[0-9]*.css")))
    text = CSS_SPACE.sub(lambda found: found[1] or " ", CSS_COMMENT.sub("", text)).strip()
    return CSS_URL.sub(lambda found: f'url("{urls[found[1]]}")', text)


def join_modules(entry: Path) -> str:
    """The entry module with every module it imports before it, each once, without comments.

    Own modules use `import { name } from "./file.js"` and named exports only, and no name twice
    at top level: the joined text is one module, so a second one would not parse. No string in
    them goes on over the end of a line: what is served has no indents.
    """
    seen: list[Path] = []
    parts: list[str] = []

    def add(file: Path) -> None:
        if file in seen:
            return
        seen.append(file)
        text = file.read_text(encoding="utf-8")
        for relative in JS_IMPORT.findall(text):
            add((file.parent / relative).resolve())
        parts.append(JS_COMMENT.sub("", JS_EXPORT.sub("", JS_IMPORT.sub("", text))))

    add(entry.resolve())
    return "\n".join(parts)


class Assets:
    """All files of the static folder, by name and by address."""

    def __init__(self, folder: Path = STATIC) -> None:
        self.folder = folder
        plain = ("fonts", "icons", "images", "vendor")
        files = [file for part in plain for file in sorted((folder / part).rglob("*.*"))]
        self.named: dict[str, Asset] = {
            path: make_asset(path, file.read_bytes())
            for file in files
            if (path := file.relative_to(folder).as_posix())
        }
        urls = {path: asset.url for path, asset in self.named.items()}
        self.add("css", "opstap.css", join_css(folder / "css", urls))
        for name, path in ENTRIES.items():
            self.add(name, path, JS_INDENT.sub("", join_modules(folder / "js" / path)))
        for name, path in ONLINE.items():
            self.add(name, path, join_modules(folder / "js" / path))
        self.by_url = {asset.url: asset for asset in self.named.values()}
        self.version = self._version()

    def add(self, name: str, path: str, text: str) -> None:
        self.named[name] = make_asset(path, text.encode())

    def url(self, name: str) -> str:
        """The hashed address of `css`, `js` or a path below static, e.g. `icons/sprite.svg`."""
        return self.named[name].url

    def _version(self) -> str:
        worker = join_modules(self.folder / "js" / "sw.js").encode()
        every = "".join(sorted(self.by_url)).encode()
        return hashlib.sha256(every + worker).hexdigest()[:12]

    def shell(self) -> list[str]:
        """What every page needs to look and work right without network."""
        names = ["css", *ENTRIES, "fonts/atkinson-next-latin.woff2", "icons/sprite.svg"]
        names.append("images/logo.svg")
        return [self.url(name) for name in names]

    def service_worker(self, on: bool = True) -> str:
        """The worker; switched off, one that takes the worker and its shell away."""
        if not on:
            return (self.folder / "js" / "sw-off.js").read_text(encoding="utf-8")
        text = join_modules(self.folder / "js" / "sw.js")
        shell = json.dumps(["/offline", *self.shell()])
        return text.replace('"__VERSION__"', json.dumps(self.version)).replace(
            '["__SHELL__"]', shell
        )


def send(asset: Asset, cache: str = FOR_EVER) -> Response:
    """The smallest form of the file that this browser reads."""
    wanted = request.accept_encodings
    coding = next((name for name in asset.encoded if wanted.quality(name) > 0), None)
    response = Response(asset.encoded[coding] if coding else asset.body)
    response.headers["Content-Type"] = asset.mimetype
    response.headers["Cache-Control"] = cache
    response.set_etag(f"{asset.hash}-{coding}" if coding else asset.hash)
    if asset.encoded:
        response.vary.add("Accept-Encoding")
    if coding:
        response.headers["Content-Encoding"] = coding
    response.make_conditional(request)
    return response


def manifest(assets: Assets) -> dict[str, object]:
    """What a phone or tablet shows when Opstap is put on its home screen.

    A browser asks for it without cookies, so it is the same for everybody: an address in it has to
    suit whoever opens it.
    """

    def icon(name: str, size: int, purpose: str) -> dict[str, str]:
        address = assets.url(f"images/{name}-{size}.png")
        return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}

    def shortcut(name: str, url: str, picture: str) -> dict[str, object]:
        return {"name": name, "url": url, "icons": [icon(picture, 192, "any")]}

    return {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "name": "Opstap",
        "short_name": "Opstap",
        "description": _("Van ontwikkelplek naar werk: notities, gesprekken en evaluaties."),
        "lang": str(get_locale() or "nl"),
        "dir": "ltr",
        "display": "standalone",
        "categories": ["business", "productivity"],
        "theme_color": PAGE_COLOURS["theme"],
        "background_color": PAGE_COLOURS["background"],
        "icons": [
            *(icon("icon", size, "any") for size in (192, 512)),
            *(icon("maskable", size, "maskable") for size in (192, 512)),
        ],
        "shortcuts": [
            shortcut(_("Nieuwe notitie"), "/notitie", "shortcut-note"),
            shortcut(_("Vandaag"), "/", "shortcut-today"),
        ],
    }


def init_app(app: Flask, folder: Path = STATIC) -> Assets:
    """Read the static folder once; add the Jinja global `asset` and the public addresses.

    Endpoints: `assets.file`, `assets.service_worker`, `assets.manifest`, `assets.offline`,
    `assets.style_guide`.
    """
    assets = Assets(folder)
    app.extensions["assets"] = assets
    app.jinja_env.globals["asset"] = assets.url

    def file(path: str) -> Response:
        return send(assets.by_url.get(f"/static/{path}") or abort(404))

    def service_worker() -> Response:
        worker = make_asset(
            "sw.js", assets.service_worker(app.extensions["opstap"].worker).encode()
        )
        response = send(worker, "no-cache")
        response.headers["Service-Worker-Allowed"] = "/"
        return response

    def web_manifest() -> Response:
        response = jsonify(manifest(assets))
        response.headers["Content-Type"] = "application/manifest+json"
        response.headers["Cache-Control"] = "no-cache"
        response.vary.add("Accept-Language")
        return response

    def offline() -> str:
        return render_template("offline.html")

    def style_guide() -> str:
        theme = request.args.get("theme")
        theme = theme if theme in ("light", "dark") else None
        return render_template("style_guide.html", theme=theme, samples=guide.CHARTS)

    app.add_url_rule("/stijlgids", "assets.style_guide", style_guide)
    app.add_url_rule("/static/<path:path>", "assets.file", file)
    app.add_url_rule("/sw.js", "assets.service_worker", service_worker)
    app.add_url_rule("/manifest.webmanifest", "assets.manifest", web_manifest)
    app.add_url_rule("/offline", "assets.offline", offline)
    return assets
