"""Other days, goals or people than were offered: a new version, and a new round of signatures.

Only until three have signed. What already runs is extended, paused or stopped instead; a candidate
or a workplace that turns out to be another one is another placement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.domain.enums import PlacementForm
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.placement_checks import Check
from pwa.models import (
    Agreement,
    Goal,
    Person,
    Placement,
    PlacementCheck,
    Supervision,
    User,
)
from pwa.models.agreement_content import Content
from pwa.models.agreement_facts import checks_of
from pwa.models.placement import EVALUATE_AFTER_END
from pwa.services import agreements, audit, form_drafts, history, placements
from pwa.services.agreement_moves import needed, require_coach
from pwa.services.cancelling import was_lived
from pwa.services.planning import supervisor_at
from pwa.services.running import hold


@dataclass(frozen=True)
class Replan:
    """What is agreed, as it should become; `reasons` by the code of a warning."""

    start_on: date
    end_on: date
    schedule: dict[str, Any]
    goals: Sequence[str]
    supervisor: UUID
    substitute: UUID | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


def mark(agreement: Agreement, placement: Placement) -> str:
    """What a form was made from."""
    return f"{agreement.edition}/{placement.mark}"


def replan(by: Person, placement: Placement, wanted: Replan, seen: str) -> Agreement:
    """Change it, and offer it again where it was offered.

    Raises BadInput by field (reason_<code> too), NotAllowed, Stale, MoveRefused.
    """
    agreement = _checked(by, placement, wanted, seen)
    return agreements.make_change(by, placement, agreement, _change(by, placement, wanted))


def becomes(by: Person, placement: Placement, wanted: Replan, seen: str) -> Content:
    """The content of the agreement as it would be; raises what `replan` raises, writes nothing."""
    agreement = _checked(by, placement, wanted, seen)
    return agreements.rehearse(agreement, _change(by, placement, wanted))


def checks(placement: Placement, wanted: Replan) -> tuple[Check, ...]:
    """What there is to say about it; what asks a reason is kept with it."""
    return checks_of(
        placement.candidate.municipality_id,
        placement.kind,
        (wanted.start_on, wanted.end_on),
        prior_months=placement.prior_months,
        workplace=placement.workplace_id,
        candidate=placement.candidate_id,
        supervisor=wanted.supervisor,
        beside=placement.id,
    )


def require_open(by: Person, placement: Placement) -> Agreement:
    """It can still be changed here. Raises NotAllowed, MoveRefused."""
    require_coach(by, placement, "offer")
    agreement = needed(placement)
    agreements.refuse_settled(placement)
    if placement.first_end_on or placement.paused_from:  # it was extended, or stood still
        raise NotAllowed("changed_while_running")
    return agreement


def _checked(by: Person, placement: Placement, wanted: Replan, seen: str) -> Agreement:
    agreement = require_open(by, placement)
    if seen != mark(agreement, placement):
        raise Stale()
    lived, problems = was_lived(placement), {}
    if lived and wanted.start_on != placement.start_on:
        problems["start_on"] = "start_is_lived"
    if wanted.end_on < wanted.start_on:
        problems["end_on"] = "end_before_start"
    elif lived and wanted.end_on < clock.today():
        problems["end_on"] = "end_is_lived"
    if problems:
        raise BadInput(problems)
    return agreement


def _change(by: Person, placement: Placement, wanted: Replan) -> agreements.Change:
    company, found = placement.workplace.organisation, checks(placement, wanted)

    def change(agreement: Agreement) -> None:
        main = supervisor_at(by, company, wanted.supervisor, "supervisor")
        second = supervisor_at(by, company, wanted.substitute, "substitute")
        moved = hold(
            placement, start_on=wanted.start_on, planned_end_on=wanted.end_on,
            schedule=wanted.schedule,
        )  # fmt: skip
        _goals(placement, wanted.goals)
        _guides(by, moved, [(one, one is main) for one in (main, second) if one])
        PlacementCheck.delete().where(PlacementCheck.placement == placement.id).execute()
        agreements.keep_reasons(by, placement, found, wanted.reasons)
        audit.record(
            by, "placement.replan", placement, edition=agreement.edition,
            start_on=wanted.start_on, end_on=wanted.end_on,
        )  # fmt: skip
        form_drafts.counts(by, placement, PlacementForm.PLAN)

    return change


def _goals(placement: Placement, texts: Sequence[str]) -> None:
    """A goal with the same words stays the same goal; it may have been reached."""
    known = {row.text: row for row in Goal.select().where(Goal.placement == placement.id)}
    for text, row in known.items():
        if text not in texts:
            row.delete_instance()
    for position, text in enumerate(dict.fromkeys(texts)):
        if text in known:
            Goal.update(position=position).where(Goal.id == known[text].id).execute()
        else:
            Goal.create(placement=placement.id, text=text, position=position)


def _guides(by: Person, placement: Placement, wanted: Sequence[tuple[User, bool]]) -> None:
    """Who guides the whole of it: their days follow the plan; who goes, goes from today."""
    s, chosen = Supervision, {user.id: (user, main) for user, main in wanted}
    whole = (s.placement == placement.id) & (s.evaluate_until > s.to_on)
    for row in list(s.select().where(whole)):
        user, main = chosen.get(row.user_id, (None, False))
        if user is None or main != row.main:
            _leaves(by, placement, row)
        else:
            _stays(by, placement, row)
            del chosen[row.user_id]
    begin = max(placement.start_on, clock.today()) if was_lived(placement) else placement.start_on
    for user, main in chosen.values():
        placements.assign(by, placement, user, main=main, from_on=begin)


def _stays(by: Person, placement: Placement, row: Supervision) -> None:
    end, before = placement.planned_end_on, history.guides(row)
    begin = row.from_on if was_lived(placement) else placement.start_on
    row.from_on, row.to_on, row.evaluate_until = begin, end, end + EVALUATE_AFTER_END
    row.save()
    if history.guides(row) != before:
        history.guidance(by, placement.id, before, history.guides(row))


def _leaves(by: Person, placement: Placement, row: Supervision) -> None:
    """From today; nobody guided days on which nothing was lived."""
    before, yesterday = history.guides(row), clock.today() - timedelta(days=1)
    if row.from_on > yesterday or not was_lived(placement):
        row.delete_instance()
        history.guidance(by, placement.id, before, None)
        return
    row.to_on = row.evaluate_until = yesterday
    row.save()
    history.guidance(by, placement.id, before, history.guides(row))
