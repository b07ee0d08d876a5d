"""Reading an evaluation together at the table."""

from datetime import date, timedelta

from pwa.domain.enums import EvaluationKind
from pwa.models import Evaluation, Supervision, User
from pwa.services import evaluations
from tests.evaluation_case import TALK, Case, quick_pdf
from tests.people import NOW


def groups(browse, case):
    """Every step of the talk as text, with its heading."""
    visitor, found = browse("supervisor_a"), []
    for number in range(1, 30):
        page = visitor.get(f"/evaluaties/{case.ev.id}/samen/{number}")
        found.append(page.text)
        if "Volgende" not in page.text and "Next" not in page.text:
            return found
    raise AssertionError("it has no end")


def test_then_and_now_stand_beside_each_other(browse, cast, monkeypatch):
    quick_pdf(monkeypatch)
    first = Case(cast, EvaluationKind.INTERIM)
    first.to("discussed")
    first.save(first.content(level=1))
    for step in (first._signing, first._seen, first._decided, first._final):
        step()
    Evaluation.update(started_at=NOW - timedelta(days=40)).execute()
    case = Case(cast)
    case.to("ready")
    said = " ".join(groups(browse, case))
    assert "De vorige keer: Lukt nog niet" in said


def test_who_reads_english_is_told_that_what_was_written_is_dutch(browse, cast):
    case = Case(cast)
    case.to("ready")
    User.update(language="en").execute()
    *steps, last = groups(browse, case)
    assert steps
    assert all("is in Dutch, as in the PDF" in one for one in steps)
    assert "is in Dutch" not in last


def last_step(browse, case):
    return browse("supervisor_a").get(f"/evaluaties/{case.ev.id}/samen/99")


def ticked(page, *names):
    """The boxes with these labels as a browser sends them, and no other box."""
    sent = {}
    for label in page.find(".//label[@class='check']"):
        box = label.find("input")
        there = sent.setdefault(box.get("name"), [])
        if "".join(label.itertext()).strip() in names:
            there.append(box.get("value"))
    return {name: values or None for name, values in sent.items()}


def test_who_was_ticked_was_there_also_when_somebody_began_to_guide_meanwhile(browse, cast):
    case = Case(cast)
    case.to("ready")
    page = last_step(browse, case)
    there = ["Amina El Idrissi", cast.coach_1.name]
    Supervision.create(
        placement=case.placement, user=cast.colleague, main=False,
        from_on=date(2026, 1, 12), to_on=date(2026, 6, 30), evaluate_until=date(2026, 7, 14),
    )  # fmt: skip
    assert page.submit("Gesprek gehouden", **ticked(page, *there)).status == 303
    assert Evaluation.get_by_id(case.ev.id).talk_with.splitlines() == there


def test_a_name_that_is_not_around_the_placement_was_not_there(browse, cast):
    case = Case(cast)
    case.to("ready")
    sent = [cast.coach_1.name, "Iemand Anders"]
    assert last_step(browse, case).submit("Gesprek gehouden", present=sent).status == 303
    assert Evaluation.get_by_id(case.ev.id).talk_with == cast.coach_1.name


def test_what_was_said_about_the_talk_is_shown_to_who_was_too_late(browse, cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("ready")
    form = browse("supervisor_a").get(f"/evaluaties/{case.ev.id}/gesprek")
    step = last_step(browse, case)
    evaluations.talk(case.ria, case.ev, TALK, "Amina")
    case.ev = Evaluation.get_by_id(case.ev.id)
    case.freeze()
    why = "Amina had het al gelezen."
    for page in (
        form.submit("Bewaren", talk_with="Joris Vos", short_reading_reason=why),
        step.submit("Gesprek gehouden", guest="Joris Vos", short_reading_reason=why),
    ):
        assert page.status == 409
        assert "Joris Vos" in page.text and why in page.text
