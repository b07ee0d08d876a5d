"""The evidence balance on pages: for who writes it, and for nobody else, in no state at all."""

import pytest

from pwa.domain.enums import EvaluationKind
from pwa.domain.evaluation import Balance
from pwa.models import Competence, Document, Evaluation, EvaluationVersion, Rating
from pwa.queries import evaluation_document
from pwa.queries.evaluation_form import supervisor_form
from pwa.services import evaluations
from pwa.services.evaluations import RatingEntry
from tests.evaluation_case import WAY, Case, quick_pdf
from tests.people import TODAY

ASKED = ("hier staat geen notitie bij", "twee stappen anders dan de vorige keer", "alleen jij ziet")


def jumped(cast):
    """An interim that ended with level 1, and a final one that gives 3 and 2 without a note."""
    case = Case(cast, EvaluationKind.INTERIM)
    first = case.competences()[0]
    case.save(case.content(ratings=(RatingEntry(first.id, 1, "Nog niet."),)))
    Evaluation.update(state="final").where(Evaluation.id == case.ev.id).execute()
    with_level = case.content(ratings=(RatingEntry(first.id, 3),))
    final = Case(cast)
    final.save(with_level)
    return final, first


def url(case, step=""):
    return f"/evaluaties/{case.ev.id}{step}"


def test_its_author_gets_every_question_with_a_way_to_what_it_is_about(browse, cast):
    case, first = jumped(cast)
    page = browse("supervisor_a").get(url(case))
    for words in ASKED:
        assert words in page.text
    assert f"#line.{first.code}" in page.links()
    assert page.find(f".//*[@id='line.{first.code}']")


@pytest.mark.parametrize("step", ["/woorden", "/samen/vastleggen"])
def test_its_author_gets_them_as_well_where_the_form_is_finished(browse, cast, step):
    case, first = jumped(cast)
    Evaluation.update(state="discussed").where(Evaluation.id == case.ev.id).execute()
    page = browse("supervisor_a").get(url(case, step))
    for words in ASKED:
        assert words in page.text
    assert url(case, f"#line.{first.code}") in page.links()
    (fold,) = page.find(".//*[@id='balance']/details")
    assert ("open" in fold.attrib) is (step == "/woorden"), "at the table others look along"


def test_the_level_of_the_previous_time_stands_beside_the_choice(browse, cast):
    case, first = jumped(cast)
    assert "De vorige keer: Lukt nog niet" in browse("supervisor_a").get(url(case)).text
    lines = supervisor_form(case.ev).lines
    assert {one.code: one.previous for one in lines if one.previous} == {first.code: 1}


@pytest.mark.parametrize(("before", "now"), [(0, 3), (3, 0), (None, 4)])
def test_not_seen_then_or_now_is_no_jump_and_is_not_called_low(browse, cast, before, now):
    case, _first = jumped(cast)
    earlier = Rating.update(level=before).where(Rating.evaluation != case.ev.id)
    earlier.execute()
    Rating.update(level=now).where(Rating.evaluation == case.ev.id).execute()
    page = browse("supervisor_a").get(url(case))
    assert "twee stappen anders" not in page.text
    assert ("De vorige keer: Niet gezien" in page.text) is (before == 0)
    codes = {hint.code for hint in supervisor_form(case.ev).hints}
    assert Balance.LEVEL_JUMP not in codes


def test_the_questions_follow_each_save(browse, cast):
    case, first = jumped(cast)
    sent = {"edition": case.ev.edition, f"level.{first.code}": "0"}
    auto = {"X-Opstap-Autosave": "1"}
    ria = browse("supervisor_a")
    assert ria.post(url(case, "/bewaren"), sent, headers=auto).answer.json["hints"] == []
    sent = {"edition": case.ev.edition + 1, f"level.{first.code}": "3"}
    hints = ria.post(url(case, "/bewaren"), sent, headers=auto).answer.json["hints"]
    assert {href for _words, href in hints} == {f"#line.{first.code}"}


def test_a_question_stops_nobody(browse, cast):
    case, _first = jumped(cast)
    page = browse("supervisor_a").get(url(case, "/woorden"))
    assert page.submit("Klaar voor het gesprek").status == 303
    assert Evaluation.get_by_id(case.ev.id).state == "ready"


@pytest.mark.everybody
@pytest.mark.parametrize("state", WAY[1:])
@pytest.mark.parametrize("who", ["candidate_a1", "coach_1", "employer_a"])
def test_nobody_else_ever_gets_it(browse, cast, who, state, monkeypatch):
    quick_pdf(monkeypatch)
    case, _first = jumped(cast)
    case.company_asks()
    for step in WAY[1 : WAY.index(state) + 1]:
        if step == "final":
            case.ev = evaluations.company_signs(case.employer, case.ev)
        getattr(case, f"_{step}")()
    for path in (url(case), url(case, "/mijn-kijk"), "/evaluaties"):
        page = browse(who).get(path)
        assert not any(words in page.text for words in ASKED), path
        assert "balance" not in page.html
    code = Competence.select().order_by(Competence.position).first().code
    refused = browse(who).get(url(case, f"/notities/{code}"))
    assert refused.status in (403, 404)


def test_neither_content_nor_document_nor_pdf_holds_it(cast):
    case, _first = jumped(cast)
    case.to("final")
    version = EvaluationVersion.get(EvaluationVersion.evaluation == case.ev.id)
    document = evaluation_document.document(cast.as_("coach_1"), case.ev)
    assert Document.select().count() == 1
    for code in Balance:
        assert code.value not in version.content
        assert code.value not in repr(document)
    assert TODAY.isoformat()[:4] in version.content
