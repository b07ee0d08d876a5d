"""The agreement from draft to three signatures: what binds, what voids, who may."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from pwa import clock
from pwa.domain.agreements import content_hash
from pwa.domain.enums import SignatureRole
from pwa.domain.errors import BadInput, MoveRefused, NotAllowed, Stale
from pwa.domain.states import PlacementState
from pwa.models import (
    AgreementSignature,
    AgreementVersion,
    ChecklistItem,
    Document,
    Organisation,
)
from pwa.models.agreement_facts import signatures_of
from pwa.services import agreement_signing, agreements, printing
from tests.agreement_case import TERMS, Case
from tests.evaluation_case import quick_pdf

THREE = ("candidate_a1", "employer_a", "coach_1")
_R = SignatureRole


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    quick_pdf(monkeypatch)


def standing(case):
    return {one.role for one in signatures_of(case.agreement) if one.void_at is None}


@pytest.mark.parametrize("order", [THREE, THREE[::-1], ("coach_1", "candidate_a1", "employer_a")])
def test_three_sign_in_any_order_and_the_third_makes_it_planned(cast, order):
    case = Case(cast).offered()
    case.sign(*order[:2])
    assert case.placement.state is PlacementState.TO_SIGN
    case.sign(order[2])
    assert case.placement.state is PlacementState.PLANNED
    kept = Document.get()
    assert kept.pdf_hash == sha256(bytes(kept.blob.data)).hexdigest()
    assert ChecklistItem.get().code == "agreement"


def test_a_signature_binds_to_the_content_the_file_and_the_sentence(cast):
    case = Case(cast).offered().sign("candidate_a1")
    signed, version = AgreementSignature.get(), AgreementVersion.get()
    assert signed.content_hash == content_hash(json.loads(version.content))
    assert signed.pdf_hash == sha256(bytes(version.pdf.data)).hexdigest()
    assert signed.statement == "Ik heb deze overeenkomst gelezen en ik ben het ermee eens."
    case.sign("employer_a")
    company = AgreementSignature.get(AgreementSignature.role == _R.COMPANY)
    assert company.statement == (
        "Namens Plaatwerk De Linie B.V. spreek ik dit met Amina El Idrissi zo af."
    )


def test_signing_twice_is_once(cast):
    case = Case(cast).offered().sign("candidate_a1", "candidate_a1")
    assert AgreementSignature.select().count() == 1
    case.sign("coach_1", "employer_a", "employer_a")
    assert AgreementSignature.select().count() == 3


def test_other_terms_make_a_new_version_and_void_what_was_signed(cast):
    case = Case(cast).offered().sign("candidate_a1", "employer_a")
    old = case.hash
    coach = cast.as_("coach_1")
    changed = replace(TERMS, how_often="Elke dag, vijf minuten.")
    agreements.change_terms(coach, case.placement, case.agreement.edition, changed)
    assert case.agreement.version == 2
    assert standing(case) == set()
    assert {one.void_reason for one in signatures_of(case.agreement)} == {
        "De inhoud is veranderd in versie 2."
    }
    with pytest.raises(Stale, match="agreement_changed"):
        agreement_signing.sign(cast.as_("candidate_a1"), case.placement, old)
    case.sign(*THREE)
    assert case.placement.state is PlacementState.PLANNED


def test_offering_the_same_again_keeps_version_and_signatures(cast):
    case = Case(cast).offered().sign("candidate_a1").offered()
    assert (case.agreement.version, standing(case)) == (1, {_R.CANDIDATE})


def test_what_the_company_writes_later_does_not_change_what_was_signed(cast):
    case = Case(cast).offered()
    Organisation.update(name="Andere naam").where(Organisation.id == cast.company_a.id).execute()
    case.sign(*THREE)
    content = json.loads(AgreementVersion.get().content)
    assert content["company"]["name"] == "Plaatwerk De Linie B.V."


@pytest.mark.parametrize(
    "who", ["supervisor_a", "substitute", "candidate_a2", "coach_2", "employer_b"]
)
def test_nobody_else_signs(cast, who):
    case = Case(cast).offered()
    with pytest.raises(MoveRefused):
        agreement_signing.sign(cast.as_(who), case.placement, case.hash)


def test_nothing_is_signed_before_it_is_offered(cast):
    case = Case(cast)
    with pytest.raises((MoveRefused, Stale)):
        case.sign("candidate_a1")
    assert case.placement.state is PlacementState.DRAFT


def test_without_a_pdf_it_stays_a_draft(cast, monkeypatch):
    case = Case(cast)

    def refuse(_document):
        raise NotAllowed("pdf_unavailable", reason="libpango")

    monkeypatch.setattr(printing, "render", refuse)
    with pytest.raises(NotAllowed, match="pdf_unavailable"):
        case.offered()
    assert (case.placement.state, case.agreement.version) == (PlacementState.DRAFT, 0)


@pytest.mark.parametrize("offered", [True, False])
def test_signed_on_paper_is_planned_with_day_and_reason(cast, offered):
    case = Case(cast)
    if offered:
        case.offered()
    coach, day = cast.as_("coach_1"), date(2026, 3, 10)
    agreement_signing.signed_on_paper(coach, case.placement, day, "Petra tekent liever met pen.")
    row = case.agreement
    assert (case.placement.state, row.paper_on) == (PlacementState.PLANNED, day)
    assert row.paper_reason == "Petra tekent liever met pen."
    with pytest.raises(NotAllowed, match="agreement_settled"):
        agreement_signing.signed_on_paper(coach, case.placement, day, "Nog een keer.")


@pytest.mark.parametrize(
    ("on", "reason", "fields"),
    [
        (None, "Pen.", {"on": "missing"}),
        (date(2026, 3, 12), "Pen.", {"on": "day_in_future"}),
        (date(2026, 3, 10), "  ", {"reason": "reason_missing"}),
    ],
)
def test_on_paper_asks_a_day_that_was_and_a_reason(cast, on, reason, fields):
    case = Case(cast).offered()
    with pytest.raises(BadInput) as wrong:
        agreement_signing.signed_on_paper(cast.as_("coach_1"), case.placement, on, reason)
    assert wrong.value.fields == fields


def test_a_question_is_asked_by_those_who_sign_and_answered_by_the_coach(cast):
    case = Case(cast).offered()
    row = agreements.ask(cast.as_("candidate_a1"), case.placement, "Mag ik eerder weg?")
    with pytest.raises(MoveRefused):
        agreements.ask(cast.as_("supervisor_a"), case.placement, "?")
    with pytest.raises(MoveRefused):
        agreements.answered(cast.as_("candidate_a1"), case.placement)
    agreements.answered(cast.as_("coach_1"), case.placement)
    again = type(row).get_by_id(row.id)
    assert (again.answered_by_id, again.text) == (cast.coach_1.id, "Mag ik eerder weg?")


def test_a_warning_without_a_reason_leaves_nothing_behind_and_with_one_it_is_printed(cast):
    dates = {"start_on": date(2026, 6, 1), "end_on": date(2026, 7, 31)}
    with pytest.raises(BadInput) as wrong:
        Case(cast, **dates)
    assert set(wrong.value.fields) == {"reason_overlap", "reason_places_full"}
    reasons = {"overlap": "De eerste plek loopt af.", "places_full": "Er komt een tafel bij."}
    case = Case(cast, **dates, reasons=reasons).offered()
    first, second = json.loads(AgreementVersion.get().content)["checks"]
    assert (first["reason"], second["reason"]) == tuple(reasons.values())
    assert first["said"] == "In deze tijd is er ook een plek bij Plaatwerk De Linie B.V."
    assert second["said"] == "Plekken op deze werkplek: 1, in deze tijd bezet: 2"
    assert case.placement.state is PlacementState.TO_SIGN


def test_on_the_first_day_it_runs_although_not_everybody_signed(cast):
    case = Case(cast).offered()
    assert case.placement.state_on(date(2026, 7, 5)) is PlacementState.TO_SIGN
    assert case.placement.state_on(date(2026, 7, 6)) is PlacementState.ACTIVE
    with clock.at(clock.at_local(date(2026, 7, 7), clock.local(clock.now()).time())):
        case.sign(*THREE)
    assert case.placement.state is PlacementState.PLANNED
