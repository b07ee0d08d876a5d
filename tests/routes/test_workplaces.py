"""The pages of a workplace: written by the company, read by its people, compared by a coach."""

import pytest

from pwa.domain.enums import WorkplaceNeed
from pwa.domain.workplaces import PlaceContent
from pwa.models import Competence, Workplace, WorkplaceDraft
from pwa.models.workplaces import content_of
from pwa.services import profiles, workplaces


def new(cast):
    return f"/bedrijven/{cast.company_a.id}/werkplekken/nieuw"


def here(cast, rest=""):
    return f"/werkplekken/{cast.workplace_a.id}{rest}"


def codes(cast):
    rows = Competence.select().where(Competence.handbook == cast.handbook_a, ~Competence.hidden)
    return list(rows.order_by(Competence.position))


def test_from_nothing_to_an_offered_place(browse, cast):
    eva = browse("employer_a")
    first, second = codes(cast)[:2]
    fields = {
        "title": "Medewerker inpak", "tasks": "Dozen vullen.", "places": "2", "lifting_kg": "10",
        "fact-standing": "1", f"ask-{first.code}": "must", f"ask-{second.code}": "learnable",
    }  # fmt: skip
    page = eva.get(new(cast)).submit("Bekijken", **fields).follow()
    assert "Nog niet aangeboden" in page.text and "Tillen tot 10 kilo" in page.text
    assert "Medewerker inpak" not in browse("coach_1").get(f"/bedrijven/{cast.company_a.id}").text
    page = page.submit("Zo aanbieden").follow()
    assert "Zo biedt jullie bedrijf deze werkplek nu aan." in page.text
    assert "Staand werk" in page.text and first.label in page.text
    made = Workplace.get(Workplace.title == "Medewerker inpak")
    assert content_of(made).asks == {
        first.code: WorkplaceNeed.MUST, second.code: WorkplaceNeed.LEARNABLE
    }  # fmt: skip
    shown = browse("coach_1").get(f"/bedrijven/{cast.company_a.id}").text
    assert "Medewerker inpak" in shown and "2 plekken, 2 vrij" in shown


def test_typing_is_kept_by_itself_and_found_again(browse, cast):
    eva, itself = browse("employer_a"), {"X-Opstap-Autosave": "1"}
    told = eva.post(new(cast), {"title": "", "edition": "0"}, headers=itself).answer.json
    assert told == {"saved": "10:00", "edition": 1}
    assert eva.post(new(cast), {"title": "Inp", "edition": "1"}, headers=itself).status == 200
    page = eva.get(new(cast))
    assert 'value="Inp"' in page.html and "nog mee bezig" in page.text
    assert "Inp" not in browse("employer_a").get(here(cast)).text
    page = page.submit("Weggooien en opnieuw beginnen").follow()
    assert 'value="Inp"' not in eva.get(new(cast)).html
    assert Workplace.select().count() == 2


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("title", "", "Dit is nog leeg."),
        ("title", "x" * 81, "er passen 80 tekens in"),
        ("places", "veel", "heel getal"),
        ("places", "0", "van 1 tot en met 99"),
        ("lifting_kg", "900", "van 1 tot en met 50"),
        ("tasks", "t" * 1501, "er passen 1500 tekens in"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(browse, cast, field, typed, told):
    page = browse("employer_a").get(here(cast, "/wijzigen"))
    page = page.submit("Bekijken", hours="Elke ochtend", **{field: typed})
    assert page.status == 422 and told in page.text
    assert typed in page.html and "Elke ochtend" in page.html
    again = browse("employer_a").get(here(cast, "/wijzigen"))
    assert typed in again.html and "Elke ochtend" in again.html


def test_an_unknown_field_is_refused(browse, cast):
    page = browse("employer_a").post(new(cast), {"title": "Inpak", "places": "1", "diagnose": "x"})
    assert page.status == 400


def test_who_offers_second_sees_both_texts_and_chooses(browse, cast):
    page = browse("employer_a").get(here(cast, "/wijzigen"))
    page = page.submit("Bekijken", tasks="Van mij.").follow()
    workplaces.save(cast.as_("employer_a"), cast.workplace_a, 1, PlaceContent("Van de ander"))
    page = page.submit("Zo aanbieden")
    assert page.status == 409
    assert "Van de ander" in page.text and "Van mij." in page.html
    page = page.submit("Bekijken").follow().submit("Zo aanbieden").follow()
    assert "Van mij." in page.text and "Wat hier eerder stond" in page.text
    assert "Van de ander" in page.text


def test_what_is_asked_of_something_that_is_not_shown_now_stays(browse, cast):
    seen = codes(cast)[0].code
    asks = {"nu_verborgen": WorkplaceNeed.MUST, seen: WorkplaceNeed.MUST}
    workplaces.save(cast.as_("employer_a"), cast.workplace_a, 1, PlaceContent("Slijper", asks=asks))
    page = browse("employer_a").get(here(cast, "/wijzigen"))
    page = page.submit("Bekijken", **{f"ask-{seen}": "learnable"}).follow()
    page.submit("Zo aanbieden")
    assert content_of(Workplace.get_by_id(cast.workplace_a.id)).asks == {
        "nu_verborgen": WorkplaceNeed.MUST, seen: WorkplaceNeed.LEARNABLE
    }  # fmt: skip


def test_offering_twice_makes_one_place(browse, cast):
    eva = browse("employer_a")
    page = eva.get(new(cast)).submit("Bekijken", title="Inpak", places="1").follow()
    first, second = page.submit("Zo aanbieden"), page.submit("Zo aanbieden")
    assert first.location == second.location
    assert Workplace.select().where(Workplace.title == "Inpak").count() == 1


def test_two_windows_of_one_person_choose_too(browse, cast):
    eva = browse("employer_a")
    one, other = eva.get(new(cast)), eva.get(new(cast))
    other.submit("Bekijken", title="Uit het andere scherm", places="1")
    page = one.submit("Bekijken", title="Uit dit scherm", places="1")
    assert page.status == 409
    assert "Uit het andere scherm" in page.text and "Uit dit scherm" in page.html
    assert page.submit("Bekijken").follow().find(".//h1")[0].text == "Uit dit scherm"
    assert WorkplaceDraft.select().count() == 1


def test_two_windows_do_not_hide_what_a_colleague_offered_meanwhile(browse, cast):
    eva = browse("employer_a")
    one, other = (eva.get(here(cast, "/wijzigen")) for _ in range(2))
    other.submit("Bekijken", tasks="Uit het andere scherm.")
    content = PlaceContent("Slijper", tasks="Van de ander.")
    workplaces.save(cast.as_("employer_a"), cast.workplace_a, 1, content)
    page = one.submit("Bekijken", tasks="Uit dit scherm.")
    assert page.status == 409
    page = page.submit("Bekijken").follow().submit("Zo aanbieden")
    assert page.status == 409
    assert "Van de ander." in page.text and "Uit dit scherm." in page.html
    assert page.submit("Bekijken").follow().submit("Zo aanbieden").status == 303


def test_a_place_that_is_not_offered_is_gone_from_the_list_of_a_coach(browse, cast):
    company = f"/bedrijven/{cast.company_a.id}"
    page = browse("employer_a").get(here(cast)).submit("Niet meer aanbieden").follow()
    assert "niet meer aangeboden" in page.text
    assert "Medewerker afbramen" not in browse("coach_1").get(company).text
    assert "Medewerker afbramen" not in browse("coach_1").get("/plaatsingen/nieuw").text
    page = page.submit("Weer aanbieden").follow()
    assert "Medewerker afbramen" in browse("coach_1").get(company).text
    by = "op woensdag 11 maart om 10:00 door Eva Linden"
    assert f"Weer aangeboden {by}" in page.text and f"Niet meer aangeboden {by}" in page.text


def test_a_vacancy_is_the_companys_own_words_and_names_nobody(browse, cast):
    eva = cast.as_("employer_a")
    profiles.save(
        eva, cast.company_a, profiles.base_of(cast.company_a), {"makes": "Kasten van staal."}
    )
    profiles.publish(eva, cast.company_a, profiles.base_of(cast.company_a))
    first, second = codes(cast)[:2]
    asks = {first.code: WorkplaceNeed.MUST, second.code: WorkplaceNeed.LEARNABLE}
    workplaces.save(eva, cast.workplace_a, 1, PlaceContent("Slijper", tasks="Slijpen.", asks=asks))
    page = browse("coach_2", language="en").get(here(cast, "/vacature"))
    text = page.find(".//textarea")[0].text
    assert text.strip().startswith("Slijper\nOntwikkelplek bij Plaatwerk De Linie B.V.")
    assert f"Dit moet je al kunnen\n- {first.label}" in text
    assert f"Dit leer je hier\n- {second.label}" in text and "Kasten van staal." in text
    assert not any(name.name in text for name in cast.everybody().values())
    assert page.find(".//textarea")[0].get("readonly") is not None
