"""Begin a handbook: from the starter, with nothing, or from a file; and take one out."""

import copy
import json
from io import BytesIO

import pytest

from pwa.domain.enums import OrganisationKind, Role
from pwa.services import handbooks, people
from tests.handbook_case import here, newest, shown


@pytest.fixture
def company(cast):
    made = people.add_organisation(None, OrganisationKind.EMPLOYER, "Nieuw B.V.")
    people.add_member(None, cast.employer_a, made, Role.EMPLOYER_ADMIN)
    return made


def test_a_company_without_anybody_placed_begins_from_the_starter(browse, company):
    eva = browse("employer_a")
    page = eva.get(f"/bedrijven/{company.id}")
    assert here(company, "nieuw") in page.links()
    page = eva.get(here(company, "nieuw"))
    chosen = handbooks.starter().default_active
    page = page.submit("Hiermee beginnen", **{f"c-{chosen[0]}": None})
    assert page.status == 303 and page.follow().status == 200
    assert [row.code for row in shown(newest(company))] == [
        one.code for one in handbooks.starter().competences if one.code in chosen[1:]
    ]
    assert eva.get(here(company, "nieuw")).status == 302, "there is a draft now"


def test_a_company_begins_with_nothing_and_names_the_first_thing_itself(browse, company):
    page = browse("employer_a").get(here(company, "nieuw"))
    page = page.submit("Leeg beginnen").follow()
    assert "Nog leeg" in page.text
    page = page.submit("Toevoegen", label="Voelen met je duim").follow()
    assert page.status == 200 and "Voelen met je duim" in page.text
    (row,) = shown(newest(company))
    assert row.group_label == "Waar we op letten"


def test_nothing_chosen_is_asked_again(browse, company):
    page = browse("employer_a").get(here(company, "nieuw"))
    nothing = {f"c-{code}": None for code in handbooks.starter().default_active}
    page = page.submit("Hiermee beginnen", **nothing)
    assert page.status == 422 and "begin met een leeg handboek" in page.text
    assert newest(company) is None


def test_a_version_goes_out_as_a_file_and_comes_in_elsewhere(browse, cast, company):
    eva = browse("employer_a")
    answer = eva.get(f"/handboeken/{cast.handbook_a.id}/bestand").answer
    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="handboek-versie-1.json"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    file = (BytesIO(answer.data), "handboek.json")
    page = eva.post(here(company, "inlezen"), {"file": file, "text": ""})
    assert page.status == 303 and "Ingelezen als concept" in page.follow().text
    codes = [row.code for row in shown(cast.handbook_a)]
    assert [row.code for row in shown(newest(company))] == codes


DATA = json.loads(handbooks._STARTER.read_text("utf-8"))


def broken(**changes):
    """The starter with a mistake in the first tile of the fourth part."""
    data = copy.deepcopy(DATA)
    data["competences"][3]["tiles"][0] |= changes
    return json.dumps(data)


def pasting(browse, company, data):
    """Unchecked: what is pasted stays on the page, and is full of code."""
    return browse("employer_a", checks=False).post(here(company, "inlezen"), data)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Dit is nog leeg."),
        ("{oeps", "Vanaf regel 1, teken 2 is dit niet meer te lezen."),
        ("[" * 5000, "te veel haken in elkaar"),
        (broken(tone="blij"), "Onderdeel 4, tegel 1, toon (tone): deze toon bestaat niet."),
        (broken(icon="skull"), "Onderdeel 4, tegel 1, plaatje (icon): dit plaatje bestaat niet."),
        (broken(nl="x" * 61), "Onderdeel 4, tegel 1, Nederlandse tekst (nl): dit is te lang"),
        ('{"code": "a", "code": "b"}', "Hier staat een naam twee keer: code."),
        ('{"version": 1e999}', "Versie (version): vul hier een heel getal in"),
    ],
)
def test_what_does_not_fit_is_said_with_its_place_and_stays_on_the_screen(
    browse, company, text, said
):
    page = pasting(browse, company, {"text": text})
    assert page.status == 422 and said in page.text
    assert "".join(page.find(".//textarea")[0].itertext()).strip() == text.strip()
    assert newest(company) is None


def test_a_file_that_is_refused_stands_in_the_field_to_mend(browse, company):
    file = (BytesIO(broken(tone="blij").encode()), "handboek.json")
    page = pasting(browse, company, {"file": file})
    assert page.status == 422 and '"blij"' in "".join(page.find(".//textarea")[0].itertext())
    for data in (b"\xff\xfe\x00", b" " * 300_001):
        page = pasting(browse, company, {"file": (BytesIO(data), "x")})
        assert page.status == 422 and "Niet ingelezen" in page.text


def test_a_draft_that_is_there_is_not_overwritten_by_a_file(browse, cast, company):
    handbooks.start(cast.as_("employer_a"), company, ())
    page = pasting(browse, company, {"text": json.dumps(DATA)})
    assert page.status == 409 and "Er is al een concept" in page.text
    assert shown(newest(company)) == []


def test_very_many_mistakes_are_told_up_to_a_point(browse, company):
    text = json.dumps({**DATA, "competences": [{}] * 60})
    page = pasting(browse, company, {"text": text})
    assert page.status == 422 and "andere fouten" in page.text
