"""A form about a placement that its coach is still writing: kept as typed, or thrown away."""

from collections.abc import Mapping

from pwa.database import transaction
from pwa.domain.enums import PlacementForm
from pwa.domain.errors import NotAllowed
from pwa.models import FormDraft, Person, Placement
from pwa.policies import agreements as policies
from pwa.services import audit, drafts


def draft_of(by: Person, placement: Placement, form: PlacementForm) -> FormDraft | None:
    """What this person was typing, if anything."""
    return drafts.draft_of(FormDraft, user=by.id, placement=placement.id, form=form)


def keep(
    by: Person, placement: Placement, form: PlacementForm, edition: int, fields: Mapping[str, str]
) -> FormDraft:
    """Keep what was typed in a form read with this edition. Raises NotAllowed, Stale."""
    if not policies.decide(by, placement):
        raise NotAllowed("not_yours")
    return drafts.keep(FormDraft, edition, fields, user=by.id, placement=placement.id, form=form)


def throw_away(by: Person, placement: Placement, form: PlacementForm) -> None:
    """Drop what was typed; what is agreed stays as it is."""
    with transaction():
        row = counts(by, placement, form)
        if row is not None:
            audit.record(by, "placement.draft_away", placement, form=form)


def counts(by: Person, placement: Placement, form: PlacementForm) -> FormDraft | None:
    """In the caller's transaction: what was typed counts now, and is no draft any more."""
    return drafts.empty(FormDraft, user=by.id, placement=placement.id, form=form)
