"""An evaluation's forms as fields with texts, so that two people's words can be laid together."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pwa.domain.enums import Advice
from pwa.domain.evaluation import AdviceDetail
from pwa.domain.merging import Keep, mark, marks, merge_ticks, read_marks, write_marks
from pwa.forms import Reader
from pwa.queries.evaluation_form import Agreed, Form, Line

TEXTS = ("strengths", "points", "support", "company_statement")


@dataclass(frozen=True)
class Carried:
    """What a page carries beside its fields: the marks it started from, and what was chosen.

    `base` None: the page does not say where it started.
    """

    names: frozenset[str]
    base: dict[str, str] | None
    ask: frozenset[str]
    keep: Mapping[str, Keep]

    @classmethod
    def read(cls, r: Reader) -> "Carried":
        names = frozenset(r.names(""))
        marked = r.line("base", most=20_000)
        keep = {one.removeprefix("keep."): r.choice(one, Keep) for one in r.names("keep.")}
        return cls(
            names=names,
            base=read_marks(marked) if "base" in names else None,
            ask=frozenset(r.line("ask", most=20_000).split()),
            keep={name: one for name, one in keep.items() if one},
        )

    def of(self, fields: Mapping[str, str]) -> dict[str, str]:
        """Those fields that the page held; what is elsewhere stays as it is."""
        return {name: text for name, text in fields.items() if self._held(name)}

    def starting_from(self, stored: Mapping[str, str]) -> "Carried":
        """For a page without marks that nobody saved after: it started from what is stored."""
        return self if self.base is not None else replace(self, base=marks(stored))

    def page_marks(self, fields: Mapping[str, str]) -> str:
        """The marks for the page that is shown now: its own, or those of the database."""
        if self.base is not None:
            return write_marks(self.base)
        return "" if self.names else write_marks(marks(fields))

    def after(self, fields: Mapping[str, str], boxes: Mapping[str, "Boxes"]) -> dict[str, str]:
        """The marks once these were taken in: from here on what the page shows is its start."""
        bits = {f"notes.{code}": one.bits for code, one in boxes.items()}
        return {**(self.base or {}), **{n: mark(t) for n, t in self.of(fields).items()}, **bits}

    def _held(self, name: str) -> bool:
        return name in self.names or (name == "actions" and "action.0" in self.names)


NOTHING_CARRIED = Carried(frozenset(), None, frozenset(), {})
"""A page that is made from the database, and not from what was sent."""


@dataclass(frozen=True)
class Boxes:
    """The notes that a page showed with one competence, each with whether it was ticked then."""

    offered: Mapping[UUID, bool]
    ticked: frozenset[UUID]
    known: frozenset[UUID]

    def __bool__(self) -> bool:
        return bool(self.offered)

    @property
    def bits(self) -> str:
        """How its page has them now, in its order."""
        return "".join("1" if one in self.ticked else "0" for one in self.offered)

    def laid_over(self, chosen: frozenset[UUID]) -> frozenset[UUID]:
        """The evidence with what this page changed."""
        return merge_ticks(self.offered, self.ticked, chosen) & self.known


def fields_of(form: Form) -> dict[str, str]:
    """The supervisor's form. Evidence is not among them: boxes are laid together one by one."""
    return {
        **{name: getattr(form, name) for name in TEXTS},
        "talk_on": _iso(form.talk_on),
        "talk_with": form.talk_with,
        "advice": form.advice.value if form.advice else "",
        **{f"advice.{one}": form.advice_details.get(one, "") for one in AdviceDetail},
        "actions": actions_as_text(form.actions),
        **{f"level.{one.code}": _digit(one.level) for one in form.lines},
        **{f"example.{one.code}": one.example for one in form.lines},
    }


def is_about_a_line(name: str) -> bool:
    """Whether a field of this name is about one thing that the company looks at."""
    return name.partition(".")[0] in ("level", "example", "notes")


def with_fields(form: Form, values: Mapping[str, str]) -> Form:
    """The same form with these texts."""
    details = {str(one): values[f"advice.{one}"] for one in AdviceDetail}
    lines = tuple(
        replace(
            one,
            level=_number(values[f"level.{one.code}"]),
            example=values[f"example.{one.code}"],
        )
        for one in form.lines
    )
    return replace(
        form,
        lines=lines,
        strengths=values["strengths"],
        points=values["points"],
        support=values["support"],
        company_statement=values["company_statement"],
        talk_on=date.fromisoformat(values["talk_on"]) if values["talk_on"] else None,
        talk_with=values["talk_with"],
        advice=Advice(values["advice"]) if values["advice"] else None,
        advice_details={name: text for name, text in details.items() if text},
        actions=tuple(agreed_in(values["actions"])),
        filled=sum(one.level is not None for one in lines),
    )


def own_fields_of(words: str, lines: tuple[Line, ...]) -> dict[str, str]:
    """The candidate's own view."""
    return {
        "words": words,
        **{f"level.{one.code}": _digit(one.own_level) for one in lines},
        **{f"example.{one.code}": one.own_example for one in lines},
    }


def with_own_fields(lines: tuple[Line, ...], values: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(
        replace(
            one,
            own_level=_number(values[f"level.{one.code}"]),
            own_example=values[f"example.{one.code}"],
        )
        for one in lines
    )


def actions_as_text(actions: Iterable[Agreed]) -> str:
    rows = ([one.what, one.who, _iso(one.by_on), one.whose] for one in actions)
    return "\n".join(map(json.dumps, rows))


def agreed_in(text: str) -> list[Agreed]:
    """Agreements out of their text: one a line, so that two lists can be put under each other."""
    rows = [json.loads(line) for line in text.split("\n") if line]
    return [
        Agreed(what, who, date.fromisoformat(by) if by else None, tuple(whose))
        for what, who, by, whose in rows
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _digit(level: int | None) -> str:
    return "" if level is None else str(level)


def _number(level: str) -> int | None:
    return int(level) if level else None
