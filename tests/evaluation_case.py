"""One evaluation of candidate_a1, walked on step by step, for tests of services and pages."""

from collections import OrderedDict
from datetime import date, timedelta
from typing import Any

from pwa import clock
from pwa.domain.enums import Advice, EvaluationKind
from pwa.models import Competence, Evaluation, Organisation
from pwa.services import document_seals, evaluations, layout_printing, printing
from pwa.services.evaluations import ActionEntry, EvaluationContent, OwnView, RatingEntry
from tests.people import NOW, Cast

WRITTEN = NOW - timedelta(days=5)
TALK = date(2026, 3, 10)
WAY = ("draft", "ready", "discussed", "signing", "seen", "decided", "final")


def quick_pdf(monkeypatch: Any) -> None:
    """Only where a test asks nothing about the PDF: bytes that differ with the document."""
    monkeypatch.setattr(document_seals, "seal", lambda pdf, _pending: pdf + b" sealed")
    monkeypatch.setattr(printing, "render", lambda doc: b"%PDF-1.7 " + repr(doc).encode())
    monkeypatch.setattr(layout_printing, "_concepts", OrderedDict())  # no test after it gets these


class Case:
    """`Case(cast)`: `to("signing")` walks there; `ev` is the row as it is now."""

    def __init__(self, cast: Cast, kind: EvaluationKind = EvaluationKind.FINAL) -> None:
        self.cast = cast
        self.placement = cast.placement_a1
        with clock.at(WRITTEN - timedelta(days=1)):
            self.ev = evaluations.start(
                self.ria, self.placement, kind, date(2026, 1, 12), date(2026, 3, 11)
            )

    @property
    def ria(self) -> Any:
        return self.cast.as_("supervisor_a")

    @property
    def amina(self) -> Any:
        return self.cast.as_("candidate_a1")

    @property
    def coach(self) -> Any:
        return self.cast.as_("coach_1")

    @property
    def employer(self) -> Any:
        return self.cast.as_("employer_a")

    def competences(self) -> list[Competence]:
        rows = Competence.select().where(Competence.handbook == self.placement.handbook_id)
        return list(rows.order_by(Competence.position))

    def company_asks(self) -> None:
        Organisation.update(company_signs=True).where(
            Organisation.id == self.cast.company_a.id
        ).execute()
        self.placement.workplace.organisation.company_signs = True

    def content(self, level: int = 3, **changes: Any) -> EvaluationContent:
        first, second = self.competences()[:2]
        facts: dict[str, Any] = {
            "ratings": (
                RatingEntry(first.id, level, "Deed het zelf.", (self.cast.note_a1.id,)),
                RatingEntry(second.id, 2),
            ),
            "strengths": "Nauwkeurig en eerlijk.",
            "points": "Tekening lezen.",
            "advice": Advice.PAID_HERE,
            "advice_details": {
                "function": "medewerker afbramen", "hours": "24", "months": "7",
                "from": "2026-07-01",
            },
            "actions": (ActionEntry("Elke dinsdag een tekening lezen", "Sara"),),
        }  # fmt: skip
        return EvaluationContent(**{**facts, **changes})

    def save(self, content: EvaluationContent | None = None) -> Evaluation:
        self.ev = evaluations.save(self.ria, self.ev, self.ev.edition, content or self.content())
        return self.ev

    def to(self, goal: str) -> Evaluation:
        """Walk the straight way up to and with `goal`, from where it stands."""
        for step in WAY[1 : WAY.index(goal) + 1]:
            getattr(self, f"_{step}")()
        return self.ev

    def _ready(self) -> None:
        view = OwnView("Ik heb weer ritme.", (RatingEntry(self.competences()[0].id, 3),))
        with clock.at(WRITTEN):
            self.ev = evaluations.save_own_view(self.amina, self.ev, 1, view)
            self.save()
            self.ev = evaluations.ready(self.ria, self.ev)

    def _discussed(self) -> None:
        self.ev = evaluations.talk(self.ria, self.ev, TALK, "Amina en Sara")

    def _signing(self) -> None:
        self.freeze()

    def freeze(self) -> Evaluation:
        self.ev = evaluations.freeze(self.ria, self.ev)
        return self.ev

    def _seen(self) -> None:
        self.ev = evaluations.candidate_seen(self.amina, self.ev)

    def _decided(self) -> None:
        self.ev = evaluations.candidate_decides(self.amina, self.ev, True)

    def _final(self) -> None:
        self.ev = evaluations.sign_off(self.coach, self.ev, "Akkoord. Doel behaald.")
