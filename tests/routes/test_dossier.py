"""Mijn dossier: everything of one's own and nothing of anybody else, as its schema says."""

import io
import json
from datetime import date, time, timedelta
from pathlib import Path

import jsonschema
import pikepdf
import pytest

from pwa import clock
from pwa.domain.enums import Advice
from pwa.domain.ids import uuid7
from pwa.domain.states import PlacementState
from pwa.models import AccessLog, AuditEvent, Candidate, Handover, Note, Placement, User
from pwa.pdf.dossier import fill
from pwa.services import (
    agreement_signing,
    cancelling,
    corrections,
    dossier,
    endings,
    evaluations,
    note_changes,
    notes,
    own_days,
    privacy_cases,
)
from pwa.services.corrections import Correcting, NewWords
from pwa.services.dossier import DossierFor
from pwa.services.endings import Onward
from pwa.services.evaluations import OwnView, RatingEntry
from tests.agreement_case import Case as AgreementCase
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW, TODAY, write_note
from tests.privacy_case import UNTIL, open_case

SCHEMA = json.loads(Path("docs/dossier.schema.json").read_text("utf-8"))


@pytest.fixture
def full(cast, monkeypatch):
    """A note with a correction, a reaction, an own day, a final evaluation; and private numbers."""
    quick_pdf(monkeypatch)
    amina, ria = cast.as_("candidate_a1"), cast.as_("supervisor_a")
    notes.react(amina, cast.note_a1, uuid7(), "Ik was er trots op.")
    own_days.write(amina, cast.placement_a1, TODAY, 1, "Vandaag hele order alleen!!", id=uuid7())
    asked = corrections.ask_note(amina, cast.note_a1, uuid7(), "Het was order 208.")
    right = Correcting("Klopt.", NewWords(uuid7(), 1, "Deed order 41-208 helemaal zelf."))
    corrections.correct(ria, corrections.fresh(asked.id), right)
    for who, number in (("supervisor_a", "0687654321"), ("coach_1", "0698765432")):
        User.update(phone=number).where(User.id == getattr(cast, who).id).execute()
    Case(cast).to("final")
    monkeypatch.undo()
    return cast


def data(browse, who="candidate_a1"):
    answer = browse(who).get("/mijn-dossier/").submit("computers").answer
    assert answer.mimetype == "application/json"
    return answer.get_data(as_text=True)


def test_the_data_is_as_its_schema_says(browse, full):
    open_case(full)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    content = json.loads(data(browse))
    jsonschema.Draft202012Validator(SCHEMA).validate(content)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(content | {"guard": 3})


def test_it_holds_all_of_the_own_record(browse, full):
    said = data(browse)
    for words in (
        "Deed order 41-208 helemaal zelf.", "Deed order 41-207 helemaal zelf.",
        "Leerde de slijpmachine kennen.", "Ik was er trots op.", "Vandaag hele order alleen!!",
        "Het was order 208.", "Klopt.", "Zelf een order afbramen.", "Nauwkeurig en eerlijk.",
        "Ik heb weer ritme.", "Akkoord. Doel behaald.", "Elke dinsdag een tekening lezen",
        "Sara Jansen", "signed_off", "Gemeente Kessenbroek", "0612345678",
    ):  # fmt: skip
        assert words in said, words


def test_it_holds_nothing_that_waits_for_a_talk_and_nothing_of_others(browse, full):
    said = data(browse)
    for words in (
        "Was boos toen de bout los zat.", "Belde om kwart over zeven", "verkeerde stelling",
        "Willem", "Świątek", "0687654321", "0698765432", "guard",
    ):  # fmt: skip
        assert words not in said, words


@pytest.mark.parametrize("called_off", [False, True])
@pytest.mark.parametrize("made_for", DossierFor)
def test_a_place_that_was_never_offered_is_in_neither_file(cast, made_for, called_off):
    candidate = Candidate.get_by_id(cast.a1_row.id)
    case = AgreementCase(cast, goals=("Leren lopen met de scanner.",))
    if called_off:
        cancelling.cancel(cast.as_("coach_1"), case.placement, "Het bedrijf wil toch niet.")
    asker = cast.as_("candidate_a1" if made_for is DossierFor.OWN else "privacy_officer")
    said = dossier.data(asker, candidate, made_for).decode()
    assert "De Linie" in said and "scanner" not in said
    Placement.update(state=PlacementState.TO_SIGN).where(Placement.id == case.id).execute()
    assert "scanner" in dossier.data(asker, candidate, made_for).decode()


def test_a_place_that_was_signed_on_paper_is_in_it_also_when_it_is_called_off(cast, browse):
    coach, case = cast.as_("coach_1"), AgreementCase(cast, goals=("Leren lopen met de scanner.",))
    agreement_signing.signed_on_paper(coach, case.placement, TODAY, "Petra was er niet.")
    cancelling.cancel(coach, case.placement, "De tafel is niet klaar.")
    said = data(browse)
    assert "scanner" in said and "De tafel is niet klaar." in said
    assert browse("candidate_a1").get(case.path).status == 200


def test_what_came_after_has_the_day_that_the_clock_on_the_wall_said(cast):
    """Half past midnight on 1 July, and not 30 June as it was in Greenwich."""
    place = Placement.with_people().where(Placement.id == cast.placement_a1.id).get()
    with clock.at(clock.at_local(date(2026, 7, 1), time(0, 30))):
        endings.decide(cast.as_("coach_1"), place, Onward(Advice.PAID_HERE, "Zes maanden."))
        candidate = Candidate.get_by_id(cast.a1_row.id)
        said = json.loads(dossier.data(cast.as_("candidate_a1"), candidate, DossierFor.OWN))
    events = [one for place in said["placements"] for one in place["events"]]
    assert [one["from"] for one in events if one["what"] == "outcome"] == ["2026-07-01"]


def test_a_version_from_before_it_could_be_read_stays_out(browse, cast):
    note = write_note(cast, "supervisor_a", "a1", "Dit schreef ik eerst.")
    ria = cast.as_("supervisor_a")
    change = note_changes.NoteChange(uuid7(), 1, TODAY, (), "Dit is beter.")
    note_changes.change(ria, note, change)
    with clock.at(NOW + timedelta(hours=2)):
        said = data(browse)
    assert "Dit is beter." in said and "Dit schreef ik eerst." not in said


def test_of_a_withdrawn_note_the_trace_is_left_and_no_word(browse, full):
    ria = full.as_("supervisor_a")
    note_changes.withdraw(ria, Note.get_by_id(full.note_a1.id), "Ging over iemand anders.")
    content = json.loads(data(browse))
    (note,) = [one for one in content["placements"][0]["notes"] if one["withdrawn"]]
    assert (note["text"], note["tiles"], note["earlier"]) == ("", [], [])


def test_who_looked_along_on_a_case_and_why_is_in_it_as_on_the_page(browse, cast):
    open_case(cast, told="Jij vroeg om iets weg te halen.", reason="Alleen voor ons kantoor.")
    case = open_case(cast, "a2_row")
    with clock.at(NOW + timedelta(days=2)):
        privacy_cases.close(cast.as_("privacy_officer"), case, "Overzicht gegeven.")
        (open_one,) = json.loads(data(browse))["cases"]
        (closed_one,) = json.loads(said := data(browse, "candidate_a2"))["cases"]
    assert open_one == {
        "officer": "Pia Veldkamp", "told": "Jij vroeg om iets weg te halen.",
        "from": str(TODAY), "to": str(UNTIL), "open": True,
    }  # fmt: skip
    assert (closed_one["to"], closed_one["open"]) == (str(TODAY + timedelta(days=2)), False)
    assert "kantoor" not in said and "Overzicht gegeven." not in said


def test_the_own_view_of_a_draft_is_in_it_with_levels_and_examples(browse, cast):
    case = Case(cast)
    first, second = case.competences()[:2]
    levels = (RatingEntry(first.id, 4, "Legde het Willem uit."), RatingEntry(second.id, 0))
    view = OwnView("Ik heb weer ritme.", levels)
    evaluations.save_own_view(case.amina, case.ev, 1, view)
    case.save()
    (found,) = json.loads(said := data(browse))["placements"][0]["evaluations"]
    assert [(one["label"], one["level"], one["example"]) for one in found["own_levels"]] == [
        (first.label, 4, "Legde het Willem uit."), (second.label, 0, ""),
    ]  # fmt: skip
    assert found["own_levels"][0]["sentence"] == first.sentence(4)
    assert found["content"] is None and "Nauwkeurig en eerlijk." not in said


def test_an_own_view_that_was_written_anew_after_a_return_is_printed_too(cast, monkeypatch):
    """The signed version stays as it was signed; what the candidate wrote since is beside it."""
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("signing")
    case.ev = evaluations.return_(case.coach, case.ev, "Graag een voorbeeld.", candidate=True)
    first = case.competences()[0]
    view = OwnView("", (RatingEntry(first.id, 3, "Ik vond zelf de fout."),))
    edition = case.ev.candidate_edition
    evaluations.save_own_view(case.amina, case.ev, edition, view)
    candidate = Candidate.get_by_id(cast.a1_row.id)
    content = json.loads(dossier.data(case.amina, candidate, DossierFor.OWN))
    printed = [one for part in fill(content, "").parts for one in part.entries]
    (own,) = [one for one in printed if one.head == f"Zo zie jij het: {first.label}"]
    assert "Ik vond zelf de fout." in dict(own.lines).values()
    assert first.label in [one.head for one in printed]


def test_the_pdf_has_the_same_data_in_it(browse, full):
    answer = browse("candidate_a1").get("/mijn-dossier/").submit("downloaden").answer
    assert answer.mimetype == "application/pdf"
    assert f"mijn-dossier-{TODAY}.pdf" in answer.headers["Content-Disposition"]
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        attached = pdf.attachments["dossier.json"].get_file().read_bytes()
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(attached))


def test_that_one_was_made_is_an_event_with_hashes_and_without_words(browse, full):
    data(browse)
    event = AuditEvent.select().where(AuditEvent.action == "dossier.make").get()
    assert event.object_id == full.a1_row.id
    assert set(event.detail) == {"made_for", "data"} and len(event.detail["data"]) == 64
    assert not AccessLog.select().where(AccessLog.what == "dossier").exists()


def test_made_by_somebody_else_it_is_logged_for_the_candidate(full):
    officer = full.as_("privacy_officer")
    candidate = Candidate.get_by_id(full.a1_row.id)
    content = json.loads(dossier.data(officer, candidate, DossierFor.ACCESS))
    assert content["made_for"] == "access"
    row = AccessLog.get(AccessLog.what == "dossier")
    assert (row.reader_id, row.candidate_id) == (officer.id, candidate.id)


def test_one_who_has_no_place_yet_has_a_dossier_too(browse, full):
    Note.delete().where(Note.placement == full.placement_a2.id).execute()
    Placement.update(candidate=full.a1_row.id).where(Placement.id == full.placement_a2.id).execute()
    content = json.loads(data(browse, "candidate_a2"))
    assert content["placements"] == [] and content["person"]["name"] == "Willem de Boer"
    officer, candidate = full.as_("privacy_officer"), Candidate.get_by_id(full.a2_row.id)
    dossier.data(officer, candidate, DossierFor.ACCESS)
    (line,) = json.loads(data(browse, "candidate_a2"))["readings"]
    assert (line["role"], line["what"]) == ("privacy_officer", "dossier")


def test_it_cannot_be_asked_without_end(browse, full):
    for _n in range(dossier.MOST_AN_HOUR):
        data(browse)
    page = browse("candidate_a1").get("/mijn-dossier/").submit("computers")
    assert page.status == 429 and "minuten" in page.text


def test_eight_hundred_notes_take_no_more_queries_than_a_few(full, watch):
    amina, candidate = full.as_("candidate_a1"), Candidate.get_by_id(full.a1_row.id)
    with watch.counting() as few:
        dossier.data(amina, candidate, DossierFor.OWN)
    facts = Note.get_by_id(full.note_a1.id).__data__
    rows = [facts | {"id": uuid7(), "body_hash": str(n)} for n in range(800)]
    Note.insert_many(rows).execute()
    with watch.counting() as many:
        found = dossier.data(amina, candidate, DossierFor.OWN)
    assert len(many.queries) == len(few.queries)
    assert len(json.loads(found)["placements"][0]["notes"]) > 800


def test_who_takes_it_is_told_what_is_not_in_it(browse, cast):
    """Of photos only how many, and no line for the next shift: not everything is in one file."""
    line = Handover.create(
        placement=cast.placement_a1.id, author=cast.supervisor_a.id,
        text="Amina maakt order 12 af.", expires_at=NOW + timedelta(days=3),
    )  # fmt: skip
    assert line.text not in data(browse)
    own = browse("candidate_a1").get("/mijn-dossier/").text
    assert "Alles wat er over jou staat" not in own
    assert "de foto zelf zie je op Mijn voortgang" in own
    assert "Een regel voor de volgende ploeg zit er niet in." in own
    case = open_case(cast)
    told = browse("privacy_officer").get(f"/privacy/zaken/{case.id}/dossier").text
    assert "een kopie van alles wat hier staat" not in told
    assert "foto's, regels voor de volgende ploeg, en wat nog niet gedeeld is" in told
