"""The PDF of an evaluation: in each state, for whoever may read that state."""

import subprocess

import pytest

from pwa.domain.enums import EvaluationKind
from pwa.domain.errors import NotAllowed
from pwa.models import AccessLog, Blob, User
from pwa.services import layout_printing, printing
from tests.evaluation_case import Case


def words_of(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def address(case: Case) -> str:
    return f"/evaluaties/{case.ev.id}/pdf"


@pytest.mark.parametrize("goal", ["draft", "ready", "discussed", "signing", "decided"])
def test_until_it_is_final_it_says_concept(browse, cast, goal):
    case = Case(cast)
    case.to(goal)
    answer = browse("supervisor_a").get(address(case)).answer
    assert "Concept" in words_of(answer.data)
    assert answer.headers["Content-Disposition"] == (
        'inline; filename="eindevaluatie-2026-03-11-concept.pdf"'
    )


def test_the_final_one_names_everyone_and_is_the_same_for_all(browse, cast):
    case = Case(cast)
    case.to("final")
    found = {browse(who).get(address(case)).answer.data for who in ("candidate_a1", "coach_1")}
    assert len(found) == 1
    said = words_of(found.pop())
    assert "Concept" not in said
    for name in ("Amina El Idrissi", "Sara Jansen", "Anna de Groot", "Akkoord", "Afgetekend"):
        assert name in said


def test_what_was_frozen_stays_the_same_file(browse, cast):
    case = Case(cast)
    case.to("signing")
    first = browse("candidate_a1").get(address(case)).answer.data
    case._seen()
    assert browse("candidate_a1").get(address(case)).answer.data == first
    assert Blob.select().count() == 1


def test_opening_it_is_logged_but_not_for_the_candidate_self(browse, cast):
    case = Case(cast)
    case.to("signing")
    browse("coach_1").get(address(case))
    browse("candidate_a1").get(address(case))
    readers = [
        one.reader_id
        for one in AccessLog.select().where(AccessLog.what == "pdf").order_by(AccessLog.id)
    ]
    assert readers == [cast.coach_1.id]


def test_the_coach_reads_no_note_that_was_not_shared_yet(browse, cast):
    case = Case(cast)
    first = case.competences()[0]
    entry = case.content().ratings[0].__class__(first.id, 3, "", (cast.secret_a1.id,))
    case.to("ready")
    case.save(case.content(ratings=(entry,)))
    secret = "Was boos toen de bout los zat."
    for who in ("coach_1", "candidate_a1"):
        assert secret not in words_of(browse(who).get(address(case)).answer.data)
        assert secret not in browse(who).get(address(case).removesuffix("/pdf")).text
    assert secret in words_of(browse("supervisor_a").get(address(case)).answer.data)


def test_when_no_pdf_can_be_made_the_page_says_why_and_the_rest_works(browse, cast, monkeypatch):
    case = Case(cast)
    case.to("discussed")
    ria = browse("supervisor_a", checks=False)

    def refuse(_document):
        raise NotAllowed("pdf_unavailable", reason="Install: sudo apt-get install libpango")

    monkeypatch.setattr(printing, "render", refuse)
    layout_printing._concepts.clear()
    answer = ria.get(address(case))
    assert answer.status == 503
    assert "libpango" in answer.text
    page = ria.get(address(case).removesuffix("pdf") + "woorden")
    page = page.submit("Vastleggen en ondertekenen", points="Blijft bewaard.")
    assert page.status == 409
    assert "libpango" in page.text
    page = ria.get(address(case).removesuffix("pdf") + "woorden")
    assert "Blijft bewaard." in page.html


def test_its_file_name_is_in_the_language_of_who_opens_it(browse, cast):
    case = Case(cast, EvaluationKind.INTERIM)
    User.update(language="en").execute()
    answer = browse("supervisor_a").get(address(case)).answer
    told = answer.headers["Content-Disposition"]
    assert told == 'inline; filename="interim-evaluation-2026-03-11-draft.pdf"'
