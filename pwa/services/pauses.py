"""Let a placement stand still for a while, and go on again."""

from dataclasses import dataclass
from datetime import date, timedelta

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.running import AHEAD, BACKDATED, PauseReason, days_paused
from pwa.domain.states import Actor, PlacementState, check_placement_move
from pwa.models import Pause, Person, Placement
from pwa.policies import placements as policies
from pwa.services import audit
from pwa.services.running import check_seen, guide_until, hold, require_move


@dataclass(frozen=True)
class Pausing:
    from_on: date
    reason: PauseReason
    text: str = ""


@dataclass(frozen=True)
class Resuming:
    """`back_on` is the first day that counts again; the end moves by the days paused, or not."""

    back_on: date
    move_end: bool = False


def pause(by: Person, placement: Placement, wanted: Pausing, seen: str | None = None) -> Pause:
    """From that day on nothing is expected; asked twice it is one pause.

    Raises BadInput (from_on, text), MoveRefused, Stale.
    """
    with transaction():
        if known := _same(by, placement, wanted):
            return known
        check_pause(by, placement, wanted, seen)
        hold(placement, paused_from=wanted.from_on, paused_to=None)
        row = Pause.create(
            placement=placement, from_on=wanted.from_on, reason=wanted.reason, text=wanted.text,
            made_by=by.id,
        )  # fmt: skip
        audit.record(
            by, "placement.pause", placement,
            before=placement.state_on(clock.today()), after=PlacementState.PAUSED,
            on=wanted.from_on, pause=row.id, reason=wanted.reason,
        )  # fmt: skip
    return row


def _same(by: Person, placement: Placement, wanted: Pausing) -> Pause | None:
    """The pause that stands now, where this person asked for it with the same words."""
    p = Pause
    said = (p.from_on == wanted.from_on) & (p.reason == wanted.reason) & (p.text == wanted.text)
    mine = (p.placement == placement.id) & (p.made_by == by.id) & p.to_on.is_null()
    found: Pause | None = p.get_or_none(mine & said)
    return found


def check_pause(by: Person, placement: Placement, wanted: Pausing, seen: str | None) -> None:
    check_seen(placement, seen)
    require_move(by, placement, "pause")
    if placement.is_pause_open:
        raise NotAllowed("pause_is_planned")
    today, problems = clock.today(), {}
    earliest = max(placement.start_on, today - BACKDATED)
    if placement.paused_to is not None:
        earliest = max(earliest, placement.paused_to + timedelta(days=1))
    if wanted.from_on < earliest:
        problems["from_on"] = "pause_too_early"
    elif wanted.from_on > min(placement.planned_end_on, today + AHEAD):
        problems["from_on"] = "pause_too_late"
    if wanted.reason is PauseReason.SOMETHING_ELSE and not wanted.text:
        problems["text"] = "reason_missing"
    if problems:
        raise BadInput(problems)


def resume(by: Person, placement: Placement, wanted: Resuming, seen: str | None = None) -> Pause:
    """The work goes on from that day; a pause of no days never was.

    Raises BadInput (back_on), MoveRefused, Stale.
    """
    check_resume(by, placement, wanted, seen)
    row = Pause.newest(placement.id)
    days = days_paused(row.from_on, wanted.back_on)
    with transaction():
        if days:
            _end(by, placement, row, wanted)
        else:
            hold(placement, paused_from=None, paused_to=None)
            Pause.delete().where(Pause.id == row.id).execute()
        audit.record(
            by, "placement.resume", placement, before=PlacementState.PAUSED,
            after=PlacementState.ACTIVE, on=wanted.back_on, pause=row.id, days=days,
            end_moved=days if wanted.move_end else 0,
        )  # fmt: skip
    return row


def check_resume(by: Person, placement: Placement, wanted: Resuming, seen: str | None) -> None:
    check_seen(placement, seen)
    require_open(by, placement)
    today = clock.today()
    first = placement.paused_from or today
    if wanted.back_on < max(first, today - BACKDATED) or wanted.back_on > today + AHEAD:
        raise BadInput({"back_on": "back_outside_pause"})
    if wanted.back_on > moved_end(placement, wanted):
        raise BadInput({"back_on": "back_after_end"})


def require_open(by: Person, placement: Placement) -> None:
    """There is a pause without an end, begun or not. Raises NotAllowed, MoveRefused."""
    if not policies.coaches(by, placement):
        raise NotAllowed("not_yours")
    planned = placement.state is PlacementState.PLANNED
    paused = planned and placement.is_pause_open
    state = PlacementState.PAUSED if paused else placement.state_on(clock.today())
    check_placement_move(state, "resume", Actor.COACH)


def moved_end(placement: Placement, wanted: Resuming) -> date:
    """The planned end as it will be."""
    if not wanted.move_end or placement.paused_from is None:
        return placement.planned_end_on
    days = days_paused(placement.paused_from, wanted.back_on)
    return placement.planned_end_on + timedelta(days=days)


def _end(by: Person, placement: Placement, row: Pause, wanted: Resuming) -> None:
    """The pause moves the period as it was agreed; so the end as first agreed moves along."""
    last, end = wanted.back_on - timedelta(days=1), moved_end(placement, wanted)
    days = end - placement.planned_end_on
    first_end = placement.first_end_on + days if placement.first_end_on else None
    hold(placement, paused_to=last, planned_end_on=end, first_end_on=first_end)
    Pause.update(
        to_on=last, end_moved=days.days, resumed_by=by.id, resumed_at=clock.now()
    ).where(Pause.id == row.id).execute()  # fmt: skip
    if days:
        guide_until(by, placement, placement.planned_end_on, end)
