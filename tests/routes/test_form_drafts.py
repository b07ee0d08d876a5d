"""The long forms of an agreement save themselves, come back, and never lose one of two texts."""

from dataclasses import dataclass

import pytest

from pwa.models import Agreement, AuditEvent, FormDraft
from tests.agreement_case import Case
from tests.browse import fields
from tests.evaluation_case import quick_pdf

LOOK, YES = "Bekijk wat er verandert", "Ja, zo aanbieden"
ITSELF = {"X-Opstap-Autosave": "1"}


@dataclass(frozen=True)
class Form:
    """One of the two, with a field that is typed in and one that another coach changes."""

    path: str
    field: str


FORMS = {
    "terms": Form("wijzigen", "who_does_what"),
    "plan": Form("plan", "goal_1"),
}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    quick_pdf(monkeypatch)


@pytest.fixture
def case(cast):
    return Case(cast).offered()


@pytest.fixture(params=FORMS.values(), ids=FORMS)
def form(request, case):
    return Form(f"{case.path}/{request.param.path}", request.param.field)


@pytest.fixture
def coach(browse):
    return browse("coach_1")


def value(page, name):
    box = page.find(f".//form//*[@name='{name}']")[0]
    return box.get("value") if box.tag == "input" else (box.text or "").lstrip("\n")


def by_itself(page, **changes):
    typed = fields(page.form(LOOK)) | changes
    return page.visitor.post(page.path, typed, headers=ITSELF).answer


def test_what_was_typed_is_kept_with_the_time_and_comes_back(coach, form):
    answer = by_itself(coach.get(form.path), **{form.field: "Half getypt"})
    assert answer.get_json() == {"saved": "10:00", "edition": 1}
    again = coach.get(form.path)
    assert value(again, form.field) == "Half getypt"
    assert "Hier was je nog mee bezig" in again.text and "Niemand anders ziet dit." in again.text


def test_what_is_wrong_is_kept_too(coach, case):
    by_itself(coach.get(f"{case.path}/plan"), end_on="weet niet", mon_start="acht uur")
    page = coach.get(f"{case.path}/plan")
    assert (value(page, "end_on"), value(page, "mon_start")) == ("weet niet", "acht uur")


def test_it_counts_for_nobody_and_leaves_no_event(coach, form, case, browse):
    events = AuditEvent.select().count()
    by_itself(coach.get(form.path), **{form.field: "Half getypt"})
    assert AuditEvent.select().count() == events and case.agreement.version == 1
    for who in ("candidate_a1", "employer_a", "supervisor_a", "coach_1"):
        assert "Half getypt" not in browse(who).get(case.path).text


def test_the_buttons_keep_it_too_without_a_script(coach, form):
    coach.get(form.path).submit(LOOK, **{form.field: "Half getypt"})
    assert value(coach.get(form.path), form.field) == "Half getypt"


def test_once_it_counts_it_is_no_draft(coach, form):
    page = coach.get(form.path).submit(LOOK, **{form.field: "Zo is het."})
    assert page.submit(YES).status == 303
    assert FormDraft.get().fields == {}
    page = coach.get(form.path)
    assert value(page, form.field) == "Zo is het." and "Hier was je nog mee bezig" not in page.text


def test_it_can_be_thrown_away(coach, form):
    before = value(coach.get(form.path), form.field)
    by_itself(coach.get(form.path), **{form.field: "Weg hiermee"})
    page = coach.get(form.path).submit("Weggooien en opnieuw beginnen").follow()
    assert "Weggegooid wat nog niet bewaard was." in page.text
    assert value(page, form.field) == before and "Hier was je nog mee bezig" not in page.text
    assert coach.post(form.path, {"step": "forget"}).status == 303, "a second press finds nothing"


def test_two_windows_of_one_person_are_a_choice(coach, form):
    one, other = coach.get(form.path), coach.get(form.path)
    by_itself(other, **{form.field: "In het andere"})
    told = by_itself(one, **{form.field: "In dit"})
    assert told.status_code == 409 and "ander scherm" in told.get_json()["message"]
    page = one.submit(LOOK, **{form.field: "In dit"})
    assert page.status == 409 and "Kies welke tekst blijft" in page.text
    assert "In het andere" in page.text and value(page, form.field) == "In dit"
    assert FormDraft.get().fields[form.field] == "In het andere", "nothing was overwritten yet"
    assert page.submit(LOOK).status == 200
    assert FormDraft.get().fields[form.field] == "In dit"


def test_a_draft_says_when_the_agreement_changed_since(coach, form, case):
    by_itself(coach.get(form.path), **{form.field: "Half getypt"})
    Agreement.update(edition=Agreement.edition + 1, how_often="Elke dag.").execute()
    page = coach.get(form.path)
    assert "Iemand anders heeft dit net veranderd" in page.text
    assert value(page, form.field) == "Half getypt"
    assert page.submit(LOOK).submit(YES).status == 303


def test_only_the_coach_keeps_anything(browse, form):
    assert browse("supervisor_a").post(form.path, {form.field: "x"}, headers=ITSELF).status == 403
    assert not FormDraft.select().exists()
