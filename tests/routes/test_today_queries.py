"""Vandaag at its fullest, on the tablet in the hall: as few queries as on an empty day."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.models import Organisation
from pwa.services import evaluations, handovers
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW
from tests.routes.test_claimed import claimed, keys_of
from tests.shared_tablet import Hall

OF_THE_PAGE, OF_THE_TABLET = 7, 2
"""A tablet looks whether it sleeps, and now and then writes that it did not."""

WAITS = {
    "signing": "wacht op handtekeningen",
    "returned": "Voorbeeld erbij.",
    "wrong": "Een getal klopt niet.",
}


def wait(cast, state):
    """An evaluation that waits for this supervisor, or for others."""
    case = Case(cast)
    case.company_asks()
    case.to("decided")
    if state == "returned":
        evaluations.return_(case.coach, case.ev, "Voorbeeld erbij.")
    if state == "wrong":
        case.ev = evaluations.company_signs(case.employer, case.ev)
        case._final()
        evaluations.ask_correction(case.coach, case.ev, "Een getal klopt niet.")


@pytest.mark.parametrize("state", WAITS)
def test_a_full_day_on_the_tablet_costs_no_query_more(app, cast, browse, monkeypatch, state):
    quick_pdf(monkeypatch)
    Organisation.update(photos=True, drawn_signatures=True).execute()
    hall = Hall(app, cast, browse)
    hall.has_pin("supervisor_a")
    hall.keys = keys_of(hall.browser)
    claimed(hall)
    wait(cast, state)
    handovers.leave(cast.as_("substitute"), cast.placement_a1, "Dozen laag stapelen.")
    hall.enter("supervisor_a")
    for minutes in (0, 1, 2, 3, 6, 8):
        with clock.at(NOW + timedelta(minutes=minutes)):
            page = hall.browser.get("/vandaag/")
        assert page.status == 200
        assert "Nog te bevestigen" in page.text
        assert WAITS[state] in page.text
        assert len(page.seen.queries) <= OF_THE_PAGE + OF_THE_TABLET, page.seen.queries
