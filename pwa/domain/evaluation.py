"""An evaluation's content: how it is hashed, how its evidence is spread, what its advice asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from pwa.domain.canonical import canonical as canonical
from pwa.domain.canonical import digest
from pwa.domain.enums import Advice, Rater, Tone
from pwa.domain.errors import Code
from pwa.domain.signing import RatingFacts

RECENT_DAYS = 14
ONLY_ATTENTION_DAYS = 10
LEVELS_APART = 2
MOST_NUMBER = 999


def content_hash(content: Mapping[str, object]) -> str:
    """What signatures bind to: SHA-256 of the canonical content, 64 hexadecimal digits."""
    return digest(content)


class Balance(StrEnum):
    """What only the author sees before freezing: a question to think about, never a verdict."""

    SCORE_WITHOUT_NOTE = "score_without_note"
    ONLY_RECENT = "only_recent"
    SUPERVISORS_APART = "supervisors_apart"
    ONLY_ATTENTION = "only_attention"
    LEVEL_JUMP = "level_jump"


@dataclass(frozen=True, slots=True)
class Hint:
    """One question; `competence` is its code, empty where it is about the whole period."""

    code: Balance
    competence: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """A note as far as the balance looks at it; `levels` are the hints given with it, by code."""

    day: date
    author: str
    tone: Tone
    competences: frozenset[str]
    levels: Mapping[str, int] = field(default_factory=dict)


def evidence_balance(
    ratings: Iterable[RatingFacts],
    notes: Iterable[EvidenceNote],
    start: date,
    until: date,
    before: Mapping[str, int] | None = None,
) -> list[Hint]:
    """Questions about the evidence of a period, for the author only.

    A score (1-4) without a note about it; every note from the last two weeks of a longer period;
    two supervisors whose last level hints are two apart; ten days with only attention; a level
    two away from the one `before`, in the previous evaluation. Not seen (0) is no level here.
    """
    ordered = sorted((note for note in notes if start <= note.day <= until), key=lambda n: n.day)
    rated = {one.competence: one.level for one in ratings if one.rater is Rater.SUPERVISOR}
    rated = {code: level for code, level in rated.items() if level}
    seen = frozenset(code for note in ordered for code in note.competences)
    hints = [Hint(Balance.SCORE_WITHOUT_NOTE, code) for code in rated if code not in seen]
    hints += [Hint(Balance.SUPERVISORS_APART, code) for code in rated if _apart(ordered, code)]
    jumped = [code for code, level in rated.items() if _jumped(level, (before or {}).get(code))]
    hints += [Hint(Balance.LEVEL_JUMP, code) for code in jumped]
    hints += [Hint(Balance.ONLY_RECENT)] if _only_recent(ordered, start, until) else []
    hints += [Hint(Balance.ONLY_ATTENTION)] if _only_attention(ordered) else []
    return hints


class DetailKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class AdviceDetail(StrEnum):
    """A field that an advice asks; `kind` says what is typed, `needed` whether it may be empty."""

    FUNCTION = "function"
    HOURS = "hours"
    MONTHS = "months"
    FROM = "from"
    COMPANY = "company"
    GOAL = "goal"
    TRAINING = "training"
    PROVIDER = "provider"
    KIND_OF_WORK = "kind_of_work"
    REASON = "reason"
    MISSING = "missing"
    DECIDE_BY = "decide_by"

    @property
    def kind(self) -> DetailKind:
        return _KINDS.get(self, DetailKind.TEXT)

    @property
    def needed(self) -> bool:
        return self not in _OPTIONAL


_D = AdviceDetail
_KINDS = {
    _D.HOURS: DetailKind.NUMBER,
    _D.MONTHS: DetailKind.NUMBER,
    _D.FROM: DetailKind.DATE,
    _D.DECIDE_BY: DetailKind.DATE,
}
_OPTIONAL = frozenset({_D.COMPANY, _D.PROVIDER})
_NEEDS: Mapping[Advice, tuple[AdviceDetail, ...]] = {
    Advice.PAID_HERE: (_D.FUNCTION, _D.HOURS, _D.MONTHS, _D.FROM),
    Advice.PAID_ELSEWHERE: (_D.FUNCTION, _D.COMPANY),
    Advice.EXTEND: (_D.MONTHS, _D.GOAL),
    Advice.TRAINING: (_D.TRAINING, _D.PROVIDER),
    Advice.OTHER_PLACE: (_D.KIND_OF_WORK, _D.REASON),
    Advice.STOP: (_D.REASON,),
    Advice.NOT_YET_CLEAR: (_D.MISSING, _D.DECIDE_BY),
}


def advice_needs(advice: Advice) -> tuple[AdviceDetail, ...]:
    """The details that an advice asks, in the order of the form."""
    return _NEEDS[advice]


def advice_problems(advice: Advice, details: Mapping[str, str]) -> dict[str, str]:
    """Detail -> code for what is missing or cannot be read; days are typed as YYYY-MM-DD."""
    found = {need: _detail_problem(need, details.get(need, "")) for need in advice_needs(advice)}
    return {str(need): str(code) for need, code in found.items() if code}


def _detail_problem(need: AdviceDetail, text: str) -> str | None:
    text = text.strip()
    if not text:
        return Code.MISSING if need.needed else None
    if need.kind is DetailKind.NUMBER:
        return _number_problem(text)
    if need.kind is DetailKind.DATE:
        return None if _is_date(text) else Code.NOT_A_DATE
    return None


def _number_problem(text: str) -> str | None:
    """Hours a week and months are whole and never zero."""
    if not (text.isascii() and text.isdigit()):
        return Code.NOT_A_NUMBER
    known = len(text) <= len(str(MOST_NUMBER)) and 0 < int(text) <= MOST_NUMBER
    return None if known else f"out_of_range:1:{MOST_NUMBER}"


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _apart(notes: Sequence[EvidenceNote], competence: str) -> bool:
    last = {one.author: one.levels[competence] for one in notes if one.levels.get(competence)}
    levels = last.values()
    return bool(last) and max(levels) - min(levels) >= LEVELS_APART


def _jumped(level: int | None, before: int | None) -> bool:
    """Up or down: both ask what happened in between."""
    if not level or not before:
        return False
    return abs(level - before) >= LEVELS_APART


def _only_recent(notes: Sequence[EvidenceNote], start: date, until: date) -> bool:
    recent = timedelta(days=RECENT_DAYS)
    return bool(notes) and until - start > recent and notes[0].day > until - recent


def _only_attention(notes: Sequence[EvidenceNote]) -> bool:
    """Two notes or more in a row that ask attention, the last ten days or more after the first."""
    first: date | None = None
    for note in notes:
        if note.tone is not Tone.ATTENTION:
            first = None
            continue
        first = first or note.day
        if (note.day - first).days >= ONLY_ATTENTION_DAYS:
            return True
    return False
