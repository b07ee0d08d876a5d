"""Mensen: a company and a municipality look after their own people."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.states import UserState
from pwa.models import Candidate, Membership, User
from pwa.services import people
from tests.browse import Page, Visitor
from tests.people import TODAY, Cast

Browse = Callable[..., Visitor]
FRIDAY = TODAY + timedelta(days=2)


def seat(cast: Cast, who: object) -> Membership:
    return Membership.get(Membership.user == cast.user(who))


def people_at(cast: Cast, where: str) -> str:
    return f"/organisaties/{getattr(cast, where).id}/mensen"


@pytest.fixture
def carla(cast: Cast) -> User:
    """Another coach of Kessenbroek."""
    user = people.add_user(None, "Carla Vos")
    User.update(state=UserState.ACTIVE).where(User.id == user.id).execute()
    people.add_member(None, user, cast.kessenbroek, Role.COACH)
    return User.get_by_id(user.id)


def invite(browse: Browse, cast: Cast, who: str, where: str, **typed: str) -> Page:
    form = browse(who).get(f"{people_at(cast, where)}/uitnodigen")
    return form.submit("Uitnodiging maken", **{"name": "Nina Nieuw", **typed})


def link_of(page: Page) -> str:
    word = next(word for word in page.text.split() if "/uitnodiging/" in word)
    return word.split("localhost")[1]


def test_the_list_tells_roles_days_and_counts_and_no_candidate(browse: Browse, cast: Cast) -> None:
    page = browse("employer_a").get("/mensen").follow()
    assert "Sara Jansen" in page.text
    assert "begeleidt nu op 2 plekken" in page.text
    assert "Amina" not in page.text
    assert "Joris Berg" not in page.text  # of another company
    town = browse("municipality_admin").get("/mensen").follow()
    assert "Anna de Groot" in town.text
    assert "2 kandidaten" in town.text
    assert "Amina" not in town.text


def test_a_company_invites_a_supervisor_who_gets_in(browse: Browse, cast: Cast) -> None:
    page = invite(browse, cast, "employer_a", "company_a", job="voorman").follow()
    assert "Begeleider, voorman" in page.text
    inside = browse(None).get(link_of(page))
    assert inside.submit("Naar binnen", login="nina", password="een lange zin").status == 303
    assert User.get(User.login == "nina").state is UserState.ACTIVE


def test_the_sheet_is_for_the_browser_that_made_the_link(browse: Browse, cast: Cast) -> None:
    visitor = browse("employer_a")
    form = visitor.get(f"{people_at(cast, 'company_a')}/uitnodigen")
    page = form.submit("Uitnodiging maken", name="Nina Nieuw").follow()
    sheet = next(link for link in page.links() if link.endswith("/blad"))
    assert "Voor Nina Nieuw" in visitor.get(sheet).text
    assert "geen nieuwe links" in browse("employer_a").get(sheet).text


def test_what_is_wrong_is_said_and_kept(browse: Browse, cast: Cast) -> None:
    page = invite(browse, cast, "employer_a", "company_a", email="nina@", phone="bel maar")
    assert page.status == 422
    assert "Dit lijkt geen e-mailadres" in page.text
    assert invite(browse, cast, "employer_a", "company_a", role="coach").status == 422


def test_who_guides_is_asked_who_goes_on(browse: Browse, cast: Cast) -> None:
    start = f"/mensen/{seat(cast, 'supervisor_a').id}/stoppen"
    form = browse("employer_a").get(start)
    assert "Sara Jansen begeleidt nog 2 mensen" in form.text
    assert form.submit("Bekijk wat er gebeurt", last_on=str(FRIDAY)).status == 422
    sure = form.submit("Bekijk wat er gebeurt", last_on=str(FRIDAY), **{
        f"heir-{cast.placement_a1.id}": str(cast.substitute.id),
        f"heir-{cast.placement_a2.id}": "nobody",
    })  # fmt: skip
    assert "Tom Bakker begeleidt daarna Amina El Idrissi" in sure.text
    assert "Niemand begeleidt Willem de Boer daarna." in sure.text
    assert seat(cast, "supervisor_a").to_on is None
    page = sure.submit("Ja, zo is het goed").follow()
    assert "De laatste dag is vrijdag 13 maart." in page.text
    assert seat(cast, "supervisor_a").to_on == FRIDAY


def test_somebody_who_was_faster_is_noticed(browse: Browse, cast: Cast) -> None:
    start = f"/mensen/{seat(cast, 'former').id}/stoppen"
    sure = browse("employer_a").get(start).submit("Bekijk wat er gebeurt", last_on=str(FRIDAY))
    Membership.update(to_on=TODAY).where(Membership.user == cast.former.id).execute()
    page = sure.submit("Ja, zo is het goed")
    assert page.status == 409
    assert "Iemand anders heeft dit net veranderd" in page.text
    assert seat(cast, "former").to_on == TODAY
    assert page.submit("Bekijk wat er gebeurt").submit("Ja, zo is het goed").status == 303


def test_a_mistake_does_not_hide_that_somebody_was_faster(browse: Browse, cast: Cast) -> None:
    start = f"/mensen/{seat(cast, 'former').id}/stoppen"
    page = browse("employer_a").get(start)
    Membership.update(to_on=FRIDAY).where(Membership.user == cast.former.id).execute()
    page = page.submit("Bekijk wat er gebeurt", last_on="")
    assert page.status == 422
    page = page.submit("Bekijk wat er gebeurt", last_on=str(TODAY)).submit("Ja, zo is het goed")
    assert page.status == 409
    assert seat(cast, "former").to_on == FRIDAY


def test_a_coach_with_candidates_is_asked_to_whom_they_go(
    browse: Browse, cast: Cast, carla: User
) -> None:
    start = f"/mensen/{seat(cast, 'coach_1').id}/stoppen"
    form = browse("municipality_admin").get(start)
    assert "2 kandidaten: naar welke coach?" in form.text
    assert "Amina" not in form.text
    sure = form.submit("Bekijk wat er gebeurt", last_on=str(FRIDAY), coach=str(carla.id))
    assert "2 kandidaten gaan vandaag naar Carla Vos." in sure.text
    sure.submit("Ja, zo is het goed")
    assert Candidate.get_by_id(cast.a1_row.id).coach_id == carla.id
    own = browse("candidate_a1").get("/mijn-voortgang")
    assert "Sinds woensdag 11 maart is Carla Vos je coach, in plaats van Anna de Groot" in own.text
    got = browse(carla).get("/mijn-kandidaten")
    assert "ben jij de coach van Amina El Idrissi, Willem de Boer. Eerst was dat Anna" in got.text
    floor = browse("supervisor_a").get(f"/plaatsingen/{cast.placement_a1.id}")
    assert "Carla Vos is sinds woensdag 11 maart de coach" in floor.text


def test_without_another_coach_somebody_is_invited_first(browse: Browse, cast: Cast) -> None:
    start = f"/mensen/{seat(cast, 'coach_1').id}/stoppen"
    page = browse("municipality_admin").get(start)
    assert "Er is geen andere coach" in page.text


def test_the_last_administrator_cannot_be_ended(browse: Browse, cast: Cast) -> None:
    ella = people.add_user(None, "Ella Post")
    User.update(state=UserState.ACTIVE).where(User.id == ella.id).execute()
    mine = people.add_member(None, ella, cast.company_a, Role.EMPLOYER_ADMIN)
    Membership.update(to_on=FRIDAY).where(Membership.id == mine.id).execute()
    page = browse(User.get_by_id(ella.id)).get(f"/mensen/{seat(cast, 'employer_a').id}/stoppen")
    assert page.status == 409
    assert "Er moet altijd iemand zijn" in page.text


def test_brought_back_and_taken_back(browse: Browse, cast: Cast) -> None:
    Membership.update(to_on=TODAY).where(Membership.user == cast.former.id).execute()
    page = browse("employer_a").get(f"/mensen/{seat(cast, 'former').id}")
    assert page.submit("Toch blijven").follow().status == 200
    assert seat(cast, "former").to_on is None
    long_ago = TODAY - timedelta(days=9)
    Membership.update(to_on=long_ago).where(Membership.user == cast.former.id).execute()
    gone = browse("employer_a").get(people_at(cast, "company_a"))
    assert "Wie hier eerder was" in gone.text
    page = browse("employer_a").get(f"/mensen/{seat(cast, 'former').id}")
    assert "Nieuwe link maken" not in page.text
    back = page.submit("Terughalen").follow()
    assert "Sinds woensdag 11 maart" in back.text


def test_blocked_with_two_taps_and_let_in_again(browse: Browse, cast: Cast) -> None:
    sara = browse("supervisor_a")
    form = browse("employer_a").get(f"/mensen/{seat(cast, 'supervisor_a').id}/blokkeren")
    assert form.submit("Ja, blokkeer nu").status == 422
    page = form.submit("Ja, blokkeer nu", reason="lost_device").follow()
    assert "Sara Jansen is geblokkeerd" in page.text
    assert "Reden: Telefoon of tablet kwijt of gestolen" in page.text
    assert sara.get("/vandaag/").status == 302
    page.submit("Weer toelaten")
    assert sara.get("/vandaag/").status == 302  # that browser signs in again
    assert browse("supervisor_a").get("/vandaag/").status == 200


def test_nobody_sees_buttons_for_oneself(browse: Browse, cast: Cast) -> None:
    page = browse("employer_a").get(f"/mensen/{seat(cast, 'employer_a').id}")
    for button in ("Nieuwe link maken", "De laatste dag kiezen", "Nu blokkeren", "Maak ook"):
        assert button not in page.text
    assert "regelt een andere beheerder" in page.text


def test_a_job_title_is_said(browse: Browse, cast: Cast) -> None:
    page = browse("employer_a").get(f"/mensen/{seat(cast, 'substitute').id}")
    assert page.submit("Bewaren", job="lasser").follow().status == 200
    assert seat(cast, "substitute").job == "lasser"


def test_a_second_role_by_somebody_else(browse: Browse, cast: Cast) -> None:
    page = browse("employer_a").get(f"/mensen/{seat(cast, 'supervisor_a').id}")
    page = page.submit("Maak ook bedrijfsbeheer").follow()
    assert "is nu ook bedrijfsbeheer" in page.text
    with clock.at(clock.now()):
        assert cast.as_("supervisor_a").has(Role.EMPLOYER_ADMIN)


def test_who_also_has_daily_work_finds_the_people_in_the_own_menu(
    browse: Browse, cast: Cast
) -> None:
    """The bar of a phone holds five places."""
    people.add_member(None, cast.coach_1, cast.kessenbroek, Role.MUNICIPALITY_ADMIN)
    page = browse("coach_1").get("/mijn-kandidaten")
    bar = page.find(".//nav[@class='nav']//a")
    assert len(bar) <= 5
    assert "/mensen" in page.links()
    assert "/mensen" not in [one.get("href") for one in bar]
    assert "/mensen" not in browse("coach_2").get("/mijn-kandidaten").links()
