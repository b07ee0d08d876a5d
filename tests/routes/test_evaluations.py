"""The straight way over the pages: each step through the form that the page shows."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.enums import EvaluationKind
from pwa.models import Evaluation, Rating, Signature, User
from pwa.services import evaluations
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW


def url(case, step=""):
    return f"/evaluaties/{case.ev.id}{step}"


def test_the_straight_way_from_the_start_page_to_the_final_pdf(browse, cast):
    ria, amina, coach = browse("supervisor_a"), browse("candidate_a1"), browse("coach_1")
    page = ria.get(f"/plaatsingen/{cast.placement_a1.id}/evaluaties/nieuw")
    page = page.submit("Beginnen", kind="final")
    assert page.status == 303
    page = page.follow()
    assert "Nu:" in page.text
    assert "Sara Jansen vult in." in page.text
    path = page.path
    competence = Case.competences(type("C", (), {"placement": cast.placement_a1})())[0]
    page = page.submit(
        "Verder",
        **{f"level.{competence.code}": "4", f"notes.{competence.code}": str(cast.note_a1.id)},
    ).follow()
    page = page.submit(
        "Klaar voor het gesprek",
        **{"strengths": "Nauwkeurig.", "advice": "stop", "advice.reason": "werk past niet"},
    )
    assert page.status == 303
    assert "Amina El Idrissi leest." in page.follow().text
    read = amina.get(path)
    assert "Nauwkeurig." in read.text
    assert "Deed order 41-207" in read.text
    for word in ("ompetentie", "laatsing", "oorstroom"):
        assert word not in read.text
    assert coach.get(path).status == 200
    with clock.at(NOW + timedelta(days=3)):
        page = ria.get(f"{path}/gesprek").submit("Bewaren", talk_with="Amina\nSara")
        assert page.status == 303
        page = page.follow().submit("Verder").follow().submit("Vastleggen en ondertekenen")
        assert page.status == 422
        assert "hoort een voorbeeld" in page.text
        page = page.submit("Verder", **{f"example.{competence.code}": "Leerde een ander."})
        page = page.follow().submit("Vastleggen en ondertekenen")
        assert page.status == 303
        page = amina.get(path).submit("Gezien").follow()
        page = page.submit("Ondertekenen", choice="disagree", reaction="")
        assert page.status == 422
        page = page.submit("Ondertekenen", choice="disagree", reaction="Ik help wel. Vraag Tom.")
        assert page.status == 303
        coach = browse("coach_1")
        assert "Ik help wel." in coach.get(path).text
        page = coach.get(path).submit("Aftekenen", conclusion="Gelezen.")
        assert page.status == 303
        assert "Gelezen." in page.follow().text
        pdf = amina.get(f"{path}/pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.headers["Content-Disposition"].startswith('inline; filename="eindevaluatie-20')
    assert pdf.answer.data.startswith(b"%PDF-")
    assert Signature.select().count() == 4


def test_a_draft_shows_the_candidate_only_the_own_view(browse, cast):
    case = Case(cast)
    case.save()
    page = browse("candidate_a1").get(url(case)).follow()
    assert "Nauwkeurig" not in page.text
    page = page.submit("Bewaren", words="Ik heb weer ritme.")
    assert page.status == 303
    assert Evaluation.get_by_id(case.ev.id).candidate_words == "Ik heb weer ritme."
    assert browse("candidate_a1").get(url(case, "/pdf")).status == 403
    assert browse("coach_1").get(url(case)).status == 404


def test_the_coach_sends_it_back_and_signs_the_next_version(browse, cast):
    case = Case(cast)
    case.to("decided")
    ria, coach, amina = browse("supervisor_a"), browse("coach_1"), browse("candidate_a1")
    refused = coach.get(url(case)).submit("Terugsturen", reason="  ")
    assert refused.status == 422
    page = refused.submit("Terugsturen", reason="Graag een voorbeeld bij samenwerken.")
    assert page.status == 303
    page = ria.get(url(case))
    assert "Graag een voorbeeld" in page.text
    page = page.submit("Aanpassen").follow().submit("Verder").follow()
    page = page.submit("Vastleggen en ondertekenen", points="Nu met voorbeeld.")
    assert page.status == 303
    assert "Vervallen" in amina.get(url(case)).text
    amina.get(url(case)).submit("Gezien")
    amina.get(url(case)).submit("Ondertekenen", choice="agree")
    assert coach.get(url(case)).submit("Aftekenen").status == 303
    assert Evaluation.get_by_id(case.ev.id).version == 2


def test_after_ten_working_days_the_coach_closes_it_without_the_signature(browse, cast):
    case = Case(cast)
    case.to("signing")
    assert "Afsluiten zonder" not in browse("coach_1").get(url(case)).text
    with clock.at(NOW + timedelta(days=15)):
        page = browse("coach_1").get(url(case)).submit("Afsluiten zonder handtekening")
        assert page.status == 303
        assert "niet ondertekend" in page.follow().text


def test_the_company_signs_where_it_asks_for_that(browse, cast):
    case = Case(cast)
    case.to("signing")
    assert browse("employer_a").get(url(case)).status == 404
    case.company_asks()
    page = browse("employer_a").get(url(case))
    assert page.submit("Ondertekenen voor het bedrijf").status == 303


def test_the_coach_reads_who_has_to_sign_first(browse, cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.company_asks()
    case.to("signing")
    first = f"Ook {cast.company_a.name} tekende nog niet: eerst die handtekening."
    with clock.at(NOW + timedelta(days=40)):
        page = browse("coach_1").get(url(case))
        assert first in page.text
        assert "Afsluiten zonder" not in page.text
        case.ev = evaluations.company_signs(case.employer, case.ev)
        page = browse("coach_1").get(url(case))
        assert first not in page.text
        assert "Afsluiten zonder" in page.text


def test_a_full_dot_is_drawn_only_where_it_was_seen_this_time(browse, cast, monkeypatch):
    quick_pdf(monkeypatch)
    Case(cast, EvaluationKind.INTERIM).to("final")
    Evaluation.update(started_at=NOW - timedelta(days=40)).execute()
    case = Case(cast)
    case.to("discussed")
    case.save(case.content(level=0))
    case.freeze()
    page = browse("coach_1").get(url(case))
    not_seen, seen = (
        [dot.get("class") for dot in line.iter("circle")]
        for line in page.find(".//svg[@class='grown']")
    )
    assert not_seen == ["previous"]
    assert seen == ["previous", "now"]
    assert "De laatste keer" not in page.text


def test_the_list_says_what_waits_for_whom(browse, cast):
    case = Case(cast)
    case.to("decided")
    assert "Nu aan jou" in browse("coach_1").get("/evaluaties").text
    assert "Bij een ander" in browse("supervisor_a").get("/evaluaties").text
    assert browse("supervisor_b").get("/evaluaties").status == 200
    assert "Nog geen evaluaties" in browse("supervisor_b").get("/evaluaties").text


@pytest.mark.parametrize("step", ["/aftekenen", "/zonder-handtekening", "/akkoord", "/gezien"])
def test_a_step_that_is_too_late_says_so_and_loses_nothing(browse, cast, step):
    case = Case(cast)
    case.to("ready")
    who = "coach_1" if step[1] in "az" and step != "/akkoord" else "candidate_a1"
    data = {"/akkoord": {"choice": "agree"}}.get(step, {})
    page = browse(who).post(url(case, step), data)
    assert page.status == 409
    assert "kan nu niet meer" in page.text


def test_an_error_found_later_gives_a_new_version_when_both_agree(browse, cast):
    case = Case(cast)
    case.to("final")
    ria, coach = browse("supervisor_a"), browse("coach_1")
    assert (
        ria.get(url(case)).submit("Vraag een nieuwe versie", reason="Tempo klopt niet.").status
        == 303
    )
    page = coach.get(url(case)).submit("Ja, maak een nieuwe versie")
    assert page.status == 303
    assert page.location != url(case)
    assert "vervangen" in ria.get(url(case)).text
    assert ria.get(page.location).status == 200


@pytest.mark.parametrize(
    "who", ["supervisor_b", "coach_2", "candidate_a2", "former", "privacy_officer"]
)
def test_who_has_nothing_to_do_with_it_finds_nothing(browse, cast, who):
    case = Case(cast)
    case.to("ready")
    for step in ("", "/pdf", "/mijn-kijk", "/gesprek"):
        assert browse(who).get(url(case, step)).status == 404


def test_notes_and_codes_of_another_place_are_refused(browse, cast):
    case = Case(cast)
    code = case.competences()[0].code
    ria = browse("supervisor_a")
    page = ria.post(
        url(case, "/bewaren"),
        {"edition": 1, f"notes.{code}": str(cast.note_b1.id), f"example.{code}": "Blijft."},
    )
    assert page.status == 422
    assert "Blijft." in page.text
    assert ria.post(url(case, "/bewaren"), {"edition": 1, "level.gibt_es_nicht": "3"}).status == 400
    assert Rating.select().count() == 0


def test_it_reads_in_english_with_odd_and_endless_words(browse, cast):
    case = Case(cast)
    User.update(language="en").where(User.id.in_([cast.candidate_a1.id, cast.coach_1.id])).execute()
    odd = "<script>x</script> \u202eomgekeerd\u202c مرحبا ሰላም Łódź 👍 " + "w" * 1500
    case.save(case.content(strengths=odd, points=odd))
    case.ev = evaluations.ready(case.ria, case.ev)
    for who in ("candidate_a1", "coach_1", "supervisor_a"):
        page = browse(who).get(url(case))
        assert page.status == 200
        assert "<script>x" not in page.html
    page = browse("supervisor_a").get(url(case, "/woorden"))
    assert "Łódź" in page.text
    assert "<script>x" not in page.html
    assert browse("candidate_a1").get(url(case, "/mijn-kijk")).status == 200
    assert browse("candidate_a1").get(url(case, "/pdf")).answer.data.startswith(b"%PDF-")
