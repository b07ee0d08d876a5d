"""The tablet goes round the table: each signs as themselves, and nobody gets further than that."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.models import AccessLog, Evaluation, GuestCode, Organisation, Signature, SignatureDrawing
from pwa.services import evaluations
from tests.people import NOW
from tests.table_case import PASSWORD, PIN, Table


@pytest.fixture
def table(app, cast, browse):
    return Table(app, cast, browse)


def meanings():
    rows = Signature.select().order_by(Signature.received_at, Signature.id)
    return [(one.meaning.value, one.name, one.method) for one in rows]


def candidate_sits(table):
    table.hold("candidate_a1")
    return table.sit("kandidaat", pin=PIN).follow()


def test_candidate_guest_and_coach_sign_on_one_tablet_and_the_supervisor_goes_on(table):
    code = table.code()
    page = table.begin()
    assert "Geef de tablet aan Amina" in page.text
    table.hold("candidate_a1")
    page = page.submit("Verder", pin=PIN).follow()
    assert "Nauwkeurig en eerlijk." in page.text
    page = page.submit("Ondertekenen", seen="1", choice="agree").follow()
    assert "Dank je wel, Amina. Je hebt getekend." in page.text
    table.hold("supervisor_a")  # who made the code answers for what its guest reads
    page = page.submit("Verder", code=code.lower()).follow()
    assert "Petra van Gool, HR" in page.text
    page = page.submit("Ja, dat ben ik").follow()
    page = table.hold("coach_1").get("/tafel/coach").submit("Verder", password=PASSWORD).follow()
    page = page.submit("Aftekenen", conclusion="Doel behaald.").follow()
    assert "Dank je wel, Anna." in page.text
    assert meanings() == [
        ("drawn_up", "Sara Jansen", "account"),
        ("seen", "Amina El Idrissi", "table_pin"),
        ("agree", "Amina El Idrissi", "table_pin"),
        ("for_company", "Petra van Gool, HR", "guest_code"),
        ("signed_off", "Anna de Groot", "table_password"),
    ]
    assert Evaluation.get_by_id(table.case.ev.id).state == "final"
    table.hold("supervisor_a")
    page = page.submit("Open het slot", password=PASSWORD)
    assert page.status == 303
    assert page.follow().path == table.path
    assert table.tablet.get("/vandaag/").status == 200


def test_a_candidate_may_disagree_and_must_say_why(table):
    table.begin()
    page = candidate_sits(table).submit("Ondertekenen", seen="1", choice="disagree", reaction="")
    assert page.status == 422
    assert "Dank je wel" not in page.text
    page = page.submit("Ondertekenen", choice="disagree", reaction="Ik help wel. Vraag Tom.")
    assert page.status == 303
    assert [one.reaction for one in Signature.select() if one.reaction] == [
        "Ik help wel. Vraag Tom."
    ]


def test_both_answers_that_are_missing_are_said_at_once(table):
    table.begin()
    page = candidate_sits(table).submit("Ondertekenen")
    assert page.status == 422
    assert {"#seen", "#choice"} <= set(page.links())
    assert [one for one, _name, _how in meanings()] == ["drawn_up"]


def test_seen_alone_is_one_signature_and_the_answer_can_wait_for_the_own_phone(table):
    table.begin()
    page = candidate_sits(table).submit("Ondertekenen", choice="later")
    assert page.text.index("Gezien: zet eerst een vinkje bij Gezien.") < page.text.index("Doelen")
    page = page.submit("Ondertekenen", seen="1", choice="later").follow()
    assert [one for one, _name, _how in meanings()] == ["drawn_up", "seen"]
    assert "Amina tekent" in page.text
    assert "Je tekende dat je de evaluatie gezien hebt." in page.text


def test_the_company_signs_with_an_own_account_too(table):
    table.begin()
    wrong = table.sit("bedrijf", login="coach_1@voorbeeld.nl", password=PASSWORD)
    assert wrong.status == 422
    assert "Jij kunt hier niet tekenen." in wrong.text
    table.hold("employer_a")
    page = table.sit("bedrijf", login="employer_a@voorbeeld.nl", password=PASSWORD).follow()
    page.submit("Ja, dat ben ik")
    assert meanings()[-1] == ("for_company", "Eva Linden", "table_password")


def test_the_coach_cannot_sit_before_the_others_have_signed(table):
    table.begin()
    page = table.sit("coach", password=PASSWORD)
    assert page.status == 409
    assert "nog niet aan de beurt" in page.text


def test_the_lock_shows_first_names_and_nothing_of_the_document(table):
    table.code()
    table.begin()
    for page in (table.tablet.get("/slot/"), table.tablet.get("/tafel/bedrijf")):
        assert page.headers["Cache-Control"] == "private, no-store"
        assert page.headers["Opstap-Person"] == "none"
        for said in ("Idrissi", "Jansen", "Gool", "Groot", "Nauwkeurig", "41-207", "afbramen"):
            assert said not in page.text
        assert not page.find(".//nav")
        assert page.tree.get("data-person") == ""


def test_what_is_read_at_the_table_is_written_down(table):
    code = table.code()
    table.begin()
    table.sit("bedrijf", code=code)
    table.read()
    table.tablet.get("/tafel/pdf")
    logged = {(row.reader_id, row.what) for row in AccessLog.select()}
    supervisor = table.cast.supervisor_a.id
    assert {(supervisor, "evaluatie_gast"), (supervisor, "pdf")} <= logged
    said = table.browse("candidate_a1").get("/wie-keek-mee").text
    assert "Liet een gast je evaluatie lezen om te tekenen" in said


def test_the_document_that_is_signed_can_be_opened_by_who_sits_there_only(table):
    table.begin()
    assert table.tablet.get("/tafel/pdf").status == 303
    candidate_sits(table)
    pdf = table.tablet.get("/tafel/pdf")
    assert pdf.answer.data.startswith(b"%PDF-")
    assert pdf.headers["Cache-Control"] == "private, no-store"


def test_a_drawing_is_kept_where_the_company_wants_it_and_refused_where_not(table):
    table.begin()
    drawing = "[[10,10,200,150],[300,40]]"
    page = candidate_sits(table)
    seat = page.find(".//input[@name='seat']")[0].get("value")
    said = {"seat": seat, "seen": "1", "choice": "agree", "drawing": drawing}
    assert table.tablet.post("/tafel/tekenen", said).status == 400
    Organisation.update(drawn_signatures=True).execute()
    wrong = table.tablet.post("/tafel/tekenen", {**said, "drawing": '[["<script>", 1]]'})
    assert wrong.status == 422
    assert table.tablet.post("/tafel/tekenen", said).status == 303
    kept = SignatureDrawing.select().get()
    assert kept.strokes == [[10, 10, 200, 150], [300, 40]]
    assert kept.signature.meaning.value == "agree"


def test_signing_without_drawing_always_works(table):
    Organisation.update(drawn_signatures=True).execute()
    table.begin()
    candidate_sits(table).submit("Ondertekenen", seen="1", choice="agree")
    assert SignatureDrawing.select().count() == 0
    assert meanings()[-1][0] == "agree"


def test_each_reads_the_pages_of_the_table_in_the_own_language(table):
    from pwa.models import User

    User.update(language="en").where(User.id == table.cast.candidate_a1.id).execute()
    page = table.begin()
    assert page.tree.get("lang") == "nl"
    assert candidate_sits(table).tree.get("lang") == "en"


def test_who_hands_it_back_without_signing_has_signed_nothing(table):
    table.begin()
    page = candidate_sits(table).submit("Teruggeven zonder te tekenen").follow()
    assert "Geef de tablet aan Amina" in page.text
    assert table.read().status == 303
    assert len(meanings()) == 1


def test_a_seat_that_was_left_open_is_gone_after_half_an_hour(table):
    table.begin()
    candidate_sits(table)
    with clock.at(NOW + timedelta(minutes=31)):
        assert table.read().status == 303


def test_the_one_who_was_at_the_talk_is_proposed_as_guest(table):
    from pwa.queries.table import guest_at_talk

    known = ("Amina El Idrissi", "Sara Jansen")
    assert guest_at_talk("Amina El Idrissi\nPetra van Gool, HR", known) == ("Petra van Gool", "HR")
    assert guest_at_talk("Amina El Idrissi en Sara Jansen", known) == ("", "")


def test_a_code_names_its_guest_and_is_shown_once(table):
    refused = table.tablet.post(f"{table.path}/tafel/code", {"guest": "Petra", "job": " "})
    assert refused.status == 422
    assert GuestCode.select().count() == 0
    page = refused.submit("Code maken", job="HR")
    assert "Je ziet hem alleen nu." in page.text
    code = "".join(page.find(".//p[@id='code']")[0].itertext())
    assert code.replace(" ", "") not in str(list(GuestCode.select().dicts()))
    assert code not in table.tablet.get(table.path).text


def test_when_it_was_sent_back_meanwhile_the_tablet_says_so(table):
    table.begin()
    candidate_sits(table)
    evaluations.return_(table.case.coach, table.case.ev, "Graag een voorbeeld.")
    page = table.read().follow()
    assert "De evaluatie is veranderd" in page.text
    assert "Amina" not in page.text
