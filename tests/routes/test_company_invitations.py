"""A company without any account: invited by a coach, let in by a link, helped to begin."""

import pytest

from pwa.models import Handbook, Membership, Organisation, User
from pwa.services import people, profiles
from tests.people import Cast

PROMISE = "Dit kost jullie begeleider 1 minuut per dag."


def invite(browse, **changes):
    typed = {"company": "Bakkerij Korst", "place": "Kessenbroek", "contact": "Bo Korst", **changes}
    return browse("coach_1").get("/bedrijven/uitnodigen").submit("Uitnodiging maken", **typed)


def link_of(page):
    text = page.text
    return next(word for word in text.split() if "/uitnodiging/" in word).split("localhost")[1]


def newcomer(browse):
    """The contact, who came in by the link."""
    path = link_of(invite(browse).follow())
    page = browse(None).get(path)
    assert PROMISE in page.text
    page = page.submit("Naar binnen", login="bo", password="een lange zin")
    assert page.status == 303
    return User.get(User.login == "bo")


def test_a_coach_invites_a_company_without_planning_anybody(browse, cast):
    page = invite(browse).follow()
    company = Organisation.get(Organisation.name == "Bakkerij Korst")
    seat = Membership.get(Membership.organisation == company)
    assert (seat.role, seat.user.name) == ("employer_admin", "Bo Korst")
    assert "De links staan klaar" in page.text
    sheet = browse("coach_1").get(f"/bedrijven/{company.id}/uitnodiging/blad")
    assert "geen nieuwe links" in sheet.text  # another browser: the link was only in the first


def test_the_sheet_says_what_it_costs(browse, cast):
    page = invite(browse).follow()
    sheet = page.visitor.get(next(one for one in page.links() if one.endswith("/blad")))
    assert PROMISE in sheet.text and "Bakkerij Korst" in sheet.text


def test_an_email_becomes_the_name_to_sign_in_with(browse, cast):
    path = link_of(invite(browse, email="Bo@korst.example", phone="06 12345678").follow())
    page = browse(None).get(path)
    assert page.find(".//input[@id='login']")[0].get("value") == "bo@korst.example"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"company": ""}, "nog leeg"),
        ({"company": "plaatwerk de linie b.v."}, "staat al in Opstap"),
        ({"contact": ""}, "nog leeg"),
        ({"phone": "bel maar"}, "geen telefoonnummer"),
        ({"email": "bo korst"}, "geen e-mailadres"),
        ({"company": "b" * 121}, "te lang"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(browse, cast, wrong, told):
    page = invite(browse, **wrong)
    assert page.status == 422 and told in page.text
    assert 'value="Kessenbroek"' in page.html
    assert Organisation.select().count() == 4


def test_an_email_of_somebody_else_is_not_told_and_stays_theirs(browse, cast: Cast):
    User.update(login="bo@korst.example").where(User.id == cast.colleague.id).execute()
    page = invite(browse, email="bo@korst.example")
    assert page.status == 303 and "De links staan klaar" in page.follow().text
    assert User.get(User.name == "Bo Korst").login is None
    assert User.get_by_id(cast.colleague.id).login == "bo@korst.example"


def test_a_coach_cannot_make_a_link_for_somebody_who_is_in_already(browse, cast):
    path = f"/bedrijven/{cast.company_a.id}/uitnodiging"
    assert browse("coach_1").get(path).status == 200
    assert browse("coach_1").post(path, {"user": str(cast.employer_a.id)}).status == 404


def test_a_company_without_administrator_gets_its_first_one(browse, cast):
    company = people.add_organisation(None, cast.company_a.kind, "Kwekerij Groen")
    page = browse("coach_1").get(f"/bedrijven/{company.id}/uitnodiging")
    page = page.submit("Uitnodiging maken", contact="Gea Groen").follow()
    assert "Gea Groen" in page.text and "De links staan klaar" in page.text
    path = f"/bedrijven/{company.id}/uitnodiging/beheer"
    assert browse("coach_1").post(path, {"contact": "Nog iemand"}).status == 409


def test_a_new_company_lands_on_its_first_steps_and_sees_what_is_done(browse, cast):
    user = newcomer(browse)
    company = Organisation.get(Organisation.name == "Bakkerij Korst")
    page = browse(user).get("/").follow()
    assert "Begin hier" in page.text and "Kiezen waar we op letten" in page.text
    profiles.save(None, company, profiles.base_of(company), {"makes": "Brood."})
    assert "Verder schrijven" in browse(user).get("/begin-hier").text
    profiles.publish(None, company, profiles.base_of(company))
    page = browse(user).get(f"/bedrijven/{company.id}/handboek/nieuw").submit("Hiermee beginnen")
    assert page.status == 303 and page.follow().status == 200
    page = browse(user).get("/begin-hier")
    assert "Kiezen waar we op letten" not in page.text
    assert "Verder met het handboek" in page.text


def test_after_each_first_step_comes_the_next_and_at_the_end_what_is_left_to_do(browse, cast):
    contact = browse(newcomer(browse))
    company = Organisation.get(Organisation.name == "Bakkerij Korst")
    profiles.save(None, company, profiles.base_of(company), {"makes": "Brood."})
    page = contact.get(f"/bedrijven/{company.id}/profiel/voorbeeld").submit("Publiceren")
    assert page.location == "/begin-hier"
    page = contact.get(f"/bedrijven/{company.id}/handboek/nieuw").submit("Hiermee beginnen")
    page = page.follow().visitor.get(page.location + "/in-gebruik").submit("In gebruik nemen")
    assert page.location == "/begin-hier" and "Alles staat klaar" not in page.follow().text
    page = contact.get(f"/bedrijven/{company.id}/werkplekken/nieuw")
    page = page.submit("Bekijken", title="Inpak", places="1").follow().submit("Zo aanbieden")
    assert page.location == "/begin-hier" and "Alles staat klaar" in page.follow().text
    assert "Er werkt nog niemand bij jullie" in contact.get("/kandidaten").text


def test_a_company_that_is_ready_goes_to_its_own_pages(browse, cast):
    profiles.save(None, cast.company_a, profiles.base_of(cast.company_a), {"makes": "Kasten."})
    assert browse("employer_a").get("/").location == "/begin-hier"
    profiles.publish(None, cast.company_a, profiles.base_of(cast.company_a))
    assert browse("employer_a").get("/").location != "/begin-hier"


def test_a_handbook_that_is_still_a_draft_is_no_finished_step(browse, cast):
    """Somebody threw the version in use away: only a draft is left."""
    Handbook.update(state="draft").where(Handbook.id == cast.handbook_a.id).execute()
    page = browse("employer_a").get("/begin-hier")
    assert "Verder met het handboek" in page.text and "Begin met het voorbeeld" not in page.text
