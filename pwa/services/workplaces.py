"""The places that a company offers: written as a draft of one person, then offered in editions."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import WorkplaceNeed
from pwa.domain.errors import Stale
from pwa.domain.workplaces import PlaceContent
from pwa.models import (
    Organisation,
    Person,
    Workplace,
    WorkplaceCompetence,
    WorkplaceDraft,
    WorkplaceRevision,
)
from pwa.models.workplaces import OFFERED, content_of
from pwa.services import audit


def add_workplace(
    by: Person | None,
    organisation: Organisation,
    title: str,
    asks: Mapping[str, WorkplaceNeed] | None = None,
    **facts: Any,
) -> Workplace:
    """A place of this company, offered at once."""
    with transaction():
        row = Workplace.create(organisation=organisation, title=title, **facts)
        _ask(row, asks or {})
        audit.record(by, "workplace.add", row)
    return row


def offer_new(by: Person | None, organisation: Organisation, content: PlaceContent) -> Workplace:
    """A new place with all that is said about it."""
    return add_workplace(by, organisation, asks=content.asks, **_columns(content))


def save(by: Person, workplace: Workplace, edition: int, content: PlaceContent) -> Workplace:
    """Replace what the place says; what stood there is kept. Raises Stale."""
    with transaction():
        before = content_of(Workplace.get_by_id(workplace.id))
        same = (Workplace.id == workplace.id) & (Workplace.edition == edition)
        said = Workplace.update(edition=edition + 1, **_columns(content)).where(same)
        if said.execute() != 1:
            raise Stale()
        WorkplaceRevision.create(
            workplace=workplace.id, edition=edition, content=before.to_json(), made_by=by.id
        )
        _ask(workplace, content.asks)
        audit.record(by, "workplace.save", workplace, edition=edition + 1)
    return Workplace.get_by_id(workplace.id)


def offer(by: Person, workplace: Workplace, offered: bool) -> None:
    """Take the place off the list of what is offered, or put it back, with who and when. Who is on
    it stays. What somebody else did already is not done again."""
    moment = None if offered else clock.now()
    with transaction():
        before = Workplace.get_by_id(workplace.id)
        same = (Workplace.id == before.id) & (Workplace.edition == before.edition)
        same &= Workplace.retired_at.is_null(not offered)
        done = Workplace.update(edition=before.edition + 1, retired_at=moment).where(same)
        if done.execute() != 1:
            return
        said = {**content_of(before).to_json(), OFFERED: not offered}
        WorkplaceRevision.create(
            workplace=before.id, edition=before.edition, content=said, made_by=by.id
        )
        audit.record(by, "workplace.offer" if offered else "workplace.retire", workplace)


def draft_about(by: Person, about: UUID) -> WorkplaceDraft | None:
    """What this person was typing about this workplace, or about a new one of this company."""
    same = (WorkplaceDraft.user == by.id) & (WorkplaceDraft.about == about)
    row = WorkplaceDraft.get_or_none(same)
    return row if row and row.content else None


def keep_draft(
    by: Person, place: Workplace | Organisation, edition: int, base: int, typed: Mapping[str, Any]
) -> WorkplaceDraft:
    """Keep what was typed, right or wrong; it counts for nobody, so no event tells of it.

    `edition` is the one that the form was read with, 0 for none. Raises Stale when the same person
    saved in another window.
    """
    new = {"base": base, "content": dict(typed), "saved_at": clock.now()}
    company = place if isinstance(place, Organisation) else place.organisation
    same = (WorkplaceDraft.user == by.id) & (WorkplaceDraft.about == place.id)
    with transaction():
        row = WorkplaceDraft.get_or_none(same)
        if row is None:
            return WorkplaceDraft.create(
                user=by.id, about=place.id, organisation=company,
                workplace=None if place is company else place, **new,
            )  # fmt: skip
        if row.content and row.edition != edition:
            raise Stale()
        _next(row, **new)
    return WorkplaceDraft.get_by_id(row.id)


def throw_away(by: Person, draft: WorkplaceDraft) -> None:
    """Drop what was typed; what is offered stays as it is."""
    with transaction():
        _next(draft, content={})
        audit.record(by, "workplace.draft_away", draft)


def publish(by: Person, draft: WorkplaceDraft, edition: int, content: PlaceContent) -> Workplace:
    """What was typed counts from now on. Raises Stale: the draft or the place changed since.

    Afterwards the draft, empty, belongs to the place that it became: a second post finds it.
    """
    with transaction():
        if draft.edition != edition:
            raise Stale()
        _next(draft, content={})
        if draft.workplace is not None:
            return save(by, draft.workplace, draft.base, content)
        made = offer_new(by, draft.organisation, content)
        WorkplaceDraft.update(about=made.id, workplace=made).where(
            WorkplaceDraft.id == draft.id
        ).execute()
    return made


def _next(draft: WorkplaceDraft, **changes: Any) -> None:
    same = (WorkplaceDraft.id == draft.id) & (WorkplaceDraft.edition == draft.edition)
    now = WorkplaceDraft.update(edition=draft.edition + 1, **changes)
    if now.where(same).execute() != 1:
        raise Stale()


def _columns(content: PlaceContent) -> dict[str, Any]:
    facts = content.to_json()
    del facts["asks"]
    return facts


def _ask(workplace: Workplace, asks: Mapping[str, WorkplaceNeed]) -> None:
    WorkplaceCompetence.delete().where(WorkplaceCompetence.workplace == workplace.id).execute()
    for code, need in asks.items():
        WorkplaceCompetence.create(workplace=workplace.id, competence_code=code, need=need)
