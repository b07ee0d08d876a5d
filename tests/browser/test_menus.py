"""The menu of the person who is signed in, with keys and with a finger."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def test_the_menu_closes_on_escape_and_the_focus_goes_back(phone: Open) -> None:
    page = phone("candidate_a1")
    page.goto("/account/")
    button = page.locator("details.menu summary").first
    button.focus()
    page.keyboard.press("Enter")
    leave = page.get_by_role("button", name="Afmelden")
    expect(leave).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(leave).to_be_hidden()
    expect(button).to_be_focused()


def test_a_tap_outside_closes_the_menu_and_one_inside_does_not(phone: Open) -> None:
    page = phone("candidate_a1")
    page.goto("/account/")
    page.locator("details.menu summary").first.click()
    leave = page.get_by_role("button", name="Afmelden")
    page.locator(".menu__head").first.click()
    expect(leave).to_be_visible()
    page.get_by_role("heading", level=1).click(position={"x": 2, "y": 2})
    expect(leave).to_be_hidden()
