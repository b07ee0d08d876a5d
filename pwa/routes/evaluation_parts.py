"""The two pages of the supervisor's form, and what is still to think about or to fill in, each with
the way to where that stands."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for

from pwa import words
from pwa.field_names import of_field
from pwa.models import Evaluation
from pwa.queries.evaluation_form import Form
from pwa.routes import evaluation_words as said
from pwa.routes.evaluation_fields import is_about_a_line

Pointer = tuple[str, str]
"""A sentence and a link to what it is about; no link where it is about the whole."""


@dataclass(frozen=True)
class FormPart:
    """One of the two pages of the supervisor's form: together they are too much for one."""

    template: str
    shown: str
    saved: str
    holds: Callable[[str], bool]
    """Whether a field of this name stands on it."""


LINES = FormPart("evaluations/form.html", "evaluations.show", "evaluations.save", is_about_a_line)
REST = FormPart(
    "evaluations/form_rest.html",
    "evaluations.in_words",
    "evaluations.save_in_words",
    lambda name: not is_about_a_line(name),
)


def hints_of(evaluation: Evaluation, form: Form, here: FormPart | None = None) -> list[Pointer]:
    """The balance: questions that only the author sees; help, never a stop."""
    labels = {one.code: one.label for one in form.lines}
    return [
        (
            said.hint(one.code, labels.get(one.competence, "")),
            _way(evaluation, f"level.{one.competence}", here) if one.competence else "",
        )
        for one in form.hints
    ]


def missing_of(evaluation: Evaluation, form: Form, here: FormPart | None = None) -> list[Pointer]:
    """What freezing asks and is not there."""
    labels = said.field_labels({one.code: one.label for one in form.lines})
    told = words.errors({one.about: one.code for one in form.problems})
    return [
        (of_field(text, labels.get(name, "")), _way(evaluation, name, here))
        for name, text in told.items()
    ]


def _way(evaluation: Evaluation, name: str, here: FormPart | None) -> str:
    """To the field of this name. What is about a line leads to that line: it opens as a whole."""
    part = LINES if is_about_a_line(name) else REST
    place = f"line.{name.partition('.')[2]}" if part is LINES else name
    page = "" if part is here else url_for(part.shown, evaluation=evaluation.id)
    return f"{page}#{place}"
