"""A paper about the processing to print: facts, something to fill in, a source."""

from dataclasses import replace
from datetime import date

from pwa.pdf.papers import PaperDocument, PaperSection

PAPER = PaperDocument(
    title="Register van verwerkingen",
    candidate="Gemeente Kessenbroek",
    article="AVG, artikel 30",
    lead="Wat de gemeente met Opstap vastlegt, en waarom.",
    created=date(2026, 3, 11),
    sections=(
        PaperSection(
            "Over wie", "AVG, artikel 30 lid 1 onder c", ("Aantallen van vandaag.",),
            (("Kandidaten", "12"), ("Coaches", "2")), ("Het adres van de gemeente.",),
        ),
        PaperSection("Risico's", "", (), (("Te lang bewaard", "Er zijn termijnen. " * 40),)),
        PaperSection("Besluit", "AVG, artikel 36", (), (), ("Advies, met datum.", "x" * 600)),
    ),
    content_json='{"kind": "register"}',
)  # fmt: skip

FILLED = replace(PAPER, sections=PAPER.sections[1:2])
