"""What people hear while they sign: what is missing and where, whose turn it is, what they said."""

from datetime import date, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import EvaluationKind
from pwa.models import Attendance, Document, Evaluation, Goal, Rating, Signature
from pwa.services import evaluations, goals
from pwa.services.evaluations import ActionEntry
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW


@pytest.fixture
def case(cast, monkeypatch):
    quick_pdf(monkeypatch)
    return Case(cast)


def url(case, step=""):
    return f"/evaluaties/{case.ev.id}{step}"


def test_before_freezing_at_the_table_each_missing_example_has_its_name_and_a_way(browse, case):
    case.to("discussed")
    first, second = case.competences()[:2]
    levels = [evaluations.RatingEntry(one.id, 4) for one in (first, second)]
    case.save(case.content(ratings=tuple(levels), advice=None))
    page = browse("supervisor_a").get(url(case, "/samen/vastleggen"))
    assert page.status == 200
    for one in (first, second):
        assert f"{one.label}: bij de laagste en de hoogste stap hoort een voorbeeld." in page.text
        assert url(case, f"#line.{one.code}") in page.links()
    assert url(case, "/woorden#advice") in page.links()
    assert "Vastleggen en ondertekenen" not in [one.text for one in page.find(".//button//span")]
    as_read = {"edition": case.ev.edition}
    refused = browse("supervisor_a").post(url(case, "/samen/vastleggen"), as_read)
    assert refused.status == 422 and "Er mist nog iets" in refused.text
    form = browse("supervisor_a").get(url(case, "/woorden")).submit("Vastleggen en ondertekenen")
    assert form.status == 422
    assert f"{second.label}: bij de laagste" in form.text
    assert "Bewaard. Hier mist nog iets:" in form.text
    assert "Nog niet opgeslagen" not in form.text


def test_after_seen_the_page_opens_at_the_question(browse, case):
    case.to("signing")
    answer = browse("candidate_a1").get(url(case)).submit("Gezien")
    assert answer.location.endswith("#sign")


def test_why_it_was_not_signed_stands_on_top(browse, case):
    case.to("seen")
    page = browse("candidate_a1").get(url(case)).submit("Ondertekenen", choice="disagree")
    assert page.status == 422
    assert page.text.index("waar je het niet mee eens bent") < page.text.index("In één oogopslag")
    assert len(page.find(".//*[@id='errors']")) == 1


@pytest.mark.parametrize(
    ("asks", "next_one"), [(True, "Plaatwerk De Linie B.V"), (False, "Anna de Groot")]
)
def test_who_signed_reads_who_signs_next(browse, case, asks, next_one):
    if asks:
        case.company_asks()
    case.to("decided")
    page = browse("candidate_a1").get(url(case)).text
    assert f"Je hebt getekend. Nu tekent {next_one}." in page
    assert ".." not in page


def test_a_disagreement_that_no_longer_holds_keeps_its_reaction(browse, case):
    case.to("seen")
    case.ev = evaluations.candidate_decides(case.amina, case.ev, False, "Ik help wel.")
    case.ev = evaluations.return_(case.coach, case.ev, "Graag een voorbeeld.")
    ria = browse("supervisor_a")
    page = ria.get(url(case))
    assert page.text.index("Pas aan wat de coach vraagt") < page.text.index("In één oogopslag")
    page.submit("Aanpassen")
    case.ev = type(case.ev).get_by_id(case.ev.id)
    case.save(case.content(strengths="Helpt uit zichzelf."))
    case.freeze()
    assert Signature.select().where(Signature.void_at.is_null(False)).count() == 3
    assert "Ik help wel." in browse("candidate_a1").get(url(case)).text
    case.ev = evaluations.candidate_seen(case.amina, case.ev)
    case.ev = evaluations.candidate_decides(case.amina, case.ev, True)
    case.ev = evaluations.sign_off(case.coach, case.ev)
    (document,) = Document.select()
    assert "Ik help wel." in bytes(document.blob.data).decode()


@pytest.mark.parametrize("step", ["/gesprek", "/samen/99"])
def test_little_time_to_read_is_asked_about_before_anybody_is_refused(browse, case, step):
    case.to("ready")
    ria = browse("supervisor_a")
    assert "Kort om te lezen" not in ria.get(url(case, step)).text
    Evaluation.update(ready_at=NOW).execute()
    page = ria.get(url(case, step))
    assert page.status == 200
    assert "Kort om te lezen" in page.text
    assert page.find(".//*[@name='short_reading_reason']")


def test_who_did_not_know_is_never_said_to_be_not_seen(browse, case):
    first = case.competences()[0]
    case._ready()
    view = evaluations.OwnView("", (evaluations.RatingEntry(first.id, 0),))
    case.ev = evaluations.save_own_view(case.amina, case.ev, case.ev.candidate_edition, view)
    for who in ("candidate_a1", "coach_1"):
        page = browse(who).get(url(case))
        assert "eigen kijk weet ik niet" in page.html
        assert "eigen kijk niet gezien" not in page.html
        row = page.find(".//table//tr")[1]
        assert "".join(row[-1].itertext()) == "Weet ik niet"


@pytest.mark.parametrize(("goal", "told"), [("signing", "Lees hem rustig"), ("seen", "Zeg nog of")])
def test_who_has_read_it_is_only_asked_whether_they_agree(browse, case, goal, told):
    case.to(goal)
    page = browse("candidate_a1").get("/mijn-voortgang")
    assert [told] == [one for one in ("Lees hem rustig", "Zeg nog of") if one in page.text]
    assert url(case) in page.links() and "Lezen en tekenen" in page.text


def fill(case, **codes):
    """Attendance as `february_2="present"`."""
    for name, code in codes.items():
        day = date(2026, 2, int(name.removeprefix("february_")))
        same = (Attendance.placement == case.placement.id) & (Attendance.day == day)
        Attendance.delete().where(same).execute()
        Attendance.create(
            placement=case.placement, day=day, code=code, author=case.cast.supervisor_a,
            body_hash=str(day), made_at=NOW, planned_minutes=480,
        )  # fmt: skip


def returned(case):
    """Signed by the candidate, sent back, and open to the supervisor."""
    for step in (case._signing, case._seen, case._decided):
        step()
    case.ev = evaluations.return_(case.coach, case.ev, "Kijk nog eens.")
    case.ev = evaluations.change(case.ria, case.ev)


def test_who_signs_again_reads_which_days_changed_where_the_totals_are_equal(browse, case):
    case.to("discussed")
    fill(case, february_2="absent_unreported", february_3="present")
    returned(case)
    fill(case, february_2="present", february_3="absent_unreported")
    case.save(case.content(strengths="Nauwkeurig, en eerlijk."))
    case.freeze()
    said = browse("candidate_a1").get(url(case)).text
    assert "Op het werk geweest:" in said
    assert "2 februari: van afwezig, niet gemeld naar aanwezig" in said
    assert "3 februari: van aanwezig naar afwezig, niet gemeld" in said


def test_who_signs_again_reads_whose_an_agreement_was_and_from_when_an_advice_counts(browse, case):
    case.to("discussed")
    read = "Tekening lezen"
    case.save(case.content(actions=(ActionEntry(read, "Sara", date(2026, 3, 20)),)))
    returned(case)
    details = {**case.content().advice_details, "from": "2026-08-01"}
    agreed = (ActionEntry(read, "Amina", date(2026, 6, 20)), ActionEntry("Bellen", "Sara"))
    case.save(case.content(actions=agreed, advice_details=details))
    case.freeze()
    said = browse("candidate_a1").get(url(case)).text
    assert "“Tekening lezen”: van Sara, 20 maart naar Amina, 20 juni" in said
    assert "“Bellen” toegevoegd" in said
    assert "Vanaf 1 augustus" in said
    assert "2026-08-01" not in said


def test_who_signs_again_reads_when_the_talk_was_who_were_there_and_which_goal_was_reached(
    browse, cast, case
):
    case.to("discussed")
    returned(case)
    goal = Goal.get(Goal.placement == cast.placement_a1)
    goals.mark(case.ria, case.placement, goal.id, True)
    with clock.at(NOW + timedelta(days=1)):
        case.save(case.content(talk_on=date(2026, 3, 12), talk_with="Amina, Sara en Huda"))
        case.freeze()
        said = browse("candidate_a1").get(url(case)).text
    assert "de dag: van 10 maart naar 12 maart; wie erbij waren veranderd" in said
    assert "Eerst Amina en Sara Nu Amina, Sara en Huda" in said
    assert f"“{goal.text}”: van nog niet gehaald naar gehaald op 11 maart" in said


def test_who_signs_again_reads_that_a_level_of_an_evaluation_before_changed(browse, cast, case):
    before = Case(cast, EvaluationKind.INTERIM)
    before.to("final")
    case.to("discussed")
    returned(case)
    Rating.update(level=1).where(Rating.evaluation == before.ev.id, Rating.level == 3).execute()
    case.freeze()
    said = browse("candidate_a1").get(url(case)).text
    assert "eerdere evaluatie, 11 maart: van lukt zelfstandig naar lukt nog niet" in said
