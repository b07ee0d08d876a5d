"""Whose turn it is at the table, when somebody mistypes, taps twice or comes back too late."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.enums import SignatureMeaning
from pwa.domain.errors import NotAllowed
from pwa.models import Document, Evaluation, Session, Signature, TableSeat, User
from pwa.models.table import SEAT_FOR
from pwa.services import documents, evaluations
from tests.people import NOW
from tests.table_case import PASSWORD, PIN, Table, give_pin


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


def all_but_the_coach_sign(table, **said):
    candidate_sits(table).submit("Ondertekenen", seen="1", **said)
    table.hold("employer_a").post(
        "/tafel/bedrijf", {"login": "employer_a@voorbeeld.nl", "password": PASSWORD}
    )
    table.read().submit("Ja, dat ben ik")


def coach_sits(table, **said):
    """After the candidate, who said this, and the company."""
    all_but_the_coach_sign(table, **said)
    return table.hold("coach_1").get("/tafel/coach").submit("Verder", password=PASSWORD).follow()


def test_the_coach_reads_what_the_candidate_answered_before_signing_off(table):
    reaction = "Ik help wel. Vraag Tom."
    assert "Handtekeningen" not in candidate_sits(table).text
    page = coach_sits(table, choice="disagree", reaction=reaction)
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
    assert "Er is niets getekend" in page.text
    assert "Ik help wel. Vraag Tom." in page.text
    assert [one.meaning for one in Signature.select()] == [SignatureMeaning.DRAWN_UP]
    for name, path in (("kandidaat", "/tafel/kandidaat"), ("lock", "/slot/")):
        again = table.tablet.post(path, {"pin": PIN} if name == "kandidaat" else {"password": "x"})
        assert (again.status, "Aanmelden" in again.text) == (401, True)


def test_who_signed_before_it_was_sent_back_sees_at_the_table_what_is_different(app, cast, browse):
    table = Table(app, cast, browse)
    case = table.case
    for step in (case._seen, case._decided):
        step()
    evaluations.company_signs(cast.as_("employer_a"), case.ev)
    case.ev = evaluations.return_(case.coach, case.ev, "Graag een voorbeeld.")
    case.ev = evaluations.change(case.ria, case.ev)
    case.save(case.content(level=2))
    case.freeze()
    table.begin()
    label = case.competences()[0].label
    changed = f"{label}: van lukt zelfstandig naar lukt met hulp"
    page = candidate_sits(table)
    assert page.text.index("Dit is veranderd sinds jij tekende") < page.text.index(changed)
    assert page.text.index(changed) < page.text.index("Ben je het ermee eens?")
    page.submit("Ondertekenen", seen="1", choice="agree")
    table.hold("employer_a").post(
        "/tafel/bedrijf", {"login": "employer_a@voorbeeld.nl", "password": PASSWORD}
    )
    page = table.read()
    assert changed in page.text
    page.submit("Ja, dat ben ik")
    page = table.hold("coach_1").get("/tafel/coach").submit("Verder", password=PASSWORD).follow()
    assert "Dit is veranderd sinds je hem terugstuurde" in page.text


REACTION = "Ik help wel. Vraag Tom."
SAID = {"seen": "1", "choice": "disagree", "reaction": REACTION}


def _late(table, page):
    with clock.at(NOW + SEAT_FOR + timedelta(minutes=1)):
        return page.submit("Ondertekenen", **SAID)


def _changed(table, page):
    evaluations.return_(table.case.coach, table.case.ev, "Graag een voorbeeld.")
    return page.submit("Ondertekenen", **SAID)


@pytest.mark.parametrize("way", [_late, _changed], ids=["took too long", "changed by the coach"])
def test_what_was_typed_is_not_lost_when_it_could_not_be_signed(table, way):
    page = way(table, candidate_sits(table))
    assert page.status == 409
    assert "Er is niets getekend" in page.text
    assert REACTION in page.text
    assert page.find(".//a[@href='/slot/']")
    assert [one.meaning for one in Signature.select()] == [SignatureMeaning.DRAWN_UP]


def test_a_second_tap_on_sign_is_thanked_and_signs_nothing_more(table):
    page = candidate_sits(table)
    first, second = (page.submit("Ondertekenen", **SAID) for _ in range(2))
    assert (first.status, second.status, second.location) == (303, 303, "/slot/")
    assert "Dank je wel, Amina. Je hebt getekend." in second.follow().text
    assert Signature.select().count() == 3


def test_a_coach_signs_with_the_password_and_never_with_six_digits(app, cast, table):
    give_pin(cast.user("coach_1"), app.extensions["opstap"].pin_pepper())
    all_but_the_coach_sign(table, choice="agree")
    page = table.hold("coach_1").get("/tafel/coach")
    assert not page.find(".//form[@action='/tafel/coach']//input[@name='pin']")
    assert table.sit("coach", pin=PIN).status == 422
    assert page.submit("Verder", password=PASSWORD).status == 303


def test_a_coach_who_got_up_while_the_pdf_was_made_has_signed_nothing(table, monkeypatch):
    page = coach_sits(table, choice="agree")
    made = documents.make

    def slowly(*asked):
        TableSeat.update(ended_at=NOW).where(TableSeat.ended_at.is_null()).execute()
        return made(*asked)

    monkeypatch.setattr(documents, "make", slowly)
    page = page.submit("Aftekenen", conclusion="Doel behaald.")
    assert page.status == 409
    assert "Doel behaald." in page.text
    assert Evaluation.get_by_id(table.case.ev.id).state == "signing"
    assert Document.select().count() == 0


def test_when_the_pdf_is_not_made_in_time_the_coach_can_try_again_with_the_same_words(
    table, monkeypatch
):
    page = coach_sits(table, choice="agree")

    def slow(*_asked):
        raise NotAllowed("pdf_slow")

    with monkeypatch.context() as now:
        now.setattr(documents, "make", slow)
        page = page.submit("Aftekenen", conclusion="Doel behaald.")
    assert "Er is niets getekend" in page.text
    assert "Probeer het zo opnieuw." in page.text
    assert "Doel behaald." in page.text
    assert page.submit("Aftekenen", conclusion="Doel behaald.").status == 303
    assert Evaluation.get_by_id(table.case.ev.id).state == "final"


def test_there_is_time_to_have_it_read_aloud(table):
    page = candidate_sits(table)
    with clock.at(NOW + timedelta(minutes=29)):
        assert page.submit("Ondertekenen", **SAID).location == "/slot/"
    assert Signature.select().count() == 3


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Frans Mulder, directeur, leest en tekent."),
        ("en", "Frans Mulder, directeur, reads and signs."),
    ],
)
def test_what_a_guest_does_stands_between_commas(app, cast, browse, language, said):
    table = Table(app, cast, browse)
    User.update(language=language).execute()
    code = table.code("Frans Mulder", "Directeur")
    table.begin()
    table.sit("bedrijf", code=code)
    page = table.read()
    assert said in page.text
    assert "Frans Mulder, Directeur" in page.text, "and under the evaluation as it was typed"
