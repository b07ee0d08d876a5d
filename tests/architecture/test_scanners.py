"""A scanner counts only when it first finds what was planted: each mistake once, in a tiny app."""

from collections.abc import Callable

import pytest
from flask import Flask, render_template_string
from jinja2 import DictLoader

from pwa import policies
from pwa.access import GuardedBlueprint
from pwa.models import Organisation
from tests import invariants
from tests.browse import Visitor
from tests.people import Cast
from tests.watch import WATCH

PAGE = """<!doctype html><html lang="nl"><head><title>t</title></head><body>
{% block rows %}<div id="rows"></div>{% endblock %}<h1 id="top">Kop</h1><!-- here -->
</body></html>"""

MISTAKES = {
    "two headings": ("<h1>Nog een</h1>", "2 h1"),
    "an id twice": ('<p id="top">a</p>', "id 'top' is used 2 times"),
    "a field without label": ('<input name="a">', "no label for input 'a'"),
    "a label without words": ('<label><input name="a"></label>', "no label for input 'a'"),
    "a select without label": ('<select name="b"></select>', "no label for select 'b'"),
    "a label for nothing": ('<label for="gone">a</label>', "label for 'gone'"),
    "a hint that is not there": (
        '<input aria-label="a" aria-describedby="gone">',
        "aria-describedby points at 'gone'",
    ),
    "a button without type": ("<button>Ga</button>", "has no type"),
    "a button without words": ('<button type="submit"></button>', "button without words"),
    "a link without words": ('<a href="/"></a>', "a without words"),
    "a picture without alt": ('<img src="/">', "img without alt"),
    "a form without method": ('<form action="/"></form>', "has no method"),
    "a form without action": ('<form method="post"></form>', "form without action"),
    "a form that nobody reads": ('<form method="post" action="/"></form>', "POST '/' answers 405"),
    "a style": ('<p style="color: red">a</p>', "inline style on p"),
    "a style sheet": ("<style>p {}</style>", "inline style on style"),
    "a script": ("<script>1</script>", "inline script"),
    "a handler": ('<p onclick="a()">a</p>', "handler onclick on p"),
    "a script in a link": ('<a href="javascript:a()">a</a>', "href of a is 'javascript:a()'"),
    "a picture inside the page": ('<img alt="" src="data:image/png,a">', "src of img is 'data:"),
    "a link to nowhere": ('<a href="/nergens">a</a>', "GET '/nergens' answers 404"),
    "a link to another site": ('<a href="https://example.org/">a</a>', "leads outside"),
    "a relative link": ('<a href="verder">a</a>', "404"),
    "a jump to nowhere": ('<a href="#gone">a</a>', "a link to #gone"),
    "htmx that is not there": ('<p hx-get="/">a</p>', "htmx is used and not loaded"),
    "htmx for nothing": ('<script src="/static/1/vendor/htmx.js"></script>', "loaded and not used"),
    "htmx without target": ('<p hx-target="#gone">a</p>', "hx-target '#gone' is not on the page"),
    "htmx into no block": ('<p hx-target="#top">a</p>', "hx-target '#top' is no block"),
    "htmx to nowhere": ('<p hx-get="/nergens">a</p>', "hx-get: GET '/nergens' answers 404"),
    "None": ("<p>Voor None</p>", "Python speaks"),
    "a value of the code": ("<p>absent_reported</p>", "a value of the code is shown"),
    "a value of the code in a label": ('<p aria-label="not_yet_clear">a</p>', "not_yet_clear"),
    "an unfilled place": ("<p>Over %(n)s dagen</p>", "an unfilled placeholder"),
    "a query in the template": ("{{ organisations.count() }}", "a query while rendering"),
    "too many queries": ("", "13 queries, at most 12"),
    "a form that the browser remembers": (
        '<form method="get" action="/"><label>A <textarea name="a"></textarea></label></form>',
        "lets the browser remember",
    ),
    "an error that names no field": (
        '<ul id="errors"><li><a href="#b">Leeg.</a></li></ul><p class="field__error">Leeg.</p>'
        '<input id="b" aria-label="Naam">',
        "'Leeg.' in the summary does not name its field",
    ),
    "a place twice in the menu": (
        '<nav class="nav"><a href="/">A</a><a href="/">A</a></nav>',
        "/ is 2 times in the menu",
    ),
    "a note without its purpose": ("<p>Deed order 41-207 helemaal zelf.</p>", "what they are for"),
    "a note form without purpose": (
        '<form method="post" action="/notities/" autocomplete="off">'
        '<label>A <textarea name="text"></textarea></label></form>',
        "what they are for",
    ),
    "a note read without a log": ("<p>Deed order 41-207 helemaal zelf.</p>", "access log"),
}


@pytest.fixture
def broken(cast: Cast) -> Callable[..., list[str]]:
    """What the invariants say about a page with this inside, seen by supervisor A."""

    def look(inside: str, *, queries: int = 0, page: str = PAGE) -> list[str]:
        app = Flask("tiny", static_folder=None)
        app.jinja_loader = DictLoader({"page.html": page.replace("<!-- here -->", inside)})
        app.add_url_rule("/static/<path:path>", "file", lambda path: path)
        WATCH.renders_of(app)

        @app.get("/")
        def show() -> str:
            for _n in range(queries):
                Organisation.select().first()
            return app.jinja_env.get_template("page.html") and _render(app)

        visitor = Visitor(app, cast.supervisor_a, checks=False)
        return invariants.problems(visitor.get("/"))

    return look


def _render(app: Flask) -> str:
    from flask import render_template

    return render_template("page.html", organisations=Organisation.select())


@pytest.mark.parametrize("name", MISTAKES)
def test_a_planted_mistake_is_found(broken: Callable[..., list[str]], name: str) -> None:
    inside, told = MISTAKES[name]
    found = broken(inside, queries=13 if "too many" in name else 0)
    assert any(told in one for one in found), found


def test_a_page_without_mistakes_is_left_alone(broken: Callable[..., list[str]]) -> None:
    inside = """<form method="get" action="/" autocomplete="off">
      <label>Naam <input name="a"></label><label for="b">Tekst</label>
      <textarea id="b" name="b" aria-describedby="top"></textarea>
      <button type="submit">Ga</button></form><a href="/#x">Verder</a><a href="tel:06">Bel</a>
      <p hx-get="/" hx-target="div#rows">Ververs</p>
      <script src="/static/1/vendor/htmx.js"></script>"""
    assert broken(inside, queries=12) == []


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (PAGE.replace(' lang="nl"', ""), "lang is None"),
        (PAGE.replace("<title>t</title>", ""), "no title"),
        (PAGE.replace('<h1 id="top">Kop</h1>', ""), "0 h1"),
        (
            PAGE.replace('lang="nl"', 'lang="en"').replace("Kop", "Tuesday 3 march"),
            "a month without a capital: 3 march",
        ),
        (PAGE.replace("t</title>", "Amina El Idrissi</title>"), "the title names Amina El Idrissi"),
    ],
)
def test_a_page_without_its_frame_is_found(
    broken: Callable[..., list[str]], page: str, told: str
) -> None:
    assert any(told in one for one in broken("", page=page))


def test_a_page_that_breaks_a_rule_fails_the_test_that_opens_it(
    new_app: Callable[..., Flask], cast: Cast
) -> None:
    app = new_app()
    app.add_url_rule("/kapot", view_func=lambda: render_template_string("<html><p>None</p></html>"))
    with pytest.raises(AssertionError, match="Python speaks"):
        Visitor(app, cast.supervisor_a).get("/kapot")


def test_a_crash_fails_the_test_that_opens_it(new_app: Callable[..., Flask], cast: Cast) -> None:
    app = new_app()
    app.add_url_rule("/kapot", view_func=lambda: 1 / 0)
    with pytest.raises(AssertionError, match="answered 500"):
        Visitor(app, cast.supervisor_a).get("/kapot")


def test_a_route_without_a_policy_cannot_be_written() -> None:
    blueprint = GuardedBlueprint("tiny", __name__)
    for register in (blueprint.route, blueprint.get, blueprint.post):
        with pytest.raises(TypeError, match="may"):
            register("/geheim")
    for register in (blueprint.put, blueprint.patch, blueprint.delete):
        with pytest.raises(TypeError, match="may"):
            register("/geheim")(lambda: "")


def test_what_goes_round_the_guard_is_seen(app: Flask, new_app: Callable[..., Flask]) -> None:
    from tests.routes.test_permission_matrix import unguarded

    assert policies.anyone() is True
    broken = new_app()
    broken.add_url_rule("/geheim", "secrets", lambda: "alles")
    assert unguarded(broken) - unguarded(app) == {"secrets"}
