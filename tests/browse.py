"""A browser without pictures: signs somebody in, opens pages, and checks each of them."""

from functools import cached_property
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import TestResponse

from pwa.access import COOKIE
from pwa.domain.ways import Proof
from pwa.models import User
from pwa.services import sessions
from tests import invariants
from tests.dom import read, value_of, words_of
from tests.watch import WATCH, Seen

OWN = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
"""What a browser says about a form of our own."""


class Visitor:
    """One person's browser. `checks=False` opens pages without looking at them."""

    def __init__(
        self, app: Flask, user: User | None, *, checks: bool = True, language: str = "nl"
    ) -> None:
        self.app, self.user, self.checks = app, user, checks
        self.client = app.test_client()
        self.headers = {"Accept-Language": language}
        if user is not None:
            self.client.set_cookie(COOKIE, signed_in(user))

    def get(self, path: str, **options: Any) -> "Page":
        return self._open("GET", path, options)

    def post(self, path: str, data: Any = None, **options: Any) -> "Page":
        """Send a form as a page of ours would: `data` as fields, lists for repeated names."""
        return self._open("POST", path, {"data": data or {}, **options})

    def fragment(self, path: str, target: str, **options: Any) -> "Page":
        """What htmx gets when it asks for one block of a page."""
        asked = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": f"div#{target}"}
        return self.get(path, headers={**asked, **options.pop("headers", {})}, **options)

    def _open(self, method: str, path: str, options: dict[str, Any]) -> "Page":
        own = {} if method == "GET" else OWN
        headers = {**self.headers, **own, **options.pop("headers", {})}
        before = invariants.newest_log() if self.checks else 0
        with WATCH.counting() as seen:
            answer = self.client.open(path, method=method, headers=headers, **options)
        page = Page(self, path, answer, seen)
        page.sent = _sent(options.get("data"))
        if self.checks:
            invariants.check(page, before)
        return page


class Page:
    """One answer: `status`, `html`, `text` (the words on it), `tree`, and what it cost."""

    def __init__(self, visitor: Visitor, path: str, answer: TestResponse, seen: Seen) -> None:
        self.visitor, self.path, self.answer, self.seen = visitor, path, answer, seen
        self.method = answer.request.method
        self.sent: dict[str, Any] = {}
        self.status = answer.status_code
        self.headers = answer.headers
        self.is_html = answer.mimetype == "text/html"
        self.html = answer.get_data(as_text=True) if self.is_html else ""

    @cached_property
    def tree(self) -> Element:
        return read(self.html)

    @cached_property
    def elements(self) -> list[Element]:
        """All of them, in their order; looked at by every check."""
        return list(self.tree.iter())

    @cached_property
    def text(self) -> str:
        """The words on it, as a person reads them."""
        return words_of(self.tree)

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    def follow(self) -> "Page":
        """The page that a redirect leads to."""
        assert self.location, f"{self.path} answered {self.status}, which leads nowhere"
        return self.visitor.get(self.location)

    def find(self, path: str) -> list[Element]:
        """Elements by ElementTree's XPath, e.g. `.//a[@class='tile']`."""
        return self.tree.findall(path)

    def links(self) -> list[str]:
        return [a.get("href", "") for a in self.tree.iter("a")]

    def forms(self) -> list[Element]:
        return list(self.tree.iter("form"))

    def form(self, what: str) -> Element:
        """The form whose button says this, or whose action is this address."""
        buttons = {form: [words_of(one) for one in form.iter("button")] for form in self.forms()}
        for fits in (what.__eq__, lambda one: what in one):
            for form, said in buttons.items():
                if form.get("action") == what or any(map(fits, said)):
                    return form
        raise AssertionError(f"no form {what!r} on {self.path}: {self.text[:400]}")

    def submit(self, what: str, **changes: Any) -> "Page":
        """Send that form as it stands, with some fields changed (None leaves one out)."""
        form = self.form(what)
        data = {**fields(form), **changes}
        data |= _button(form, what)
        sent = {name: value for name, value in data.items() if value is not None}
        if (form.get("method") or "get").lower() == "get":
            return self.visitor.get(form.get("action") or self.path, query_string=sent)
        return self.visitor.post(form.get("action") or self.path, sent)


def _sent(data: Any) -> dict[str, list[str]]:
    """The texts of a form by name; a file, or a body of another kind, is none."""
    found = {}
    for name, value in data.items() if isinstance(data, dict) else ():
        some = value if isinstance(value, list | tuple) else [value]
        found[name] = [str(one) for one in some if not hasattr(one, "read")]
    return found


def fields(form: Element) -> dict[str, Any]:
    """Names and values that a browser would send if nothing was changed."""
    found: dict[str, list[str]] = {}
    for one in form.iter():
        name = one.get("name")
        if not name or one.get("disabled") is not None:
            continue
        value = value_of(one)
        if value is not None:
            found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def _button(form: Element, what: str) -> dict[str, str]:
    for button in form.iter("button"):
        name = button.get("name")
        if name and what in words_of(button):
            return {name: button.get("value", "")}
    return {}


def signed_in(user: User, browser: str = "tests") -> str:
    """A new session of this user, who showed enough; returns the token for the cookie."""
    with WATCH.looking_away():
        return sessions.start(user, browser=browser, proof=Proof.GIVEN)


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
