"""What tests look for in an answer, apart from the application that gives it: tests of Opstap use
these on Opstap, and tests/canary_app plants what each has to find."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.dom import read
from tests.watch import WATCH

MARKER = "<kanarie-gevonden title='\"&amp;'>"
"""Comes back as an element where a page writes down what it was sent."""


def header_problems(headers: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[str]:
    """Exactly these headers, nothing kept by anybody, and no word about what serves it."""
    for name, value in wanted.items():
        if headers.get(name) != value:
            yield f"{name} is {headers.get(name)!r}"
    if headers.get("Cache-Control") != "private, no-store":
        yield f"Cache-Control is {headers.get('Cache-Control')!r}"
    if "Server" in headers:
        yield f"Server is {headers['Server']!r}"


def forged_taken(
    app: Flask, token: str, cookie: str, paths: Iterable[str], headers: Mapping[str, str]
) -> Iterator[str]:
    """Forms from elsewhere that were not refused, or that wrote something all the same."""
    client = app.test_client()
    client.set_cookie(cookie, token)
    for path in paths:
        with WATCH.counting() as seen:
            answer = client.post(path, headers=dict(headers))
        if answer.status_code != 403 or seen.commits:
            yield f"{path} answered {answer.status_code} after {seen.commits} commits"


def leads_outside(answer: TestResponse) -> bool:
    """Whether a browser that follows this leaves us, or is told something that no address is."""
    location = answer.headers.get("Location", "")
    there = urlsplit(urljoin("http://localhost/aanmelden", location)).netloc
    return there != "localhost" or not location.isprintable()


def cookie_problems(line: str) -> Iterator[str]:
    """One Set-Cookie: for our server only, and never for a script."""
    flags = set(line.split("; "))
    for wanted in ("HttpOnly", "Path=/", "SameSite=Lax"):
        if wanted not in flags:
            yield f"{wanted} is missing"
    if any(one.startswith("Domain") for one in flags):
        yield "a Domain is named"


def comes_back(html: str) -> bool:
    """Whether MARKER became an element: then a page writes down what it is sent, as it is."""
    return any(one.tag == "kanarie-gevonden" for one in read(html).iter())


def dead_ends(visitor: Any, lists: Iterable[str], pattern: Any) -> tuple[list[str], int]:
    """Links of these lists that this person cannot open; and how many were tried."""
    wrong, opened = [], 0
    for path in lists:
        page = visitor.get(path)
        page = page.follow() if page.status in (301, 302, 308) and page.location else page
        for link in sorted({m for href in page.links() for m in pattern.findall(href)}):
            opened += 1
            status = visitor.get(link).status
            wrong += [f"{path} -> {link}: {status}"] if status in (401, 403, 404, 500) else []
    return wrong, opened


def disagreements(person: Any, rules: Mapping[Any, Any]) -> list[str]:
    """Rows that `visible_to` shows and no policy allows, and the other way round."""
    wrong = []
    for model, may in rules.items():
        seen = {row.id for row in model.visible_to(person)}
        allowed = {row.id for row in list(model.select()) if may(person, row)}
        wrong += [f"{model.__name__} {id}: seen, never allowed" for id in seen - allowed]
        wrong += [f"{model.__name__} {id}: allowed, never seen" for id in allowed - seen]
    return wrong
