"""A colleague guides while the supervisor is not there; access begins and ends with the period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.running import AHEAD, Period, first_overlap
from pwa.domain.states import UserState
from pwa.models import Membership, Person, Placement, StandIn, Supervision, User
from pwa.policies import stand_ins as policies
from pwa.services import audit, history


@dataclass(frozen=True)
class StandingIn:
    """`absent` is not there in these days, `colleague` guides these placements instead."""

    absent: UUID
    colleague: UUID
    from_on: date
    to_on: date
    placements: tuple[UUID, ...]


def stand_in(by: Person, wanted: StandingIn) -> list[StandIn]:
    """For all of these, or for none; asked twice it is once. Raises BadInput (by field),
    NotAllowed."""
    with transaction():
        if known := _same(by, wanted):
            return known
        rows = check_stand_in(by, wanted)
        return [_one(by, row, wanted) for row in rows]


def _same(by: Person, wanted: StandingIn) -> list[StandIn]:
    """What this person asked for already, where it is for all of these and exactly this."""
    mine = (StandIn.made_by == by.id) & (StandIn.absent == wanted.absent)
    rows = StandIn.select(StandIn, Supervision, Placement).join(Supervision).join(Placement)
    found = {}
    for row in rows.where(mine, Supervision.placement.in_(wanted.placements)):
        period, place = row.supervision, row.supervision.placement
        begin, end = _days(place, wanted)
        if (period.user_id, period.from_on, period.to_on) == (wanted.colleague, begin, end):
            found[period.placement_id] = row
    return list(found.values()) if found and set(found) == set(wanted.placements) else []


def _days(placement: Placement, wanted: StandingIn) -> tuple[date, date]:
    return max(wanted.from_on, placement.start_on), min(wanted.to_on, placement.last_day)


def check_stand_in(by: Person, wanted: StandingIn) -> list[Placement]:
    """Nothing is written. Raises BadInput (placements, colleague, from_on, to_on), NotAllowed."""
    rows = guided(wanted.absent, wanted.placements)
    companies = {row.workplace.organisation_id for row in rows}
    if not policies.arrange_for(by, wanted.absent, companies):
        raise NotAllowed("not_yours")
    problems = _period_problems(wanted)
    if not rows or len(rows) != len(wanted.placements):
        problems["placements"] = "unknown" if wanted.placements else "missing"
    if wanted.colleague not in colleagues(wanted.absent, companies):
        problems["colleague"] = "not_a_colleague"
    elif not problems and (clash := _clash(rows, wanted)):
        problems["from_on"] = clash
    if problems:
        raise BadInput(problems)
    return rows


def _period_problems(wanted: StandingIn) -> dict[str, str]:
    if wanted.from_on < clock.today():
        return {"from_on": "day_gone"}
    if wanted.from_on > clock.today() + AHEAD:
        return {"from_on": "cover_too_far"}
    return {"to_on": "end_before_start"} if wanted.to_on < wanted.from_on else {}


def guided(user_id: UUID, ids: Sequence[UUID] | None = None) -> list[Placement]:
    """Placements, running or coming, that this user guides for the whole of them, by name."""
    today, s = clock.today(), Supervision
    mine = s.select(s.placement).where(s.user == user_id, s.to_on >= today)
    whole = mine.where(s.evaluate_until > s.to_on)
    not_over = Placement.ended_on.is_null() | (Placement.ended_on >= today)
    query = Placement.with_people().where(Placement.id.in_(whole), not_over)
    if ids is not None:
        query = query.where(Placement.id.in_(list(ids)))
    return list(query.order_by(User.name))


def colleagues(absent: UUID, companies: set[UUID]) -> dict[UUID, str]:
    """Other supervisors of this one company today: id -> name."""
    if len(companies) != 1:
        return {}
    today = clock.today()
    rows = (
        User.select(User.id, User.name)
        .join(Membership)
        .where(
            Membership.role == Role.SUPERVISOR,
            Membership.organisation.in_(list(companies)),
            Membership.from_on <= today,
            Membership.to_on.is_null() | (Membership.to_on >= today),
            User.state != UserState.BLOCKED,
            User.id != absent,
        )
        .order_by(User.name)
    )
    return {row.id: row.name for row in rows}


def _clash(rows: Sequence[Placement], wanted: StandingIn) -> str:
    """Somebody else was asked for days of this period, or the colleague is not there either."""
    inside = Period(wanted.from_on, wanted.to_on)
    ids = [row.id for row in rows]
    same = StandIn.absent == wanted.absent
    for_these = same & Supervision.placement.in_(ids)
    if first_overlap(inside, _periods(for_these)):
        return "stand_in_overlaps"
    away = first_overlap(inside, _periods(StandIn.absent == wanted.colleague))
    if away:
        return "colleague_is_away"
    outside = any(wanted.to_on < row.start_on or wanted.from_on > row.last_day for row in rows)
    return "outside_placement" if outside else ""


def _periods(which: object) -> list[Period]:
    rows = StandIn.select(StandIn, Supervision).join(Supervision).where(which)
    return [Period(row.supervision.from_on, row.supervision.to_on) for row in rows]


def _one(by: Person, placement: Placement, wanted: StandingIn) -> StandIn:
    begin, end = _days(placement, wanted)
    period = Supervision.create(
        placement=placement, user=wanted.colleague, main=False,
        from_on=begin, to_on=end, evaluate_until=end,
    )  # fmt: skip
    row = StandIn.create(supervision=period, absent=wanted.absent, made_by=by.id)
    history.guidance(by, placement.id, None, history.guides(period))
    audit.record(
        by, "supervision.stand_in", period, placement=placement.id, user=wanted.colleague,
        absent=wanted.absent, from_on=begin, to_on=end,
    )  # fmt: skip
    return row


def end_stand_in(by: Person, row: StandIn) -> None:
    """Back sooner, for everybody of these days: the colleague's access ended yesterday; before its
    first day it never was.

    Raises NotAllowed, Stale.
    """
    if not policies.end(by, row):
        raise NotAllowed("not_yours")
    period, today = row.supervision, clock.today()
    with transaction():
        together = (
            StandIn.select(StandIn, Supervision)
            .join(Supervision)
            .where(
                StandIn.absent == row.absent_id,
                Supervision.user == period.user_id,
                Supervision.from_on == period.from_on,
                Supervision.to_on >= today,
            )
        )
        periods = [one.supervision for one in together]
        if not periods or not all(_end(by, one, today - timedelta(days=1)) for one in periods):
            raise Stale()


def _end(by: Person, period: Supervision, last: date) -> bool:
    same = (Supervision.id == period.id) & (Supervision.to_on == period.to_on)
    before, after = history.guides(period), None
    if period.from_on > last:
        done = Supervision.delete().where(same).execute()
    else:
        done = Supervision.update(to_on=last, evaluate_until=last).where(same).execute()
        after = before | {"to": last.isoformat()}
    history.guidance(by, period.placement_id, before, after)
    audit.record(by, "supervision.stand_in_end", period, user=period.user_id)
    return bool(done == 1)
