"""Write one part of a handbook: its look, its tiles, a second language, saving itself."""

from pwa.models import Competence, Tile
from pwa.services import handbook_drafts
from tests.browse import fields
from tests.handbook_case import shown


def test_the_look_of_what_is_typed_without_keeping_it(browse, cast):
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    row = shown(draft)[0]
    page = browse("employer_a").get(f"/handboeken/{draft.id}/onderdeel/{row.id}")
    rest = f"/handboeken/{draft.id}/onderdeel/{row.id}/voorbeeld"
    data = {**fields(page.form("Bewaren")), "sentence_3": "Staat al te wachten."}
    page = browse("employer_a").post(rest, data)
    assert page.text.count("Staat al te wachten.") == 3, "in the field, the evaluation and the PDF"
    assert "nog niet bewaard" in page.text
    assert Competence.get_by_id(row.id).sentence_3 == row.sentence_3
    htmx = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "aside#preview"}
    part = browse("employer_a").post(rest, data, headers=htmx)
    assert "<html" not in part.html and part.text.count("Staat al te wachten.") == 2


def test_a_form_that_saves_itself_answers_with_time_and_edition(browse, cast):
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    row = shown(draft)[0]
    path = f"/handboeken/{draft.id}/onderdeel/{row.id}"
    data = {**fields(browse("employer_a").get(path).form("Bewaren")), "label": "Klokvast"}
    itself = {"X-Opstap-Autosave": "1"}
    first = browse("employer_a").post(path, data, headers=itself).answer
    assert first.json == {"saved": "10:00", "edition": 2}
    second = browse("employer_a").post(path, data, headers=itself).answer
    assert second.status_code == 409 and "Iemand anders" in second.json["message"]
    empty = browse("employer_a").post(path, {**data, "label": ""}, headers=itself).answer
    assert empty.status_code == 422 and "nog leeg" in empty.json["message"]


def test_tiles_move_and_go_by_buttons_that_keep_the_rest(browse, cast):
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    row = shown(draft)[0]
    path = f"/handboeken/{draft.id}/onderdeel/{row.id}"

    def sentences():
        rows = Tile.select().where(Tile.competence == row).order_by(Tile.position)
        return [one.sentence for one in rows]

    before = sentences()
    page = browse("employer_a").get(path).submit("Bewaren", label="Klokvast", do="up-1")
    assert page.location.endswith("#tile_0")
    assert sentences() == [before[1], before[0], *before[2:]]
    assert Competence.get_by_id(row.id).label == "Klokvast"
    browse("employer_a").get(path).submit("Bewaren", do="drop-0")
    assert sentences() == [before[0], *before[2:]]
    for odd in ("up-99", "drop-", "hop", "up-0"):
        assert browse("employer_a").get(path).submit("Bewaren", do=odd).status == 303
    assert sentences() == [before[0], *before[2:]]


def test_a_second_language_is_a_choice_of_the_company(browse, cast):
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    path = f"/handboeken/{draft.id}"
    part = f"{path}/onderdeel/{shown(draft)[0].id}"
    assert "sentence" in browse("employer_a").get(part).html
    assert 'name="label_second"' not in browse("employer_a").get(part).html
    browse("employer_a").get(path).submit("Taal bewaren", second_language="Pools")
    page = browse("employer_a").get(part)
    assert 'name="label_second"' in page.html and "In het Pools" in page.text
    page.submit("Bewaren", label_second="Punktualność")
    assert shown(draft)[0].label_second == "Punktualność"


def test_a_group_that_gets_no_name_keeps_what_was_typed_and_whence(browse, cast):
    """Both names stay, and a colleague who named it meanwhile is noticed."""
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    eva = browse("employer_a", checks=False)  # they take the forms of all groups for one
    eva.get(f"/handboeken/{draft.id}").submit("Taal bewaren", second_language="Pools")
    one, two = (eva.get(f"/handboeken/{draft.id}") for _ in range(2))
    two.submit("Naam bewaren", label="Van de ander")
    page = one.submit("Naam bewaren", label=" ", second="Postawa")
    assert page.status == 422
    assert fields(page.form("Naam bewaren"))["second"] == "Postawa"
    assert page.submit("Naam bewaren", label="Van mij").status == 409
    assert shown(draft)[0].group_label == "Van de ander"


def test_who_was_slower_with_a_part_sees_all_that_the_other_changed(browse, cast):
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    eva = browse("employer_a")
    eva.get(f"/handboeken/{draft.id}").submit("Taal bewaren", second_language="Pools")
    path = f"/handboeken/{draft.id}/onderdeel/{shown(draft)[0].id}"
    one, two = (eva.get(path) for _ in range(2))
    their = {"tile_0_second": "Przyszedł na czas", "group": "+", "new_group": "Heel anders"}
    assert two.submit("Bewaren", hidden="1", **their).status == 303
    page = one.submit("Bewaren", look_at="De klok.")
    assert page.status == 409
    for said in ("Przyszedł na czas", "Heel anders", "(opzij leggen) De ander schreef: ja"):
        assert said in page.text
