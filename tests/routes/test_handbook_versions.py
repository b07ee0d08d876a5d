"""Versions of a handbook beside each other, and where their words show."""

import subprocess

import pytest

from pwa import clock
from pwa.domain.enums import PlacementKind
from pwa.models import Competence, Evaluation, Placement, Tile, TilePin
from pwa.services import handbook_drafts, handbooks, placements
from tests.handbook_case import here, rename_first, shown
from tests.people import END, EVERY_DAY, START, TODAY


@pytest.fixture
def renamed(browse, cast):
    return rename_first(browse, cast)


def test_versions_stand_side_by_side_in_words(browse, cast, renamed):
    for who in ("employer_a", "supervisor_a", "coach_1"):
        page = browse(who).get(here(cast.company_a, "versies"))
        assert "Van versie 1 naar versie 2" in page.text
        assert "Naam Was Op tijd komen Wordt Klokvast" in page.text
        assert "Staat klaar voor de bel." in page.text
        assert "Tegel nieuw Zette alvast de machine aan" in page.text
    page = page.submit("Vergelijken", oud=str(renamed.id), nieuw=str(cast.handbook_a.id))
    assert "Naam Was Klokvast Wordt Op tijd komen" in page.text
    for odd in ("x", str(cast.handbook_b.id), str(renamed.id)):
        page = browse("coach_1").get(here(cast.company_a, "versies"), query_string={"oud": odd})
        assert page.status == 200


def test_a_word_shows_in_the_next_placement_and_in_none_that_runs(browse, cast, renamed):
    """In the tiles, on the evaluation and in its PDF, which is opened again."""
    with clock.at(clock.at_local(START, clock.local(clock.now()).time())):
        agreed = placements.Agreed(PlacementKind.ONTWIKKELPLEK, START, END, EVERY_DAY, ("Doel.",))
        book = handbooks.active_of(cast.company_a.id)
        later = placements.place(None, cast.a2_row, cast.workplace_a, book, agreed)
        placements.assign(None, later, cast.supervisor_a, main=True)
    cast.placement_later = later
    for placement, new in ((later, True), (cast.placement_a1, False)):
        said = ("Klokvast", "Zette alvast de machine aan", "Staat klaar voor de bel.")
        tiles = browse("supervisor_a").get("/notities/nieuw", query_string={"voor": placement.id})
        assert [word in tiles.text for word in said[:2]] == [new, new]
        form, pdf = evaluated(browse, cast, placement)
        assert [form.count(word) > 0 for word in (said[0], said[2])] == [new, new]
        assert [word in pdf for word in (said[0], said[2])] == [new, new]
        assert ("Op tijd komen" in pdf) is not new


def evaluated(browse, cast, placement):
    """The form of an evaluation of this placement, and the words in its PDF."""
    sara = browse("supervisor_a")
    data = {"kind": "interim", "from_on": START.isoformat(), "to_on": TODAY.isoformat()}
    page = sara.post(f"/plaatsingen/{placement.id}/evaluaties", data).follow()
    code = shown(placement.handbook_id)[0].code
    sara.get(page.path).submit("Bewaren", **{f"level.{code}": "3"})
    row = Evaluation.get(Evaluation.placement == placement.id)
    data = sara.get(f"/evaluaties/{row.id}/pdf").answer.data
    words = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return page.text, " ".join(words.stdout.decode().split())


def test_a_tile_stands_first_where_its_department_works(browse, cast):
    """Noorderkamp's magazijn and De Linie's afbramen each see their own tile first."""
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    rows = list(Tile.select().where(Tile.handbook == draft).order_by(Tile.position.desc()))
    visible = [t for t in rows if not Competence.get_by_id(t.competence_id).hidden]
    last, elsewhere = visible[0], visible[-1]
    page = browse("employer_a").get(f"/handboeken/{draft.id}/onderdeel/{last.competence_id}")
    inputs = page.find(".//input")
    at = next(i.get("name") for i in inputs if i.get("value") == str(last.id)).removesuffix("id")
    page.submit("Bewaren", **{f"{at}pin_0": "afbramen"})
    TilePin.create(tile=elsewhere, department="magazijn")
    browse("employer_a").get(f"/handboeken/{draft.id}/in-gebruik").submit("In gebruik nemen")
    Placement.update(handbook=draft.id).where(Placement.id == cast.placement_a1.id).execute()
    page = browse("supervisor_a").get(
        "/notities/nieuw", query_string={"voor": cast.placement_a1.id}
    )
    labels = ["".join(one.itertext()) for one in page.find(".//span[@class='tile__label']")]
    assert labels[0] == last.sentence
    assert elsewhere.sentence in labels[6:], "pinned for another department alone"
