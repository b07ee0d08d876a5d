"""Whose turn it is at the table, when somebody mistypes, taps twice or comes back too late."""

import pytest

from pwa.domain.enums import SignatureMeaning
from pwa.models import Session, Signature
from tests.people import NOW
from tests.table_case import PASSWORD, PIN, Table


@pytest.fixture
def table(app, cast, browse):
    made = Table(app, cast, browse)
    made.begin()
    return made


def candidate_sits(table):
    table.hold("candidate_a1")
    return table.sit("kandidaat", pin=PIN).follow()


def test_whoever_mistypes_after_somebody_signed_is_asked_again_and_not_thanked(table):
    candidate_sits(table).submit("Ondertekenen", seen="1", choice="later")
    table.hold("supervisor_a")
    assert "Geef de tablet terug" in table.tablet.get("/slot/").text
    for page in (table.sit("kandidaat", pin="000000"), table.tablet.get("/tafel/kandidaat")):
        assert "Geef de tablet aan Amina" in page.text
        assert "Dank je wel" not in page.text


def test_who_hands_back_without_signing_is_not_taken_for_the_one_who_signed_before(table):
    candidate_sits(table).submit("Ondertekenen", seen="1", choice="agree")
    table.hold("employer_a").post(
        "/tafel/bedrijf", {"login": "employer_a@voorbeeld.nl", "password": PASSWORD}
    )
    page = table.tablet.post("/tafel/terug").follow()
    assert "Geef de tablet terug" in page.text
    assert "Dank je wel" not in page.text


def test_the_coach_reads_what_the_candidate_answered_before_signing_off(table):
    reaction = "Ik help wel. Vraag Tom."
    page = candidate_sits(table)
    assert "Handtekeningen" not in page.text
    page.submit("Ondertekenen", seen="1", choice="disagree", reaction=reaction)
    table.hold("employer_a").post(
        "/tafel/bedrijf", {"login": "employer_a@voorbeeld.nl", "password": PASSWORD}
    )
    table.read().submit("Ja, dat ben ik")
    page = table.hold("coach_1").get("/tafel/coach").submit("Verder", password=PASSWORD).follow()
    assert page.text.index("Niet akkoord") < page.text.index(reaction)
    assert page.text.index(reaction) < page.text.index("Jouw conclusie")
    assert page.find(".//a[@href='#signatures']")


def test_when_the_session_of_the_tablet_ended_half_way_the_signer_hears_that_nothing_was_signed(
    table,
):
    page = candidate_sits(table)
    Session.update(ended_at=NOW).where(Session.locked_at.is_null(False)).execute()
    table.tablet.user = None
    said = {"seen": "1", "choice": "disagree", "reaction": "Ik help wel. Vraag Tom."}
    page = page.submit("Ondertekenen", **said)
    assert page.status == 401
    assert "Er is niets getekend." in page.text
    assert "Ik help wel. Vraag Tom." in page.text
    assert [one.meaning for one in Signature.select()] == [SignatureMeaning.DRAWN_UP]
    for name, path in (("kandidaat", "/tafel/kandidaat"), ("lock", "/slot/")):
        again = table.tablet.post(path, {"pin": PIN} if name == "kandidaat" else {"password": "x"})
        assert (again.status, "Aanmelden" in again.text) == (401, True)
