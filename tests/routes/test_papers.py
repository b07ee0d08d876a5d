"""Papers from the real settings: facts of this installation, and what people fill in as such."""

from datetime import date, timedelta

import pytest

from pwa.domain.retention import Kind
from pwa.models import Handover, Membership, User
from pwa.models.retention_bulk import shared
from pwa.pdf.papers import PaperDocument
from pwa.policies import hours
from pwa.queries import papers
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW
from tests.privacy_case import open_case, remove

NAMES = ("register", "dpia", "verwerkersovereenkomst")


def paper(cast, kind: str) -> PaperDocument:
    return papers.paper(cast.as_("privacy_officer"), cast.kessenbroek, kind)


def rows(document: PaperDocument) -> dict[str, str]:
    return {label: value for one in document.sections for label, value in one.rows}


def test_it_counts_this_municipality_alone(cast):
    told = rows(paper(cast, "register"))
    assert (told["Kandidaten"], told["Coaches"]) == ("2", "1")
    assert "Plaatwerk De Linie B.V." in told and "Noorderkamp Machinebouw B.V." not in told


def test_it_follows_what_is_set_and_done(cast):
    assert "Pia Veldkamp" in paper(cast, "register").sections[0].texts[0]
    Membership.update(to_on=date(2026, 3, 1)).where(
        Membership.user == cast.privacy_officer.id
    ).execute()
    officer = User.get_by_id(cast.privacy_officer.id)
    document = papers.paper(cast.as_("coach_1"), cast.kessenbroek, "register")
    assert officer.name not in document.sections[0].texts[0]
    assert "in te vullen" in document.sections[0].texts[0]


def test_the_dpia_counts_cases_and_removals(cast):
    case = open_case(cast)
    remove(cast, case, "Leerde")
    said = " ".join(text for one in paper(cast, "dpia").sections for text in one.texts)
    assert "1 zaken, 1 keer woorden weggehaald" in said


@pytest.mark.parametrize("kind", papers.KINDS)
def test_each_names_its_article_and_leaves_open_what_only_people_know(cast, kind):
    document = paper(cast, kind)
    assert document.article.startswith("AVG, artikel") and not document.final
    assert all("{" not in text for one in document.sections for text in (*one.texts, one.title))
    assert all(one.texts or one.rows or one.to_fill for one in document.sections)


def test_all_parts_of_article_28_are_in_the_agreement(cast):
    sources = " ".join(one.source for one in paper(cast, "agreement").sections)
    assert all(f"onder {letter}" in sources for letter in "abcdefgh")


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_what_is_to_be_filled_in(browse, name):
    page = browse("privacy_officer").get(f"/privacy/stukken/{name}")
    assert "In te vullen:" in page.text and f"/privacy/stukken/{name}/pdf" in page.links()


def test_the_pdf_is_one(browse):
    page = browse("privacy_officer").get("/privacy/stukken/dpia/pdf")
    assert page.headers["Content-Type"] == "application/pdf"
    assert page.answer.data.startswith(b"%PDF-")


def test_the_register_names_everybody_who_may_read(browse, cast, monkeypatch):
    """What the pages open for the company's office and for an officer on a case stands in it."""
    quick_pdf(monkeypatch)
    case = Case(cast)
    case.to("final")
    open_case(cast)
    assert browse("privacy_officer").get(f"/evaluaties/{case.ev.id}").status == 200
    assert "order 41-207" in browse("employer_a").get(f"/evaluaties/{case.ev.id}").text
    assert hours.read_statement(cast.as_("employer_a"), cast.placement_a1)
    told = rows(paper(cast, "register"))
    for what in (
        "Evaluaties met handtekeningen", "Aanwezigheid, zonder oorzaak",
        "Wie wat las, en het logboek",
    ):  # fmt: skip
        assert "een privacyfunctionaris op een zaak" in told[what], what
    assert "urenoverzicht" in told["Aanwezigheid, zonder oorzaak"]
    assert "bij een onderdeel van een evaluatie" in told["Dagnotities en reacties"]
    assert "30 dagen" in told["Mijn dag: een gezicht en een zin"]
    said = " ".join(text for one in paper(cast, "dpia").sections for text in one.texts)
    assert "geen tekst" not in said


def test_the_register_says_when_a_line_for_the_next_shift_is_erased(cast):
    """After three days nobody reads it any more; it goes with the drafts."""
    line = Handover.create(
        placement=cast.placement_a1.id, author=cast.supervisor_a.id, text="Order 12.",
        expires_at=NOW - timedelta(days=30),
    )  # fmt: skip
    assert not Handover.visible_to(cast.as_("supervisor_a")).where(Handover.id == line.id).exists()
    kept = dict(shared(Kind.DRAFTS, NOW - timedelta(days=90)))[Handover]
    assert not Handover.select().where(kept).exists()
    told = rows(paper(cast, "register"))["Regel voor de volgende ploeg"]
    assert told.startswith("3 dagen te lezen") and "Concepten" in told
