"""Which layout an evaluation is printed in, and what happens when it does not work."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from pwa.models import AuditEvent, Document, EvaluationVersion, PrintedLook
from pwa.services import evaluations, layout_printing, layouts, printing
from tests import layout_case
from tests.evaluation_case import Case, quick_pdf
from tests.layout_case import EVERY


@pytest.fixture
def looks(monkeypatch) -> list[Any]:
    """In which look each document was asked for; a look that says `stuk` fails."""
    seen: list[Any] = []

    def render_in(document, look):
        seen.append((document.final, look.top))
        if look.top == "stuk":
            raise printing.LayoutFailed("part_missing:advice")
        return b"%PDF in " + look.top.encode()

    monkeypatch.setattr(printing, "render_in", render_in)
    quick_pdf(monkeypatch)
    return seen


def in_use(cast, monkeypatch, top: str) -> Any:
    with monkeypatch.context() as trial:
        trial.setattr(layout_printing, "render", lambda *_: layout_printing.Printed(b""))
        return layout_case.in_use(cast, top=top)


def test_what_was_frozen_in_one_layout_is_final_in_the_same(cast, looks, monkeypatch):
    first = in_use(cast, monkeypatch, "een")
    case = Case(cast)
    case.to("decided")
    in_use(cast, monkeypatch, "twee")
    evaluations.sign_off(case.coach, case.ev)
    assert looks == [(False, "een"), (True, "een")]
    assert PrintedLook.get().layout_id == first.id
    version = EvaluationVersion.get()
    assert bytes(version.pdf.data) == b"%PDF in een"
    assert bytes(Document.get().blob.data) == b"%PDF in een sealed"


def test_no_layout_is_no_row(cast, looks):
    Case(cast).to("final")
    assert looks == []
    assert not PrintedLook.select().exists()


def test_one_that_fails_at_freezing_is_the_standard_to_the_end(cast, looks, monkeypatch):
    row = in_use(cast, monkeypatch, "stuk")
    case = Case(cast)
    case.to("final")
    assert looks == [(False, "stuk")]
    assert PrintedLook.get().problem == "part_missing:advice"
    assert bytes(Document.get().blob.data).startswith(b"%PDF-1.7")
    events = [one for one in AuditEvent.select() if one.action == "layout.fell_back"]
    assert [one.object_id for one in events] == [row.id]
    assert events[0].detail["problem"] == "part_missing:advice"


def test_one_that_fails_at_the_end_says_so_then(cast, looks, monkeypatch):
    in_use(cast, monkeypatch, "een")
    case = Case(cast)
    case.to("decided")
    assert layout_printing.problem_of(EvaluationVersion.get()) == ""

    def fails(_document, _look):
        raise printing.LayoutFailed("too_slow")

    monkeypatch.setattr(printing, "render_in", fails)
    evaluations.sign_off(case.coach, case.ev)
    assert layout_printing.problem_of(EvaluationVersion.get()) == "too_slow"
    assert bytes(Document.get().blob.data).startswith(b"%PDF-1.7")


def test_the_same_content_again_keeps_the_layout_of_its_pdf(cast, looks, monkeypatch):
    first = in_use(cast, monkeypatch, "een")
    case = Case(cast)
    case.to("signing")
    case.ev = evaluations.return_(case.coach, case.ev, "Kijk nog eens.")
    in_use(cast, monkeypatch, "twee")
    case.ev = evaluations.change(case.ria, case.ev)
    case.ev = evaluations.freeze(case.ria, case.ev)
    assert looks == [(False, "een")]
    assert {row.layout_id for row in PrintedLook.select()} == {first.id}
    assert PrintedLook.select().count() == 2


def test_a_busy_process_is_no_fault_of_the_layout(cast, monkeypatch):
    from pwa.domain.errors import NotAllowed
    from pwa.pdf.look import Look
    from pwa.pdf.process import PdfBusy, PdfFailed, PdfLayoutBroken, PdfTooSlow
    from pwa.pdf.sample import sample

    for raised, said in (
        (PdfBusy("x"), NotAllowed), (PdfLayoutBroken("tag:a"), printing.LayoutFailed),
        (PdfTooSlow("x"), printing.LayoutFailed), (PdfFailed("x"), printing.LayoutFailed),
    ):  # fmt: skip

        class Process:
            def render(self, *_, problem=raised, **__):
                raise problem

        monkeypatch.setattr(printing, "printer", Process)
        with pytest.raises(said):
            printing.render_in(sample("Gemeente"), Look(template="x"))


@pytest.mark.processes
def test_a_template_that_breaks_on_a_real_evaluation_falls_back_and_says_so(cast, browse):
    """It works with the example, so it was taken into use; this evaluation it cannot print."""
    only_example = EVERY + "{% if doc.candidate != 'Vera Voorbeeld' %}{{ doc.niets }}{% endif %}"
    layout_case.in_use(cast, template=only_example)
    case = Case(cast)
    case.to("discussed")
    page = browse("supervisor_a").get(f"/evaluaties/{case.ev.id}/woorden")
    page = page.submit("Vastleggen en ondertekenen").follow()
    assert "De opmaak van de gemeente werkte niet. Dit is de standaardopmaak." in page.text
    told = browse("municipality_admin").get(f"/gemeenten/{cast.kessenbroek.id}/opmaak")
    assert "Deze opmaak werkte een keer niet" in told.text
    assert "Regel 8 van het sjabloon vraagt iets dat er niet (altijd) is." in told.text
    version = EvaluationVersion.get()
    with pikepdf.open(BytesIO(bytes(version.pdf.data))) as pdf:
        assert len(pdf.pages) > 1
    assert layouts.begin(cast.as_("municipality_admin"), cast.kessenbroek).texts
