"""Somebody with an account is invited by a second organisation, and keeps that one account."""

from collections.abc import Callable

import pytest

from pwa.domain.enums import Role
from pwa.models import AuditEvent, Membership, Passkey, Supervision, User
from pwa.services import members, people, placements, ways
from pwa.services.members import Newcomer
from tests.browse import Page, Visitor
from tests.people import Cast
from tests.ways_case import set_up_app, with_password

Browse = Callable[..., Visitor]
MAIL = "sara@delinie.example"


@pytest.fixture
def sara(browse: Browse, cast: Cast) -> Visitor:
    """A supervisor of company A with a code app, signed in."""
    with_password(cast.supervisor_a, MAIL)
    visitor = browse("supervisor_a")
    set_up_app(visitor)
    return visitor


@pytest.fixture
def link(cast: Cast) -> str:
    """Company B invites her to look after its people, under another name."""
    wanted = Newcomer("S. Jansen", Role.EMPLOYER_ADMIN, email=MAIL)
    made = members.invite(cast.as_("employer_b"), cast.company_b, wanted)
    return f"/uitnodiging/{made.token}"


def seats(user: User) -> set[tuple[str, Role]]:
    rows = Membership.select().where(Membership.user == user.id)
    return {(row.organisation.name.split()[0], row.role) for row in rows}


def refusal(page: Page) -> str:
    assert page.status == 409
    return page.text


def test_what_the_link_gives_comes_into_the_account_she_has(sara, cast, link):
    page = sara.get(link)
    assert "Jij bent hier Sara Jansen" in page.text
    page = sara.get(f"{link}/erbij")
    assert "Noorderkamp Machinebouw B.V." in page.text and "S. Jansen" in page.text
    page = page.submit("Bij mijn account voegen")
    assert page.status == 303 and page.follow().status in (200, 302)
    assert seats(cast.supervisor_a) == {
        ("Plaatwerk", Role.SUPERVISOR), ("Noorderkamp", Role.EMPLOYER_ADMIN),
    }  # fmt: skip
    assert not User.select().where(User.name == "S. Jansen").exists()
    assert sara.get("/vandaag/").status == 200
    assert sara.get(f"/organisaties/{cast.company_b.id}/mensen").status == 200
    assert sara.get(f"{link}/erbij").status == 410, "a link is used once"
    assert AuditEvent.select().where(AuditEvent.action == "invitation.join").count() == 1


def test_who_works_for_two_companies_chooses_whose_page(sara, cast, link):
    assert sara.get("/ons-bedrijf").location == f"/bedrijven/{cast.company_a.id}"
    sara.get(f"{link}/erbij").submit("Bij mijn account voegen")
    page = sara.get("/ons-bedrijf")
    assert f"/bedrijven/{cast.company_a.id}" in page.links()
    assert f"/bedrijven/{cast.company_b.id}" in page.links()
    assert sara.get("/mensen").location == f"/organisaties/{cast.company_b.id}/mensen"


def test_who_invites_hears_nothing_about_the_address_they_typed(browse, cast, sara):
    def told(email: str) -> str:
        form = browse("employer_b").get(f"/organisaties/{cast.company_b.id}/mensen/uitnodigen")
        page = form.submit("Uitnodiging maken", name="Nina Nieuw", email=email)
        assert page.status == 303
        text = page.follow().text
        word = next(word for word in text.split() if "/uitnodiging/" in word)
        assert browse(None).get(word.split("localhost")[1]).status == 200
        return text.replace(word, "")

    assert told(MAIL) == told("niemand@nergens.example")


def test_of_the_own_people_they_are_told(browse, cast, sara):
    form = browse("employer_a").get(f"/organisaties/{cast.company_a.id}/mensen/uitnodigen")
    page = form.submit("Uitnodiging maken", name="Nina Nieuw", email=MAIL)
    assert page.status == 422 and "hoort al bij jullie" in page.text


def test_neither_company_learns_of_the_other(browse, cast, sara, link):
    sara.get(f"{link}/erbij").submit("Bij mijn account voegen")
    for who, where, other in (
        ("employer_b", cast.company_b, "De Linie"),
        ("employer_a", cast.company_a, "Noorderkamp"),
    ):
        visitor = browse(who)
        row = Membership.get(
            Membership.user == cast.supervisor_a.id, Membership.organisation == where.id
        )
        for path in ("/kandidaten", f"/organisaties/{where.id}/mensen", f"/mensen/{row.id}"):
            assert other not in visitor.get(path).text, path
    assert browse("employer_b").get(f"/plaatsingen/{cast.placement_a1.id}").status == 404


def test_without_a_second_step_it_says_what_comes_first(browse, cast, link):
    visitor = browse("supervisor_b")
    with_password(cast.supervisor_b, "joris")
    page = visitor.get(f"{link}/erbij")
    assert "Eerst nog één stap" in page.text and "Bij mijn account voegen" not in page.text
    assert "Laat eerst" in refusal(visitor.post(f"{link}/erbij"))
    assert seats(cast.supervisor_b) == {("Noorderkamp", Role.SUPERVISOR)}


def test_a_link_of_one_company_does_not_open_what_she_reads_at_the_other(browse, cast, sara, link):
    """Her second step is asked after it; without one, only who runs the machine can make a link."""
    sara.get(f"{link}/erbij").submit("Bij mijn account voegen")
    typed = {"way": "password", "login": "sara", "password": "een heel lange zin"}
    page = browse(None).post(by_colleague(cast), typed)
    assert page.location == "/aanmelden/stap"
    assert page.visitor.get("/vandaag/").location.startswith("/aanmelden")
    ways.take_all(cast.supervisor_a)
    assert browse(None).get(by_colleague(cast)).status == 409
    page = browse(None).post(f"/uitnodiging/{people.invite(None, cast.supervisor_a)}", typed)
    assert page.visitor.get("/vandaag/").location == "/account/binnenkomen/begin"


def by_colleague(cast: Cast) -> str:
    return f"/uitnodiging/{people.invite(cast.as_('employer_b'), cast.supervisor_a)}"


def test_a_candidate_keeps_an_account_apart(browse, cast, link):
    visitor = browse("candidate_a1")
    assert "Ik heb al een account" not in visitor.get(link).text
    assert "van een kandidaat" in refusal(visitor.get(f"{link}/erbij"))
    assert refusal(visitor.post(f"{link}/erbij"))


def test_the_same_role_twice_is_refused_and_the_link_stays(sara, cast):
    wanted = Newcomer("Sara nog eens", Role.SUPERVISOR)
    made = members.invite(cast.as_("employer_a"), cast.company_a, wanted)
    assert "al in jouw account" in refusal(sara.post(f"/uitnodiging/{made.token}/erbij"))
    assert people.open_invitation(made.token)


def test_whom_the_coach_already_named_guides_under_the_own_account(sara, cast):
    user = people.add_user(None, "S. Jansen")
    people.add_member(None, user, cast.company_b, Role.SUPERVISOR)
    placements.assign(None, cast.placement_b1, user, main=False)
    token = people.invite(cast.as_("coach_2"), user)
    sara.get(f"/uitnodiging/{token}/erbij").submit("Bij mijn account voegen")
    guided = Supervision.select().where(Supervision.user == cast.supervisor_a.id)
    assert cast.placement_b1.id in {row.placement_id for row in guided}
    assert "Łucja" in sara.get("/vandaag/").text and "Amina" in sara.get("/vandaag/").text


def test_a_stranger_signs_in_first_and_comes_back_to_the_link(browse, cast, sara, link):
    page = browse(None).get(link)
    there = next(one for one in page.links() if one.startswith("/aanmelden"))
    assert browse(None).get(there).status == 200
    assert browse(None).get(f"{link}/erbij").location.startswith("/aanmelden?next=")
    assert Passkey.select().count() == 0
