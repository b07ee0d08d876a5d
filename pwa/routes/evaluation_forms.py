"""The forms of an evaluation: read from the page, or made from what stands in the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from pwa import words
from pwa.domain.actions import OWNERS
from pwa.domain.enums import Advice
from pwa.domain.evaluation import AdviceDetail
from pwa.forms import Reader
from pwa.queries.evaluation_form import Agreed, Form, Line
from pwa.routes.evaluation_fields import (
    NOTHING_CARRIED,
    TEXTS,
    Boxes,
    Carried,
    actions_as_text,
    fields_of,
    own_fields_of,
    with_fields,
    with_own_fields,
)
from pwa.services.evaluation_entries import MOST_ACTIONS, MOST_EXAMPLE, MOST_NOTES, MOST_TEXT
from pwa.services.evaluations import ActionEntry, EvaluationContent, OwnView, RatingEntry

LEVELS = ("0", "1", "2", "3", "4")
SHORTEST_LIST = 3
MOST_OFFERED = 5000
THEN = ("", "words", "ready", "freeze")


@dataclass(frozen=True)
class Filled:
    """The supervisor's form with what was typed, and what its page carried."""

    form: Form
    errors: dict[str, str] = field(default_factory=dict)
    then: str = ""
    carried: Carried = NOTHING_CARRIED
    boxes: Mapping[str, Boxes] = field(default_factory=dict)

    @property
    def opened(self) -> str:
        """The competence that stands open: the first with a mistake, else the first to finish."""
        wrong = [one.code for one in self.form.lines if self._wrong(one.code)]
        todo = [one.code for one in self.form.lines if not one.finished]
        return next(iter(wrong + todo), "")

    def _wrong(self, code: str) -> bool:
        return bool({f"example.{code}", f"notes.{code}"} & set(self.errors))

    @property
    def base(self) -> str:
        """The marks that its page carries: where it started from."""
        return self.carried.page_marks(fields_of(self.form))

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
    """What was posted, laid over what stands in the database where the page held nothing."""
    r = Reader()
    edition = r.number("edition", 1, 10**8, default=0)
    then, __ = r.option("then", THEN, required=False), r.moment("made_at")
    r.number("own_edition", 0, 10**8, default=-1)
    carried = Carried.read(r)
    boxes = {one.code: _boxes(r, one, carried) for one in stored.lines}
    typed = carried.of(_typed(r, stored))
    if edition == stored.edition:
        carried = carried.starting_from(fields_of(stored))
    form = replace(with_fields(stored, {**fields_of(stored), **typed}), edition=edition or 0)
    errors = words.errors(r.done())
    return Filled(form, errors, then, carried, {code: one for code, one in boxes.items() if one})


def _typed(r: Reader, stored: Form) -> dict[str, str]:
    advice = r.choice("advice", Advice, required=False)
    talk_on = r.day("talk_on", required=False)
    found = {name: r.text(name, most=MOST_TEXT) for name in TEXTS}
    found |= {f"advice.{one}": r.line(f"advice.{one}", most=300) for one in AdviceDetail}
    for line in stored.lines:
        found |= _level(r, line)
    return found | {
        "advice": str(advice or ""),
        "talk_on": talk_on.isoformat() if talk_on else "",
        "talk_with": r.text("talk_with", most=600),
        "actions": actions_as_text(_actions(r)),
    }


def _level(r: Reader, line: Line) -> dict[str, str]:
    level, example = f"level.{line.code}", f"example.{line.code}"
    return {
        level: r.option(level, LEVELS, required=False),
        example: r.text(example, most=MOST_EXAMPLE),
    }


def _boxes(r: Reader, line: Line, carried: Carried) -> Boxes:
    """The notes that the page showed with this competence. One that is gone since is left out."""
    name = f"notes.{line.code}"
    ticked = r.ids(name, most=MOST_NOTES)
    offered = r.ids(f"offered.{line.code}", most=MOST_OFFERED)
    had = r.ids(f"had.{line.code}", most=MOST_OFFERED)
    known = {note.id for note in line.notes}
    if set(ticked) - set(offered) - known:
        r.fail(name, "unknown")
    saved = (carried.base or {}).get(name, "")
    was = {one: one in had for one in offered}
    was |= {one: bit == "1" for one, bit in zip(offered, saved, strict=False)}
    return Boxes({**dict.fromkeys(ticked, False), **was}, frozenset(ticked), frozenset(known))


def _actions(r: Reader) -> list[Agreed]:
    rows = [
        Agreed(
            r.text(f"action.{n}", most=MOST_EXAMPLE),
            r.line(f"action_who.{n}", most=120),
            r.day(f"action_by.{n}", required=False),
            r.options(f"action_whose.{n}", tuple(OWNERS)),
        )
        for n in range(MOST_ACTIONS)
    ]
    return [one for one in rows if one.what or one.who or one.by_on or one.whose]


def rows_to_fill(form: Form) -> list[Agreed]:
    """The agreements with some empty rows, so that one can be added without JavaScript."""
    wanted = min(MOST_ACTIONS, max(SHORTEST_LIST, len(form.actions) + 1))
    return [*form.actions, *[Agreed("", "", None)] * (wanted - len(form.actions))]


@dataclass(frozen=True)
class OwnForm:
    """The candidate's own view with what was typed, and what its page carried."""

    words: str
    lines: tuple[Line, ...]
    edition: int
    errors: dict[str, str] = field(default_factory=dict)
    carried: Carried = NOTHING_CARRIED

    @property
    def filled(self) -> int:
        return sum(one.own_level is not None for one in self.lines)

    @property
    def fields(self) -> dict[str, str]:
        return own_fields_of(self.words, self.lines)

    @property
    def base(self) -> str:
        return self.carried.page_marks(self.fields)

    def view(self) -> OwnView:
        ratings = [RatingEntry(one.id, one.own_level, one.own_example) for one in self.lines]
        return OwnView(self.words, tuple(ratings))


def read_own_form(said: str, stored: tuple[Line, ...], now: int) -> OwnForm:
    """What was posted, laid over what stands there; `now` is the edition of that."""
    r = Reader()
    edition = r.number("edition", 1, 10**8, default=0)
    carried = Carried.read(r)
    typed = {"words": r.text("words", most=MOST_TEXT)}
    for line in stored:
        typed |= _level(r, line)
    if edition == now:
        carried = carried.starting_from(own_fields_of(said, stored))
    values = {**own_fields_of(said, stored), **carried.of(typed)}
    lines = with_own_fields(stored, values)
    return OwnForm(values["words"], lines, edition or 0, words.errors(r.done()), carried)


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
    """A step, mostly with one text: a reaction, a reason or a conclusion. `content` is the hash of
    what stood on its page; `edition` tells there whether another correction is asked since."""

    text: str = ""
    choice: str = ""
    made_at: datetime | None = None
    errors: dict[str, str] = field(default_factory=dict)
    content: str = ""
    edition: int = 0

    @classmethod
    def read(
        cls, name: str = "", *, required: bool = False, choices: tuple[str, ...] = ()
    ) -> "SayForm":
        r = Reader()
        text = r.text(name, most=MOST_TEXT, required=required) if name else ""
        choice = r.option("choice", choices) if choices else ""
        made_at, content = r.moment("made_at"), r.line("content", most=64)
        edition = r.number("edition", 0, 10**8, default=0) or 0
        r.errors.pop("edition", None)  # a broken one is an old one
        return cls(text, choice, made_at, words.errors(r.done()), content, edition)
