"""A running placement moves to a newer handbook, or stays, through the pages."""

import pytest

from pwa.domain.enums import EvaluationKind
from pwa.domain.ids import uuid7
from pwa.models import Competence, Placement, Tile
from tests.evaluation_case import Case
from tests.handbook_case import rename_first
from tests.people import write_note


@pytest.fixture
def renamed(browse, cast):
    return rename_first(browse, cast)


def test_a_placement_moves_when_the_coach_says_yes(browse, cast, renamed):
    path = f"/plaatsingen/{cast.placement_a1.id}/handboek"
    for who in ("supervisor_a", "employer_a", "coach_1"):
        assert path in browse(who).get(f"/plaatsingen/{cast.placement_a1.id}").links()
    page = browse("supervisor_a").get(path)
    assert "Was Op tijd komen Wordt Klokvast" in page.text
    page = page.submit("Voorstellen aan de coach", reason="Nieuwe woorden, zelfde werk.").follow()
    assert "Wacht op de coach." in page.text
    for who in ("candidate_a1", "employer_a"):
        assert "Nieuwe woorden, zelfde werk." in browse(who).get(path).text
    assert path in browse("coach_1").get("/mijn-kandidaten").links()
    page = browse("coach_1").get(path).submit("Ja, ga mee naar versie 2").follow()
    assert path not in browse("coach_1").get("/mijn-kandidaten").links()
    assert "Dit is de versie die nu in gebruik is." in page.text
    assert Placement.get_by_id(cast.placement_a1.id).handbook_id == renamed.id
    assert "Klokvast" in browse("candidate_a1").get("/mijn-werkplek").text


def test_a_no_says_why_and_what_was_typed_stays(browse, cast, renamed):
    path = f"/plaatsingen/{cast.placement_a1.id}/handboek"
    browse("employer_a").get(path).submit("Voorstellen aan de coach")
    page = browse("coach_1").get(path).submit("Nee, houd de oude")
    assert page.status == 422 and "Schrijf kort waarom." in page.text
    page = browse("coach_1").get(path).submit("Nee, houd de oude", answer="Eerst het gesprek.")
    assert "Eerst het gesprek." in page.follow().text
    assert "Eerst het gesprek." in browse("employer_a").get(path).text
    stale = {"move": str(uuid7()), "choice": "yes", "answer": ""}
    assert browse("coach_1").post(f"{path}/antwoord", stale).status == 404


def test_who_is_too_late_with_a_reason_hears_so_and_keeps_it(browse, cast, renamed):
    path = f"/plaatsingen/{cast.placement_a1.id}/handboek"
    first, second = (browse("employer_a").get(path) for _ in range(2))
    first.submit("Voorstellen aan de coach")
    yes, no = (browse("coach_1").get(path) for _ in range(2))
    assert yes.submit("Ja").status == 303
    for page in (
        no.submit("Nee, houd de oude", answer="Eerst het gesprek."),
        second.submit("Voorstellen aan de coach", reason="Eerst het gesprek."),
    ):
        assert page.status == 409
        assert "Iemand anders heeft dit net veranderd" in page.text
        assert "Eerst het gesprek." in page.text


def test_while_an_evaluation_is_read_the_page_says_that_it_cannot_be(browse, cast, renamed):
    Case(cast, EvaluationKind.INTERIM).to("ready")
    page = browse("employer_a").get(f"/plaatsingen/{cast.placement_a1.id}/handboek")
    assert "Er loopt een evaluatie" in page.text and "Voorstellen" not in page.text
    page = browse("employer_a").post(
        f"/plaatsingen/{cast.placement_a1.id}/handboek/voorstellen", {"reason": "Toch."}
    )
    assert page.status == 409 and "Er loopt een evaluatie" in page.text


def test_the_note_of_before_is_still_there_to_read(browse, cast, renamed):
    rows = Tile.select().join(Competence).where(Tile.handbook == cast.handbook_a)
    shown = rows.where(~Tile.hidden, ~Competence.hidden)
    tile = shown.order_by(Competence.position, Tile.position).first()
    note = write_note(cast, "supervisor_a", "a1", "Stond er.", tile_ids=(tile.id,))
    path = f"/plaatsingen/{cast.placement_a1.id}/handboek"
    browse("employer_a").get(path).submit("Voorstellen aan de coach")
    browse("coach_1").get(path).submit("Ja, ga mee naar versie 2")
    assert tile.sentence in browse("supervisor_a").get(f"/notities/{note.id}").text
    page = browse("supervisor_a").get(f"/notities/{note.id}/wijzigen")
    assert tile.sentence in page.text and "Klokvast" in page.text
