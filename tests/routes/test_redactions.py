"""After words were removed: what a device sends again, and the pages of a signed evaluation."""

import pytest

from pwa.models import Evaluation, Note, Receipt
from tests.browse import fields
from tests.evaluation_case import Case, quick_pdf
from tests.people import TODAY
from tests.privacy_case import open_case, remove
from tests.tablet import Tablet

CANARY = "kanarie-depressief"


def test_a_device_that_sends_it_again_hears_that_it_was_received(browse, cast):
    """So it throws its own copy away; the words do not come back."""
    tablet = Tablet(browse("supervisor_a"))
    sent = tablet.write("note", cast.placement_a1, day=TODAY, text=f"Was {CANARY}.")
    assert tablet.results(sent)[0]["state"] == "received"
    remove(cast, open_case(cast), CANARY)
    assert tablet.results(sent)[0]["state"] == "received"
    assert CANARY not in Note.get_by_id(sent["id"]).text
    assert Receipt.select().count() == 1


def test_a_change_that_waited_on_a_device_is_refused_and_stays_there(browse, cast):
    tablet = Tablet(browse("supervisor_a"))
    fields = {"day": cast.note_a1.day, "revision": 1, "reason": "Beter."}
    waits = tablet.write("note_change", cast.note_a1, text="Deed order 41-207.", **fields)
    remove(cast, open_case(cast), "41-207")
    told = tablet.results(waits)[0]
    assert (told["state"], told["code"]) == ("refused", "note_stale")
    assert "41-207" not in Note.get_by_id(cast.note_a1.id).text


@pytest.mark.parametrize("state", ["signing", "decided", "final"])
def test_everybody_reads_the_clean_evaluation_and_why_signatures_are_void(
    browse, cast, monkeypatch, state
):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to(state)
    remove(cast, open_case(cast), "Nauwkeurig en eerlijk")
    for who in ("supervisor_a", "candidate_a1", "coach_1", "privacy_officer"):
        page = browse(who).get(f"/evaluaties/{case.ev.id}")
        assert "[door privacyfunctionaris verwijderd]" in page.text, who
        assert "Nauwkeurig en eerlijk" not in page.text
        assert "haalde op 11-3-2026 woorden weg" in page.text
        pdf = browse(who).get(f"/evaluaties/{case.ev.id}/pdf")
        assert b"Nauwkeurig en eerlijk" not in pdf.answer.data


def test_what_was_chosen_stays_chosen_after_a_refusal(browse, cast, monkeypatch):
    """Everything ticked again would take away more than was chosen."""
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("final")
    page = browse("privacy_officer").get(f"/privacy/zaken/{open_case(cast).id}/weghalen")
    found = page.submit("Zoek waar ze staan", words="Nauwkeurig en eerlijk")
    everywhere = fields(found.form("Haal de woorden weg"))["place"]
    (file,) = (one for one in everywhere if one.startswith("evaluation_version"))
    refused = found.submit("Haal de woorden weg", place=file, code="about_health")
    assert refused.status == 422
    assert "anders staan ze in een volgende versie weer" in refused.text
    kept = fields(refused.form("Haal de woorden weg"))
    assert (kept["place"], kept["code"]) == (file, "about_health")
    none = found.submit("Haal de woorden weg", place=None, code="about_health")
    assert "place" not in fields(none.form("Haal de woorden weg"))


def test_a_round_after_it_ends_with_new_signatures(browse, cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("seen")
    remove(cast, open_case(cast), "Nauwkeurig en eerlijk")
    page = browse("supervisor_a").get(f"/evaluaties/{case.ev.id}")
    page = page.submit("Aanpassen").follow().submit("Verder").follow()
    assert "[door privacyfunctionaris verwijderd]" in page.html
    case.ev = Evaluation.get_by_id(case.ev.id)
    case.ev.placement = case.placement
    for step in ("signing", "seen", "decided", "final"):
        getattr(case, f"_{step}")()
    assert case.ev.version == 2
    assert "Klaar en afgetekend" in browse("coach_1").get("/evaluaties").text
