"""The notes behind one level: all of the period, to attach or to take away, a few at a time.

The form of an evaluation fetches these when somebody opens a part of it, so that it stays small
however many notes there are; without JavaScript it is a page with a button.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import abort, request

from pwa import access
from pwa.database import transaction
from pwa.domain.states import SUPERVISOR_WRITES_IN
from pwa.models import Evaluation
from pwa.pages import page
from pwa.policies import evaluations as policies
from pwa.queries.evaluation_form import supervisor_form
from pwa.queries.evaluation_notes import NoteChoice
from pwa.routes.evaluation_pages import head
from pwa.services import audit

bp = access.GuardedBlueprint("evidence", __name__)

AT_ONCE = 20


@bp.get("/evaluaties/<uuid:evaluation>/notities/<code>", may=policies.write)
def choose(evaluation: Evaluation, code: str) -> Any:
    """What was chosen or is about it first, then all the others, each newest first."""
    if evaluation.state not in SUPERVISOR_WRITES_IN:
        abort(404)
    with transaction():
        form = supervisor_form(evaluation, access.me().language)
        audit.record_reading(access.me(), [evaluation.placement], "evaluatie")
    line = next((one for one in form.lines if one.code == code), None) or abort(404)
    shown = Part.of(line.notes, request.args.get("na", ""))
    return page(
        "evaluations/notes.html",
        **head(evaluation),
        line=replace(line, notes=shown.notes),
        more=shown.more,
        left=shown.left,
        first="na" not in request.args,
        edition=form.edition,
    )


@dataclass(frozen=True)
class Part:
    """Some of the notes; `more` is the last of them where there are others (`left`) after it.

    Their order does not change by choosing, so that going on shows each of the others. What was
    chosen stands on top of the first part, wherever it belongs.
    """

    notes: tuple[NoteChoice, ...]
    more: UUID | None = None
    left: int = 0

    @classmethod
    def of(cls, every: tuple[NoteChoice, ...], after: str) -> "Part":
        days = sorted(every, key=lambda note: (note.day, note.id), reverse=True)
        ordered = sorted(days, key=lambda note: not note.about)
        start = next((n for n, note in enumerate(ordered, 1) if str(note.id) == after), 0)
        shown, left = ordered[start : start + AT_ONCE], len(ordered) - start - AT_ONCE
        pinned = [note for note in every if note.chosen and not note.about and not start]
        notes = (*pinned, *(note for note in shown if note not in pinned))
        return cls(notes, shown[-1].id, left) if left > 0 else cls(notes)
