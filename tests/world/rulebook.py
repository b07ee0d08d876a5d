"""Who may see which words: written by hand from what was agreed, knowing nothing of the product.

The facts are what happened, as people would tell it; `verdict` says what follows. Each rule names
where it was agreed: the roles and their table ("Who may see and do what"), the states of notes and
evaluations, and decisions 30, 33 and 36 in docs/decisions.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

COACH_READS_ON = timedelta(days=30)
WEEKS_TO_EVALUATE = timedelta(days=42)
LINE_STAYS = timedelta(days=3)
TIME_TO_UNDO = timedelta(minutes=10)
DAYS_BEFORE_THE_TALK = 3
HOLIDAYS = {date(2026, 4, 3 + 3), date(2026, 4, 27), date(2026, 5, 14), date(2026, 5, 25)}
"""Dutch public holidays on weekdays in the months that the world lasts."""


class Verdict(Enum):
    MUST = "must see it"
    MAY = "may see it"
    NEVER = "may not see it"


class Kind(Enum):
    NOTE = "a note"
    EARLIER = "what a note said before it was changed"
    REACTION = "a candidate's answer to a note"
    OWN_DAY = "the candidate's own day"
    LINE = "a line for the next shift"
    VISIT = "what a coach wrote after a visit"
    EVALUATION = "what a supervisor wrote in an evaluation"
    OWN_VIEW = "what a candidate wrote in an evaluation"
    CASE_TOLD = "what an officer told the candidate about a case"
    CASE_REASON = "why an officer opened a case"


@dataclass
class Seat:
    who: str
    place: str
    role: str
    first: date
    last: date | None = None

    def on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass
class Guide:
    """Somebody guides a placement from .. to; who guides the whole of it looks on until .."""

    who: str
    placement: str
    first: date
    last: date
    until: date
    absent: str = ""
    """For whom this person stands in, in a period that somebody arranged."""

    @property
    def whole(self) -> bool:
        return self.until > self.last

    def on(self, day: date) -> bool:
        return day <= self.until and (self.first <= day or self.whole)


@dataclass
class Cover:
    """A colleague coaches these days; of candidates who moved on, until they did."""

    who: str
    candidate: str
    first: date
    last: date

    def on(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass
class Case:
    officer: str
    candidate: str
    town: str
    last: date
    closed: bool = False


@dataclass
class Placement:
    candidate: str
    company: str
    ended: date | None = None


@dataclass
class Candidate:
    town: str
    coach: str


@dataclass
class Words:
    canary: str
    kind: Kind
    about: str
    """The candidate."""
    placement: str = ""
    written: datetime | None = None
    shared: datetime | None = None
    """From when the candidate may read a note; who guides reads it at once."""
    evaluation: str = ""
    gone: bool = False
    """Withdrawn, or removed by a privacy officer: nobody reads it any more."""
    replaced: bool = False
    """Something else stands in its place; it need not be found."""


@dataclass
class Facts:
    now: datetime
    today: date
    seats: list[Seat] = field(default_factory=list)
    guides: list[Guide] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    placements: dict[str, Placement] = field(default_factory=dict)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    blocks: set[tuple[str, str]] = field(default_factory=set)
    states: dict[str, str] = field(default_factory=dict)
    """Evaluation -> draft, ready, discussed, signing, returned or final."""
    words: list[Words] = field(default_factory=list)

    def seated(self, who: str, role: str, place: str) -> bool:
        asked = (who, role, place)
        return any((s.who, s.role, s.place) == asked and s.on(self.today) for s in self.seats)

    def is_out(self, who: str) -> bool:
        """Blocked by anybody, or nobody anywhere: neither a role today nor a candidate."""
        if any(one == who for _place, one in self.blocks):
            return True
        return who not in self.candidates and not any(
            s.who == who and s.on(self.today) for s in self.seats
        )

    def guides_it(self, who: str, placement: str) -> bool:
        """Assigned, in these days, and still a supervisor of that company."""
        company = self.placements[placement].company
        mine = [g for g in self.guides if (g.who, g.placement) == (who, placement)]
        return self.seated(who, "supervisor", company) and any(g.on(self.today) for g in mine)

    def guides_today(self, who: str, placement: str) -> bool:
        """May write about today."""
        mine = [g for g in self.guides if (g.who, g.placement) == (who, placement)]
        return self.guides_it(who, placement) and any(g.first <= self.today <= g.last for g in mine)

    def coaches(self, who: str, candidate: str) -> bool:
        """The own coach or one who covers, as a coach of the candidate's municipality."""
        row = self.candidates[candidate]
        covers = any(
            (c.who, c.candidate) == (who, candidate) and c.on(self.today) for c in self.covers
        )
        return self.seated(who, "coach", row.town) and (row.coach == who or covers)

    def on_case(self, who: str, candidate: str) -> bool:
        """An own open case, about somebody of the own municipality (decision 33)."""
        town = self.candidates[candidate].town
        open_ = any(
            (c.officer, c.candidate, c.town) == (who, candidate, town)
            and not c.closed
            and self.today <= c.last
            for c in self.cases
        )
        return open_ and self.seated(who, "privacy_officer", town)


def end_of_working_day(day: date, ahead: int) -> date:
    """The day so many working days later."""
    while ahead:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in HOLIDAYS:
            ahead -= 1
    return day


def verdict(facts: Facts, who: str, words: Words) -> Verdict:
    """What the agreements say about this person and these words, now."""
    if facts.is_out(who) or words.gone:
        return Verdict.NEVER
    said = RULES[words.kind](facts, who, words)
    return Verdict.MAY if said is Verdict.MUST and words.replaced else said


def _note(f: Facts, who: str, w: Words) -> Verdict:
    """Read notes: candidate and coach what is shared, who guides all, an officer on a case; a coach
    until 30 days after the placement closed."""
    if f.guides_it(who, w.placement):
        return Verdict.MUST
    ended = f.placements[w.placement].ended
    still = ended is None or f.today <= ended + COACH_READS_ON
    reads = who == w.about or f.on_case(who, w.about) or (f.coaches(who, w.about) and still)
    is_shared = w.shared is not None and w.shared <= f.now
    return Verdict.MUST if reads and is_shared else Verdict.NEVER


def _day(f: Facts, who: str, w: Words) -> Verdict:
    """The candidate's own words and a coach's visit: whoever reads the notes of that placement."""
    if who == w.about or f.guides_it(who, w.placement):
        return Verdict.MUST
    ended = f.placements[w.placement].ended
    still = ended is None or f.today <= ended + COACH_READS_ON
    reads = f.on_case(who, w.about) or (f.coaches(who, w.about) and still)
    return Verdict.MUST if reads else Verdict.NEVER


def _line(f: Facts, who: str, w: Words) -> Verdict:
    """For the next shift, three days; it is never evidence. Who asks for all that is kept about
    them gets it too: the candidate's own dossier, and the answer to an access request."""
    young = w.written is not None and f.now < w.written + LINE_STAYS
    if f.guides_it(who, w.placement) and young:
        return Verdict.MAY
    return Verdict.NEVER


def _evaluation(f: Facts, who: str, w: Words) -> Verdict:
    """Who guides writes it; candidate, coach and officer read from *ready*, the company the final
    one. PDFs stay, so for a coach there is no end to it."""
    state = f.states[w.evaluation]
    if f.guides_it(who, w.placement):
        return Verdict.MUST
    if who == w.about or f.coaches(who, w.about) or f.on_case(who, w.about):
        return Verdict.NEVER if state == "draft" else Verdict.MUST
    company = f.placements[w.placement].company
    if f.seated(who, "employer_admin", company) and state == "final":
        return Verdict.MUST
    return Verdict.NEVER


def _own_view(f: Facts, who: str, w: Words) -> Verdict:
    """The candidate's at once; others read it with the evaluation."""
    if who == w.about:
        return Verdict.MUST
    said = _evaluation(f, who, w)
    return Verdict.NEVER if said is Verdict.NEVER else Verdict.MAY


def _told(f: Facts, who: str, w: Words) -> Verdict:
    town = f.candidates[w.about].town
    if who == w.about or f.seated(who, "privacy_officer", town):
        return Verdict.MAY
    return Verdict.NEVER


def _reason(f: Facts, who: str, w: Words) -> Verdict:
    """For the office: every officer of that municipality, and nobody else."""
    town = f.candidates[w.about].town
    return Verdict.MAY if f.seated(who, "privacy_officer", town) else Verdict.NEVER


RULES = {
    Kind.NOTE: _note,
    Kind.EARLIER: _note,
    Kind.REACTION: _note,
    Kind.OWN_DAY: _day,
    Kind.LINE: _line,
    Kind.VISIT: _day,
    Kind.EVALUATION: _evaluation,
    Kind.OWN_VIEW: _own_view,
    Kind.CASE_TOLD: _told,
    Kind.CASE_REASON: _reason,
}
