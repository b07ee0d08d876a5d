"""The own page about getting in; and no admin reads notes with a link for somebody else."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.models import AuditEvent, LinkNotice, Membership, Session, User
from pwa.services import people, ways
from tests.browse import signed_in
from tests.people import NAMES, NOW
from tests.ways_case import LOGIN, codes_on, set_up_app, shown, sign_in, with_password

OWN = "/account/binnenkomen/"
LATER = NOW + timedelta(minutes=3)
CHOICE = {"way": "password", "login": "iemand", "password": "een gekozen zin"}


@pytest.fixture
def pepper(app):
    return app.extensions["opstap"].pin_pepper()


def link(cast, by, who):
    return "/uitnodiging/" + people.invite(cast.as_(by) if by else None, cast.user(who))


@pytest.mark.parametrize("who", NAMES)
def test_everybody_has_the_page(browse, who):
    page = browse(who).get("/account/")
    assert "/account/binnenkomen/" in page.links()
    assert browse(who).get(OWN).status == 200


def test_a_password_is_changed_by_who_knows_the_old_one(browse, cast):
    with_password(cast.supervisor_a)
    other = signed_in(cast.supervisor_a)
    visitor = browse("supervisor_a")
    form = {"old": LOGIN["password"], "password": "nog een lange zin"}
    assert "#old" in visitor.post(f"{OWN}wachtwoord", {**form, "old": "geraden"}).links()
    assert "#password" in visitor.post(f"{OWN}wachtwoord", {**form, "password": "kort"}).links()
    known = visitor.post(f"{OWN}wachtwoord", {**form, "password": "qwertyuiop"})
    assert known.status == 422 and "wordt vaak geprobeerd" in known.text
    page = visitor.post(f"{OWN}wachtwoord", form)
    assert page.status == 303 and "afgemeld" in page.follow().text
    assert Session.select().where(Session.ended_at.is_null()).count() == 1, other


def test_guessing_the_old_password_stops(browse, cast):
    with_password(cast.supervisor_a)
    visitor, form = browse("supervisor_a"), {"old": "geraden", "password": "nog een lange zin"}
    statuses = [visitor.post(f"{OWN}wachtwoord", form).status for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_signing_out_everywhere_leaves_nobody_in(browse, cast):
    visitor, phone = browse("coach_1"), browse("coach_1")
    assert visitor.get(OWN).submit("Overal afmelden, ook hier").location == "/aanmelden"
    for one in (visitor, phone):
        assert one.get("/mijn-kandidaten").location.startswith("/aanmelden")


def test_a_supervisor_may_have_a_second_step_and_take_it_away(browse, cast, pepper):
    user = with_password(cast.supervisor_a)
    visitor = browse("supervisor_a")
    assert len(codes_on(set_up_app(visitor))) == 8
    with clock.at(LATER):
        assert sign_in(browse()).location == "/aanmelden/stap"
        assert visitor.get(OWN).submit("Ja, weghalen").status == 303
        guest = browse()
        guest.checks = False
        assert sign_in(guest).location == "/"
    assert "Je hebt nog" not in visitor.get(OWN).text, user


def test_a_coach_keeps_the_last_second_step(browse, cast):
    with_password(cast.coach_1)
    visitor = browse("coach_1")
    set_up_app(visitor)
    page = visitor.get(OWN).submit("Ja, weghalen")
    assert page.status == 409 and "laatste manier" in page.text


def test_an_app_in_use_is_not_replaced_unseen(browse, cast):
    with_password(cast.coach_1)
    visitor = browse("coach_1")
    set_up_app(visitor)
    assert visitor.post(f"{OWN}app").status == 409
    assert visitor.get(f"{OWN}app").location == "/account/binnenkomen/begin"


def test_codes_on_paper_come_with_a_second_step_only(browse):
    assert browse("supervisor_a").post(f"{OWN}herstelcodes").status == 409


def test_who_was_in_hears_who_made_a_link_until_it_is_read(browse, cast):
    user = with_password(cast.supervisor_a)
    with clock.at(NOW - timedelta(hours=1)):
        people.invite(cast.as_("employer_a"), user)
    for _ in range(2):
        visitor = browse()
        visitor.checks = False
        sign_in(visitor)
        told = visitor.get("/account/").text
        assert "Nieuwe link gemaakt door Eva Linden, vandaag om 09:00." in told
    visitor.get(OWN).submit("Gelezen")
    assert "Nieuwe link gemaakt door Eva Linden" in visitor.get(OWN).text, "it stays to be read"
    quiet = browse()
    quiet.checks = False
    sign_in(quiet)
    assert "Nieuwe link" not in quiet.get("/account/").text


def test_a_first_link_is_no_news(browse, cast):
    new = people.add_user(None, "Nieuw Iemand")
    people.invite(cast.as_("coach_1"), new)
    assert not LinkNotice.select().exists()


def test_a_link_does_not_replace_the_second_step_of_a_coach(browse, cast, pepper):
    """An admin makes a link for a coach and uses it: a password, and not one note."""
    coach = with_password(cast.coach_1)
    set_up_app(browse("coach_1"))
    where = link(cast, "municipality_admin", "coach_1")
    admin = browse("municipality_admin")
    page = admin.post(where, CHOICE)
    assert page.location == "/aanmelden/stap"
    for path in (f"/notities/{cast.note_a1.id}", "/mijn-kandidaten", OWN):
        refused = admin.get(path)
        assert refused.status != 200 or "order 41-207" not in refused.text, path
    assert admin.post("/aanmelden/stap", {"code": "123456"}).status == 422
    assert admin.post(f"{where}/passkey/vraag").status == 410
    with clock.at(LATER):  # the coach, with the new password unknown, cannot; with a code can
        mine = browse()
        sign_in(mine, password=CHOICE["password"])
        assert mine.post("/aanmelden/stap", {"code": shown(coach, pepper)}).status == 303
        assert "Nieuwe link gemaakt door Mina Yilmaz" in mine.get("/account/").text


@pytest.mark.parametrize("who", ["coach_1", "privacy_officer", "employer_a", "municipality_admin"])
def test_a_colleagues_link_opens_nothing_of_who_has_no_second_step_yet(browse, cast, who):
    where = link(cast, "coach_2", who)
    visitor = browse()
    for page in (visitor.get(where), visitor.post(where, CHOICE)):
        assert page.status == 409 and "Deze link is niet genoeg" in page.text
    assert visitor.post(f"{where}/passkey/vraag").status == 409
    assert User.get_by_id(cast.user(who).id).password_hash is None


def test_the_operators_link_does_and_leads_to_setting_up(browse, cast):
    visitor = browse()
    assert visitor.post(link(cast, None, "coach_1"), CHOICE).status == 303
    assert visitor.get("/mijn-kandidaten").location == "/account/binnenkomen/begin"


def test_a_supervisors_second_step_stands_before_a_link_too(browse, cast):
    with_password(cast.supervisor_a)
    set_up_app(browse("supervisor_a"))
    employer = browse("employer_a")
    member = Membership.get(Membership.user == cast.supervisor_a)
    page = employer.post(f"/mensen/{member.id}/link").follow()
    token = page.html.split("/uitnodiging/")[1].split("<")[0].strip()
    assert employer.post(f"/uitnodiging/{token}", CHOICE).location == "/aanmelden/stap"
    assert employer.get(f"/notities/{cast.note_a1.id}").status in (302, 404)


def test_whoever_runs_it_can_take_all_away_and_that_is_told(browse, cast):
    coach = with_password(cast.coach_1)
    visitor = browse("coach_1")
    set_up_app(visitor)
    ways.take_all(coach)
    assert visitor.get("/mijn-kandidaten").location.startswith("/aanmelden")
    assert AuditEvent.select().where(AuditEvent.action == "ways.take_all").count() == 1
    assert sign_in(browse()).status == 422
    again = browse()
    assert again.post(link(cast, None, "coach_1"), CHOICE).status == 303
    set_up_app(again)
    assert "Nieuwe link gemaakt door wie Opstap beheert" in again.get(OWN).text


def test_a_pin_from_a_new_link_ends_the_password_of_before(browse, cast):
    with_password(cast.candidate_a1)
    browse().post(link(cast, "coach_1", "candidate_a1"), {"way": "pin", "pin": "839201"})
    assert sign_in(browse()).status == 422
