"""A signature says what the clock of its device said, and only when the device told it."""

from datetime import datetime

import pytest

from pwa.models import Signature
from pwa.models.evaluation_facts import signature_line
from tests.browse import fields
from tests.evaluation_case import Case
from tests.table_case import Table

TOLD = "2026-03-11T09:58:30.120+01:00"


@pytest.fixture
def case(cast):
    made = Case(cast)
    made.company_asks()
    return made


WAYS = {
    "talk": ("discussed", "supervisor_a", "/samen/vastleggen", "Vastleggen en ondertekenen", {}),
    "form": ("discussed", "supervisor_a", "/woorden", "Vastleggen en ondertekenen", {}),
    "seen": ("signing", "candidate_a1", "", "Gezien", {}),
    "decided": ("seen", "candidate_a1", "", "Ondertekenen", {"choice": "agree"}),
    "company": ("decided", "employer_a", "", "Ondertekenen voor het bedrijf", {}),
}


@pytest.mark.parametrize("told", [TOLD, ""], ids=["told", "not told"])
@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_sign_sends_the_time_of_the_device_along(browse, case, way, told):
    state, who, path, button, typed = WAYS[way]
    case.to(state)
    page = browse(who).get(f"/evaluaties/{case.ev.id}{path}")
    assert fields(page.form(button))["made_at"] == "", "for the device to fill in"
    assert page.submit(button, made_at=told, **typed).status == 303
    _is_said(_last(), told)


@pytest.mark.parametrize("told", [TOLD, ""], ids=["told", "not told"])
def test_the_coach_signs_off_with_it_too(browse, cast, told):
    case = Case(cast)
    case.to("decided")
    page = browse("coach_1").get(f"/evaluaties/{case.ev.id}")
    assert fields(page.form("Aftekenen"))["made_at"] == ""
    assert page.submit("Aftekenen", made_at=told).status == 303
    _is_said(_last(), told)


@pytest.mark.parametrize("told", [TOLD, ""], ids=["told", "not told"])
def test_a_guest_at_the_table_has_a_device_too(app, cast, browse, told):
    table = Table(app, cast, browse)
    code = table.code()
    table.begin()
    table.sit("bedrijf", code=code)
    table.read().submit("Ja, dat ben ik", made_at=told)
    _is_said(_last(), told)


def _last():
    return Signature.select().order_by(Signature.received_at.desc(), Signature.id.desc()).first()


def _is_said(signature, told):
    if told:
        assert signature.made_at == datetime.fromisoformat(told)
    line = signature_line(signature)
    assert line.made == ("11-3-2026 om 09:58" if told else "")
