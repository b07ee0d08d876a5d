"""Mijn kandidaten as a coach reads it."""

from datetime import date, timedelta

from pwa import clock
from pwa.domain.enums import EvaluationKind
from pwa.domain.states import EvaluationState
from pwa.models import Evaluation, VisitNote
from pwa.services import evaluations, milestones
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW, TODAY


def test_an_evaluation_that_was_sent_back_stands_with_who_does_not_need_the_coach(browse, cast):
    milestones.done(cast.as_("coach_1"), cast.placement_a1, "week_4")
    row = Evaluation.create(
        placement=cast.placement_a1, kind=EvaluationKind.INTERIM, state=EvaluationState.RETURNED,
        from_on=date(2026, 1, 12), to_on=TODAY, started_by=cast.supervisor_a,
    )  # fmt: skip
    page = browse("coach_1").get("/mijn-kandidaten")
    needed, fine = page.text.split("Loopt goed")
    assert "Eén kandidaat heeft jou nodig." in needed
    assert "Amina El Idrissi" not in needed.split("Heeft jou nodig")[1]
    assert "Je stuurde de evaluatie terug. De begeleider past hem aan." in fine
    assert f"/evaluaties/{row.id}" in page.links()


def test_a_silent_company_is_named_with_the_evaluation_that_waits_for_it(browse, cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.company_asks()
    case.to("signing")
    company = cast.company_a.name
    with clock.at(NOW + timedelta(days=40)):
        said = browse("coach_1").get("/mijn-kandidaten").text
        assert f"Ook {company} tekende nog niet: eerst die handtekening." in said
        for step in (case._seen, case._decided):
            step()
        said = browse("coach_1").get("/mijn-kandidaten").text
        assert f"werkdagen bij {company}" in said
        evaluations.company_signs(case.employer, case.ev)
        said = browse("coach_1").get("/mijn-kandidaten").text
        assert f"werkdagen bij {company}" not in said
        assert "De evaluatie wacht op jou om af te tekenen." in said


def test_a_visit_that_was_kept_already_with_other_words_asks_to_look_again(browse, cast):
    path = f"/plaatsingen/{cast.placement_a1.id}/bezoek"
    page = browse("coach_1").get(path)
    assert page.submit(path, text="Praatte met Sara.").status == 303
    page = page.submit(path, text="Praatte met Sara en Amina.")
    assert page.status == 409
    assert "Dit was al bewaard" in page.text and "Praatte met Sara en Amina." in page.html
    assert page.submit(path).status == 303
    assert [one.text for one in VisitNote.select().order_by(VisitNote.id)] == [
        "Praatte met Sara.", "Praatte met Sara en Amina."
    ]  # fmt: skip
