"""Other days, goals or people before three have signed: a new version, or nothing at all."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from pwa import clock
from pwa.domain.errors import BadInput, MoveRefused, NotAllowed, Stale
from pwa.models import (
    AgreementSignature,
    AgreementVersion,
    AuditEvent,
    Goal,
    PlacementCheck,
    Supervision,
)
from pwa.queries.history import guidance_of
from pwa.services import agreements, printing, replanning
from pwa.services.replanning import Replan
from tests.agreement_case import AGREED, Case
from tests.evaluation_case import quick_pdf
from tests.people import EVERY_DAY, write_note

AT = time(15)
pytestmark = pytest.mark.usefixtures("connection")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    quick_pdf(monkeypatch)


@pytest.fixture
def case(cast):
    return Case(cast).offered()


def wanted(case, **changes):
    cast = case.cast
    now = Replan(
        AGREED.start_on, AGREED.end_on, EVERY_DAY, AGREED.goals, cast.supervisor_a.id,
        cast.substitute.id,
    )  # fmt: skip
    return replace(now, **changes)


def change(case, who="coach_1", **changes):
    seen = changes.pop("seen", replanning.mark(case.agreement, case.placement))
    return replanning.replan(case.cast.as_(who), case.placement, wanted(case, **changes), seen)


def guides(case):
    rows = Supervision.select().where(Supervision.placement == case.id)
    return {(row.user_id, row.main, row.from_on, row.to_on) for row in rows}


def test_other_days_make_a_new_version_and_void_who_signed(case):
    case.sign("candidate_a1")
    later = date(2026, 7, 13)
    change(case, start_on=later, goals=("Zelf een order inpakken.",))
    assert (case.placement.start_on, case.agreement.version) == (later, 2)
    [mine] = AgreementSignature.select()
    assert mine.void_at and mine.void_reason == "De inhoud is veranderd in versie 2."
    newest = AgreementVersion.get(AgreementVersion.number == 2)
    assert "Zelf een order inpakken." in newest.content and later.isoformat() in newest.content
    assert {one[2] for one in guides(case)} == {later}
    assert "placement.replan" in [one.action for one in AuditEvent.select()]
    case.sign("candidate_a1", "employer_a", "coach_1")
    assert case.agreement.settled_at


def test_other_people_guide_from_the_start_where_nothing_was_lived(case):
    cast = case.cast
    change(case, supervisor=cast.colleague.id, substitute=cast.supervisor_a.id)
    whole = (AGREED.start_on, AGREED.end_on)
    assert guides(case) == {
        (cast.colleague.id, True, *whole), (cast.supervisor_a.id, False, *whole)
    }  # fmt: skip
    lines = guidance_of(case.placement).lines
    gone = [one.before["user"] for one in lines if one.after is None]
    assert set(gone) == {str(cast.supervisor_a.id), str(cast.substitute.id)}


def test_a_goal_with_the_same_words_stays_the_same_goal(case):
    before = Goal.get(Goal.placement == case.id)
    change(case, goals=("Eerst kijken.", *AGREED.goals))
    rows = Goal.select().where(Goal.placement == case.id).order_by(Goal.position)
    assert [row.text for row in rows] == ["Eerst kijken.", *AGREED.goals]
    assert before.id == rows[1].id


def test_a_warning_asks_a_reason_and_the_reason_is_part_of_it(case, cast):
    early = {"start_on": date(2026, 6, 1), "end_on": date(2026, 7, 20)}
    why = {"overlap": "De andere plek stopt.", "places_full": "Er komt een tafel bij."}
    with pytest.raises(BadInput) as wrong:
        change(case, **early)
    assert set(wrong.value.fields) == {"reason_overlap", "reason_places_full"}
    change(case, reasons=why, **early)
    kept = PlacementCheck.select().where(PlacementCheck.placement == case.id)
    assert {row.code: row.reason for row in kept} == why
    change(case)
    assert not PlacementCheck.select().where(PlacementCheck.placement == case.id).exists()


def test_looking_at_it_changes_nothing(case):
    seen = replanning.mark(case.agreement, case.placement)
    before, events = guides(case), AuditEvent.select().count()
    coach, other = case.cast.as_("coach_1"), wanted(case, start_on=date(2026, 7, 8))
    content = replanning.becomes(coach, case.placement, other, seen)
    assert content["from"] == "2026-07-08"
    assert (case.placement.start_on, case.agreement.version) == (AGREED.start_on, 1)
    assert guides(case) == before and AuditEvent.select().count() == events
    assert replanning.mark(case.agreement, case.placement) == seen


def test_without_a_pdf_nothing_has_changed(case, monkeypatch):
    def refuse(_document):
        raise NotAllowed("pdf_unavailable", reason="libpango")

    monkeypatch.setattr(printing, "render", refuse)
    with pytest.raises(NotAllowed):
        change(case, start_on=date(2026, 7, 8))
    terms = agreements.Terms("Elke dag.", "", "", "")
    with pytest.raises(NotAllowed):
        agreements.change_terms(
            case.cast.as_("coach_1"), case.placement, case.agreement.edition, terms
        )
    assert (case.placement.start_on, case.agreement.how_often) == (
        AGREED.start_on, "Elke vrijdag om half vier, tien minuten.",
    )  # fmt: skip


def test_who_was_slower_changes_nothing(case):
    seen = replanning.mark(case.agreement, case.placement)
    change(case, end_on=date(2026, 9, 1))
    with pytest.raises(Stale):
        change(case, seen=seen, end_on=date(2026, 8, 28))
    assert case.placement.planned_end_on == date(2026, 9, 1)


def test_nobody_but_the_coach_and_nothing_that_three_signed(case):
    with pytest.raises(MoveRefused):
        change(case, who="employer_a")
    case.sign("candidate_a1", "employer_a", "coach_1")
    with pytest.raises(NotAllowed) as settled:
        change(case, start_on=date(2026, 7, 8))
    assert settled.value.code == "agreement_settled"


def test_a_draft_is_changed_without_a_version(cast):
    case = Case(cast)
    change(case, start_on=date(2026, 7, 8))
    assert (case.placement.start_on, case.agreement.version) == (date(2026, 7, 8), 0)


def test_what_was_lived_keeps_its_first_day_and_who_guided_then(case, cast):
    day = AGREED.start_on + timedelta(days=1)
    with clock.at(clock.at_local(day, AT)):
        cast.placement_new = case.placement
        write_note(cast, "supervisor_a", "new", "Eerste dag ging goed.", AGREED.start_on)
        with pytest.raises(BadInput) as wrong:
            change(case, start_on=day, end_on=AGREED.start_on)
        assert wrong.value.fields == {"start_on": "start_is_lived", "end_on": "end_before_start"}
        change(case, supervisor=cast.colleague.id)
    mine = {one for one in guides(case) if one[0] in (cast.supervisor_a.id, cast.colleague.id)}
    assert mine == {
        (cast.supervisor_a.id, True, AGREED.start_on, AGREED.start_on),
        (cast.colleague.id, True, day, AGREED.end_on),
    }
