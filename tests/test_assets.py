"""What a browser fetches beside the page: small, kept for ever, readable by old phones."""

import gzip
import io
import math
import re
from collections.abc import Iterator
from datetime import datetime

import brotli
import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient
from flask_babel import Babel
from jinja2 import StrictUndefined
from PIL import Image

from pwa import assets, dates, words
from pwa.assets import Assets, join_css, join_modules
from pwa.config import Config
from pwa.domain import charts

FILES = Assets()
STATIC = assets.STATIC


@pytest.fixture(scope="module")
def bare() -> Flask:
    """The assets and templates in an application without people or database."""
    app = Flask("pwa", static_folder=None)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, default_locale="nl")
    assets.init_app(app)
    words.register(app.jinja_env)
    dates.register(app.jinja_env)
    app.jinja_env.globals["charts"] = charts
    app.jinja_env.globals["ui"] = app.jinja_env.get_template("ui/index.html").module
    app.extensions["opstap"] = Config(data=STATIC)
    now = datetime(2026, 9, 1, 14, 32)
    page = {"me": None, "language": "nl", "demo": False, "nav": [], "help_url": "/hulp"}
    app.context_processor(lambda: page | {"page_now": now})
    app.add_url_rule("/aanmelden", "session.new", lambda: "")
    app.add_url_rule("/dit-toestel/", "devices.show", lambda: "")
    return app


@pytest.fixture
def client(bare: Flask) -> Iterator[FlaskClient]:
    with bare.test_client() as test_client:
        yield test_client


def test_an_address_changes_when_the_content_changes():
    before, after = assets.make_asset("a.css", b"a{}"), assets.make_asset("a.css", b"b{}")
    assert before.url != after.url
    assert before.url == assets.make_asset("a.css", b"a{}").url


@pytest.mark.parametrize("name", sorted(FILES.named))
def test_every_file_is_served_for_ever_under_its_address(client, name):
    answer = client.get(FILES.url(name))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.data == FILES.named[name].body


@pytest.mark.parametrize(
    "path", ["/static/000000000000/app.js", "/static/../assets.py", "/static/"]
)
def test_an_unknown_address_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_a_browser_gets_the_smallest_form_it_reads(client, accepted, coding, unpack):
    answer = client.get(FILES.url("css"), headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert unpack(answer.data) == FILES.named["css"].body


def test_a_file_that_the_browser_has_is_not_sent_again(client):
    tag = client.get(FILES.url("js")).headers["ETag"]
    assert client.get(FILES.url("js"), headers={"If-None-Match": tag}).status_code == 304


def test_stylesheets_are_joined_in_order_without_comments(tmp_path):
    (tmp_path / "20-b.css").write_text("b { color: red; } /* why */")
    (tmp_path / "10-a.css").write_text('a {\n  src: url("../fonts/x.woff2");\n}')
    joined = join_css(tmp_path, {"fonts/x.woff2": "/static/1/x.woff2"})
    assert joined == 'a{src: url("/static/1/x.woff2");}b{color: red;}'


def test_modules_are_joined_once_each_with_what_they_need_first(tmp_path):
    (tmp_path / "leaf.js").write_text("/** Why. */\nexport const leaf = 1\n")
    (tmp_path / "one.js").write_text('import { leaf } from "./leaf.js"\nexport class One {}\n')
    (tmp_path / "app.js").write_text('import { leaf } from "./leaf.js"\nimport "./one.js"\nleaf\n')
    joined = join_modules(tmp_path / "app.js")
    assert " ".join(joined.split()) == "const leaf = 1 class One {} leaf"


def test_no_name_is_declared_twice_in_the_joined_module():
    text = join_modules(STATIC / "js" / "app.js")
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", text, re.MULTILINE)
    assert len(names) == len(set(names))
    assert "import " not in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def test_scripts_are_served_without_indents_and_no_string_in_them_needs_one():
    for name in assets.ENTRIES:
        text = FILES.named[name].body.decode()
        assert not re.search(r"^\s", text, re.MULTILINE), name
        odd = [line for line in text.splitlines() if line.count("`") % 2]
        assert all(line.startswith("const APOSTROPHES") for line in odd), odd


def test_the_style_uses_nothing_that_a_safari_15_drops():
    guarded = r"@supports selector\(:has\(\*\)\)\{(?:[^{}]*\{[^{}]*\})*\}"
    style = re.sub(guarded, "", FILES.named["css"].body.decode())
    assert not re.search(r"@layer|@container|color-mix|&|oklch|:has\(", style)


def test_dark_by_hand_and_dark_by_the_device_are_the_same():
    tokens = (STATIC / "css" / "10-tokens.css").read_text(encoding="utf-8")
    device = tokens.split(':root:not([data-theme="light"]) {')[1].split("}")[0]
    by_hand = tokens.split(':root[data-theme="dark"] {')[1].split("}")[0]
    assert set(re.findall(r"--nl.*;", device)) == set(re.findall(r"--nl.*;", by_hand))


def test_first_load_fits_in_the_budget_beside_the_page():
    def sent(name: str) -> int:
        file = FILES.named[name]
        return len(file.encoded.get("br", file.body))

    scripts = sent("js")
    look = sent("css") + sent("icons/sprite.svg") + sent("fonts/atkinson-next-latin.woff2")
    assert sent("css") <= 8_800
    assert scripts + sent("vendor/htmx.js") <= 30_000
    assert scripts + look + sent("images/logo.svg") <= 56_000


def test_each_icon_that_a_template_names_is_in_the_sprite():
    sprite = (STATIC / "icons" / "sprite.svg").read_text(encoding="utf-8")
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named: set[str] = set()
    for file in (STATIC.parent / "templates").rglob("*.html"):
        named |= set(re.findall(r'icon\("([a-z0-9-]+)"', file.read_text(encoding="utf-8")))
    assert named <= known


def test_the_manifest_says_exactly_this(client):
    answer = client.get("/manifest.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    card = answer.get_json()
    pictures = card.pop("icons") + [one.pop("icons")[0] for one in card["shortcuts"]]
    assert card == {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "name": "Opstap",
        "short_name": "Opstap",
        "description": "Van ontwikkelplek naar werk: notities, gesprekken en evaluaties.",
        "lang": "nl",
        "dir": "ltr",
        "display": "standalone",
        "categories": ["business", "productivity"],
        "theme_color": "#0d5561",
        "background_color": "#faf6ee",
        "shortcuts": [
            {"name": "Nieuwe notitie", "url": "/notitie"},
            {"name": "Vandaag", "url": "/"},
        ],
    }
    assert [(one["sizes"], one["purpose"], one["type"]) for one in pictures] == [
        ("192x192", "any", "image/png"),
        ("512x512", "any", "image/png"),
        ("192x192", "maskable", "image/png"),
        ("512x512", "maskable", "image/png"),
        ("192x192", "any", "image/png"),
        ("192x192", "any", "image/png"),
    ]


def picture_at(client, address) -> Image.Image:
    return Image.open(io.BytesIO(client.get(address).data)).convert("RGBA")


def test_each_picture_of_the_manifest_is_as_large_as_it_says(client):
    card = client.get("/manifest.webmanifest").get_json()
    for one in card["icons"] + [two["icons"][0] for two in card["shortcuts"]]:
        picture = picture_at(client, one["src"])
        assert f"{picture.width}x{picture.height}" == one["sizes"]


def test_a_round_mask_cuts_nothing_off_a_maskable_picture(client):
    """Safe is a circle of 80 % of the width (W3C, Web Application Manifest, icon masks)."""
    for one in client.get("/manifest.webmanifest").get_json()["icons"]:
        if one["purpose"] != "maskable":
            continue
        picture = picture_at(client, one["src"])
        edge, middle = picture.getpixel((0, 0)), picture.width / 2
        assert edge[3] == 255
        assert all(
            math.hypot(x + 0.5 - middle, y + 0.5 - middle) <= 0.4 * picture.width
            for x in range(picture.width)
            for y in range(picture.height)
            if picture.getpixel((x, y)) != edge
        )


def test_the_worker_keeps_the_neutral_page_and_what_it_needs(client):
    answer = client.get("/sw.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert "__" not in answer.text
    assert answer.text.count("skipWaiting") == 1
    assert 'event.data === "update") skipWaiting()' in answer.text
    kept = re.findall(r'"(/[^"]*)"', re.search(r"SHELL = (\[.*?\])", answer.text)[1])
    assert kept[0] == "/offline"
    assert [client.get(address).status_code for address in kept] == [200] * len(kept)


def test_an_update_of_any_file_makes_a_new_worker(tmp_path):
    folder = tmp_path / "static"
    (folder / "js" / "elements").mkdir(parents=True)
    for name in (*assets.ENTRIES.values(), *assets.ONLINE.values(), "sw.js"):
        (folder / "js" / name).write_text("1\n")
    before = Assets(folder).version
    (folder / "js" / "app.js").write_text("2\n")
    assert Assets(folder).version != before


def test_the_offline_page_holds_nothing_of_a_person(client):
    text = client.get("/offline").text
    assert "Geen verbinding" in text
    assert "No connection" in text
    assert "<form" not in text
    assert "<nav" not in text


@pytest.mark.parametrize("theme", ["", "?theme=dark", "?theme=light", "?theme=%22%3E"])
def test_the_style_guide_shows_every_macro(client, theme):
    answer = client.get(f"/stijlgids{theme}")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert " style=" not in answer.text
    ids = re.findall(r' id="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("code", [400, 401, 403, 404, 409, 413, 422, 429, 500, 503, 507])
def test_each_error_page_says_what_to_do_and_leads_home(client, code):
    with client.application.test_request_context("/"):
        text = render_template(f"errors/{code}.html")
    assert text.count("<h1") == 1
    assert 'href="/">Naar het begin' in text
