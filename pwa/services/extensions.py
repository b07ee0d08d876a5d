"""A later end of a placement, decided by the coach with the reason."""

from dataclasses import dataclass
from datetime import date

from pwa.database import transaction
from pwa.domain.errors import BadInput
from pwa.domain.milestones import DurationWarning, duration_warnings
from pwa.models import Extension, Person, Placement
from pwa.models.clocks import clock_of
from pwa.services import audit
from pwa.services.running import check_seen, guide_until, hold, require_move


@dataclass(frozen=True)
class Extending:
    """`despite` is why it goes on although the rule profile warns."""

    to_on: date
    reason: str
    despite: str = ""


def extend(
    by: Person, placement: Placement, wanted: Extending, seen: str | None = None
) -> Extension:
    """A later end; who guides until the end guides until the new one. Asked twice it is one.

    Raises BadInput (to_on, reason, despite), MoveRefused, Stale.
    """
    with transaction():
        if known := _same(by, placement, wanted):
            return known
        warnings = check_extension(by, placement, wanted, seen)
        if warnings and not wanted.despite:
            raise BadInput({"despite": "reason_missing"})
        old_end = placement.planned_end_on
        hold(
            placement, planned_end_on=wanted.to_on, first_end_on=placement.first_end_on or old_end
        )  # fmt: skip
        row = Extension.create(
            placement=placement, from_on=old_end, to_on=wanted.to_on, reason=wanted.reason,
            despite=wanted.despite, decided_by=by.id,
        )  # fmt: skip
        guide_until(by, placement, old_end, wanted.to_on)
        audit.record(
            by, "placement.extend", placement,
            to_on=wanted.to_on, extension=row.id, warnings=[str(one) for one in warnings],
        )  # fmt: skip
    return row


def _same(by: Person, placement: Placement, wanted: Extending) -> Extension | None:
    """The extension that counts now, where this person made it with the same words."""
    e = Extension
    said = (e.reason == wanted.reason) & (e.despite == wanted.despite) & (e.decided_by == by.id)
    counts = Placement.select(Placement.planned_end_on).where(Placement.id == placement.id)
    this = (e.placement == placement.id) & (e.to_on == wanted.to_on) & (e.to_on == counts)
    found: Extension | None = e.get_or_none(this & said)
    return found


def check_extension(
    by: Person, placement: Placement, wanted: Extending, seen: str | None
) -> list[DurationWarning]:
    """What the rule profile says about the new end; the coach decides.

    Raises BadInput (to_on, reason), MoveRefused, Stale.
    """
    check_seen(placement, seen)
    require_move(by, placement, "extend")
    problems = {}
    if wanted.to_on <= placement.planned_end_on:
        problems["to_on"] = "end_not_later"
    if not wanted.reason:
        problems["reason"] = "reason_missing"
    if problems:
        raise BadInput(problems)
    rules = clock_of(placement).rules
    return duration_warnings(
        rules, placement.start_on, wanted.to_on, placement.prior_months, extended=True
    )
