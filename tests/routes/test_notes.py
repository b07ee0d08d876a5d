"""Vandaag and the note, as a browser meets them: three touches, and nothing typed is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.ids import uuid7
from pwa.domain.states import NoteVisibility
from pwa.models import AccessLog, Attendance, Handover, Note, NoteRevision, Tile
from tests.browse import Visitor
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW, TODAY, Cast, write_note

Browse = Callable[..., Visitor]
SOON = NOW + timedelta(minutes=5)


def writing(cast: Cast, *who: str) -> str:
    return "/notities/nieuw?" + "&".join(
        f"voor={getattr(cast, f'placement_{one}').id}" for one in who or ("a1",)
    )


def today_notes() -> list[Note]:
    return list(Note.select().where(Note.day == TODAY))


def test_tap_a_person_a_tile_and_keep(browse: Browse, cast: Cast) -> None:
    ria = browse("supervisor_a")
    page = ria.get("/vandaag/")
    link = next(one for one in page.links() if "/notities/nieuw" in one)
    page = ria.get(link)
    tile = next(one.get("value") for one in page.find(".//input[@name='tiles']"))
    page = page.submit("Bewaren", tiles=tile)
    assert page.status == 303
    page = page.follow()
    assert "Ontvangen 10:00" in page.text
    assert "Ongedaan maken" in page.text
    assert "Verkeerde persoon" in page.text


def test_vandaag_asks_little_of_the_database(browse: Browse, cast: Cast) -> None:
    write_note(cast, "supervisor_a", "a1", "Werkte netjes.")
    page = browse("supervisor_a").get("/vandaag/")
    reads = [one for one in page.seen.queries if one.lstrip().upper().startswith("SELECT")]
    assert len(reads) <= 6, reads  # session, membership, and four
    assert page.seen.commits == 1


def test_keeping_a_note_is_one_commit(browse: Browse, cast: Cast) -> None:
    page = browse("supervisor_a").get(writing(cast, "a1", "a2"))
    kept = page.submit("Bewaren", text="Ruimden op.", handover="Bezem staat in hal 2.")
    assert kept.status == 303
    assert kept.seen.commits == 1
    assert len(today_notes()) == 2
    assert Handover.select().where(Handover.text == "Bezem staat in hal 2.").count() == 2


def test_posted_twice_it_is_one_note(browse: Browse, cast: Cast) -> None:
    page = browse("supervisor_a").get(writing(cast))
    for _ in range(2):
        assert page.submit("Bewaren", text="Netjes.", handover="Order 12.").status == 303
    assert len(today_notes()) == 1
    assert Handover.select().where(Handover.text == "Order 12.").count() == 1


def test_only_a_line_for_the_next_shift_makes_no_note(browse: Browse, cast: Cast) -> None:
    page = browse("supervisor_a").get(writing(cast))
    for _ in range(2):
        kept = page.submit("Bewaren", handover="Order 12 staat klaar.")
        assert kept.status == 303
    assert "De regel voor de volgende ploeg is bewaard." in kept.follow().text
    assert not today_notes()
    assert Handover.select().where(Handover.text == "Order 12 staat klaar.").count() == 1


def test_the_same_form_with_other_words_becomes_a_new_note_at_the_second_try(
    browse: Browse, cast: Cast
) -> None:
    page = browse("supervisor_a").get(writing(cast))
    page.submit("Bewaren", text="Eerste.")
    refused = page.submit("Bewaren", text="Tweede.")
    assert refused.status == 409
    assert "Tweede." in refused.html
    assert refused.submit("Bewaren").status == 303
    assert {note.text for note in today_notes()} == {"Eerste.", "Tweede."}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": ""}, "Kies een tegel of schrijf"),
        ({"text": "x" * 601}, "er passen 600 tekens in"),
        ({"text": "Goed.", "day": "2026-03-12"}, "dag moet nog komen"),
        ({"text": "Goed.", "day": "2025-03-12"}, "dag"),
        ({"text": "Goed.", "day": "31-31-2026"}, "geen datum"),
        ({"text": "Goed.", "day": "0001-01-01"}, "kan niet kloppen"),
        ({"text": "Goed.", "tiles": "zomaar"}, "kennen we niet"),
        ({"text": "Goed.", "tiles": str(uuid7())}, "hoort niet bij deze persoon"),
        ({"text": "Goed.", "handover": "y" * 601}, "er passen 600 tekens in"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    browse: Browse, cast: Cast, typed: dict, said: str
) -> None:
    page = browse("supervisor_a").get(writing(cast)).submit("Bewaren", **typed)
    assert page.status in (409, 422)
    assert any(one in page.text for one in said.split("|")), page.text
    assert typed["text"] in page.html
    assert typed.get("handover", "") in page.html
    assert not today_notes()


@pytest.mark.parametrize("text", ["\u202eachterstevoren", "👷🏽‍♀️", "مرحبا", "<b>vet</b>", "a\x00b"])
def test_odd_texts_are_kept_and_shown_as_text(browse: Browse, cast: Cast, text: str) -> None:
    page = browse("supervisor_a").get(writing(cast)).submit("Bewaren", text=text)
    assert page.status == 303
    assert "<b>vet" not in page.follow().html


def test_a_tile_of_another_company_is_refused(browse: Browse, cast: Cast) -> None:
    tile = Tile.get(Tile.handbook == cast.handbook_b.id).id
    page = browse("supervisor_a").get(writing(cast)).submit("Bewaren", tiles=str(tile))
    assert page.status == 422
    assert not today_notes()


def test_somebody_elses_candidate_is_not_found(browse: Browse, cast: Cast) -> None:
    ria = browse("supervisor_a")
    assert ria.get(writing(cast, "b1")).status == 404
    fields = {f"note-{cast.placement_b1.id}": str(uuid7()), "day": str(TODAY), "text": "Hoi"}
    assert ria.post("/notities/", fields).status == 404
    mixed = {**fields, f"note-{cast.placement_a1.id}": str(uuid7())}
    page = ria.post("/notities/", mixed)
    assert page.status == 409
    assert "Hoi" in page.html
    assert not today_notes()


@pytest.mark.parametrize("field", ["note-zomaar", "extra"])
def test_unknown_fields_are_refused(browse: Browse, cast: Cast, field: str) -> None:
    page = browse("supervisor_a").get(writing(cast))
    assert page.submit("Bewaren", text="Hoi", **{field: str(uuid7())}).status in (400, 422)
    assert not today_notes()


def test_nobody_chosen_is_said_kindly(browse: Browse) -> None:
    page = browse("supervisor_a").get("/notities/nieuw")
    assert page.status == 302
    assert "Kies eerst over wie het gaat" in page.follow().text


def test_undone_within_ten_minutes_it_is_gone_for_others(browse: Browse, cast: Cast) -> None:
    write_note(cast, "supervisor_a", "a1", "Dit was verkeerd.")
    with clock.at(SOON):
        page = browse("supervisor_a").get("/vandaag/").submit("Ongedaan maken")
        assert page.status == 303
        assert "Dit was verkeerd." not in page.follow().html
        shown = browse("substitute").get(f"/plaatsingen/{cast.placement_a1.id}")
    assert "Dit was verkeerd." not in shown.html
    assert "Teruggenomen" not in shown.html


def test_the_wrong_person_is_put_right(browse: Browse, cast: Cast) -> None:
    note = write_note(cast, "supervisor_a", "a1", "Over Willem.")
    with clock.at(SOON):
        page = browse("supervisor_a").get(f"/notities/{note.id}/verkeerde-persoon")
        assert page.submit("Naar Willem").status == 303
    assert Note.get_by_id(note.id).placement_id == cast.placement_a2.id


def test_after_ten_minutes_there_is_nothing_to_undo(browse: Browse, cast: Cast) -> None:
    note = write_note(cast, "supervisor_a", "a1", "Blijft staan.")
    with clock.at(NOW + timedelta(minutes=11)):
        ria = browse("supervisor_a")
        assert "Ongedaan maken" not in ria.get("/vandaag/").text
        assert ria.post(f"/notities/{note.id}/ongedaan").status == 403
        assert ria.get(f"/notities/{note.id}/verkeerde-persoon").status == 403


def test_two_people_at_once_get_a_clear_choice(browse: Browse, cast: Cast) -> None:
    note = write_note(cast, "supervisor_a", "a1", "Eerste.")
    ria = browse("supervisor_a")
    mine = ria.get(f"/notities/{note.id}/wijzigen")
    ria.get(f"/notities/{note.id}/wijzigen").submit("Bewaren", text="Van het andere toestel.")
    page = mine.submit("Bewaren", text="Wat ik nu typte.")
    assert page.status == 409
    assert "Wat ik nu typte." in page.html
    assert "Van het andere toestel." in page.html
    assert page.submit("Bewaren").status == 303
    assert Note.get_by_id(note.id).text == "Wat ik nu typte."
    assert NoteRevision.select().where(NoteRevision.note == note.id).count() == 2


def test_a_correction_keeps_the_old_words_readable(browse: Browse, cast: Cast) -> None:
    with clock.at(NOW):
        page = browse("supervisor_a").get(f"/notities/{cast.note_a1.id}/wijzigen")
        page = page.submit("Bewaren", text="Deed bijna alles zelf.", reason="Vergist.").follow()
    assert "Deed order 41-207 helemaal zelf." in page.html
    seen = browse("coach_1").get(f"/notities/{cast.note_a1.id}")
    assert "Deed order 41-207 helemaal zelf." in seen.html


def test_withdrawing_late_asks_why_and_hides_the_text(browse: Browse, cast: Cast) -> None:
    ria = browse("supervisor_a")
    page = ria.get(f"/notities/{cast.note_a1.id}")
    refused = page.submit("Terugnemen")
    assert refused.status == 422
    assert "waarom je deze notitie terugneemt" in refused.text
    done = refused.submit("Terugnemen", reason="Ging over iemand anders.")
    assert done.status == 303
    page = ria.get(f"/plaatsingen/{cast.placement_a1.id}")
    assert "order 41-207" not in page.html
    assert "Teruggenomen" in page.text


def test_discussed_shares_the_note(browse: Browse, cast: Cast) -> None:
    page = browse("supervisor_a").get("/vandaag/")
    assert "Amina, nog 2 dagen" in page.text
    assert page.submit("Besproken").status == 303
    assert Note.get_by_id(cast.secret_a1.id).shared_from == NOW
    assert "Nog bespreken" not in browse("supervisor_a").get("/vandaag/").text


def test_one_touch_for_everyone_and_an_exception_for_one(browse: Browse, cast: Cast) -> None:
    ria = browse("supervisor_a")
    assert ria.get("/vandaag/").submit("Iedereen is er").status == 303
    assert {str(row.code) for row in Attendance.select()} == {"present"}
    form = f"/aanwezigheid/{cast.placement_a2.id}"
    sent = {"id": str(uuid7()), "day": str(TODAY), "code": "absent_reported"}
    assert ria.post(form, sent).status == 303
    page = ria.get("/vandaag/")
    assert "Afwezig, gemeld" in page.text
    assert "Er niet" in page.text
    assert "Iedereen is er" not in page.text


def test_closed_is_for_everybody(browse: Browse, cast: Cast) -> None:
    page = browse("supervisor_a").get("/vandaag/").submit("Bedrijf dicht")
    assert page.status == 303
    assert {str(row.code) for row in Attendance.select()} == {"company_closed"}
    assert "Klaar voor vandaag" not in page.follow().text  # one talk is still to be held


@pytest.mark.parametrize(
    "sent",
    [
        {"day": "2026-03-12", "code": "present"},
        {"day": "2026-03-11", "code": "ziek"},
        {"day": "gisteren", "code": "present"},
        {"code": "present"},
        {"day": "2026-03-11"},
    ],
)
def test_odd_attendance_gets_a_sentence(browse: Browse, cast: Cast, sent: dict) -> None:
    path = f"/aanwezigheid/{cast.placement_a1.id}"
    page = browse("supervisor_a").post(path, {"id": str(uuid7()), **sent})
    assert page.status == 422
    assert not Attendance.select().exists()


def test_all_is_done_when_everybody_is(browse: Browse, cast: Cast) -> None:
    Note.update(visibility=NoteVisibility.DIRECT).where(Note.id == cast.secret_a1.id).execute()
    ria = browse("supervisor_a")
    ria.get(writing(cast, "a1", "a2")).submit("Bewaren", text="Samen opgeruimd.")
    ria.get("/vandaag/").submit("Iedereen is er")
    assert "Klaar voor vandaag" in ria.get("/vandaag/").text


def test_reading_leaves_a_line_in_the_log(browse: Browse, cast: Cast) -> None:
    browse("coach_1").get(f"/plaatsingen/{cast.placement_a1.id}")
    row = AccessLog.select().order_by(AccessLog.id.desc()).get()
    assert (row.reader_id, row.candidate_id) == (cast.coach_1.id, cast.a1_row.id)


def test_a_supervisor_without_people_reads_what_to_do(browse: Browse) -> None:
    page = browse("former").get("/vandaag/")
    assert "Vandaag is er niemand ingepland" in page.text


def test_a_wrong_tap_on_undo_is_put_back_with_one_tap(browse: Browse, cast: Cast) -> None:
    note = write_note(cast, "supervisor_a", "a1", "Deed het zelf.")
    page = browse("supervisor_a").post(f"/notities/{note.id}/ongedaan").follow()
    assert "Deed het zelf." not in page.text
    page = page.submit(f"/notities/{note.id}/terugzetten").follow()
    assert "Deed het zelf." in page.text and "De notitie staat er weer." in page.text
    assert browse("supervisor_a").post(f"/notities/{note.id}/terugzetten").status == 403


def test_who_takes_a_note_back_is_told_that_a_fixed_evaluation_keeps_it(
    browse: Browse, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("signing")
    page = browse("supervisor_a").get(f"/notities/{cast.note_a1.id}")
    assert "Staat hij in een evaluatie die al vastligt, dan blijft hij daar te lezen." in page.text
    told = page.submit("Terugnemen", reason="Ging over een ander.").follow()
    assert "Deed order 41-207" not in told.text and "voor niemand meer" not in told.text
    evaluation = browse("candidate_a1").get(f"/evaluaties/{case.ev.id}")
    assert "Deed order 41-207 helemaal zelf." in evaluation.text


def test_a_note_about_the_wrong_person_may_have_been_read_by_a_colleague(
    browse: Browse, cast: Cast
) -> None:
    with clock.at(SOON):
        note = write_note(cast, "supervisor_a", "a1", "Dit ging over een ander.")
        read = browse("substitute").get(f"/plaatsingen/{cast.placement_a1.id}")
        assert "Dit ging over een ander." in read.text
        page = browse("supervisor_a").get(f"/notities/{note.id}/verkeerde-persoon")
        assert "Niemand anders heeft hem gelezen" not in page.text
        assert "De kandidaat heeft hem nog niet gelezen." in page.text
