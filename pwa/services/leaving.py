"""Somebody's role in an organisation ends on a day, and what they did goes to others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import EvaluationKind, Role
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.running import AHEAD
from pwa.domain.states import EvaluationState, PlacementState, UserState
from pwa.models import (
    Candidate,
    CoachCover,
    Correction,
    Evaluation,
    Membership,
    Person,
    Placement,
    StandIn,
    Supervision,
    User,
    Workplace,
)
from pwa.policies import members as policies
from pwa.services import audit, guidance, members

NOBODY = "nobody"


@dataclass(frozen=True)
class Leaving:
    """The last day, and who goes on: for each placement a colleague or None (nobody does), for the
    candidates of a coach one other coach."""

    last_on: date
    heirs: Mapping[UUID, UUID | None] = field(default_factory=dict)
    coach: UUID | None = None


def leave(by: Person, member: Membership, wanted: Leaving) -> None:
    """Raises BadInput (last_on, coach, heir-<placement>), NotAllowed, Stale."""
    with transaction():
        members.check_still(by, member.organisation, member)
        check(by, member, wanted)
        members.end(by, member, wanted.last_on)
        if member.role is Role.SUPERVISOR:
            _hand_guidance_over(by, member, wanted)
        if member.role is Role.COACH:
            _hand_candidates_over(by, member, wanted)


def _hand_guidance_over(by: Person, member: Membership, wanted: Leaving) -> None:
    rows = guided(member, wanted.last_on)
    asked = {row.id for row in to_ask(rows)}
    for row in rows:
        heir = wanted.heirs.get(row.placement_id) if row.id in asked else None
        guidance.hand_over(by, row, wanted.last_on, heir)


def check(by: Person, member: Membership, wanted: Leaving) -> None:
    """Nothing is written. Raises as `leave` does."""
    if not policies.change(by, member):
        raise NotAllowed("not_yours")
    if not members.is_in_force(member):
        raise NotAllowed("member_gone")
    members.check_admin_stays(member)
    problems = _day_problems(wanted.last_on)
    if not problems and member.role is Role.SUPERVISOR:
        problems = _heir_problems(member, wanted)
    if not problems and member.role is Role.COACH and candidates_of(member):
        known = successors(by, member, wanted.last_on)
        if wanted.coach not in known:
            problems["coach"] = "not_a_colleague" if wanted.coach else "missing"
    if problems:
        raise BadInput(problems)


def _day_problems(last_on: date) -> dict[str, str]:
    if last_on < clock.today():
        return {"last_on": "day_gone"}
    return {"last_on": "cover_too_far"} if last_on > clock.today() + AHEAD else {}


def _heir_problems(member: Membership, wanted: Leaving) -> dict[str, str]:
    problems, asked = {}, to_ask(guided(member, wanted.last_on))
    for placement, able in heirs(member, asked, wanted.last_on).items():
        name, heir = f"heir-{placement}", wanted.heirs.get(placement)
        if placement not in wanted.heirs:
            problems[name] = "missing"
        elif heir and heir not in able:
            problems[name] = "not_a_colleague"
    return problems


def guided(member: Membership, last_on: date) -> list[Supervision]:
    """Periods at this company that would give access after that day, with their placements."""
    s = Supervision
    rows = (
        s.select(s, Placement, Candidate, User)
        .join(Placement)
        .join(Workplace)
        .switch(Placement)
        .join(Candidate)
        .join(User, on=(Candidate.user == User.id))
        .where(
            s.user == member.user_id,
            Workplace.organisation == member.organisation_id,
            (s.evaluate_until > last_on) | (s.to_on > last_on),
        )
        .order_by(User.name, s.from_on)
    )
    return list(rows)


def to_ask(rows: list[Supervision]) -> list[Supervision]:
    """For which of these somebody has to say who goes on: one period a placement, not what a
    colleague only does for some days, nor where everything is signed and answered, or called off.
    """
    mine = [row.id for row in rows]
    for_a_while = {
        one.supervision_id for one in StandIn.select().where(StandIn.supervision.in_(mine))
    }
    ids = [row.placement_id for row in rows]
    final = {
        one.placement_id
        for one in Evaluation.select(Evaluation.placement).where(
            Evaluation.placement.in_(ids),
            Evaluation.kind == EvaluationKind.FINAL,
            Evaluation.state == EvaluationState.FINAL,
        )
    }
    open_ = {one.placement_id for one in Correction.open_about(ids)}
    asked: dict[UUID, Supervision] = {}
    for row in rows:
        off = row.placement.state is PlacementState.CANCELLED
        done = row.placement_id in final - open_ and row.placement.ended_on is not None
        if row.id not in for_a_while and not off and not done:
            asked[row.placement_id] = row
    return list(asked.values())


def heirs(
    member: Membership, rows: list[Supervision], last_on: date
) -> dict[UUID, dict[UUID, str]]:
    """Who can take over each of these: placement -> id -> name; who guides it already (the
    substitute) first."""
    known, beside = _seated(member, last_on), _beside(rows, last_on)
    known.pop(member.user_id, None)
    return {row.placement_id: _able(row, known, beside.get(row.placement_id, {})) for row in rows}


def _beside(rows: list[Supervision], last_on: date) -> dict[UUID, dict[UUID, bool]]:
    """Who guides the whole of each placement as well, and whether as the main one."""
    s = Supervision
    found: dict[UUID, dict[UUID, bool]] = {}
    for one in s.select().where(
        s.placement.in_([row.placement_id for row in rows]),
        s.evaluate_until > last_on,
        s.evaluate_until > s.to_on,
    ):
        found.setdefault(one.placement_id, {})[one.user_id] = one.main
    return found


def _able(row: Supervision, known: dict[UUID, str], beside: dict[UUID, bool]) -> dict[UUID, str]:
    able = {id: name for id, name in known.items() if not beside.get(id)}
    if not row.main:
        able = {id: name for id, name in able.items() if id not in beside}
    return dict(sorted(able.items(), key=lambda one: (one[0] not in beside, one[1])))


def successors(by: Person, member: Membership, last_on: date) -> dict[UUID, str]:
    """Coaches of the same municipality who can take over the candidates: id -> name."""
    known = _seated(member, last_on)
    return {
        id: name
        for id, name in known.items()
        if id != member.user_id and policies.inherit(by, member, id)
    }


def _seated(member: Membership, last_on: date) -> dict[UUID, str]:
    """Who has the same role there now and after that day, by name."""
    m = Membership
    rows = (
        User.select(User.id, User.name)
        .join(Membership)
        .where(
            m.organisation == member.organisation_id,
            m.role == member.role,
            m.from_on <= clock.today(),
            m.to_on.is_null() | (m.to_on > last_on),
            User.state != UserState.BLOCKED,
        )
        .order_by(User.name)
    )
    return {row.id: row.name for row in rows}


def candidates_of(member: Membership) -> int:
    """How many people would be without a coach; who they are is not the administrator's."""
    return Candidate.select().where(_coached(member)).count()


def _coached(member: Membership) -> object:
    here = Candidate.municipality == member.organisation_id
    return (Candidate.coach == member.user_id) & here


def _hand_candidates_over(by: Person, member: Membership, wanted: Leaving) -> None:
    """From today they are the other coach's; who leaves covers for that coach until the last day,
    so that access ends by itself."""
    _end_own_covers(by, member, wanted.last_on)
    for one in list(Candidate.select().where(_coached(member))):
        open_ = (CoachCover.candidate == one.id) & CoachCover.open_(clock.today())
        CoachCover.update(ended_at=clock.now()).where(open_).execute()
        Candidate.update(coach=wanted.coach).where(Candidate.id == one.id).execute()
        facts = {"candidate": one.id, "made_by": by.id, "from_on": clock.today()}
        row = CoachCover.create(
            **facts, from_coach=member.user_id, to_coach=wanted.coach, to_on=None
        )
        CoachCover.create(
            **facts, from_coach=wanted.coach, to_coach=member.user_id, to_on=wanted.last_on
        )
        audit.record(
            by, "candidate.hand_over", row, candidate=one.id, to=wanted.coach,
            until=wanted.last_on,
        )  # fmt: skip


def _end_own_covers(by: Person, member: Membership, last_on: date) -> None:
    """What this coach would do for another after the last day is not done."""
    c, here = CoachCover, Candidate.municipality == member.organisation_id
    rows = c.select(c, Candidate).join(Candidate).where(
        c.to_coach == member.user_id, here, c.open_(last_on + timedelta(days=1))
    )  # fmt: skip
    for row in list(rows):
        later = row.from_on > last_on
        facts = {"ended_at": clock.now()} if later else {"to_on": last_on}
        c.update(**facts).where(c.id == row.id).execute()
        audit.record(by, "cover.end", row, candidate=row.candidate_id)
