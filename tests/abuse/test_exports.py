"""What leaves Opstap as a file does what it says, whatever somebody wrote in it."""

import json
import re
from datetime import date

import icalendar
import pytest

from pwa.models import Organisation, User
from pwa.services import feeds
from tests.people import write_note

DOSSIER = "/mijn-dossier/maken"
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "x\r\nBEGIN:VEVENT\r\nSUMMARY:y",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_stays_a_text_in_the_dossier(browse, cast, text: str) -> None:
    """There is no export to a spreadsheet; the dossier is JSON, where a text has its quotes."""
    write_note(cast, "supervisor_a", "a1", f"{text} stond er.", date(2026, 3, 6))
    answer = browse("candidate_a1").post(DOSSIER, {"kind": "json"}).answer
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    assert json.loads(answer.text)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_line_end_makes_no_event_in_a_calendar(app, cast, text: str) -> None:
    link = feeds.make(cast.as_("candidate_a1"))
    before = app.test_client().get(f"/agenda/{link}.ics").text.count("BEGIN:VEVENT")
    User.update(name=text, phone=text).execute()
    Organisation.update(name=text).execute()
    after = app.test_client().get(f"/agenda/{link}.ics")
    assert after.status_code == 200
    assert after.text.count("BEGIN:VEVENT") == before
    assert icalendar.Calendar.from_ical(after.text)


def test_the_name_of_a_download_is_plain(browse, cast) -> None:
    User.update(name='x"; filename="evil.exe\r\nX: y').where(
        User.id == cast.candidate_a1.id
    ).execute()
    answer = browse("candidate_a1").post(DOSSIER, {"kind": "json"}).answer
    told = answer.headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.json"', told)
