"""The first page of an empty installation."""

import pytest

from pwa import migrations
from pwa.services import installation
from tests.browse import Visitor
from tests.ways_case import set_up_app

FILLED = {
    "municipality": "Gemeente Kessenbroek",
    "name": "Anna",
    "login": "anna",
    "password": "een lange zin",
}


@pytest.fixture
def visitor(application, empty_database):
    migrations.migrate()
    return Visitor(application, None)


@pytest.mark.parametrize("path", ["/", "/aanmelden", "/mijn-kandidaten", "/vandaag"])
def test_every_page_of_an_empty_installation_leads_to_the_beginning(visitor, path):
    page = visitor.get(path)
    while page.status in (301, 302, 308):
        page = page.follow()
    assert (page.status, page.path) == (200, "/begin")


def test_the_code_claims_it_and_the_page_is_gone(visitor):
    code = installation.new_setup_code()
    page = visitor.get("/begin").submit("Opstap inrichten", code=code, **FILLED)
    assert "Code-app instellen" in page.follow().follow().text
    set_up_app(visitor)
    assert "Begin met een bedrijf" in visitor.get("/mijn-kandidaten").text
    assert visitor.get("/begin").status == 404
    assert visitor.post("/begin", {"code": code, **FILLED}).status == 404


def test_a_wrong_code_keeps_what_was_typed(visitor):
    installation.new_setup_code()
    page = visitor.post("/begin", {"code": "AAAA-BBBB-CCCC", **FILLED})
    assert (page.status, "#code" in page.links()) == (422, True)
    assert page.find(".//input[@id='municipality']")[0].get("value") == "Gemeente Kessenbroek"


def test_an_empty_form_names_every_field_at_once(visitor):
    installation.new_setup_code()
    page = visitor.post("/begin", dict.fromkeys(["code", *FILLED], ""))
    assert page.status == 422
    assert set(page.links()) >= {f"#{name}" for name in ["code", *FILLED]}
    assert "Naam van de gemeente: dit is nog leeg" in page.text


def test_guessing_the_code_stops(visitor):
    installation.new_setup_code()
    body = {"code": "AAAA-BBBB-CCCC", **FILLED}
    assert [visitor.post("/begin", body).status for _ in range(11)] == [422] * 10 + [429]
