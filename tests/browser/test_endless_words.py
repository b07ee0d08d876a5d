"""Names without a space, as long as they may be, make no page wider than a phone."""

import pytest

from pwa.domain.ids import uuid7
from pwa.models import Goal, Membership, Organisation, User, Workplace
from pwa.routes.placing_steps import beginning
from pwa.services import plans
from tests.people import write_note

ENDLESS = "Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaf"


@pytest.fixture(autouse=True)
def endless(cast):
    cast.fresh = write_note(cast, "supervisor_a", "a1", "Ruimde alles zelf op.")
    cast.plan = plans.start(cast.as_("coach_1"), uuid7(), beginning(str(cast.company_a.id)))
    User.update(name=ENDLESS).execute()
    Organisation.update(name=ENDLESS).execute()
    Workplace.update(title=ENDLESS, department=ENDLESS).execute()
    Membership.update(job=ENDLESS).execute()
    Goal.update(text=ENDLESS).execute()


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("candidate_a1", "/mijn-voortgang"),
        ("candidate_a1", "/mijn-voortgang/terugkijken"),
        ("candidate_a1", "/mijn-werkplek"),
        ("supervisor_a", "/vandaag/"),
        ("supervisor_a", "/notities/{fresh}/verkeerde-persoon"),
        ("employer_a", "/ons-bedrijf"),
        ("coach_1", "/mijn-kandidaten"),
        ("coach_1", "/plaatsingen/nieuw"),
        ("coach_1", "/plaatsingen/nieuw/{plan}/controle"),
        ("coach_1", "/plaatsingen/{placement}"),
        ("coach_1", "/plaatsingen/{placement}/eerder-stoppen"),
        ("coach_1", "/plaatsingen/{placement}/begeleiding"),
    ],
)
def test_an_endless_name_wraps(phone, cast, who, path):
    page = phone(who)
    page.goto(path.format(placement=cast.placement_a1.id, fresh=cast.fresh.id, plan=cast.plan.id))
    assert ENDLESS[:12] in page.locator("body").inner_text()
