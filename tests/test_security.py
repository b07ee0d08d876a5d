"""Before and after every request: same origin, known host, limits, exact headers."""

from collections.abc import Callable

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule

from pwa.access import COOKIE
from pwa.models import User
from tests.browse import OWN, Page, Visitor, signed_in
from tests.detectors import cookie_problems, forged_taken, header_problems, leads_outside
from tests.people import Cast

Browse = Callable[..., Visitor]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
        " require-trusted-types-for 'script'; trusted-types opstap-worker opstap-pages default"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}

FORGED = {
    "another site": {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    "a sister site": {"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"},
    "typed by hand": {"Sec-Fetch-Site": "none"},
    "an old browser on another site": {"Origin": "https://evil.example"},
    "a sandboxed frame": {"Origin": "null"},
    "the same name on another port": {"Origin": "http://localhost:8001"},
    "a name that starts alike": {"Origin": "http://localhost.evil.example"},
    "a name with ours as user": {"Origin": "http://localhost@evil.example"},
    "nothing said": {},
    "a lie beside the truth": {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    "an unknown word": {"Sec-Fetch-Site": "same-origin, cross-site"},
}

OUTSIDE = [
    "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example", "/%09/evil.example\n", "javascript:alert(1)", "http:evil.example",
    "evil.example", " //evil.example", "/..//evil.example\\", "https:/evil.example",
    "///evil.example",
]  # fmt: skip


@pytest.fixture
def known(cast: Cast) -> User:
    """Supervisor A with a login and a password."""
    from pwa.services import people

    people.accept_with_password(people.invite(None, cast.supervisor_a), "sara", "een lang woord")
    return cast.supervisor_a


def sign_in(visitor: Visitor, **more: str) -> Page:
    return visitor.post("/aanmelden", {"login": "sara", "password": "een lang woord", **more})


@pytest.mark.parametrize(
    ("path", "status"),
    [("/aanmelden", 200), ("/account", 302), ("/nergens", 404), ("/healthz", 200)],
)
def test_every_answer_has_exactly_these_headers(browse: Browse, path: str, status: int) -> None:
    answer = browse().get(path)
    assert answer.status in (status, 308)
    assert not list(header_problems(answer.headers, HEADERS))
    assert "Strict-Transport-Security" not in answer.headers


def test_a_refused_form_has_the_headers_too(browse: Browse) -> None:
    answer = browse().post("/aanmelden", {}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status == 403
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_files_may_be_kept_for_ever_and_hold_nothing_of_anyone(browse: Browse) -> None:
    page = browse().get("/aanmelden")
    sheet = page.find(".//link[@rel='stylesheet']")[0].get("href", "")
    answer = browse().get(sheet)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Set-Cookie" not in answer.headers


def test_over_tls_browsers_are_told_to_stay_there(browse: Browse) -> None:
    answer = browse().get("/aanmelden", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_a_proxy_that_is_not_named_is_not_believed(
    new_app: Callable[..., Flask], app: Flask
) -> None:
    said = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    plain = Visitor(app, None).get("/aanmelden", headers=said)
    behind = Visitor(new_app(trusted_proxies=1), None).get("/aanmelden", headers=said)
    assert "Strict-Transport-Security" not in plain.headers
    assert "Strict-Transport-Security" in behind.headers


def unsafe(app: Flask) -> list[str]:
    """An address for each route that changes something."""
    some = "01890000-0000-7000-8000-000000000000"
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]
    with app.test_request_context():
        return [url_for(r.endpoint, **{n: _fits(r, n, some) for n in r.arguments}) for r in rules]


def _fits(rule: Rule, name: str, some: str) -> str | int:
    """A page number where the address wants one."""
    return 1 if f"<int:{name}>" in rule.rule else some


@pytest.mark.parametrize("kind", FORGED)
def test_no_route_takes_a_form_from_elsewhere(app: Flask, cast: Cast, kind: str) -> None:
    every, token = unsafe(app), signed_in(cast.supervisor_a)
    paths = every if kind in ("another site", "nothing said") else every[::8]
    assert not list(forged_taken(app, token, COOKIE, paths, FORGED[kind]))


@pytest.mark.parametrize(
    "said",
    [OWN, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}],
    ids=["both", "only where from", "Safari 15"],
)
def test_a_form_of_our_own_is_taken(browse: Browse, said: dict[str, str]) -> None:
    visitor = browse("supervisor_a")
    answer = visitor.client.post("/account/taal", data={"language": "nl"}, headers=said)
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example"]
)
@pytest.mark.parametrize("who", [None, "coach_1"])
def test_an_unknown_host_is_refused(browse: Browse, host: str, who: str | None) -> None:
    """In words, whoever asks: without an address of ours there is no menu to show."""
    client = browse(who).client
    told = client.get("/aanmelden", headers={"Host": host})
    assert (told.status_code, told.text) == (400, "Dit adres is niet van Opstap.")


def test_own_names_are_known(new_app: Callable[..., Flask]) -> None:
    app = new_app(base_url="https://opstap.kessenbroek.example", trusted_hosts=("tablet.local",))
    for host in ("opstap.kessenbroek.example", "tablet.local", "localhost", "127.0.0.1"):
        assert app.test_client().get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("path", OUTSIDE)
def test_after_signing_in_nobody_is_sent_elsewhere(browse: Browse, path: str) -> None:
    answer = sign_in(browse(), next=path)
    assert answer.status == 303
    assert not leads_outside(answer.answer)


@pytest.mark.usefixtures("known")
def test_after_signing_in_one_goes_on_where_one_was(browse: Browse) -> None:
    visitor = browse()
    asked = visitor.get("/vandaag/?samen=1")
    assert asked.location == "/aanmelden?next=/vandaag/?samen%3D1"
    page = asked.follow()
    answer = page.submit("/aanmelden", login="sara", password="een lang woord")
    assert answer.location == "/vandaag/?samen=1"


@pytest.mark.usefixtures("known")
def test_signing_in_gives_a_new_session_whatever_the_browser_had(browse: Browse) -> None:
    visitor = browse()
    visitor.client.set_cookie(COOKIE, "chosen by somebody else")
    sign_in(visitor)
    first = visitor.client.get_cookie(COOKIE)
    sign_in(visitor)
    second = visitor.client.get_cookie(COOKIE)
    assert first
    assert second
    assert len({"chosen by somebody else", first.value, second.value}) == 3
    visitor.client.set_cookie(COOKIE, first.value)
    assert visitor.get("/account/").status == 302


@pytest.mark.usefixtures("known")
def test_the_cookie_is_for_our_server_only(browse: Browse) -> None:
    plain = browse()
    cookie = {c.partition("=")[0]: c for c in sign_in(plain).headers.getlist("Set-Cookie")}[COOKIE]
    assert not list(cookie_problems(cookie))
    secure = browse().client.post(
        "/aanmelden",
        data={"login": "sara", "password": "een lang woord"},
        headers={"Sec-Fetch-Site": "same-origin"},
        base_url="https://localhost",
    )
    told = [c for c in secure.headers.getlist("Set-Cookie") if c.startswith(f"__Host-{COOKIE}=")]
    assert "Secure" in told[0].split("; ")


@pytest.mark.usefixtures("known")
def test_every_cookie_over_tls_is_bound_to_this_host(new_app: Callable[..., Flask]) -> None:
    """Name, place and reach of each cookie (ASVS 5.0.0, 3.3); the page of the home screen sets one
    too, and so does a word that is said on the next page."""
    app = new_app(base_url="https://opstap.k.example")
    client, told = app.test_client(), []
    at = {"base_url": "https://opstap.k.example", "headers": {"Sec-Fetch-Site": "same-origin"}}
    told += client.get("/startscherm", **at).headers.getlist("Set-Cookie")
    form = {"login": "sara", "password": "een lang woord"}
    told += client.post("/aanmelden", data=form, **at).headers.getlist("Set-Cookie")
    told += client.post("/account/taal", data={"language": "nl"}, **at).headers.getlist(
        "Set-Cookie"
    )
    assert len(told) >= 3
    for cookie in told:
        assert cookie.startswith("__Host-opstap"), cookie
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; ")), cookie


def test_after_signing_out_the_cookie_opens_nothing(browse: Browse, cast: Cast) -> None:
    visitor = browse("supervisor_a")
    token = visitor.client.get_cookie(COOKIE)
    assert token
    assert visitor.post("/afmelden").status == 303
    visitor.client.set_cookie(COOKIE, token.value)
    assert visitor.get("/account/").status == 302


@pytest.mark.parametrize(
    "data",
    [
        {"language": "nl", "role": "coach"},
        {"language": ["nl", "en"]},
        {"language": "nl", "": "x"},
    ],
    ids=["a field nobody asked for", "one field twice", "a field without a name"],
)
def test_a_form_with_more_than_was_asked_is_refused(browse: Browse, data, cast: Cast) -> None:
    answer = browse("supervisor_a").post("/account/taal", data)
    assert answer.status == 400
    assert "laad de pagina opnieuw" in answer.text
    assert User.get_by_id(cast.supervisor_a.id).language == "nl"


def test_a_body_without_end_is_refused(browse: Browse) -> None:
    answer = browse("supervisor_a").post("/account/taal", {"language": "x" * 1_100_000})
    assert answer.status == 413


@pytest.mark.parametrize("cookie", ["", "x" * 5000, "é", "' OR 1=1", "\x7f", "a;b"])
def test_an_odd_cookie_is_a_stranger(app: Flask, cookie: str) -> None:
    client = app.test_client()
    answer = client.get("/account/", headers={"Cookie": f"{COOKIE}={cookie}"})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "path", ["/plaatsingen/x", "/notities/1", "/%00", "/notities/" + "9" * 400]
)
def test_an_odd_address_is_not_there(browse: Browse, path: str) -> None:
    assert browse("supervisor_a").get(path).status == 404


def test_a_demo_answers_this_machine_only(new_app: Callable[..., Flask]) -> None:
    from pwa.services import installation

    installation.put(installation.DEMO, True)
    app, public = new_app(), new_app(demo_public=True)
    for address, status in (("127.0.0.1", 200), ("::1", 200), ("203.0.113.9", 403)):
        environ = {"REMOTE_ADDR": address}
        assert app.test_client().get("/aanmelden", environ_base=environ).status_code == status
        assert public.test_client().get("/aanmelden", environ_base=environ).status_code == 200
    proxied = {"X-Forwarded-For": "127.0.0.1"}
    answer = app.test_client().get(
        "/aanmelden", headers=proxied, environ_base={"REMOTE_ADDR": "203.0.113.9"}
    )
    assert answer.status_code == 403
