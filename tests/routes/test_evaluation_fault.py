"""An error found after it was final: the other of the two hears of it, and it reads as it is."""

import pytest

from pwa.models import AuditEvent, Document, Evaluation
from pwa.services import evaluations
from tests.evaluation_case import Case, quick_pdf

WRONG = "Bij de afspraken staat een verkeerde dag."


@pytest.fixture
def final(cast, monkeypatch):
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("final")
    return case


def asked(case, by):
    case.ev = evaluations.ask_correction(by, case.ev, WRONG)


def mine(page):
    """What stands above everything else in the list."""
    return page.text.split("Klaar", 1)[0]


def test_what_the_supervisor_found_waits_on_the_pages_of_the_coach(browse, final):
    ria, coach = browse("supervisor_a"), browse("coach_1")
    assert WRONG not in mine(coach.get("/evaluaties"))
    asked(final, final.ria)
    assert "Er is een fout gevonden" in mine(coach.get("/evaluaties"))
    assert WRONG in mine(coach.get("/evaluaties"))
    assert "vond een fout" in coach.get("/mijn-kandidaten").text
    page = coach.get(f"/evaluaties/{final.ev.id}").text
    assert page.index("Ja, maak een nieuwe versie") < page.index("In één oogopslag")
    assert WRONG not in mine(ria.get("/evaluaties"))
    assert WRONG not in ria.get("/vandaag/").text


def test_what_the_coach_found_waits_on_vandaag(browse, final):
    ria, coach = browse("supervisor_a"), browse("coach_1")
    asked(final, final.coach)
    today = ria.get("/vandaag/").text
    assert WRONG in today
    assert "de coach vond een fout" in today
    assert WRONG in mine(ria.get("/evaluaties"))
    assert "vond een fout" not in coach.get("/mijn-kandidaten").text
    ria.get(f"/evaluaties/{final.ev.id}").submit("Ja, maak een nieuwe versie")
    assert "de coach vond een fout" not in ria.get("/vandaag/").text


@pytest.mark.parametrize(
    ("by", "who", "button"),
    [
        ("ria", "coach_1", "Nee, het klopt zo"),
        ("ria", "supervisor_a", "Toch niet"),
        ("coach", "supervisor_a", "Nee, het klopt zo"),
        ("coach", "coach_1", "Toch niet"),
    ],
)
def test_either_of_the_two_can_say_that_it_stays_as_it_is(browse, final, by, who, button):
    asked(final, getattr(final, by))
    page = browse(who).get(f"/evaluaties/{final.ev.id}")
    told = page.submit(button).follow().text
    assert "De evaluatie blijft zoals hij is." in told
    assert "Klopt er iets niet?" in told
    assert AuditEvent.select().where(AuditEvent.action == "evaluation.drop_correction").count() == 1
    for one in ("supervisor_a", "coach_1", "candidate_a1"):
        assert WRONG not in browse(one).get(f"/evaluaties/{final.ev.id}").text
    assert "Dat wordt bekeken" not in browse("candidate_a1").get(f"/evaluaties/{final.ev.id}").text
    assert WRONG not in mine(browse("coach_1").get("/evaluaties"))
    assert WRONG not in browse("supervisor_a").get("/vandaag/").text


@pytest.mark.parametrize("meanwhile", ["drop_correction", "supersede"])
def test_who_says_so_too_late_hears_that(browse, final, meanwhile):
    asked(final, final.ria)
    page = browse("supervisor_a").get(f"/evaluaties/{final.ev.id}")
    getattr(evaluations, meanwhile)(final.coach, final.ev)
    before = Evaluation.get_by_id(final.ev.id)
    answer = page.submit("Toch niet")
    assert answer.status == 409
    assert "Iemand anders heeft dit net veranderd." in answer.text
    assert Evaluation.get_by_id(final.ev.id).edition == before.edition


def test_who_agrees_with_what_is_no_longer_asked_makes_no_new_version(browse, final):
    asked(final, final.ria)
    page = browse("coach_1").get(f"/evaluaties/{final.ev.id}")
    evaluations.drop_correction(final.ria, final.ev)
    assert page.submit("Ja, maak een nieuwe versie").status == 409
    assert Evaluation.get_by_id(final.ev.id).state == "final"


@pytest.mark.parametrize("button", ["Ja, maak een nieuwe versie", "Nee, het klopt zo"])
def test_an_answer_is_to_the_request_that_was_read(browse, final, button):
    asked(final, final.ria)
    page = browse("coach_1").get(f"/evaluaties/{final.ev.id}")
    evaluations.drop_correction(final.ria, final.ev)
    other = evaluations.ask_correction(final.ria, evaluations.again(final.ev), "Het advies ook.")
    answer = page.submit(button)
    assert answer.status == 409
    now = Evaluation.get_by_id(final.ev.id)
    assert (now.state, now.correction_reason) == ("final", other.correction_reason)


def test_two_who_find_a_fault_at_once_lose_nothing_of_either(browse, final):
    page = browse("coach_1").get(f"/evaluaties/{final.ev.id}")
    asked(final, final.ria)
    answer = page.submit("Vraag een nieuwe versie", reason="De uren kloppen niet.")
    assert answer.status == 409
    assert "De uren kloppen niet." in answer.text
    assert WRONG in answer.text
    now = Evaluation.get_by_id(final.ev.id)
    assert (now.correction_reason, now.correction_role) == (WRONG, "supervisor")


def test_who_corrects_finds_in_the_form_what_was_wrong(browse, final):
    asked(final, final.coach)
    done = browse("supervisor_a").get(f"/evaluaties/{final.ev.id}")
    page = done.submit("Ja, maak een nieuwe versie").follow()
    assert "Waar we op letten" in page.text
    assert page.find(f".//a[@href='/evaluaties/{final.ev.id}']")
    assert WRONG in browse("supervisor_a").get(f"/evaluaties/{final.ev.id}").text


def test_one_that_the_candidate_did_not_sign_is_never_called_signed(browse, final):
    for page in ("/evaluaties", f"/evaluaties/{final.ev.id}"):
        assert "laar en ondertekend" not in browse("coach_1").get(page).text
    assert "klaar en afgetekend" in browse("coach_1").get(f"/evaluaties/{final.ev.id}").text


def test_both_files_say_which_of_them_counts(browse, final):
    asked(final, final.coach)
    old, final.ev = final.ev, evaluations.supersede(final.ria, final.ev)
    amina = browse("candidate_a1")
    answer = amina.get(f"/evaluaties/{old.id}/pdf")
    assert "-vervangen.pdf" in answer.headers["Content-Disposition"]
    assert "eindevaluatie-2026-03-11-vervangen.pdf" in amina.get("/mijn-voortgang").html
    final.freeze()
    for step in ("seen", "decided", "final"):
        getattr(final, f"_{step}")()
    kept = Document.select().where(Document.evaluation == final.ev.id).get().blob.data
    assert "Vervangt versie 1." in bytes(kept).decode()
    answer = amina.get(f"/evaluaties/{final.ev.id}/pdf")
    assert answer.headers["Content-Disposition"].endswith('"eindevaluatie-2026-03-11.pdf"')


def test_who_names_a_fault_is_told_who_reads_it(browse, cast, monkeypatch):
    """Not only who signed: the company reads it as well, without a signature."""
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("final")
    page = browse("supervisor_a").get(f"/evaluaties/{case.ev.id}")
    assert "Iedereen die tekende kan dit lezen." not in page.text
    assert "Iedereen die deze evaluatie leest, leest dit ook." in page.text
    page.submit("Vraag een nieuwe versie", reason="De datum klopt niet.")
    for who in ("employer_a", "candidate_a1", "coach_1"):
        assert "De datum klopt niet." in browse(who).get(f"/evaluaties/{case.ev.id}").text
