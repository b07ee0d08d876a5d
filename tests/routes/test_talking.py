"""Reading an evaluation together at the table."""

from datetime import timedelta

from pwa.domain.enums import EvaluationKind
from pwa.models import Evaluation, User
from tests.evaluation_case import Case, quick_pdf
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
