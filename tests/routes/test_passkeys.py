"""Passkeys: made by link or on the own page, shown with one button, refused when it lies."""

import json
from datetime import timedelta

import pytest

from pwa import clock
from pwa.models import AuditEvent, Passkey, Session, User, WayStep
from pwa.services import people
from tests.authenticator import Authenticator
from tests.people import NOW
from tests.ways_case import codes_on, with_password

OWN, SIGN_IN = "/account/binnenkomen", "/aanmelden/passkey"


def asked(visitor, where):
    answer = visitor.post(f"{where}/vraag")
    assert answer.status == 200, answer.text
    return json.loads(answer.answer.get_data(as_text=True))


def add(visitor, key):
    return visitor.post(f"{OWN}/passkey", {"answer": key.make(asked(visitor, f"{OWN}/passkey"))})


def come_in(visitor, key):
    answer = key.show(asked(visitor, SIGN_IN))
    return visitor.post(SIGN_IN, {"answer": answer, "next": ""})


@pytest.fixture
def key(browse):
    """The passkey of coach_1."""
    made = Authenticator(count=1)
    assert add(browse("coach_1"), made).status == 200
    return made


def test_a_coach_makes_one_and_signs_in_without_typing(browse, cast):
    coach, key = browse("coach_1"), Authenticator()
    assert len(codes_on(add(coach, key))) == 8
    assert Passkey.get().user_id == cast.coach_1.id
    other = browse()
    page = come_in(other, key)
    assert page.status == 303
    assert "Anna de Groot" in other.get("/account/").text
    assert "Laatst gebruikt: vandaag om 10:00" in other.get(f"{OWN}/").text


def test_a_second_one_gives_no_new_codes(browse, key):
    page = add(browse("coach_1"), Authenticator())
    assert (page.status, page.location) == (303, f"{OWN}/")
    assert Passkey.select().count() == 2


def test_halfway_a_passkey_opens_the_rest(browse, cast):
    with_password(cast.coach_1)
    visitor = browse()
    visitor.post("/aanmelden", {"login": "iemand", "password": "een lange zin", "next": ""})
    assert visitor.get("/mijn-kandidaten").location == f"{OWN}/begin"
    assert add(visitor, Authenticator()).status == 200
    assert visitor.get("/mijn-kandidaten").status == 200


LIES = {
    "wrong origin": {"origin": "https://opstap.example"},
    "a port of somebody else": {"origin": "http://localhost:8000"},
    "wrong site": {"host": "example.nl"},
    "nobody verified": {"verified": False},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_no_key_is_kept_of_an_answer_that_lies(browse, cast, lie):
    page = add(browse("coach_1"), Authenticator(**lie))
    assert page.status == 422
    assert not Passkey.select().exists()


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_nobody_gets_in_with_an_answer_that_lies(browse, key, lie):
    for name, value in lie.items():
        setattr(key, name, value)
    visitor = browse()
    assert come_in(visitor, key).status == 422
    assert visitor.get("/account/").location.startswith("/aanmelden")


def test_a_question_is_answered_once(browse, key):
    visitor = browse()
    answer = key.show(asked(visitor, SIGN_IN))
    kept = visitor.client.get_cookie("opstap_said").value
    assert visitor.post(SIGN_IN, {"answer": answer, "next": ""}).status == 303
    again = browse()
    again.client.set_cookie("opstap_said", kept)
    assert again.post(SIGN_IN, {"answer": answer, "next": ""}).status == 422


def test_a_question_is_answered_by_the_browser_that_was_asked(browse, key):
    answer = key.show(asked(browse(), SIGN_IN))
    assert browse().post(SIGN_IN, {"answer": answer, "next": ""}).status == 422
    other = browse()
    asked(other, SIGN_IN)
    assert other.post(SIGN_IN, {"answer": answer, "next": ""}).status == 422


def test_a_question_is_answered_within_five_minutes(browse, key):
    visitor = browse()
    answer = key.show(asked(visitor, SIGN_IN))
    with clock.at(NOW + timedelta(minutes=5)):
        assert visitor.post(SIGN_IN, {"answer": answer, "next": ""}).status == 422


def test_a_question_for_a_new_key_is_none_for_signing_in(browse, key, cast):
    visitor = browse("coach_1")
    answer = key.show(asked(visitor, f"{OWN}/passkey"))
    assert visitor.post(SIGN_IN, {"answer": answer, "next": ""}).status == 422


def test_a_key_says_its_own_user_and_no_other(browse, key, cast):
    own = key.handle
    other = Authenticator()
    add(browse("coach_2"), other)
    key.handle = other.handle
    assert come_in(browse(), key).status == 422
    key.handle = ""
    assert come_in(browse(), key).status == 422
    key.handle = own
    assert come_in(browse(), key).status == 303


def test_the_key_of_another_cannot_be_taken_over(browse, key, cast):
    thief = Authenticator(key_id=key.key_id)
    page = add(browse("coach_2"), thief)
    assert page.status == 422 and Passkey.select().count() == 1
    thief.handle = key.handle
    assert come_in(browse(), thief).status == 422


def test_the_question_to_one_person_is_no_question_to_another(browse, cast):
    first, second = browse("coach_1"), browse("coach_2")
    answer = Authenticator().make(asked(first, f"{OWN}/passkey"))
    second.client.set_cookie("opstap_said", first.client.get_cookie("opstap_said").value)
    assert second.post(f"{OWN}/passkey", {"answer": answer}).status == 422


@pytest.mark.parametrize("part", ["signature", "authenticatorData", "clientDataJSON"])
def test_one_changed_letter_is_refused(browse, key, part):
    visitor = browse()
    answer = json.loads(key.show(asked(visitor, SIGN_IN)))
    text = answer["response"][part]
    answer["response"][part] = text[:20] + ("A" if text[20] != "A" else "B") + text[21:]
    page = visitor.post(SIGN_IN, {"answer": json.dumps(answer), "next": ""})
    assert page.status == 422


@pytest.mark.parametrize(
    "answer",
    ["", "{", "null", "[]", '"x"', "{}", '{"id": 1}', '{"id": "x", "response": []}', "[" * 5000,
     '{"id":"x","rawId":"x","type":"public-key","response":{"userHandle":"x","signature":1}}'],
)  # fmt: skip
def test_what_is_no_answer_is_refused_in_the_same_words(browse, key, answer):
    key.verified = False
    wrong = come_in(browse(), key)
    visitor = browse()
    asked(visitor, SIGN_IN)
    page = visitor.post(SIGN_IN, {"answer": answer, "next": ""})
    assert (page.status, page.text) == (wrong.status, wrong.text) == (422, wrong.text)
    mine = browse("coach_2")
    asked(mine, f"{OWN}/passkey")
    assert mine.post(f"{OWN}/passkey", {"answer": answer}).status == 422


def test_a_count_that_goes_back_is_refused_and_written_down(browse, key):
    assert come_in(browse(), key).status == 303
    key.count -= 1
    assert come_in(browse(), key).status == 422
    assert AuditEvent.select().where(AuditEvent.action == "passkey.regressed").count() == 1
    key.count += 1
    assert come_in(browse(), key).status == 303


def test_who_is_blocked_stays_out_with_a_passkey_too(browse, key, cast):
    User.update(state="blocked").where(User.id == cast.coach_1.id).execute()
    assert come_in(browse(), key).status == 422


def test_a_link_can_be_used_with_a_passkey(browse, cast):
    token = people.invite(None, cast.candidate_a1)
    where, visitor, key = f"/uitnodiging/{token}/passkey", browse(), Authenticator()
    visitor.checks = False  # it became Amina's browser
    page = visitor.post(where, {"answer": key.make(asked(visitor, where))})
    assert page.status == 303 and visitor.get("/mijn-voortgang").status == 200
    assert browse().post(f"{where}/vraag").status == 410
    assert come_in(browse(None), key).status == 303


def test_a_coach_who_comes_by_link_with_a_passkey_gets_codes_and_is_in(browse, cast):
    User.update(state="invited").where(User.id == cast.coach_1.id).execute()
    token = people.invite(None, cast.coach_1)
    where, visitor, key = f"/uitnodiging/{token}/passkey", browse(), Authenticator()
    page = visitor.post(where, {"answer": key.make(asked(visitor, where))})
    assert len(codes_on(page)) == 8
    assert "Vraag een nieuwe link" in page.text and "wachtwoord" not in page.text
    assert visitor.get("/mijn-kandidaten").status == 200


def test_a_link_makes_no_second_key_beside_a_second_step(browse, key, cast):
    token = people.invite(None, cast.coach_1)
    where, visitor = f"/uitnodiging/{token}/passkey", browse()
    assert "Liever met een passkey" not in visitor.get(f"/uitnodiging/{token}").text
    page = visitor.post(where, {"answer": Authenticator().make(asked(visitor, where))})
    assert page.status == 409 and Passkey.select().count() == 1
    assert Session.select().where(Session.ended_at.is_null(False)).count() == 0


def test_a_new_link_for_a_candidate_ends_the_passkey_of_the_lost_phone(browse, cast):
    key = Authenticator()
    add(browse("candidate_a1"), key)
    token = people.invite(cast.as_("coach_1"), cast.candidate_a1)
    browse().post(f"/uitnodiging/{token}", {"way": "pin", "pin": "839201", "login": ""})
    assert come_in(browse(), key).status == 422


def test_a_key_is_named_and_taken_away_but_never_the_last_way_in(browse, key, cast):
    coach, row = browse("coach_1"), Passkey.get()
    page = coach.get(f"{OWN}/").submit("Naam bewaren", name="  Mijn   telefoon ")
    assert "Mijn telefoon" in page.follow().text
    assert coach.post(f"{OWN}/passkeys/{row.id}/naam", {"name": ""}).status == 422
    assert coach.post(f"{OWN}/passkeys/{row.id}/weg").status == 409
    add(coach, Authenticator())
    assert coach.post(f"{OWN}/passkeys/{row.id}/weg").status == 303
    assert come_in(browse(), key).status == 422


def test_nobody_touches_the_key_of_another(browse, key):
    row = Passkey.get()
    other = browse("supervisor_a")
    assert other.post(f"{OWN}/passkeys/{row.id}/naam", {"name": "van mij"}).status == 409
    assert other.post(f"{OWN}/passkeys/{row.id}/weg").status == 409
    assert Passkey.get().name == row.name


def test_questions_nobody_answered_are_swept_away(browse, cast):
    asked(browse(), SIGN_IN)
    with clock.at(NOW + timedelta(days=2)):
        asked(browse(), SIGN_IN)
    assert WayStep.select().count() == 1


@pytest.mark.parametrize(
    ("base", "host", "offered"),
    [
        ("", "localhost", True),
        ("http://127.0.0.1:8000", "localhost", True),
        ("", "127.0.0.1", False),
        ("https://opstap.example.nl", "opstap.example.nl", True),
        ("https://opstap.example.nl", "localhost", False),
        ("http://opstap.example.nl", "opstap.example.nl", False),
    ],
)
def test_passkeys_are_offered_where_a_browser_makes_them(new_app, cast, base, host, offered):
    app = new_app(base_url=base)
    answer = app.test_client().get("/aanmelden", headers={"Host": host})
    assert ("Aanmelden met passkey" in answer.get_data(as_text=True)) is offered
