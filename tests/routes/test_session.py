"""Signing in: the same answer for unknown people, limits, PIN by name, and no way out to others."""

from uuid import uuid4

import pytest

from pwa.models import PinLock, RateBucket, User
from pwa.services import people

WORDS = {"login": "sara", "password": "een lange zin", "next": ""}


@pytest.fixture
def sara(cast):
    secret = people.hash_password(WORDS["password"])
    User.update(login="sara", password_hash=secret).where(User.id == cast.supervisor_a.id).execute()


def test_unknown_people_and_wrong_passwords_get_the_same_answer(browse, sara):
    known = browse().post("/aanmelden", {**WORDS, "password": "iets anders"})
    unknown = browse().post("/aanmelden", {**WORDS, "login": "niemand"})
    assert (known.status, known.text) == (unknown.status, unknown.text)
    assert unknown.status == 422


def test_ten_tries_and_then_it_says_when_to_come_back(browse, sara):
    for _ in range(10):
        assert browse().post("/aanmelden", {**WORDS, "password": "fout"}).status == 422
    page = browse().post("/aanmelden", WORDS)
    assert page.status == 429
    assert "Te vaak geprobeerd. Probeer het over 2 minuten opnieuw." in page.text


@pytest.mark.parametrize(
    "then",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)",
     "/\t/evil.example", "\\\\evil", " //evil", "evil", "http:/evil.example"],
)  # fmt: skip
def test_after_signing_in_one_stays_here(browse, sara, then):
    page = browse().post("/aanmelden", {**WORDS, "next": then})
    assert (page.status, page.location) == (303, "/")


def test_one_comes_back_where_one_was_going(browse, sara):
    asked = browse().get("/kandidaten?x=1")
    assert "/aanmelden?next=" in asked.location
    assert browse().post("/aanmelden", {**WORDS, "next": "/kandidaten?x=1"}).location == (
        "/kandidaten?x=1"
    )


def test_a_known_browser_shows_who_chose_a_pin_there(browse, cast):
    phone = browse()
    token = people.invite(None, cast.candidate_a1)
    phone.post(f"/uitnodiging/{token}", {"way": "pin", "pin": "839201"})
    phone.post("/afmelden")
    page = phone.get("/aanmelden")
    assert "Pincode van Amina" in page.text
    wrong = page.submit("Naar binnen", pin="112200")
    assert (wrong.status, "Deze pincode klopt niet" in wrong.text) == (422, True)
    assert page.submit("Naar binnen", pin="839 201").location == "/"
    assert "Amina" not in browse().get("/aanmelden").text


def guess(visitor, user_id, pin="112200"):
    return visitor.post("/aanmelden/pincode", {"user": str(user_id), "pin": pin, "next": ""})


def test_pin_guesses_stop_after_five(browse, cast):
    phone = browse()
    token = people.invite(None, cast.candidate_a1)
    phone.post(f"/uitnodiging/{token}", {"way": "pin", "pin": "839201"})
    phone.post("/afmelden")
    statuses = [guess(phone, cast.candidate_a1.id).status for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert guess(phone, cast.candidate_a1.id, "839201").status == 429


def test_where_nobody_chose_a_pin_an_address_stops_after_sixty(browse, cast):
    """There is nothing to guess: it is the work that is limited, and no row is kept of each."""
    stranger = browse(checks=False)
    statuses = [guess(stranger, uuid4()).status for _ in range(61)]
    assert statuses == [422] * 60 + [429]
    assert not PinLock.select().exists() and RateBucket.select().count() == 1


def test_somebody_who_exists_and_nobody_get_the_same_answer_to_a_pin(browse, cast):
    """In a browser that does not know them, however often it is asked."""
    known, nobody = browse(checks=False), browse(checks=False)
    for _ in range(30):
        one, other = guess(known, cast.candidate_a1.id), guess(nobody, uuid4())
        assert (one.status, one.text) == (other.status, other.text)
    one, other = guess(known, cast.candidate_a1.id), guess(nobody, uuid4())
    assert (one.status, other.status, one.text) == (429, 429, other.text)


def test_an_address_that_guesses_keeps_nobody_out_who_has_a_pin_there(browse, cast):
    """A hall has one address: who jokes in it stops no colleague."""
    phone = browse()
    token = people.invite(None, cast.candidate_a1)
    phone.post(f"/uitnodiging/{token}", {"way": "pin", "pin": "839201"})
    phone.post("/afmelden")
    stranger = browse(checks=False)
    assert [guess(stranger, uuid4()).status for _ in range(61)][-1] == 429
    assert guess(phone, cast.candidate_a1.id, "839201").location == "/"
