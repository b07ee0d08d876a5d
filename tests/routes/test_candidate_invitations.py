"""A candidate who is known before there is a place."""

from collections.abc import Callable

import pytest

from pwa.models import Candidate, User
from pwa.queries import placing
from tests.browse import Page, Visitor
from tests.people import Cast

Browse = Callable[..., Visitor]


def invite(visitor: Visitor, **typed: str) -> Page:
    form = visitor.get("/mijn-kandidaten/uitnodigen")
    return form.submit("Uitnodiging maken", **{"name": "Nadia Amrani", **typed})


def test_a_coach_invites_somebody_without_a_place(browse: Browse, cast: Cast) -> None:
    visitor = browse("coach_1")
    page = invite(visitor, phone="0612345678", reference="KB-2026-014").follow()
    link = next(word for word in page.text.split() if "/uitnodiging/" in word)
    nadia = Candidate.get(Candidate.reference == "KB-2026-014")
    assert (nadia.coach_id, nadia.municipality_id) == (cast.coach_1.id, cast.kessenbroek.id)
    sheet = visitor.get(f"/kandidaten/{nadia.id}/uitnodiging/blad")
    assert "Voor Nadia Amrani" in sheet.text
    mine = visitor.get("/mijn-kandidaten")
    assert "Heeft nu geen plek." in mine.text
    assert f"/kandidaten/{nadia.id}/uitnodiging" in mine.html
    own = browse(None).get(link.split("localhost")[1])
    assert own.submit("Naar binnen", pin="284613").status == 303
    inside = browse(User.get(User.name == "Nadia Amrani"))
    assert "Je hebt nog geen werkplek." in inside.get("/mijn-voortgang").text


def test_she_can_be_chosen_when_a_place_is_planned(browse: Browse, cast: Cast) -> None:
    invite(browse("coach_1"))
    assert "Nadia Amrani" in {one.name for one in placing.candidates(cast.as_("coach_1"))}
    assert "Nadia Amrani" not in {one.name for one in placing.candidates(cast.as_("coach_2"))}


@pytest.mark.parametrize("reference", ["123456782", "123.456.782", "12345672 "])
def test_a_citizen_number_is_refused(browse: Browse, cast: Cast, reference: str) -> None:
    page = invite(browse("coach_1"), reference=reference)
    assert page.status == 422
    assert "Dit lijkt een BSN" in page.text
    assert not User.select().where(User.name == "Nadia Amrani").exists()


def test_a_new_link_when_the_old_one_is_too_old(browse: Browse, cast: Cast) -> None:
    page = browse("coach_1").get(f"/kandidaten/{cast.a1_row.id}/uitnodiging")
    assert "/uitnodiging/" in page.submit("Nieuwe link maken").follow().text


def test_a_form_of_another_municipality_is_refused(browse: Browse, cast: Cast) -> None:
    assert invite(browse("coach_1"), municipality=str(cast.anderdam.id)).status == 409
