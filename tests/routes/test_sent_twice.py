"""A form that comes twice, by a double tap without JavaScript or a proxy that asks again: nothing
is made twice, and who sent it hears that it is done."""

import pytest

from pwa.domain.enums import OrganisationKind
from pwa.models import Candidate, Invitation, User
from pwa.services import people

INVITE = "Uitnodiging maken"


def link_of(page):
    return next(word for word in page.text.split() if "/uitnodiging/" in word).split("localhost")[1]


def test_a_candidate_who_is_invited_twice_is_one_person(browse, cast):
    form = browse("coach_1").get("/mijn-kandidaten/uitnodigen")
    first = form.submit(INVITE, name="Nadia Amrani")
    link = link_of(first.follow())
    second = form.submit(INVITE, name="Nadia Amrani")
    assert (second.status, second.location) == (303, first.location)
    assert User.select().where(User.name == "Nadia Amrani").count() == 1
    assert link_of(second.follow()) == link
    assert browse(None).get(link).status == 200


def test_who_lost_the_first_answer_still_gets_a_link_that_works(browse, cast):
    form = browse("coach_1").get("/mijn-kandidaten/uitnodigen")
    form.submit(INVITE, name="Nadia Amrani")
    form.visitor.client.delete_cookie("opstap_said")
    again = form.submit(INVITE, name="Nadia Amrani").follow()
    assert browse(None).get(link_of(again)).status == 200
    assert Candidate.select().join(User).where(User.name == "Nadia Amrani").count() == 1


def test_the_form_of_before_invites_somebody_else_at_the_second_press(browse, cast):
    form = browse("coach_1").get("/mijn-kandidaten/uitnodigen")
    form.submit(INVITE, name="Nadia Amrani")
    asked = form.submit(INVITE, name="Fatma Demir")
    assert asked.status == 409 and "al bewaard, met iets anders" in asked.text
    assert asked.submit(INVITE).status == 303
    assert User.select().where(User.name.in_(["Nadia Amrani", "Fatma Demir"])).count() == 2


def test_a_form_of_before_makes_no_link_for_who_is_in(browse, cast):
    form = browse("coach_1").get("/mijn-kandidaten/uitnodigen")
    form.submit(INVITE, name="Nadia Amrani")
    nadia = User.get(User.name == "Nadia Amrani")
    people.let_in(nadia.id)
    form.visitor.client.delete_cookie("opstap_said")
    assert form.submit(INVITE, name="Nadia Amrani").status == 303
    assert Invitation.select().where(Invitation.user == nadia).count() == 1


@pytest.mark.parametrize("email", ["", "nina@smid.example"])
def test_a_colleague_who_is_invited_twice_is_one_person(browse, cast, email):
    form = browse("employer_a").get(f"/organisaties/{cast.company_a.id}/mensen/uitnodigen")
    first = form.submit(INVITE, name="Nina Smid", email=email)
    form.visitor.client.delete_cookie("opstap_said")
    second = form.submit(INVITE, name="Nina Smid", email=email)
    assert (second.status, second.location) == (303, first.location)
    assert User.select().where(User.name == "Nina Smid").count() == 1
    assert browse(None).get(link_of(second.follow())).status == 200


def test_a_form_of_before_brings_a_second_colleague_at_the_second_press(browse, cast):
    form = browse("employer_a").get(f"/organisaties/{cast.company_a.id}/mensen/uitnodigen")
    form.submit(INVITE, name="Nina Smid")
    asked = form.submit(INVITE, name="Noor Smid")
    assert asked.status == 409 and asked.submit(INVITE).status == 303
    assert User.select().where(User.name.in_(["Nina Smid", "Noor Smid"])).count() == 2


def test_a_company_that_is_invited_twice_is_one_and_known_to_nobody_else(browse, cast):
    form = browse("coach_1").get("/bedrijven/uitnodigen")
    typed = {"company": "Bakkerij Korst", "contact": "Bo Korst"}
    first = form.submit(INVITE, **typed)
    form.visitor.client.delete_cookie("opstap_said")
    second = form.submit(INVITE, **typed)
    assert (second.status, second.location) == (303, first.location)
    assert browse(None).get(link_of(second.follow())).status == 200
    assert User.select().where(User.name == "Bo Korst").count() == 1
    other = form.submit(INVITE, company="Bakkerij Kruim", contact="Bo Korst")
    assert other.status == 409 and other.submit(INVITE).status == 303
    known = browse("coach_1").get("/bedrijven/uitnodigen").submit(INVITE, **typed)
    assert known.status == 422 and "staat al in Opstap" in known.text


def test_a_first_administrator_who_is_invited_twice_is_one_person(browse, cast):
    company = people.add_organisation(None, OrganisationKind.EMPLOYER, "Bakkerij Korst")
    form = browse("coach_1").get(f"/bedrijven/{company.id}/uitnodiging")
    first, second = (form.submit(INVITE, contact="Bo Korst") for _ in range(2))
    assert (second.status, second.location) == (303, first.location)
    assert User.select().where(User.name == "Bo Korst").count() == 1
