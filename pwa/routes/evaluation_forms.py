"""The forms of an evaluation: read from the page, or made from what stands in the database."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pwa import words
from pwa.domain.actions import OWNERS
from pwa.domain.enums import Advice
from pwa.domain.evaluation import AdviceDetail
from pwa.forms import Reader
from pwa.queries.evaluation_form import Agreed, Form, Line
from pwa.services.evaluation_entries import MOST_ACTIONS, MOST_EXAMPLE, MOST_NOTES, MOST_TEXT
from pwa.services.evaluations import ActionEntry, EvaluationContent, OwnView, RatingEntry

TEXTS = ("strengths", "points", "support", "company_statement")
LEVELS = ("0", "1", "2", "3", "4")
SHORTEST_LIST = 3
THEN = ("", "ready", "freeze")


@dataclass(frozen=True)
class Filled:
    """The supervisor's form with what was typed; `stale` when somebody else saved in between."""

    form: Form
    errors: dict[str, str] = field(default_factory=dict)
    then: str = ""
    stale: bool = False
    now: tuple[tuple[str, str], ...] = ()

    @property
    def opened(self) -> str:
        """The competence that stands open: the first with a mistake, else the first to finish."""
        wrong = [one.code for one in self.form.lines if f"example.{one.code}" in self.errors]
        todo = [one.code for one in self.form.lines if not one.finished]
        return next(iter(wrong + todo), "")

    def content(self) -> EvaluationContent:
        form = self.form
        return EvaluationContent(
            ratings=tuple(_entry(one) for one in form.lines),
            **{name: getattr(form, name) for name in TEXTS},
            advice=form.advice,
            advice_details=dict(form.advice_details),
            actions=tuple(
                ActionEntry(one.what, one.who, one.by_on, one.whose) for one in form.actions
            ),
            talk_on=form.talk_on,
            talk_with=form.talk_with,
        )


def _entry(line: Line) -> RatingEntry:
    chosen = tuple(note.id for note in line.notes if note.chosen)
    return RatingEntry(line.id, line.level, line.example, chosen)


def read_supervisor_form(stored: Form) -> Filled:
    """What was posted, laid over what the page offered."""
    r = Reader()
    edition = r.number("edition", 1, 10**8, default=0)
    then = r.option("then", THEN, required=False)
    lines = tuple(_line(r, one) for one in stored.lines)
    texts: dict[str, Any] = {name: r.text(name, most=MOST_TEXT) for name in TEXTS}
    talk: dict[str, Any] = {
        "talk_on": r.day("talk_on", required=False),
        "talk_with": r.text("talk_with", most=600),
    }
    form = replace(
        stored, lines=lines, **texts, **talk, advice=r.choice("advice", Advice, required=False),
        advice_details=_details(r), actions=_actions(r), edition=edition or 0,
        filled=sum(one.level is not None for one in lines),
    )  # fmt: skip
    return Filled(form, words.errors(r.done()), then)


def _line(r: Reader, line: Line) -> Line:
    level = r.option(f"level.{line.code}", LEVELS, required=False)
    example = r.text(f"example.{line.code}", most=MOST_EXAMPLE)
    if not line.notes:
        return replace(line, level=_number(level), example=example)
    picked = set(r.ids(f"notes.{line.code}", most=MOST_NOTES))
    offered = {note.id for note in line.notes}
    if picked - offered:
        r.fail(f"notes.{line.code}", "unknown")
    notes = tuple(replace(note, chosen=note.id in picked) for note in line.notes)
    return replace(line, level=_number(level), example=example, notes=notes)


def _number(level: str) -> int | None:
    return int(level) if level else None


def _details(r: Reader) -> dict[str, str]:
    typed = {one.value: r.line(f"advice.{one}", most=300) for one in AdviceDetail}
    return {name: text for name, text in typed.items() if text}


def _actions(r: Reader) -> tuple[Agreed, ...]:
    rows = [
        Agreed(
            r.text(f"action.{n}", most=MOST_EXAMPLE),
            r.line(f"action_who.{n}", most=120),
            r.day(f"action_by.{n}", required=False),
            r.options(f"action_whose.{n}", tuple(OWNERS)),
        )
        for n in range(MOST_ACTIONS)
    ]
    return tuple(one for one in rows if one.what or one.who or one.by_on or one.whose)


def rows_to_fill(form: Form) -> list[Agreed]:
    """The agreements with some empty rows, so that one can be added without JavaScript."""
    wanted = min(MOST_ACTIONS, max(SHORTEST_LIST, len(form.actions) + 1))
    return [*form.actions, *[Agreed("", "", None)] * (wanted - len(form.actions))]


@dataclass(frozen=True)
class OwnForm:
    """The candidate's own view with what was typed."""

    words: str
    lines: tuple[Line, ...]
    edition: int
    errors: dict[str, str] = field(default_factory=dict)
    stale: bool = False

    @property
    def filled(self) -> int:
        return sum(one.own_level is not None for one in self.lines)

    def view(self) -> OwnView:
        ratings = [RatingEntry(one.id, one.own_level, one.own_example) for one in self.lines]
        return OwnView(self.words, tuple(ratings))


def read_own_form(stored: tuple[Line, ...]) -> OwnForm:
    r = Reader()
    edition = r.number("edition", 1, 10**8, default=0)
    typed = r.text("words", most=MOST_TEXT)
    lines = tuple(
        replace(
            one,
            own_level=_number(r.option(f"level.{one.code}", LEVELS, required=False)),
            own_example=r.text(f"example.{one.code}", most=MOST_EXAMPLE),
        )
        for one in stored
    )
    return OwnForm(typed, lines, edition or 0, words.errors(r.done()))


def differences(mine: Form, now: Form) -> tuple[tuple[str, str], ...]:
    """(field, what the other saved) for all that differs, to choose by."""
    found: list[tuple[str, str]] = [
        (name, getattr(now, name)) for name in TEXTS if getattr(now, name) != getattr(mine, name)
    ]
    if now.advice != mine.advice:
        found.append(("advice", words.word(now.advice) if now.advice else ""))
    for ours, theirs in zip(mine.lines, now.lines, strict=False):
        if (ours.level, ours.example) != (theirs.level, theirs.example):
            found.append((ours.label, _said(theirs)))
    return tuple(found)


def _said(line: Line) -> str:
    level = words.word(line.level) if line.level is not None else "-"
    return f"{level}. {line.example}" if line.example else level


@dataclass(frozen=True)
class StartForm:
    kind: Any
    from_on: date | None
    to_on: date | None
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TalkForm:
    talk_on: date | None = None
    talk_with: str = ""
    reason: str = ""
    short: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "TalkForm":
        r = Reader()
        said: dict[str, Any] = {
            "talk_on": r.day("talk_on"),
            "talk_with": r.text("talk_with", most=600, required=True),
            "reason": r.text("short_reading_reason", most=600),
        }
        return cls(**said, errors=words.errors(r.done()))


@dataclass(frozen=True)
class SayForm:
    """A step with one text: a reaction, a reason or a conclusion."""

    text: str = ""
    choice: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, name: str, *, required: bool = False, choices: tuple[str, ...] = ()) -> "SayForm":
        r = Reader()
        text = r.text(name, most=MOST_TEXT, required=required)
        choice = r.option("choice", choices) if choices else ""
        return cls(text, choice, words.errors(r.done()))
