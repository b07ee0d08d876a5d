"""Mijn voortgang as the candidate meets it: reads, reacts, says how the day was."""

from datetime import date

import pytest

from pwa import clock
from pwa.domain.ids import uuid7
from pwa.models import CandidateDay, Note, Placement, Reaction, User
from tests.people import NOW, write_note

AMINA = "candidate_a1"
FORBIDDEN = ("competentie", "plaatsing", "doorstroom")
HOSTILE = ("😀🎉 Goed!", "مرحبا كان يوما جيدا", "‮omgekeerd", "<b>vet</b> & 'zo'")


def home(browse, who=AMINA):
    return browse(who).get("/mijn-voortgang")


def day_path(cast):
    return f"/mijn-dag/{cast.placement_a1.id}"


def answer_path(note):
    return f"/mijn-notities/{note.id}/reactie"


def test_the_first_visit_tells_who_reads_and_only_the_first(browse):
    page = home(browse)
    assert "Jij, je begeleiders, je coach." in page.text and "Sara Jansen" in page.text
    page = page.submit("Ik snap het").follow()
    assert "Wie leest dit?" not in page.text


def test_what_was_new_is_no_longer_new_at_the_next_visit(browse, cast):
    assert home(browse).text.count("Nieuw voor jou") == 2
    assert Note.get_by_id(cast.note_a1.id).seen_at == NOW
    assert "Nieuw voor jou" not in home(browse).text


def test_a_note_that_waits_for_a_talk_is_nowhere(browse):
    assert "de bout los zat" not in home(browse).html


@pytest.mark.parametrize("path", ["/mijn-voortgang", "/mijn-werkplek", "/account/", "/hulp/"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_of_the_office_are_never_said(browse, cast, path, language):
    User.update(language=language).where(User.id == cast.candidate_a1.id).execute()
    page = browse(AMINA).get(path)
    assert page.status == 200
    assert not [word for word in FORBIDDEN if word in page.text.lower()]


def test_before_the_first_day_it_says_when_that_is(browse, cast):
    Note.delete().execute()
    with clock.at(NOW.replace(month=1, day=7)):
        page = home(browse)
    assert "Nog geen notities." in page.text
    assert "Je eerste werkdag is maandag 12 januari." in page.text
    assert "Hoe was je dag?" not in page.text


def test_without_a_workplace_there_is_still_a_page(browse, cast):
    Placement.update(state="cancelled").where(Placement.id == cast.placement_a1.id).execute()
    for path in ("/mijn-voortgang", "/mijn-voortgang/terugkijken", "/mijn-werkplek"):
        assert "Je hebt nog geen werkplek." in browse(AMINA).get(path).text


@pytest.mark.parametrize("query", ["plek=x", "voor=x", "voor=%00"])
def test_odd_addresses_show_what_was_before(browse, query):
    assert browse(AMINA).get(f"/mijn-voortgang/terugkijken?{query}").status == 200


@pytest.mark.parametrize("query", ["plek=x", "vanaf=-1", "vanaf=9999999", "vanaf=٣", "plek=%00"])
def test_odd_addresses_show_the_page(browse, query):
    assert browse(AMINA).get(f"/mijn-voortgang?{query}").status == 200


def test_a_reaction_stands_under_its_note(browse, cast):
    page = home(browse).submit(answer_path(cast.note_a1), text="Klopt, dank je.")
    assert page.status == 303 and f"#n-{cast.note_a1.id}" in page.location
    assert "Klopt, dank je." in page.follow().text


@pytest.mark.parametrize("text", HOSTILE)
def test_any_script_can_be_written(browse, cast, text):
    home(browse).submit(answer_path(cast.note_a1), text=text)
    home(browse).submit(day_path(cast), face="2", text=text)
    kept = Reaction.get().text
    assert kept == CandidateDay.get().text and kept in home(browse).text


def test_control_characters_fall_away(browse, cast):
    home(browse).submit(day_path(cast), face="1", text="go\x00ed\x07 ge\x1bdaan")
    assert CandidateDay.get().text == "goed gedaan"


@pytest.mark.parametrize(("text", "said"), [("x" * 601, "te lang"), ("  \n ", "nog leeg")])
def test_a_reaction_that_cannot_be_kept_stays_in_its_form(browse, cast, text, said):
    page = home(browse).submit(answer_path(cast.note_a1), text=text)
    assert page.status == 422 and said in page.text
    assert text.strip() in page.html and Reaction.select().count() == 0


def test_a_double_reaction_is_one(browse, cast):
    page = home(browse)
    for _ in range(2):
        assert page.submit(answer_path(cast.note_a1), text="Dank je.").status == 303
    assert Reaction.select().count() == 1


def test_the_same_id_with_other_words_is_refused_in_a_sentence(browse, cast):
    page = home(browse)
    page.submit(answer_path(cast.note_a1), text="Dank je.")
    page = page.submit(answer_path(cast.note_a1), text="Iets anders.")
    assert page.status == 409 and "al bewaard" in page.text
    assert Reaction.get().text == "Dank je." and "Iets anders." in page.text


@pytest.mark.parametrize(
    ("who", "note", "status"),
    [
        ("candidate_a2", "note_a1", 404),
        ("candidate_b1", "note_a1", 404),
        (AMINA, "secret_a1", 404),
        ("supervisor_a", "note_a1", 403),
        ("coach_1", "note_a1", 403),
        ("employer_a", "note_a1", 404),
        (None, "note_a1", 401),
    ],
)
def test_only_the_candidate_reacts_to_a_shared_note(browse, cast, who, note, status):
    data = {"id": str(uuid7()), "text": "Hoi."}
    assert browse(who).post(answer_path(getattr(cast, note)), data).status == status
    assert Reaction.select().count() == 0


def test_a_withdrawn_note_has_no_form_and_what_was_typed_meanwhile_stays(browse, cast):
    before = home(browse)
    Note.update(withdrawn_at=NOW, withdrawn_reason="verkeerd").execute()
    page = home(browse)
    assert "teruggenomen" in page.text and "Versturen" not in page.text
    page = before.submit(answer_path(cast.note_a1), text="Zo was het niet.")
    assert page.status == 409 and "niet verstuurd" in page.text
    assert "Zo was het niet." in page.text and Reaction.select().count() == 0


def test_a_reaction_to_an_older_note_comes_back_to_the_page_it_was_on(browse, cast):
    for n in range(18):
        write_note(cast, "supervisor_a", "a1", f"Notitie nummer {n}.", date(2026, 3, 4))
    page = browse(AMINA).get("/mijn-voortgang?vanaf=6")
    form = next(one for one in page.find(".//form") if "vanaf=6" in one.get("action", ""))
    assert page.submit(form.get("action"), text="x" * 601).status == 422
    assert "vanaf=6" in page.submit(form.get("action"), text="Dank je.").location


def test_the_own_day_is_kept_and_can_be_said_again(browse, cast):
    page = home(browse).submit(day_path(cast), face="3", text="Druk.").follow()
    assert "Druk." in page.form(day_path(cast)).findtext(".//textarea")
    page.submit(day_path(cast), face="1", text="Toch goed.")
    assert (CandidateDay.get().face, CandidateDay.get().text) == (1, "Toch goed.")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"face": None}, "Kies eerst een gezicht."),
        ({"face": "9"}, "Kies"),
        ({"day": "2026-03-01"}, "vandaag of gisteren"),
        ({"day": "2026-03-12"}, "vandaag of gisteren"),
        ({"day": "31-31-31"}, "geen datum"),
        ({"day": "9999-01-01"}, "kan niet kloppen"),
        ({"day": None}, "nog leeg"),
        ({"text": "y" * 601}, "te lang"),
    ],
)
def test_a_day_that_cannot_be_kept_says_why_and_keeps_the_words(browse, cast, changes, said):
    sent = {"face": "2", "text": "Lange dag.", **changes}
    page = home(browse).submit(day_path(cast), **sent)
    assert page.status == 422 and said in page.text
    assert sent["text"] in page.html and CandidateDay.select().count() == 0


@pytest.mark.parametrize("id", ["nonsense", "", "00000000-0000"])
def test_a_broken_id_loses_no_words(browse, cast, id):
    assert home(browse).submit(day_path(cast), face="2", id=id, text="Goed.").status == 303
    assert home(browse).submit(answer_path(cast.note_a1), id=id, text="Dank.").status == 303
    assert CandidateDay.get().text == "Goed." and Reaction.get().text == "Dank."


def test_a_field_that_nobody_asked_for_is_refused(browse, cast):
    assert home(browse).submit(day_path(cast), face="2", extra="1").status == 400


def test_the_day_of_somebody_else_is_not_there(browse, cast):
    data = {"id": str(uuid7()), "face": "1", "day": "2026-03-11", "text": ""}
    assert browse("candidate_a2").post(day_path(cast), data).status == 404
    assert browse("supervisor_a").post(day_path(cast), data).status == 403


def test_notes_of_an_earlier_workplace_can_still_be_read(browse, cast):
    now = Placement.get_by_id(cast.placement_a1.id)
    other = Placement.create(**(now.__data__ | {"id": uuid7(), "start_on": "2026-02-01"}))
    Note.update(placement=other.id).where(Note.id == cast.old_note_a1.id).execute()
    page = home(browse)
    link = next(one for one in page.links() if one.startswith("/mijn-voortgang?plek="))
    shown = page.text + browse(AMINA).get(link).text
    assert "Mijn andere werkplekken" in page.text
    assert "slijpmachine" in shown and "41-207" in shown


def test_the_coach_is_one_tap_away(browse):
    assert "tel:0612345678" in home(browse).links()


def test_my_workplace_tells_when_who_and_what(browse):
    page = browse(AMINA).get("/mijn-werkplek")
    for words in ("Maandag 07:30 - 16:00", "Sara Jansen", "Anna de Groot", "Waar we op letten"):
        assert words in page.text
