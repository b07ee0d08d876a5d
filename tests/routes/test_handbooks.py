"""The handbook on screen: everybody reads it, the employer makes the next version."""

import pytest

from pwa.models import Competence, Handbook, Tile
from pwa.services import handbook_drafts, handbooks
from tests.people import NAMES

OF_A = {
    "employer_a", "supervisor_a", "substitute", "colleague", "former", "candidate_a1",
    "candidate_a2", "coach_1", "coach_2",
}  # fmt: skip


def path(book, rest=""):
    return f"/handboeken/{book.id}{rest}"


@pytest.fixture
def draft(cast):
    return handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)


def first(book):
    rows = Competence.select().where(Competence.handbook == book, ~Competence.hidden)
    return rows.order_by(Competence.position).first()


def edit(browse, book):
    return browse("employer_a").get(path(book, f"/onderdeel/{first(book).id}"))


@pytest.mark.parametrize("who", NAMES)
def test_who_reads_the_version_in_use_and_who_the_draft(browse, cast, draft, who):
    assert (browse(who).get(path(cast.handbook_a)).status == 200) is (who in OF_A)
    assert (browse(who).get(path(draft)).status == 200) is (who == "employer_a")


@pytest.mark.everybody
@pytest.mark.parametrize("who", [name for name in NAMES if name != "employer_a"])
@pytest.mark.parametrize("rest", ["/in-gebruik", "/weg", "/onderdelen", "/nieuwe-versie"])
def test_nobody_else_changes_it(browse, cast, draft, who, rest):
    data = {} if rest == "/nieuwe-versie" else {"edition": "1"}
    for book in (draft, cast.handbook_a):
        assert browse(who).post(path(book, rest), data).status in (403, 404)
    assert handbooks.active_of(cast.company_a.id) == cast.handbook_a


def test_a_new_version_from_first_to_last_step(browse, cast):
    page = browse("employer_a").get(path(cast.handbook_a)).submit("Nieuwe versie maken").follow()
    draft = Handbook.get(Handbook.version == 2)
    assert "Niemand merkt hier nog iets van" in page.text
    page = edit(browse, draft).submit("Bewaren", label="Klokvast", tile_3_sentence="Was er vroeg")
    assert page.status == 303
    page = browse("employer_a").get(path(draft, "/in-gebruik"))
    assert "2 lopende plaatsingen houden versie 1." in page.text
    assert "Was Op tijd komen Wordt Klokvast" in page.text, "old and new words beside each other"
    page = page.submit("In gebruik nemen").follow()
    assert "Klokvast" in page.text and "Was er vroeg" in page.text
    assert "Klokvast" not in browse("candidate_a1").get("/mijn-werkplek").text
    assert "versie 2" in browse("supervisor_a").get(f"/bedrijven/{cast.company_a.id}").text


def test_something_can_be_put_away_and_taken_back(browse, draft):
    row = first(draft)
    edit(browse, draft).submit("Bewaren", hidden="1")
    page = browse("employer_a").get(path(draft))
    assert "Opzij gelegd" in page.text and Competence.get_by_id(row.id).hidden
    again = browse("employer_a").get(path(draft, f"/onderdeel/{row.id}"))
    again.submit("Bewaren", hidden=None)
    assert not Competence.get_by_id(row.id).hidden


def test_moving_down_and_up_again(browse, draft):
    row = first(draft)
    page = browse("employer_a").get(path(draft))
    page.submit(path(draft, f"/onderdeel/{row.id}/verplaatsen"))
    assert first(draft) != row
    browse("employer_a").post(
        path(draft, f"/onderdeel/{row.id}/verplaatsen"), {"step": "up", "edition": "2"}
    )
    assert first(draft) == row


def test_a_tile_can_be_hidden(browse, draft):
    edit(browse, draft).submit("Bewaren", tile_0_hidden="1")
    hidden = Tile.get(Tile.competence == first(draft), Tile.hidden)
    assert hidden.sentence not in browse("employer_a").get(path(draft)).text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("label", "", "nog leeg"),
        ("label", "l" * 81, "te lang"),
        ("sentence_3", "s" * 241, "te lang"),
        ("tile_0_sentence", "t" * 61, "te lang"),
        ("tile_0_tone", "loud", "Kies"),
        ("tile_0_icon", "skull", "Kies"),
        ("tile_0_level", "9", "Kies"),
    ],
)
def test_what_does_not_fit_stays_in_the_form(browse, draft, field, value, said):
    page = edit(browse, draft).submit("Bewaren", avoid="Blijft staan.", **{field: value})
    assert page.status == 422 and said in page.text and "Blijft staan." in page.html
    assert Handbook.get_by_id(draft.id).edition == 1


def test_who_comes_second_keeps_the_words_and_can_save_again(browse, draft):
    mine = edit(browse, draft)
    edit(browse, draft).submit("Bewaren", label="Van de ander")
    page = mine.submit("Bewaren", label="Van mij")
    assert page.status == 409 and "Van de ander" in page.text and "Van mij" in page.html
    assert page.submit("Bewaren").status == 303
    assert first(draft).label == "Van mij"


@pytest.mark.parametrize("edition", ["", "x", "-1", "99999999999"])
def test_a_broken_edition_counts_as_an_old_one(browse, draft, edition):
    page = edit(browse, draft).submit("Bewaren", edition=edition, label="Van mij")
    assert page.status == 409 and "Van mij" in page.html
    data = {"edition": edition}
    assert browse("employer_a").post(path(draft, "/in-gebruik"), data).status == 409


def test_a_stale_button_says_so(browse, draft):
    page = browse("employer_a").get(path(draft, "/in-gebruik"))
    edit(browse, draft).submit("Bewaren", label="Nieuw")
    assert page.submit("In gebruik nemen").status == 409, "these words were not seen"


def test_something_new_gets_a_page_of_its_own(browse, draft):
    page = browse("employer_a").get(path(draft)).submit("Toevoegen", label="Lassen 😀").follow()
    assert page.status == 200 and "Lassen 😀" in page.text
    page = browse("employer_a").get(path(draft)).submit("Toevoegen", label=" ")
    assert page.status == 422


def test_a_part_of_another_handbook_is_not_there(browse, cast, draft):
    strange = first(cast.handbook_b)
    rest = f"/onderdeel/{strange.id}"
    assert browse("employer_a").get(path(draft, rest)).status == 404
    data = {"edition": "1", "label": "Gekaapt"}
    assert browse("employer_a").post(path(draft, rest), data).status == 404
    step = {"edition": "1", "step": "up"}
    assert browse("employer_a").post(path(draft, rest + "/verplaatsen"), step).status == 404


def test_a_reader_in_english_sees_the_words_that_the_company_wrote(browse, cast):
    row = first(cast.handbook_a)
    browse("candidate_a1").post("/account/taal", {"language": "en"})
    assert row.label_second in browse("candidate_a1").get(path(cast.handbook_a)).text


def test_a_draft_can_be_thrown_away(browse, cast, draft):
    page = browse("employer_a").get(path(draft)).submit("Ja, gooi dit concept weg").follow()
    assert page.status == 200
    assert Handbook.get_or_none(Handbook.id == draft.id) is None
