"""A form of steps about a placement that saves itself: what was typed comes back when it opens."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from flask import flash, jsonify, redirect, request
from flask_babel import gettext as _

from pwa import access, dates
from pwa.domain.enums import PlacementForm
from pwa.domain.errors import Stale
from pwa.forms import sent_by_itself
from pwa.models import FormDraft, Placement
from pwa.routes import steps
from pwa.routes.steps import Step
from pwa.services import form_drafts

Wanted = TypeVar("Wanted")


def opened(placement: Placement, form: PlacementForm, seen: str) -> Step[Any] | None:
    """What this person typed before. Of another making than `seen`: somebody changed it since."""
    draft = form_drafts.draft_of(access.me(), placement, form)
    if draft is None:
        return None
    typed, before = _parts(draft)
    return Step(
        typed, seen=before, edition=draft.edition, kept_at=draft.saved_at, stale=before != seen
    )


def answer(
    placement: Placement,
    name: PlacementForm,
    step: Step[Wanted],
    *,
    form: Callable[[Step[Wanted], int], Any],
    preview: Callable[[Step[Wanted]], Any],
    do: Callable[[Step[Wanted]], Any],
) -> Any:
    """Keep what was typed, by itself or by any button; then what the button says."""
    me, itself = access.me(), sent_by_itself()
    if step.step == "forget":
        form_drafts.throw_away(me, placement, name)
        flash(_("Weggegooid wat nog niet bewaard was."), "success")
        return redirect(request.path, 303)
    fields = {**step.typed, "seen": step.seen}
    try:
        draft = form_drafts.keep(me, placement, name, step.edition, fields)
    except Stale:
        if not itself:
            return form(_beside(placement, name, step), 409)
        told = _("Je hebt dit ook in een ander scherm open. Kijk wat dit betekent, dan kies je.")
        return jsonify(message=told), 409
    if itself:
        return jsonify(saved=dates.hour(draft.saved_at), edition=draft.edition)
    step = replace(step, edition=draft.edition)
    return steps.answer(step, form=form, preview=preview, do=do)


def _beside(placement: Placement, name: PlacementForm, step: Step[Wanted]) -> Step[Wanted]:
    """What was typed here, with what the same person typed in another window."""
    draft = form_drafts.draft_of(access.me(), placement, name)
    if draft is None:  # that one was saved or thrown away just now
        return replace(step, edition=0)
    return replace(step, edition=draft.edition, other=_parts(draft)[0])


def _parts(draft: FormDraft) -> tuple[dict[str, str], str]:
    typed = dict(draft.fields)
    return typed, typed.pop("seen", "")
