"""The browser harness sees what it should see, before anybody trusts its silence."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eyes import LAYOUT, sideways, violations

Open = Callable[..., Page]


def test_a_signed_in_person_lands_on_the_own_page(phone: Open) -> None:
    page = phone("candidate_a1")
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_without_javascript_a_stranger_can_read(phone: Open) -> None:
    page = phone(javascript=False)
    page.goto("/aanmelden")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_browser_and_the_server_have_one_clock(phone: Open) -> None:
    page = phone()
    page.goto("/aanmelden")
    assert page.evaluate("() => new Date().toISOString()").startswith("2026-03-11T09:00")


def test_a_field_without_a_label_is_seen(phone: Open) -> None:
    page = phone()
    page.goto("/aanmelden")
    page.evaluate("() => document.querySelector('label').remove()")
    assert any("label" in one for one in violations(page))
    page.goto("about:blank")


def test_what_sticks_out_is_seen(phone: Open) -> None:
    page = phone()
    page.goto("/aanmelden")
    page.evaluate("() => { document.querySelector('h1').style.width = '500px' }")
    assert sideways(page)
    page.goto("about:blank")


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ("document.querySelector('h1').after(document.createElement('h3'))", "skips from h1: <h3"),
        ("document.querySelector('main button').style.minHeight = '40px'", "px tall: <button"),
        (
            "const h1 = document.querySelector('h1'); h1.textContent = 'a'.repeat(99);"
            "h1.style.cssText = 'overflow: hidden; overflow-wrap: normal; white-space: nowrap'",
            "cut off: <h1",
        ),
        (
            "const h1 = document.querySelector('h1'); h1.textContent = '144';"
            "h1.style.cssText = 'overflow-wrap: anywhere; width: 1em'",
            "a number in two pieces: <div",
        ),
        ("document.querySelector('h1').style.marginBottom = '-1.5rem'", "words over words: <h1"),
    ],
)
def test_a_layout_that_is_wrong_is_seen(phone: Open, mistake: str, said: str) -> None:
    page = phone()
    page.goto("/aanmelden")
    assert page.evaluate(LAYOUT) == []
    page.evaluate(f"() => {{ {mistake} }}")
    assert any(said in one for one in page.evaluate(LAYOUT)), page.evaluate(LAYOUT)
    page.goto("about:blank")


@pytest.mark.parametrize("mistake", ["console.error('a')", "setTimeout(() => nonsense(), 0)"])
def test_what_the_console_says_is_heard(phone: Open, console, mistake: str) -> None:
    page = phone()
    page.goto("/aanmelden")
    page.evaluate(f"() => {{ {mistake} }}")
    page.wait_for_timeout(50)
    assert len(console.complaints()) == 1
    console.allow("error")


def test_a_request_to_another_place_is_heard(phone: Open, console) -> None:
    page = phone()
    page.goto("/aanmelden")
    page.evaluate("() => fetch('http://example.org/').catch(() => null)")
    assert any("example.org" in one for one in console.complaints())
    console.allow("example.org|Refused|violates")
