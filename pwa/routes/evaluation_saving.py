"""Keep what a page of an evaluation sent, beside what others saved since that page was made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pwa import access, words
from pwa.domain.errors import BadInput, Stale
from pwa.domain.merging import Clash, merge, write_marks
from pwa.models import Evaluation
from pwa.queries import evaluation_form
from pwa.queries.evaluation_form import Line
from pwa.routes.evaluation_fields import (
    Boxes,
    Carried,
    fields_of,
    own_fields_of,
    with_fields,
    with_own_fields,
)
from pwa.routes.evaluation_forms import Filled, OwnForm, read_own_form, read_supervisor_form
from pwa.services import evaluations

Outcome = TypeVar("Outcome")

TRIES = 3
"""Somebody may save between reading and writing; once more is enough for two people."""


@dataclass(frozen=True)
class Kept:
    """What came of it. Fields in `clashes` wait for a choice; all the others are saved.

    `marks` are where the page starts from now. `behind`: somebody else saved since the page was
    made, so that it does not show everything; its edition then stays what it was.
    """

    row: Evaluation
    clashes: tuple[Clash, ...]
    marks: str
    behind: bool


def keep(evaluation: Evaluation) -> Kept | Filled:
    """Save the supervisor's form; a form with mistakes comes back as it is. Raises MoveRefused."""
    return _again_when_stale(_keep, evaluation)


def keep_own(evaluation: Evaluation) -> Kept | OwnForm:
    """The same for the candidate's own view, which may stand open on two devices."""
    return _again_when_stale(_keep_own, evaluation)


def _again_when_stale(attempt: Callable[[Evaluation], Outcome], evaluation: Evaluation) -> Outcome:
    for _ in range(TRIES):
        try:
            return attempt(evaluation)
        except Stale:
            evaluation = evaluations.again(evaluation)
    raise Stale()


def _keep(evaluation: Evaluation) -> Kept | Filled:
    stored = evaluation_form.supervisor_form(evaluation, access.me().language)
    filled = read_supervisor_form(stored)
    if filled.errors:
        return filled
    carried, fields = filled.carried, fields_of(filled.form)
    found = merge(carried.base, fields, fields_of(stored), carried.keep, carried.ask)
    laid = with_fields(stored, found.values)
    lines = tuple(_with_notes(one, filled.boxes.get(one.code)) for one in laid.lines)
    whole = Filled(replace(laid, lines=lines))
    try:
        row = evaluations.save(access.me(), evaluation, stored.edition, whole.content())
    except BadInput as problem:
        return replace(filled, errors=words.errors(problem.fields))
    base = _marks(carried, carried.after(fields, filled.boxes), found.clashes)
    return Kept(row, found.clashes, base, filled.form.edition != stored.edition)


def _keep_own(evaluation: Evaluation) -> Kept | OwnForm:
    lines = evaluation_form.own_form(evaluation, access.me().language)
    said, edition = evaluation.candidate_words, evaluation.candidate_edition
    form = read_own_form(said, lines, edition)
    if form.errors:
        return form
    carried, stored = form.carried, own_fields_of(said, lines)
    found = merge(carried.base, form.fields, stored, carried.keep, carried.ask)
    whole = OwnForm(found.values["words"], with_own_fields(lines, found.values), edition)
    try:
        row = evaluations.save_own_view(access.me(), evaluation, edition, whole.view())
    except BadInput as problem:
        return replace(form, errors=words.errors(problem.fields))
    base = _marks(carried, carried.after(form.fields, {}), found.clashes)
    return Kept(row, found.clashes, base, form.edition != edition)


def _with_notes(line: Line, boxes: Boxes | None) -> Line:
    if boxes is None:
        return line
    chosen = boxes.laid_over(frozenset(note.id for note in line.notes if note.chosen))
    notes = tuple(replace(note, chosen=note.id in chosen) for note in line.notes)
    return replace(line, notes=notes)


def _marks(carried: Carried, after: Mapping[str, str], clashes: tuple[Clash, ...]) -> str:
    """A field that waits for a choice still starts from where it started."""
    waiting = {one.field: (carried.base or {}).get(one.field, "") for one in clashes}
    return write_marks({**after, **waiting})
