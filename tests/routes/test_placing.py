"""Step by step: what was typed stays, can be left and opened again, and warns with its source."""

from datetime import date

import pytest

from pwa.domain.enums import WorkplaceNeed
from pwa.domain.schedule import WeekSchedule
from pwa.domain.states import PlacementState
from pwa.models import (
    Competence,
    Organisation,
    Placement,
    PlacementCheck,
    PlacementPlan,
    WorkplaceCompetence,
)
from pwa.models.agreement_facts import agreement_of
from tests.evaluation_case import quick_pdf
from tests.placing_case import NEW, SAVE, finish, known, walk


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    quick_pdf(monkeypatch)


def the_plan() -> PlacementPlan:
    return PlacementPlan.select().order_by(PlacementPlan.id.desc()).first()


def goal_in(page):
    """What stands in the field of the first goal."""
    return "".join(page.find(".//textarea[@id='goal_1']")[0].itertext()).strip()


def test_everything_new_ends_on_a_page_with_four_ways_in(browse):
    extra = {"contact_name": "Petra", "substitute": "new", "substitute_name": "Ali"}
    page = finish(walk(browse("coach_1"), {**NEW, **extra}), {}).follow()
    assert page.html.count("/uitnodiging/") == 4
    sheets = page.visitor.get(next(link for link in page.links() if link.endswith("/bladen")))
    assert sheets.html.count('class="sheet"') == 4
    assert "Bakkerij Zoet" in sheets.text


def test_at_the_end_the_agreement_waits_for_three_signatures(browse):
    terms = {"how_often": "Elke vrijdag.", "insurance": "Via de gemeente."}
    page = finish(walk(browse("coach_1"), {**NEW, **terms}), {}).follow()
    made = Placement.get_by_id(the_plan().placement_id)
    assert made.state is PlacementState.TO_SIGN
    found = agreement_of(made.id)
    assert (found.version, found.how_often, found.insurance) == (1, *terms.values())
    page = page.visitor.get(next(link for link in page.links() if link.endswith("/overeenkomst")))
    assert "Elke vrijdag." in page.text


def test_the_links_are_shown_to_nobody_else(browse):
    page = finish(walk(browse("coach_1"), NEW), {})
    again = browse("coach_1").get(page.location)
    assert "/uitnodiging/" not in again.html
    assert "Nieuwe link maken" in again.text
    assert browse("coach_2").get(page.location).status == 404


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"company": None}, "company"),
        ({"company_name": ""}, "company_name"),
        ({"workplace_title": " "}, "workplace_title"),
        ({"candidate": ""}, "candidate"),
        ({"supervisor": ""}, "supervisor"),
    ],
)
def test_a_step_without_an_answer_says_so(browse, answers, field):
    page = walk(browse("coach_1"), {**NEW, **answers})
    assert (page.status, f"#{field}" in page.links()) == (422, True)


def test_what_was_typed_wrong_stays(browse):
    page = walk(browse("coach_1"), {**NEW, "goal_1": "Doel <b>één</b>", "goal_2": "a" * 201})
    assert page.status == 422
    assert goal_in(page) == "Doel <b>één</b>"


def test_only_who_guides_at_this_company_can_be_chosen(browse, cast):
    page = walk(browse("coach_1"), known(cast), until="begeleiders")
    for field in ("supervisor", "substitute"):
        names = {one.text for one in page.find(f".//select[@id='{field}']//option")}
        assert cast.supervisor_a.name in names
        assert cast.supervisor_b.name not in names


def test_the_company_speaks_first_and_then_its_places_with_what_is_free(browse, cast):
    page = walk(browse("coach_1"), known(cast), until="kennismaken")
    assert "heeft nog niets over zichzelf verteld" in page.text
    page = page.submit("Verder").follow()
    assert "0 van de 1 plekken vrij" in page.text


def test_a_workplace_tells_what_it_asks_in_the_words_of_its_handbook(browse, cast):
    rows = Competence.select().where(Competence.handbook == cast.handbook_a)
    first, second = rows.order_by(Competence.position).limit(2)
    for one, need in ((first, WorkplaceNeed.MUST), (second, WorkplaceNeed.NOT_NEEDED)):
        WorkplaceCompetence.create(workplace=cast.workplace_a, competence_code=one.code, need=need)
    page = walk(browse("coach_1"), known(cast), until="werkplek")
    assert f"Nodig: {first.label}" in page.text
    assert second.label not in page.text


def test_a_second_press_makes_nothing_twice(browse):
    page = walk(browse("coach_1"), NEW)
    first, second = finish(page, {}), finish(page, {})
    assert (first.status, second.location) == (303, first.location)
    assert Organisation.select().where(Organisation.name == "Bakkerij Zoet").count() == 1


def test_a_second_press_on_the_first_step_is_one_plan(browse):
    page = browse("coach_1").get("/plaatsingen/nieuw")
    first = page.submit("Verder", company="new", company_name="Zoet")
    second = page.submit("Verder", company="new", company_name="Zoet")
    assert first.location == second.location
    assert PlacementPlan.select().count() == 1


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"end_on": "2026-03-01"}, "end_on"),
        ({"start_on": "31-02-2026"}, "start_on"),
        ({"start_on": "0001-01-01"}, "start_on"),
        ({"end_on": "2099-01-01"}, "end_on"),
        ({"mon_start": "25:00"}, "mon_start"),
        ({"mon_end": "7:00"}, "mon_end"),
        ({"mon_break": "999"}, "mon_break"),
        ({"mon_break": "-5"}, "mon_break"),
        ({f"{day}_on": None for day in ("mon", "tue", "wed", "thu", "fri")}, "week"),
        ({"prior_months": "121"}, "prior_months"),
        ({"prior_months": "veel"}, "prior_months"),
        ({"kind": "vakantie"}, "kind"),
        ({"goal_2": "a" * 201}, "goal_2"),
        ({"company": "nonsense"}, "company"),
        ({"workplace": "x"}, "workplace"),
        ({"candidate": "1 OR 1=1"}, "candidate"),
        ({"substitute": "new"}, "substitute_name"),
    ],
)
def test_each_wrong_field_gets_its_sentence(browse, cast, change, at):
    page = walk(browse("coach_1"), known(cast, **change))
    assert page.status == 422
    assert f"#{at}" in page.links()
    assert "Dit kan nu niet" not in page.text
    assert Placement.select().count() == 3


def test_a_broken_id_is_a_new_plan(browse):
    page = browse("coach_1").get("/plaatsingen/nieuw")
    assert page.submit("Verder", id="not an id", company="new", company_name="Zoet").status == 303


@pytest.mark.parametrize(("field", "of"), [("candidate", "b1_row"), ("supervisor", "supervisor_b")])
def test_somebody_of_others_cannot_be_chosen(browse, cast, field, of):
    someone = str(getattr(cast, of).id)
    page = walk(browse("coach_1"), known(cast, **{field: someone}))
    assert getattr(cast, of).id and cast.candidate_b1.name not in page.text
    page = finish(page, known(cast))
    assert page.status == 422
    assert any(link.endswith(("/kandidaat", "/begeleiders")) for link in page.links())
    assert Placement.select().count() == 3


def test_a_long_duration_warns_with_its_source_and_asks_the_coach_why(browse, cast):
    answers = known(cast, end_on="2026-12-31", goal_1="Leren")
    page = walk(browse("coach_1"), answers)
    assert "artikel 8a" in page.text
    assert "Check dit met de gemeente." in page.text
    page = finish(page, answers)
    assert (page.status, "#reason_longer_than_allowed" in page.links()) == (422, True)
    page = page.submit(SAVE, reason_longer_than_allowed="De opleiding duurt tot december.")
    assert page.status == 303
    made = Placement.get(Placement.planned_end_on == date(2026, 12, 31))
    assert WeekSchedule.from_json(made.schedule).hours_per_week == 40
    reasons = {str(row.code): row.reason for row in PlacementCheck.select()}
    assert reasons["longer_than_allowed"] == "De opleiding duurt tot december."


def test_control_characters_and_direction_tricks_are_taken_out(browse):
    name = "Jan\x00\u202e Smit 😀"
    finish(walk(browse("coach_1"), {**NEW, "candidate_name": name}), {})
    made = Placement.select().order_by(Placement.id.desc()).first()
    assert made.candidate.user.name == "Jan Smit 😀"


def test_a_plan_is_left_and_opened_again_with_all_that_was_typed(browse, cast):
    page = walk(browse("coach_1"), known(cast), until="doelen")
    page = page.submit("Bewaren voor later", goal_1="Zelf een order afbramen.").follow()
    assert "Nog niet klaar" in page.text
    assert "Amina El Idrissi, Plaatwerk De Linie B.V." in page.text
    page = page.visitor.get(f"/plaatsingen/nieuw/{the_plan().id}/doelen")
    assert goal_in(page) == "Zelf een order afbramen."
    assert page.submit("Terug").location.endswith("/rooster")
    assert browse("coach_2").get(page.path).status == 404
    assert "Nog niet klaar" not in browse("coach_2").get("/mijn-kandidaten").text


def test_going_back_keeps_what_is_not_right_yet(browse, cast):
    page = walk(browse("coach_1"), known(cast), until="periode")
    page = page.submit("Terug", end_on="2026-01-01").follow()
    page = page.visitor.get(f"/plaatsingen/nieuw/{the_plan().id}/controle")
    assert "Het einde ligt voor het begin." in page.text
    assert finish(page, {}).status == 422
    assert Placement.select().count() == 3


def test_a_plan_is_thrown_away_in_two_steps(browse, cast):
    visitor = browse("coach_1")
    walk(visitor, known(cast), until="doelen")
    page = visitor.get(f"/plaatsingen/nieuw/{the_plan().id}/weggooien")
    assert PlacementPlan.select().count() == 1
    page = page.submit("Ja, weggooien").follow()
    assert "Weggegooid." in page.text
    assert PlacementPlan.select().count() == 0


def test_another_company_forgets_who_and_what_belonged_to_the_first(browse, cast):
    visitor = browse("coach_1")
    walk(visitor, known(cast))
    page = visitor.get(f"/plaatsingen/nieuw/{the_plan().id}/bedrijf")
    page.submit("Verder", company=str(cast.company_b.id))
    data = the_plan().data
    assert (data["workplace"], data["supervisor"]) == ("", "")
    assert data["candidate"] == str(cast.a1_row.id)


def test_it_saves_itself_and_says_when_another_device_was_first(browse, cast):
    page = walk(browse("coach_1"), known(cast), until="doelen")
    by_itself = {"X-Opstap-Autosave": "1"}
    first = {"edition": str(the_plan().edition), "goal_1": "Van de telefoon."}
    answer = page.visitor.post(page.path, first, headers=by_itself).answer
    assert answer.get_json()["edition"] == the_plan().edition
    late = page.submit("Verder", goal_1="Van de computer.")
    assert late.status == 409
    assert "Van de telefoon." in late.text
    assert goal_in(late) == "Van de computer."
    assert late.submit("Verder").status == 303
    assert the_plan().data["goal_1"] == "Van de computer."


def test_a_page_of_a_plan_that_was_finished_elsewhere_hears_so_when_it_saves_itself(browse):
    """A redirect would read as *no connection*, and be tried for ever."""
    page = walk(browse("coach_1"), NEW)
    finish(page, {})
    by_itself = {"X-Opstap-Autosave": "1"}
    sent = {"edition": "1", "goal_1": "Te laat."}
    answer = page.visitor.post(page.path, sent, headers=by_itself).answer
    assert answer.status_code == 409
    assert "net veranderd" in answer.get_json()["message"]


def test_without_a_pdf_the_placement_is_there_and_the_agreement_waits(browse, monkeypatch):
    from pwa.domain.errors import NotAllowed
    from pwa.services import printing

    def refuse(_document):
        raise NotAllowed("pdf_unavailable", reason="libpango")

    monkeypatch.setattr(printing, "render", refuse)
    page = finish(walk(browse("coach_1"), NEW), {}).follow()
    assert "libpango" in page.text
    assert Placement.get_by_id(the_plan().placement_id).state is PlacementState.DRAFT


def test_a_finished_plan_leads_to_its_placement_and_holds_no_words(browse):
    page = walk(browse("coach_1"), NEW)
    done = finish(page, {})
    assert the_plan().data == {}
    assert page.visitor.get(page.path).location == done.location
