"""Begin, compare, take out and read in a handbook, and let a placement move: through the pages."""

import copy
import json
import subprocess
from io import BytesIO

import pytest

from pwa import clock
from pwa.domain.enums import EvaluationKind, OrganisationKind, PlacementKind, Role
from pwa.domain.ids import uuid7
from pwa.models import Competence, Evaluation, Handbook, Placement, Tile, TilePin
from pwa.services import handbook_drafts, handbooks, people, placements
from tests.browse import fields
from tests.evaluation_case import Case
from tests.people import END, EVERY_DAY, START, TODAY, write_note


@pytest.fixture
def company(cast):
    made = people.add_organisation(None, OrganisationKind.EMPLOYER, "Nieuw B.V.")
    people.add_member(None, cast.employer_a, made, Role.EMPLOYER_ADMIN)
    return made


def here(organisation, rest):
    return f"/bedrijven/{organisation.id}/handboek/{rest}"


def newest(organisation):
    rows = Handbook.select().where(Handbook.organisation == organisation)
    return rows.order_by(Handbook.version.desc()).first()


def shown(book):
    rows = Competence.select().where(Competence.handbook == book, ~Competence.hidden)
    return list(rows.order_by(Competence.position))


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


@pytest.fixture
def renamed(browse, cast):
    """Version 2 of De Linie: another name and sentence for the first, one tile more."""
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    part = f"/handboeken/{draft.id}/onderdeel/{shown(draft)[0].id}"
    words = {"label": "Klokvast", "sentence_3": "Staat klaar voor de bel.", "group": ""}
    browse("employer_a").get(part).submit(
        "Bewaren", **words, tile_3_sentence="Zette alvast de machine aan"
    )
    page = browse("employer_a").get(f"/handboeken/{draft.id}/in-gebruik")
    page.submit("In gebruik nemen")
    return Handbook.get_by_id(draft.id)


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


def test_while_an_evaluation_is_read_the_page_says_that_it_cannot_be(browse, cast, renamed):
    Case(cast, EvaluationKind.INTERIM).to("ready")
    page = browse("employer_a").get(f"/plaatsingen/{cast.placement_a1.id}/handboek")
    assert "Er loopt een evaluatie" in page.text and "Voorstellen" not in page.text
    page = browse("employer_a").post(
        f"/plaatsingen/{cast.placement_a1.id}/handboek/voorstellen", {"reason": "Toch."}
    )
    assert page.status == 409 and "Er loopt een evaluatie" in page.text


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


def test_the_note_of_before_is_still_there_to_read(browse, cast, renamed):
    tile = Tile.select().where(Tile.handbook == cast.handbook_a).order_by(Tile.position).first()
    note = write_note(cast, "supervisor_a", "a1", "Stond er.", tile_ids=(tile.id,))
    path = f"/plaatsingen/{cast.placement_a1.id}/handboek"
    browse("employer_a").get(path).submit("Voorstellen aan de coach")
    browse("coach_1").get(path).submit("Ja, ga mee naar versie 2")
    assert tile.sentence in browse("supervisor_a").get(f"/notities/{note.id}").text
    page = browse("supervisor_a").get(f"/notities/{note.id}/wijzigen")
    assert tile.sentence in page.text and "Klokvast" in page.text
