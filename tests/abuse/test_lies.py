"""What a client says about itself and about us counts for nothing that matters."""

import json

import pytest

from pwa.access import COOKIE
from pwa.models import User
from pwa.services import people
from tests.browse import OWN, Visitor
from tests.people import TODAY
from tests.tablet import Tablet, body_of, row

WRONG = {"login": "sara", "password": "geraden geraden"}
LIES = (
    {"X-Forwarded-For": "198.51.100.{n}"},
    {"X-Real-IP": "198.51.100.{n}"},
    {"Forwarded": "for=198.51.100.{n};proto=https;host=evil.example"},
    {"X-Client-IP": "198.51.100.{n}", "True-Client-IP": "198.51.100.{n}"},
)


def tries(app, lie, count, **environ):
    """The answers to so many wrong passwords, each for another name and with another lie."""
    client, found = app.test_client(), []
    for n in range(count):
        told = {name: value.format(n=n) for name, value in lie.items()}
        form = {**WRONG, "login": f"naam{n}"}
        answer = client.post("/aanmelden", data=form, headers=OWN | told, environ_base=environ)
        found.append(answer.status_code)
    return found


@pytest.fixture
def quick(monkeypatch):
    """Without the time that a hash takes: what is counted comes before it."""
    monkeypatch.setattr(people, "fits", lambda _kept, _secret: False)


@pytest.mark.usefixtures("cast", "quick")
@pytest.mark.parametrize("lie", LIES, ids=lambda lie: next(iter(lie)))
def test_a_forged_address_fills_no_bucket_again(app, lie) -> None:
    assert tries(app, lie, 62) == [422] * 60 + [429] * 2


@pytest.mark.usefixtures("cast", "quick")
def test_behind_one_proxy_what_the_client_put_before_it_does_not_count(new_app) -> None:
    """The proxy adds the real address at the end; what stands before it is the client's own."""
    app = new_app(trusted_proxies=1)
    assert tries(app, {"X-Forwarded-For": "198.51.100.{n}, 203.0.113.9"}, 61)[-1] == 429


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "X-Host"])
def test_a_forged_host_builds_no_address(new_app, name: str) -> None:
    app = new_app(trusted_proxies=1, base_url="https://opstap.k.example")
    headers = {"Host": "opstap.k.example", name: "evil.example", "X-Forwarded-Proto": "https"}
    answer = app.test_client().get("/vandaag/", headers=headers)
    assert answer.status_code == 302
    assert "evil" not in str(answer.headers) + answer.text


@pytest.mark.parametrize("field", ["next", "then", "verder", "back"])
def test_no_field_leads_elsewhere(browse, cast, field: str) -> None:
    people.accept_with_password(people.invite(None, cast.supervisor_a), "sara", "een lang woord")
    known = {"login": "sara", "password": "een lang woord", field: "//evil.example/"}
    assert "evil" not in browse().post("/aanmelden", known).location
    page = browse("supervisor_a").get("/startscherm", query_string={field: "//evil.example/"})
    assert not [link for link in page.links() if link.startswith(("//", "http"))]


def test_a_session_chosen_by_somebody_else_is_never_taken(app, cast) -> None:
    people.accept_with_password(people.invite(None, cast.supervisor_a), "sara", "een lang woord")
    client = app.test_client()
    client.set_cookie(COOKIE, "planted" * 8)
    form = {"login": "sara", "password": "een lang woord"}
    client.post("/aanmelden", data=form, headers=OWN)
    assert client.get_cookie(COOKIE).value != "planted" * 8


def test_a_password_counts_as_it_was_typed(cast) -> None:
    long = " Één lange zin van veel woorden, met een spatie erachter " * 3 + " "
    people.accept_with_password(people.invite(None, cast.supervisor_a), "sara", long)
    assert len(long) > 64
    assert people.user_with_password("sara", long)
    for other in (long.strip(), long.lower(), long[:72], long[:-1]):
        assert people.user_with_password("sara", other) is None


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/.env", "/static/", "/static/css/", "/static/../config.py", "/pwa/config.py",
     "/static/%2e%2e/config.py", "/requirements.lock", "/console", "/docs", "/server-status"],
)  # fmt: skip
def test_nothing_beside_the_application_is_served(browse, path: str) -> None:
    assert browse().get(path).status == 404


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "x"])
def test_trace_and_other_methods_are_refused(app, cast, method: str) -> None:
    answer = app.test_client().open("/aanmelden", method=method, headers=OWN)
    assert answer.status_code == 405
    assert User.get_by_id(cast.supervisor_a.id)


def test_no_setting_brings_a_debugger(new_app, monkeypatch) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    monkeypatch.setenv("FLASK_ENV", "development")
    monkeypatch.setattr(people, "user_with_password", lambda *_args: 1 / 0)
    answer = Visitor(new_app(), None, checks=False).post("/aanmelden", WRONG)
    assert answer.status == 500
    assert "Traceback" not in answer.html and "ZeroDivision" not in answer.html


@pytest.mark.parametrize(
    "path", ["/aanmelden", "/healthz", "/manifest.webmanifest", "/sw.js", "/nergens", "/offline"]
)
def test_every_text_says_its_character_set(app, cast, path: str) -> None:
    kind = app.test_client().get(path).content_type
    assert "charset=utf-8" in kind or kind.startswith(("application/json", "application/manifest"))


@pytest.mark.parametrize("clock", ["\ud800", "a\0b", "\uffff" * 50, "31-12-9999", ""])
def test_a_strange_clock_in_a_sealed_row_stops_no_note(browse, cast, clock: str) -> None:
    tablet = Tablet(browse("supervisor_a"))
    id, body = body_of("note", cast.placement_a1, day=TODAY, text="Ging goed.")
    sealed = row(tablet.key, id, json.dumps(json.loads(body) | {"made_at": clock}))
    assert [one["state"] for one in tablet.results(sealed)] == ["received"]
