"""How people come, go, hand over and are looked into, through the services, with their facts."""

from datetime import timedelta
from typing import Any

from pwa.domain.enums import Role
from pwa.domain.members import BlockReason
from pwa.domain.running import PauseReason, StopReason
from pwa.domain.states import UserState
from pwa.models import CoachCover, Membership, StandIn, Supervision, User
from pwa.services import (
    blocks,
    covers,
    endings,
    leaving,
    members,
    pauses,
    placements,
    stand_ins,
)
from pwa.services.covers import HandingOver
from pwa.services.endings import Stopping
from pwa.services.leaving import Leaving
from pwa.services.members import Newcomer
from pwa.services.pauses import Pausing, Resuming
from pwa.services.stand_ins import StandingIn
from tests.world.facts import WEEKS_TO_EVALUATE, Cover, Guide, Seat
from tests.world.town import Town


def office_of(place: str) -> str:
    """Who looks after the people of an organisation."""
    return f"office_{place[-1]}" if place.startswith("company") else f"admin_{place[0]}"


def join(town: Town, place: str, onto: str) -> None:
    """A new supervisor, who guides a placement from today as a substitute."""
    who = f"guide_{place[-1]}{len(town.users)}"
    wanted = Newcomer(who.replace("_", " ").title(), Role.SUPERVISOR)
    made = town.try_(members.invite, town.as_(office_of(place)), town.places[place], wanted)
    if made is None:
        return
    User.update(state=UserState.ACTIVE).where(User.id == made.member.user_id).execute()
    town.users[who], town.members[who] = User.get_by_id(made.member.user_id), made.member
    town.facts.seats.append(Seat(who, place, "supervisor", town.facts.today))
    row, facts = town.placement(onto), town.facts.placements[onto]
    first = max(town.facts.today, row.start_on)
    if facts.company != place or row.ended_on or first > row.last_day:
        return
    if town.try_(placements.assign, None, row, town.users[who], main=False, from_on=first):
        guided = Supervision.get(Supervision.user == town.users[who].id)
        town.facts.guides.append(
            Guide(who, onto, guided.from_on, guided.to_on, guided.to_on + WEEKS_TO_EVALUATE)
        )


def leave(town: Town, who: str, heir: str, days: int) -> None:
    """The role ends on a day; the heir goes on with every placement, or with all candidates."""
    member, today = Membership.get_by_id(town.members[who].id), town.facts.today
    seat = next(s for s in reversed(town.facts.seats) if s.who == who)
    last, office = today + timedelta(days=days), town.as_(office_of(seat.place))
    next_id = town.users[heir].id
    mine = [g for g in town.facts.guides if g.who == who and g.until > last]
    heirs = {town.placements[g.placement]: next_id for g in mine}
    wanted = Leaving(last, heirs, next_id if seat.role == "coach" else None)
    if town.try_(leaving.leave, office, member, wanted) is None:
        return
    seat.last = last
    if seat.role == "coach":
        _candidates_go(town, who, heir, last)
        return
    for one in mine:
        if one.whole:
            begin = max(last + timedelta(days=1), one.first)
            end = max(one.last, begin)
            town.facts.guides.append(Guide(heir, one.placement, begin, end, max(one.until, end)))
        _cut(town, one, last)
        for instead in [g for id, g in town.stand_ins if g.placement == one.placement]:
            if instead.absent == who and instead.last > last:
                _cut(town, instead, last)


def _cut(town: Town, one: Guide, last: Any) -> None:
    if one.first > last and one in town.facts.guides:
        town.facts.guides.remove(one)
    one.last, one.until = min(one.last, last), last


def _candidates_go(town: Town, who: str, heir: str, last: Any) -> None:
    """At once to the colleague; who leaves covers until the last day."""
    facts = town.facts
    for one in facts.covers:
        if one.who == who:
            one.last = min(one.last, last)
    for name, row in facts.candidates.items():
        if row.coach == who:
            row.coach = heir
            yesterday = facts.today - timedelta(days=1)
            for one in [c for c in facts.covers if c.candidate == name]:
                one.last = min(one.last, yesterday)
            facts.covers.append(Cover(who, name, facts.today, last))


def come_back(town: Town, who: str) -> None:
    """A new period; what was handed over stays with whoever has it."""
    member = Membership.get_by_id(town.members[who].id)
    seat = next(s for s in reversed(town.facts.seats) if s.who == who)
    made = town.try_(members.bring_back, town.as_(office_of(seat.place)), member)
    if made is None:
        return
    town.members[who] = made
    if seat.last is not None and seat.last < town.facts.today:
        town.facts.seats.append(Seat(who, seat.place, seat.role, town.facts.today))
    else:
        seat.last = None


def block(town: Town, who: str) -> None:
    place = next(s.place for s in reversed(town.facts.seats) if s.who == who)
    member = Membership.get_by_id(town.members[who].id)
    office = town.as_(office_of(place))
    if (place, who) in town.facts.blocks:
        if town.try_(blocks.unblock, office, member):
            town.facts.blocks.discard((place, who))
    elif town.try_(blocks.block, office, member, BlockReason.LOST_DEVICE):
        town.facts.blocks.add((place, who))


def stand_in(town: Town, absent: str, colleague: str, place: str, ahead: int, days: int) -> None:
    today, id = town.facts.today, town.placements[place]
    first = today + timedelta(days=ahead)
    last = first + timedelta(days=days)
    wanted = StandingIn(town.users[absent].id, town.users[colleague].id, first, last, (id,))
    office = office_of(town.facts.placements[place].company)
    made = town.try_(stand_ins.stand_in, town.as_(office), wanted)
    if made is None:
        return
    row = town.placement(place)
    first, last = max(first, row.start_on), min(last, row.last_day)
    fact = Guide(colleague, place, first, last, last, absent)
    town.facts.guides.append(fact)
    town.stand_ins.append((made[0].id, fact))


def back_sooner(town: Town, number: int) -> None:
    id, fact = town.stand_ins[number]
    row = StandIn.get_or_none(StandIn.id == id)
    office = office_of(town.facts.placements[fact.placement].company)
    if row is None or town.try_(stand_ins.end_stand_in, town.as_(office), row) is None:
        return
    key = (fact.who, fact.first, fact.absent)
    for _id, one in town.stand_ins:  # everybody of these days goes back together
        same = (one.who, one.first, one.absent) == key
        if same and one.last >= town.facts.today and one in town.facts.guides:
            _cut(town, one, town.facts.today - timedelta(days=1))


def cover(town: Town, coach: str, colleague: str, candidate: str, days: int) -> None:
    """For some days, or (0) for good."""
    row, today = town.candidates[candidate], town.facts.today
    row = type(row).get_by_id(row.id)
    last = today + timedelta(days=days) if days else None
    wanted = HandingOver(town.users[colleague].id, today, last)
    made = town.try_(covers.hand_over, town.as_(coach), [row], wanted)
    if made is None:
        return
    if last is None:
        town.facts.candidates[candidate].coach = colleague
        for one in [c for c in town.facts.covers if c.candidate == candidate]:
            one.last = min(one.last, today - timedelta(days=1))
        return
    fact = Cover(colleague, candidate, today, last)
    town.facts.covers.append(fact)
    town.covers.append((made[0].id, fact))


def cover_ends(town: Town, number: int) -> None:
    id, fact = town.covers[number]
    row = CoachCover.get_by_id(id)
    who = fact.who
    if town.try_(covers.end_cover, town.as_(who), row):
        for _id, one in town.covers:  # all of these two coaches and these days
            if (one.who, one.first, one.last) == (fact.who, fact.first, fact.last):
                other = CoachCover.get_by_id(_id)
                if other.ended_at is not None:
                    one.last = min(one.last, town.facts.today - timedelta(days=1))


def pause(town: Town, place: str) -> None:
    row, facts = town.placement(place), town.facts
    coach = facts.candidates[facts.placements[place].candidate].coach
    if row.is_pause_open:
        town.try_(pauses.resume, town.as_(coach), row, Resuming(facts.today))
    else:
        wanted = Pausing(facts.today, PauseReason.NO_WORK_NOW)
        town.try_(pauses.pause, town.as_(coach), row, wanted)


def stop(town: Town, place: str) -> None:
    """Ends today; who guided the whole of it has some weeks to evaluate."""
    row, facts = town.placement(place), town.facts
    coach = facts.candidates[facts.placements[place].candidate].coach
    wanted = Stopping(
        facts.today, StopReason.OWN_REQUEST, town.users[coach].id, facts.today,
        candidate_words="", evaluation=False,
    )  # fmt: skip
    if town.try_(endings.end_early, town.as_(coach), row, wanted) is None:
        return
    facts.placements[place].ended = facts.today
    for one in [g for g in facts.guides if g.placement == place and g.last > facts.today]:
        whole = one.whole
        _cut(town, one, facts.today)
        if whole:
            one.until = facts.today + WEEKS_TO_EVALUATE
