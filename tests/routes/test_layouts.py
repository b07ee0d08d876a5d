"""The pages on which a municipality makes the layout of its PDFs."""

from io import BytesIO

import pytest

from pwa.domain.layouts import LayoutState
from pwa.models import Layout
from pwa.services import layout_printing, layouts
from pwa.services.layout_printing import Printed
from tests import layout_case
from tests.layout_case import again


@pytest.fixture
def prints(monkeypatch):
    said = {"problem": ""}
    monkeypatch.setattr(
        layout_printing, "render",
        lambda _doc, one: Printed(b"%PDF-1.7 voorbeeld", one, said["problem"]),
    )  # fmt: skip
    return said


@pytest.fixture
def row(cast):
    return layout_case.draft(cast)


@pytest.fixture
def admin(browse):
    return browse("municipality_admin")


def test_from_the_standard_to_one_of_ones_own(admin, cast, prints):
    page = admin.get("/opmaak").follow()
    assert "De standaardopmaak van Opstap." in page.text
    page = page.submit("Nieuwe opmaak maken").follow()
    page = page.submit("Bewaren en bekijken", accent="#7a1f3d", top="Welkom.", head="band").follow()
    assert "Welkom." in page.text and "#7a1f3d" in page.text
    page = page.submit("In gebruik nemen").follow()
    assert "Nieuwe PDF's zien er voortaan zo uit." in page.text
    kept = Layout.get()
    assert kept.state is LayoutState.ACTIVE
    assert kept.texts == {"accent": "#7a1f3d", "top": "Welkom.", "head": "band"}
    page = admin.get(f"/opmaak/{kept.id}").submit("Ja, stoppen").follow()
    assert "De standaardopmaak van Opstap." in page.text


def test_what_is_wrong_stands_with_everything_that_was_typed(admin, row):
    page = admin.get(f"/opmaak/{row.id}/wijzigen")
    page = page.submit("Bewaren en bekijken", accent="#ffff00", end="Tot ziens.")
    assert page.status == 422
    assert "Deze kleur is te licht" in page.text and "Tot ziens." in page.text


def test_parts_go_up_and_down_and_in_and_out(admin, row):
    page = admin.get(f"/opmaak/{row.id}/wijzigen")
    page = page.submit("Omhoog: Advies").follow()
    assert again(row).texts["order"].split()[-2:] == ["advice", "candidate"]
    page = page.submit("Weglaten: Doelen").follow()
    assert "staat er niet in" in page.text
    page.submit("Terugzetten: Doelen")
    assert "hidden" not in again(row).texts


def test_signatures_have_no_button_to_leave_them_out(admin, row):
    page = admin.get(f"/opmaak/{row.id}/wijzigen")
    assert "Weglaten: Handtekeningen" not in page.text
    assert "Weglaten: In de woorden van de kandidaat" not in page.text
    answer = page.visitor.post(
        f"/opmaak/{row.id}/volgorde", {"edition": "2", "part": "goals", "do": "weg"}
    )
    assert answer.status == 422


def test_a_logo_is_put_there_seen_and_taken_away(admin, cast, row):
    page = admin.get(f"/opmaak/{row.id}/wijzigen")
    assert page.find(".//img[@alt='Logo van Kessenbroek']")
    raw = admin.client.get(f"/opmaak/{row.id}/logo")
    assert raw.data.startswith(b"\x89PNG")
    page = page.submit("Logo weghalen").follow()
    assert again(row).logo_id is None
    page = page.submit("Logo bewaren", logo_words="Een boom")
    assert page.status == 422 and "Kies eerst een plaatje." in page.text
    sent = {
        "edition": again(row).edition, "logo_words": "Een boom",
        "photos": (BytesIO(layout_case.picture("JPEG")), "boom.jpg"),
    }  # fmt: skip
    assert admin.post(f"/opmaak/{row.id}/logo", sent).status == 303
    assert again(row).texts["logo_words"] == "Een boom"


def test_a_page_that_saves_itself_hears_when_somebody_else_was_faster(admin, cast, row):
    page = admin.get(f"/opmaak/{row.id}/wijzigen")
    layouts.save(cast.as_("municipality_admin"), row, row.edition, {"end": "Van de ander."})
    stale = page.submit("Bewaren en bekijken", end="Van mij.", top="Ook van mij.")
    assert stale.status == 409
    assert "Van de ander." in stale.text and "Van mij." in stale.text
    assert again(row).texts["end"] == "Van de ander."
    stale.submit("Bewaren en bekijken")
    assert (again(row).texts["end"], again(row).texts["top"]) == ("Van mij.", "Ook van mij.")


@pytest.mark.parametrize("press", ["Omhoog: Advies", "Logo weghalen", "Logo bewaren"])
def test_who_was_slower_with_order_or_logo_finds_every_text_of_the_other(admin, cast, row, press):
    """What stands on the page after the refusal is what the next *Bewaren* keeps."""
    mina = cast.as_("municipality_admin")
    page = admin.get(f"/opmaak/{row.id}/wijzigen")
    edition = layouts.save(mina, row, row.edition, {"end": "Van de ander."})
    if press.startswith("Logo"):
        layouts.drop_logo(mina, again(row), edition)
    else:
        layouts.move_part(mina, again(row), edition, "advice", -1)
    if press == "Logo bewaren":
        sent = {
            "edition": str(row.edition), "logo_words": "Een boom",
            "photos": (BytesIO(layout_case.picture("JPEG")), "boom.jpg"),
        }  # fmt: skip
        stale = admin.post(f"/opmaak/{row.id}/logo", sent)
        assert "Een boom" in stale.html
    else:
        stale = page.submit(press)
    assert stale.status == 409
    assert "Iemand anders heeft dit net veranderd." in stale.text
    before = again(row).texts
    stale.submit("Bewaren en bekijken")
    assert again(row).texts == before
    assert before["end"] == "Van de ander."


def test_a_template_of_ones_own_begins_with_what_there_is(admin, row, prints):
    page = admin.get(f"/opmaak/{row.id}/sjabloon").submit("Begin met wat er nu staat").follow()
    assert again(row).texts["template"].splitlines()[1] == "{{ parts.head }}"
    page = page.submit("Bewaren en nakijken")
    assert page.status == 200 and "Dit werkt met het voorbeeld." in page.text
    page.submit("Ja, weghalen")
    assert "template" not in again(row).texts


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("part_missing:advice", "Het onderdeel “Advies” ontbreekt. Zet parts.advice in"),
        ("syntax:7", "Regel 7 van het sjabloon is niet te lezen."),
        ("css_value:2:color", "Regel 2 van de stijl: deze waarde mag niet bij “color”."),
        ("off_page:2", "Op bladzijde 2 valt tekst van het papier."),
        ("too_slow", "Met deze opmaak duurde het maken van de PDF te lang."),
        ("iets nieuws", "De PDF kon met deze opmaak niet gemaakt worden."),
    ],
)
def test_what_does_not_work_is_said_in_words_and_not_taken_into_use(admin, row, prints, code, said):
    prints["problem"] = code
    page = admin.get(f"/opmaak/{row.id}/sjabloon").submit("Bewaren en nakijken")
    assert page.status == 200 and said in page.text
    page = admin.get(f"/opmaak/{row.id}/voorbeeld")
    assert page.status == 422 and said in page.text
    page = page.submit("In gebruik nemen")
    assert page.status == 409 and said in page.text
    assert again(row).state is LayoutState.DRAFT


def test_who_was_slower_sees_what_it_is_now(admin, cast, row, prints):
    page = admin.get(f"/opmaak/{row.id}")
    mina = cast.as_("municipality_admin")
    layouts.use(mina, again(row), again(row).edition)
    page = page.submit("In gebruik nemen")
    assert page.status == 409 and "Iemand anders heeft dit net veranderd." in page.text
    assert "In gebruik" in page.text


def test_a_coach_looks_at_the_example_and_changes_nothing(browse, cast, row, prints):
    coach = browse("coach_1")
    page = coach.get("/opmaak").follow()
    assert "Nieuwe opmaak maken" not in page.text
    page = coach.get(f"/opmaak/{row.id}")
    assert "In gebruik nemen" not in page.text
    answer = coach.client.get(f"/opmaak/{row.id}/voorbeeld")
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")
