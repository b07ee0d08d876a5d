"""A privacy officer reads and sets how long things stay; candidate and coach read what goes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pwa.domain.retention import Kind
from pwa.domain.states import PlacementState
from pwa.models import Placement, RetentionOffer, RetentionRun, RetentionTerms
from pwa.models.retention_facts import default_terms, in_force, told
from pwa.services import retention_terms
from tests.people import Cast
from tests.retention_case import NOTES_GO, OFFERED, Finished, on


@pytest.fixture
def finished(cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Finished:
    return Finished(cast, monkeypatch, tmp_path)


def numbers(**others: int) -> dict[str, str]:
    all_of_them = {kind.value: term.number for kind, term in default_terms().items()} | others
    return {name: str(number) for name, number in all_of_them.items()}


def where(cast: Cast, more: str = "") -> str:
    return f"/privacy/bewaren/{cast.kessenbroek.id}{more}"


def test_the_officer_reads_each_term_in_words_and_what_goes_soon(
    browse: Any, finished: Finished, cast: Cast
) -> None:
    with on(OFFERED):
        page = browse("privacy_officer").get("/privacy/bewaren").follow()
    assert "6 maanden na de laatste dag" in page.text
    assert "In de komende 30 dagen: 2." in page.text
    assert "Er is nog niets gewist." in page.text
    assert "Amina" not in page.text


def test_a_change_is_shown_first_and_then_kept_as_a_version(
    browse: Any, finished: Finished, cast: Cast
) -> None:
    officer = browse("privacy_officer")
    Placement.update(planned_end_on=date(2025, 12, 1), start_on=date(2025, 11, 1)).execute()
    form = officer.get(where(cast, "/wijzigen"))
    look = form.submit("Kijk wat dit betekent", **numbers(notes=3))
    assert "Was: 6 maanden." in look.text
    assert "Wordt: 3 maanden." in look.text
    assert "nu 0, straks 1" in look.text
    assert RetentionTerms.select().count() == 0
    done = look.submit("Bewaren als versie 1")
    assert done.status == 303
    page = done.follow()
    assert "3 maanden na de laatste dag" in page.text
    assert "Pia Veldkamp" in page.text
    assert in_force().of(cast.kessenbroek.id)[Kind.NOTES].number == 3
    assert in_force().of(cast.anderdam.id)[Kind.NOTES].number == 6


@pytest.mark.parametrize(
    ("others", "told_why"),
    [
        ({"notes": 0}, "van 1 tot en met 24"),
        ({"notes": 25}, "van 1 tot en met 24"),
        ({"evaluations": 6, "notes": 12}, "minstens zo lang als"),
        ({"placements": 12}, "minstens zo lang als"),
        ({}, "Er is niets veranderd"),
    ],
)
def test_a_senseless_term_is_refused_and_stays_in_the_form(
    browse: Any, cast: Cast, others: dict[str, int], told_why: str
) -> None:
    body = numbers(**others) | {"version": "0", "do": "look"}
    page = browse("privacy_officer").post(where(cast, "/wijzigen"), body)
    assert page.status == 422
    assert told_why in page.text
    assert RetentionTerms.select().count() == 0


def test_two_officers_at_once_get_a_choice(browse: Any, cast: Cast) -> None:
    form = browse("privacy_officer").get(where(cast, "/wijzigen"))
    look = form.submit("Kijk wat dit betekent", **numbers(notes=3))
    pia = cast.as_("privacy_officer")
    retention_terms.save(pia, cast.kessenbroek, 0, {"notes": 9})
    late = look.submit("Bewaren als versie 1")
    assert late.status == 409
    assert "Iemand anders bewaarde net andere termijnen" in late.text
    again = late.submit("Kijk wat dit betekent").submit("Bewaren als versie 2")
    assert again.status == 303
    assert [
        row.numbers["notes"] for row in RetentionTerms.select().order_by(RetentionTerms.version)
    ] == [9, 3]


def test_a_run_leaves_a_report_without_names(browse: Any, finished: Finished, cast: Cast) -> None:
    finished.run(OFFERED)
    finished.run(NOTES_GO)
    page = browse("privacy_officer").get(where(cast))
    run = RetentionRun.select().order_by(RetentionRun.id.desc()).get()
    report = browse("privacy_officer").get(where(cast, f"/verslag/{run.id}"))
    assert "note 3" in report.text
    assert run.head_after[:16] in report.text
    for shown in (page, report):
        assert "Amina" not in shown.text
        assert "41-207" not in shown.text


def test_candidate_and_coach_read_it_two_weeks_before_and_that_is_kept(
    browse: Any, finished: Finished, cast: Cast
) -> None:
    finished.run(OFFERED)
    with on(OFFERED):
        browse("candidate_a1").get("/mijn-voortgang")
        own = browse("candidate_a1").get("/mijn-voortgang")
        coached = browse("coach_1").get("/mijn-kandidaten")
        other = browse("candidate_b1").get("/mijn-voortgang")
    assert "Neem je dossier mee" in own.text
    assert "Draag de pdf over" in coached.text, "so the municipality may have it"
    assert "Daarna staat het niet meer in Opstap." in own.text
    assert "heeft niemand het meer" not in own.text
    assert "Op woensdag 30 december" in own.text or "Op 30 december 2026" in own.text
    assert "Gaat binnenkort weg" in coached.text
    assert "Noorderkamp" in other.text
    offer = RetentionOffer.get(RetentionOffer.placement == cast.placement_a1.id)
    assert offer.candidate_saw_at is not None
    assert offer.coach_saw_at is not None
    unseen = RetentionOffer.get(RetentionOffer.placement == cast.placement_a2.id)
    assert unseen.candidate_saw_at is None


def test_nobody_reads_of_an_offer_of_somebody_else(
    browse: Any, finished: Finished, cast: Cast
) -> None:
    finished.run(OFFERED)
    RetentionOffer.delete().where(RetentionOffer.placement != cast.placement_a1.id).execute()
    with on(OFFERED):
        assert "Neem je dossier mee" not in browse("candidate_a2").get("/mijn-voortgang").text
        assert "Gaat binnenkort weg" not in browse("coach_2").get("/mijn-kandidaten").text


def test_terms_in_words_for_whoever_explains_them(cast: Cast) -> None:
    pia = cast.as_("privacy_officer")
    retention_terms.save(pia, cast.kessenbroek, 0, {"notes": 1, "audit": 36})
    words = {one.kind: one for one in told(cast.kessenbroek.id, "nl")}
    assert words[Kind.NOTES].how_long == "1 maand"
    assert {one.kind: one for one in told(cast.anderdam.id, "en")}[Kind.AUDIT].how_long == (
        "36 months"
    )
    assert list(words) == list(Kind)


def test_the_officer_is_told_what_goes_without_being_read_before(
    browse: Any, finished: Finished, cast: Cast
) -> None:
    """A place that was called off is on no page of candidate or coach, so neither is its day."""
    Placement.update(state=PlacementState.CANCELLED).where(
        Placement.id == cast.placement_a1.id
    ).execute()
    finished.run(OFFERED)
    offer = RetentionOffer.get(RetentionOffer.placement == cast.placement_a1.id)
    assert offer.kind is Kind.NEVER_STARTED
    RetentionOffer.delete().where(RetentionOffer.id != offer.id).execute()
    with on(OFFERED):
        assert "wissen we" not in browse("candidate_a1").get("/mijn-voortgang").text
        assert "Gaat binnenkort weg" not in browse("coach_1").get("/mijn-kandidaten").text
        said = browse("privacy_officer").get(where(cast)).text
    assert "behalve van een plaatsing die nooit begon" in said
