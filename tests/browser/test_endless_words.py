"""Names without a space, as long as they may be, make no page wider than a phone."""

import pytest

from pwa.models import Goal, Membership, Organisation, User, Workplace

ENDLESS = "Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaf"


@pytest.fixture(autouse=True)
def endless(cast):
    User.update(name=ENDLESS).execute()
    Organisation.update(name=ENDLESS).execute()
    Workplace.update(title=ENDLESS, department=ENDLESS).execute()
    Membership.update(job=ENDLESS).execute()
    Goal.update(text=ENDLESS).execute()


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("candidate_a1", "/mijn-voortgang"),
        ("candidate_a1", "/mijn-werkplek"),
        ("supervisor_a", "/vandaag/"),
        ("employer_a", "/ons-bedrijf"),
        ("coach_1", "/mijn-kandidaten"),
        ("coach_1", "/plaatsingen/nieuw"),
        ("coach_1", "/plaatsingen/{placement}"),
        ("coach_1", "/plaatsingen/{placement}/eerder-stoppen"),
        ("coach_1", "/plaatsingen/{placement}/begeleiding"),
    ],
)
def test_an_endless_name_wraps(phone, cast, who, path):
    page = phone(who)
    page.goto(path.format(placement=cast.placement_a1.id))
    assert ENDLESS[:12] in page.locator("body").inner_text()
