"""Days as people read them: without a year only where it is this one."""

from datetime import date

from pwa import clock, dates
from tests.people import NOW


def test_a_short_day_of_another_year_has_its_year(application):
    with application.test_request_context(), clock.at(NOW):
        days = [date(2025, 11, 29), date(2026, 3, 22), date(2027, 7, 29)]
        said = [dates.short_day(day) for day in days]
    assert said == ["za 29 nov 2025", "zo 22 mrt", "do 29 jul 2027"]


def test_a_list_of_placements_says_of_which_year_its_days_are(browse, cast):
    from pwa.models import Placement

    Placement.update(start_on=date(2025, 11, 27)).where(
        Placement.id == cast.placement_a1.id
    ).execute()
    assert "do 27 nov 2025 tot" in browse("supervisor_a").get("/kandidaten").text
