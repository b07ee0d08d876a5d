"""The one screen: what was typed stays, a duration warns, and a second press changes nothing."""

from datetime import date

import pytest

from pwa.domain.schedule import WeekSchedule
from pwa.models import Organisation, Placement
from tests.people import Cast

NEW = {
    "place": "new",
    "company_name": "Bakkerij Zoet",
    "workplace_title": "Bakken",
    "candidate": "new",
    "candidate_name": "ሳራ ተስፋይ",
    "supervisor": "new",
    "supervisor_name": "Łukasz Żak",
    "goal_1": "Zelf een brood bakken.",
}
SAVE = "Bewaren en links maken"


def of(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "place": f"w:{cast.workplace_a.id}",
        "candidate": str(cast.a1_row.id),
        "supervisor": str(cast.supervisor_a.id),
        **changes,
    }


def test_everything_new_ends_on_a_page_with_four_ways_in(browse):
    page = browse("coach_1").get("/plaatsingen/nieuw")
    page = page.submit(SAVE, **NEW, contact_name="Petra", substitute="new", substitute_name="Ali")
    page = page.follow()
    assert page.html.count("/uitnodiging/") == 4
    sheets = page.visitor.get(next(link for link in page.links() if link.endswith("/bladen")))
    assert sheets.html.count('class="sheet"') == 4
    assert "Bakkerij Zoet" in sheets.text


def test_the_links_are_shown_to_nobody_else(browse, cast):
    page = browse("coach_1").get("/plaatsingen/nieuw").submit(SAVE, **NEW)
    again = browse("coach_1").get(page.location)
    assert "/uitnodiging/" not in again.html
    assert "Nieuwe link maken" in again.text
    assert browse("coach_2").get(page.location).status == 404


def test_without_choices_each_field_says_so_and_what_was_typed_stays(browse):
    page = browse("coach_1").get("/plaatsingen/nieuw").submit(SAVE, goal_1="Doel <b>één</b>")
    assert page.status == 422
    assert {"#place", "#candidate", "#supervisor"} <= set(page.links())
    assert page.find(".//input[@id='goal_1']")[0].get("value") == "Doel <b>één</b>"


def test_who_can_guide_stands_under_the_own_company(browse, cast):
    page = browse("coach_1").get("/plaatsingen/nieuw")
    for field in ("supervisor", "substitute"):
        groups = page.find(f".//select[@id='{field}']/optgroup")
        names = {one.get("label"): {option.text for option in one} for one in groups}
        assert cast.supervisor_a.name in names["Plaatwerk De Linie B.V."]
        assert cast.supervisor_b.name not in names["Plaatwerk De Linie B.V."]


def test_a_second_press_makes_nothing_twice(browse, cast):
    page = browse("coach_1").get("/plaatsingen/nieuw")
    first, second = page.submit(SAVE, **NEW), page.submit(SAVE, **NEW)
    assert (first.status, second.location) == (303, first.location)
    assert Organisation.select().where(Organisation.name == "Bakkerij Zoet").count() == 1


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
        ({"place": "w:nonsense"}, "place"),
        ({"place": "x"}, "place"),
        ({"candidate": "1 OR 1=1"}, "candidate"),
        ({"substitute": "new"}, "substitute_name"),
        ({"id": "not an id"}, "id"),
    ],
)
def test_each_wrong_field_gets_its_sentence(browse, cast, change, at):
    page = browse("coach_1").get("/plaatsingen/nieuw").submit(SAVE, **of(cast, **change))
    assert page.status == 422
    assert f"#{at}" in page.links()
    assert "Dit kan nu niet" not in page.text
    assert Placement.select().count() == 3


def test_another_coachs_candidate_cannot_be_chosen(browse, cast):
    page = browse("coach_1").get("/plaatsingen/nieuw")
    page = page.submit(SAVE, **of(cast, candidate=str(cast.b1_row.id)))
    assert (page.status, "#candidate" in page.links()) == (422, True)


def test_a_long_duration_warns_with_its_source_and_the_coach_decides(browse, cast):
    page = browse("coach_1").get("/plaatsingen/nieuw")
    page = page.submit(SAVE, **of(cast, end_on="2026-12-31", goal_1="Leren"))
    assert page.status == 422
    assert "artikel 8a" in page.text
    page = page.submit("Toch zo bewaren")
    assert page.status == 303
    made = Placement.get(Placement.planned_end_on == date(2026, 12, 31))
    assert WeekSchedule.from_json(made.schedule).hours_per_week == 40


def test_control_characters_and_direction_tricks_are_taken_out(browse):
    name = "Jan\x00\u202e Smit 😀"
    browse("coach_1").get("/plaatsingen/nieuw").submit(SAVE, **{**NEW, "candidate_name": name})
    made = Placement.select().order_by(Placement.id.desc()).first()
    assert made.candidate.user.name == "Jan Smit 😀"
