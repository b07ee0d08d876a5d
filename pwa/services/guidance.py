"""A period in which somebody guides ends earlier, and a colleague goes on with it."""

from datetime import date, timedelta
from uuid import UUID

from pwa.models import Person, StandIn, Supervision
from pwa.services import audit, history


def hand_over(by: Person, row: Supervision, last_on: date, heir: UUID | None) -> None:
    """Until that day it is who guides now, after it the heir; without one the guidance ends.

    Whoever writes the evaluation after the end goes along: the weeks for it are the heir's. The
    caller holds the transaction and has checked who may take over.
    """
    if heir is not None:
        _take_over(by, row, last_on, heir)
    for instead in _stand_ins_for(row, last_on):
        _shorten(by, instead, last_on)
    _shorten(by, row, last_on)


def _take_over(by: Person, row: Supervision, last_on: date, heir: UUID) -> None:
    begin = max(last_on + timedelta(days=1), row.from_on)
    end = max(row.to_on, begin)
    for beside in _whole_of(row.placement_id, heir, last_on):
        _shorten(by, beside, last_on)
    new = Supervision.create(
        placement=row.placement_id, user=heir, main=row.main, from_on=begin, to_on=end,
        evaluate_until=max(row.evaluate_until, end),
    )  # fmt: skip
    history.guidance(by, row.placement_id, None, history.guides(new))
    audit.record(
        by, "supervision.take_over", new, placement=row.placement_id, user=heir,
        instead_of=row.user_id, from_on=begin,
    )  # fmt: skip


def _stand_ins_for(row: Supervision, last_on: date) -> list[Supervision]:
    """Nobody stands in for somebody who does not guide any more."""
    s = Supervision
    rows = s.select().join(StandIn).where(
        StandIn.absent == row.user_id, s.placement == row.placement_id, s.to_on > last_on
    )  # fmt: skip
    return list(rows)


def _whole_of(placement_id: UUID, user_id: UUID, last_on: date) -> list[Supervision]:
    """What the heir did beside it as a substitute: main from now on."""
    s = Supervision
    same = (s.placement == placement_id) & (s.user == user_id)
    return list(s.select().where(same, s.evaluate_until > last_on, s.evaluate_until > s.to_on))


def _shorten(by: Person, row: Supervision, last_on: date) -> None:
    before, after = history.guides(row), None
    this = Supervision.id == row.id
    if row.from_on > last_on:
        Supervision.delete().where(this).execute()
    else:
        end = min(row.to_on, last_on)
        Supervision.update(to_on=end, evaluate_until=last_on).where(this).execute()
        after = before | {"to": end.isoformat()}
    history.guidance(by, row.placement_id, before, after)
    audit.record(by, "supervision.end", row, placement=row.placement_id, user=row.user_id)
