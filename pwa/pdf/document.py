"""Everything that a PDF shows, as plain frozen data; here what all kinds share, and evaluations.

The application's query layer fills these; the PDF process only prints them. All values are `str`,
`int`, `bool`, `date` or tuples of those, so that a document can be pickled to the other process
and hashed as a key of a cache. Texts are already words that a person reads: no codes, no ids.
An empty string or tuple means "nothing said"; the template then says so or leaves the part out.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Protocol

from .verification import Verification

__all__ = [
    "AS_SEALED",
    "SCALE",
    "Action",
    "Advice",
    "Attendance",
    "CandidateView",
    "CompanyWords",
    "CompetenceProfile",
    "Detail",
    "EvaluationDocument",
    "EvidenceNote",
    "PrintedDocument",
    "ProfileGroup",
    "SignatureLine",
    "Talk",
]

SCALE = (
    "Niet gezien",
    "Lukt nog niet",
    "Lukt met hulp",
    "Lukt zelfstandig",
    "Kan het een ander leren",
)
"""The words of the levels 0-4, the same for every handbook; 0 is never a low score."""


AS_SEALED = ("zoals-verzegeld.pdf", "Deze versie zoals zij was getekend en verzegeld")
"""Name and description of the file in a PDF that says of itself that it was replaced."""


class PrintedDocument(Protocol):
    """What every kind of document says of itself; its template lies in `templates/pdf`.

    CONCEPT stands across the pages until it is `final`. `content_json`, when there is any, is
    attached as the file that `attachment` (name, description) says.
    """

    template: ClassVar[str]
    attachment: ClassVar[tuple[str, str]]

    @property
    def created(self) -> date: ...
    @property
    def final(self) -> bool: ...
    @property
    def content_json(self) -> str: ...


@dataclass(frozen=True)
class Detail:
    """One labelled fact, printed as a row: ("Functie", "medewerker afbramen")."""

    label: str
    value: str


@dataclass(frozen=True)
class CompanyWords:
    """The company in its own words; `sections` are (heading, text) in the company's order."""

    name: str
    sections: tuple[Detail, ...] = ()
    statement: str = ""
    """What the company says about this candidate in this evaluation."""


@dataclass(frozen=True)
class EvidenceNote:
    """A daily note behind a score: what was seen, by whom, on which day."""

    day: date
    author: str
    tiles: tuple[str, ...] = ()
    text: str = ""
    reaction: str = ""
    """The candidate's answer to the note, in full."""


@dataclass(frozen=True)
class CompetenceProfile:
    """One competence: the levels, the handbook's sentence at the level now, and the evidence.

    Levels run 0-4 (see SCALE); None means that nobody filled it in. `sentence` is the company's own
    sentence at the supervisor's level and `own_sentence` that at the candidate's own, empty at
    level 0.
    """

    label: str
    level: int | None
    sentence: str = ""
    previous_level: int | None = None
    own_level: int | None = None
    example: str = ""
    own_example: str = ""
    notes: tuple[EvidenceNote, ...] = ()
    earlier: tuple[tuple[date, int], ...] = ()
    """(last day, level) of each final evaluation before this one, oldest first."""
    own_sentence: str = ""


@dataclass(frozen=True)
class ProfileGroup:
    """Competences under one heading of the handbook."""

    label: str
    competences: tuple[CompetenceProfile, ...]


@dataclass(frozen=True)
class Attendance:
    """Days in words and in `counts`, (label, number); never a cause.

    `days` is what the strip draws: (day, code), without a code where nobody filled it in.
    """

    summary: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    days: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True)
class Talk:
    """The talk about the evaluation: when, and who was present (name, role)."""

    held_on: date | None = None
    present: tuple[str, ...] = ()
    short_reading_reason: str = ""
    """Why there was less than one working day to read it; empty when there was enough time."""


@dataclass(frozen=True)
class Action:
    """An agreement: who does what by when."""

    who: str
    what: str
    until: date | None = None


@dataclass(frozen=True)
class CandidateView:
    """The candidate's own view and the reaction to a disagreement, always printed in full."""

    text: str = ""
    reaction: str = ""
    disagrees: bool = False


@dataclass(frozen=True)
class Advice:
    """The advice: its words ("Betaald werk bij dit bedrijf"), labelled details, explanation."""

    label: str
    details: tuple[Detail, ...] = ()
    explanation: str = ""


@dataclass(frozen=True)
class SignatureLine:
    """One signature. `meaning` is words ("Gezien en akkoord"); `at` is the server's time in words.

    An unsigned or not yet asked signature is a line with an empty `at`. `content_hash` is the
    SHA-256 (hex) of the content that was signed, `pdf_hash` of the PDF that was read, `made` the
    device's own clock. A void signature says why in `void_reason`, and has the `reaction` that
    belongs to it; that of the standing one is printed in full where the candidate speaks.
    """

    name: str
    role: str
    meaning: str = ""
    statement: str = ""
    at: str = ""
    method: str = ""
    content_hash: str = ""
    pdf_hash: str = ""
    made: str = ""
    void: bool = False
    void_reason: str = ""
    drawing: str = ""
    """What was drawn, as the `d` of an SVG path in a field of 900 by 300."""
    reaction: str = ""


@dataclass(frozen=True)
class EvaluationDocument:
    """A whole interim or final evaluation as it is printed.

    `title` is "Eindevaluatie" or "Tussenevaluatie"; `final` decides about CONCEPT across the pages;
    `state` says in words where it stands ("Wacht op handtekening van ..."). `period` and
    `placement` texts are already Dutch. `content_hash` is the SHA-256 (hex) of the frozen content,
    empty before freezing. `content_json` is attached as a file when it is not empty.
    """

    template: ClassVar[str] = "evaluation.html"
    attachment: ClassVar[tuple[str, str]] = (
        "evaluatie.json",
        "De inhoud van deze evaluatie, leesbaar voor computers",
    )

    title: str
    candidate: str
    company: CompanyWords
    municipality: str
    workplace: str
    placement_kind: str
    start: date
    end: date
    period_from: date
    period_to: date
    hours: str
    supervisors: tuple[str, ...]
    coach: str
    created: date
    final: bool
    state: str
    version: int = 1
    language: str = "nl"
    reference: str = ""
    goals: tuple[str, ...] = ()
    profile: tuple[ProfileGroup, ...] = ()
    attendance: Attendance = Attendance()
    talk: Talk = Talk()
    strengths: str = ""
    points: str = ""
    support_needed: str = ""
    actions: tuple[Action, ...] = ()
    candidate_view: CandidateView = CandidateView()
    advice: Advice | None = None
    coach_conclusion: str = ""
    signatures: tuple[SignatureLine, ...] = ()
    content_hash: str = ""
    verification: Verification | None = None
    previous_label: str = "Vorige evaluatie"
    content_json: str = ""
    replaced: bool = False
    """A newer version takes its place: each page says so, and VERVANGEN stands across it."""
    as_sealed: bytes = field(default=b"", repr=False)
    """The PDF of this version as it was signed and sealed, when this one stands in its place."""

    @property
    def growth(self) -> tuple[tuple[str, tuple[tuple[date, int], ...]], ...]:
        """(label, levels through time) of each competence that was rated before as well."""
        items = (one for group in self.profile for one in group.competences)
        return tuple(
            (one.label, (*one.earlier, (self.period_to, one.level)))
            for one in items
            if one.earlier and one.level is not None
        )
