"""A form that is shown once more, as it will be, before it counts.

Fill in -> look at what happens -> yes; and back again with everything that was typed. What the form
was made from (`seen`) travels along, so that somebody who was faster is noticed at every step.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from flask import request

from pwa import words
from pwa.domain import text as texts
from pwa.domain.errors import BadInput, Stale
from pwa.forms import Reader

Wanted = TypeVar("Wanted")
_OURS = ("step", "seen", "edition")


@dataclass(frozen=True)
class Step(Generic[Wanted]):
    """What was typed, what it means when nothing is wrong, and which button was pressed.

    Of a form that saves itself: the edition of its draft, when that was kept, and what the same
    person typed in another window.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    wanted: Wanted | None = None
    step: str = ""
    seen: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    stale: bool = False
    edition: int = 0
    kept_at: datetime | None = None
    other: Mapping[str, str] | None = None

    def get(self, name: str, otherwise: str = "") -> str:
        return self.typed.get(name, otherwise)

    def made_from(self, now: str) -> str:
        """What its page starts from: as it did, unless it tells what stands there now."""
        return now if self.stale or not self.seen else self.seen

    @property
    def sure(self) -> Wanted:
        """What is wanted, once nothing is wrong."""
        if self.wanted is None:
            raise BadInput({})
        return self.wanted


def read(make: Callable[[Reader], Wanted | None]) -> Step[Wanted]:
    """The form as sent; `make` reads its fields, all of them."""
    r = Reader()
    typed = {
        name: texts.clean(value[:5000]) for name, value in request.form.items() if name not in _OURS
    }
    step = r.option("step", ("sure", "change", "forget"), required=False)
    seen = r.line("seen", most=200)
    edition = r.number("edition", 0, 10**9 - 1, default=0) or 0
    wanted = make(r)
    wrong = r.done()
    return Step(typed, None if wrong else wanted, step, seen, words.errors(wrong), edition=edition)


def answer(
    step: Step[Wanted],
    *,
    form: Callable[[Step[Wanted], int], Any],
    preview: Callable[[Step[Wanted]], Any],
    do: Callable[[Step[Wanted]], Any],
) -> Any:
    """Where this step leads: the form again, what will happen, or done."""
    if step.wanted is None or step.step == "change":
        return form(step, 422 if step.errors and step.step != "change" else 200)
    try:
        return do(step) if step.step == "sure" else preview(step)
    except BadInput as wrong:
        return form(replace(step, errors=words.errors(wrong.fields)), 422)
    except Stale:
        return form(replace(step, stale=True), 409)
