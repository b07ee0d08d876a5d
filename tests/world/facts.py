"""What happened in the world, as people would tell it: plain facts, knowing nothing of the product.

The rule book (rulebook.py) says what follows from them.
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
    QUESTION = "what a candidate asked to put right in a note"
    ANSWER = "what was answered to that, or asked once more"
    CONTESTED = "what a candidate said of their hours"
    CONTEST_ANSWER = "what was answered about hours"
    PHOTO = "a photo with a note"
    CLAIMED = "what somebody wrote on a locked tablet, until it is confirmed"
    UNSENT = "what a device holds and Opstap does not have"


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
    planned_end: date = date.max
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
    due: bool = False
    """Of a request for correction, its answers and its note: an answer is due."""
    over: date | None = None
    """Of hours: the Monday after that week."""
    author: str = ""
    company: str = ""
    """Whose tile it stood under, on a tablet of which company."""


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

    def answers_for(self, who: str, placement: str) -> bool:
        """Who guides; the coach where nobody does any more (decision 31)."""
        if self.guides_it(who, placement):
            return True
        known = {g.who for g in self.guides if g.placement == placement}
        guided = any(self.guides_it(one, placement) and not self.is_out(one) for one in known)
        return not guided and self.coaches(who, self.placements[placement].candidate)

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
