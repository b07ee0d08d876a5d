"""How Opstap comes onto a home screen: shown once before first use, and never in the way."""

import pytest

from pwa.models import User
from pwa.services import people
from tests.browse import Visitor

WORDS = {"login": "sara", "password": "een lange zin", "next": ""}
SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/604.1"
IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) {SAFARI}"
IPAD = f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {SAFARI}"
ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"
OFFICE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"


@pytest.fixture
def device(browse, cast):
    """`device(agent)`: a browser of Sara's in which nobody signed in yet."""
    secret = people.hash_password(WORDS["password"])
    User.update(login="sara", password_hash=secret).where(User.id == cast.supervisor_a.id).execute()

    def visit(agent: str) -> Visitor:
        made = browse()
        made.headers = {**made.headers, "User-Agent": agent}
        return made

    return visit


@pytest.mark.parametrize("agent", [IPHONE, IPAD, ANDROID])
def test_the_first_sign_in_on_a_tablet_or_phone_leads_past_the_steps(device, agent):
    visitor = device(agent)
    page = visitor.post("/aanmelden", WORDS).follow()
    assert (page.status, page.path) == (200, "/startscherm?verder=/")
    assert "Nu niet" in page.text
    assert "/" in page.links()


def test_not_now_is_the_end_of_it(device):
    visitor = device(ANDROID)
    visitor.post("/aanmelden", WORDS).follow()
    visitor.post("/afmelden")
    assert visitor.post("/aanmelden", WORDS).location == "/"


def test_who_never_got_to_see_it_is_shown_it_the_next_time(device):
    visitor = device(ANDROID)
    assert visitor.post("/aanmelden", WORDS).location == "/startscherm?verder=/"
    visitor.post("/afmelden")
    assert visitor.post("/aanmelden", WORDS).location == "/startscherm?verder=/"


def test_one_still_comes_where_one_was_going(device):
    page = device(IPHONE).post("/aanmelden", {**WORDS, "next": "/kandidaten?x=1"}).follow()
    assert "/kandidaten?x=1" in page.links()


def test_an_office_computer_has_no_home_screen_and_is_not_asked(device):
    assert device(OFFICE).post("/aanmelden", WORDS).location == "/"


def test_who_looks_round_in_a_demo_is_in_at_once(app, device, monkeypatch):
    monkeypatch.setitem(app.config, "DEMO", True)
    assert device(ANDROID).post("/aanmelden", WORDS).location == "/"


def test_a_link_on_paper_leads_past_the_steps_too(device, cast):
    token = people.invite(None, cast.candidate_a1)
    answer = device(IPHONE).post(f"/uitnodiging/{token}", {"way": "pin", "pin": "839201"})
    assert answer.location == "/startscherm?verder=/"


@pytest.mark.parametrize(
    ("agent", "first"), [(IPHONE, "iPhone"), (IPAD, "iPad"), (ANDROID, "Android"), (OFFICE, None)]
)
def test_the_steps_for_this_device_are_open_and_first(device, agent, first):
    page = device(agent).get("/startscherm")
    parts = page.find(".//main//details")
    assert len(parts) == 3
    is_open = ["".join(one.itertext()) for one in parts if one.get("open") is not None]
    assert [first in one for one in is_open] == ([True] if first else [])
    assert (parts[0].get("open") is not None) is (first is not None)


@pytest.mark.parametrize("then", ["//evil.example", "https://evil.example", "javascript:alert(1)"])
def test_the_way_on_never_leads_to_others(browse, then):
    page = browse().get(f"/startscherm?verder={then}")
    assert then not in page.html
    assert "Nu niet" not in page.text


def test_everybody_finds_it_again_in_the_own_menu_and_in_help(browse):
    for path in ("/vandaag/", "/hulp/toestel"):
        assert "/startscherm" in browse("supervisor_a").get(path).links()
    assert "Nu niet" not in browse("supervisor_a").get("/startscherm").text
