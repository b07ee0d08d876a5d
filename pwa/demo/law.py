"""The law clock in the demo: a second municipality with rules of its own, and what was decided."""

from datetime import date, time, timedelta
from typing import Any

from pwa import clock
from pwa.demo import cast
from pwa.demo.cases import Case
from pwa.demo.cast import World
from pwa.domain.enums import EvaluationKind, OrganisationKind, PlacementKind, Role
from pwa.domain.milestones import CHANCE, PREMIUM
from pwa.domain.periods import add_months
from pwa.domain.premium import half_year
from pwa.domain.rule_profiles import read_rule_profile
from pwa.domain.schedule import WEEKDAYS, WeekSchedule, parse_hours
from pwa.domain.states import UserState
from pwa.domain.workdays import WorkCalendar
from pwa.models import Goal, Person, Placement, Supervision, User, load_person
from pwa.models.clocks import Stone, clock_of
from pwa.services import closed_days, decisions, milestones, people, placements, rule_profiles

MORNING = time(10, 30)


def settle(world: World, today: date) -> None:
    """Who looks after rules, the second municipality, and a summer in which De Linie is closed."""
    data = cast.read("law.json")
    for town in data["municipalities"]:
        _town(world, town, today)
    _summer(world, data["half_year"], today)
    User.update(state=UserState.ACTIVE).execute()


def _town(world: World, data: dict[str, Any], today: date) -> None:
    if data["key"] not in world.organisations:
        world.organisations[data["key"]] = people.add_organisation(
            None, OrganisationKind.MUNICIPALITY, data["name"], data["place"]
        )
    _member(world, data["key"], data["admin"], Role.MUNICIPALITY_ADMIN)
    if "rules" in data:
        admin = load_person(world.users[data["admin"]["key"]])
        rules = read_rule_profile(data["rules"])
        rule_profiles.save(admin, world.organisations[data["key"]], 0, rules)
        _member(world, data["key"], data["coach"], Role.COACH)
        _place(world, data, today)


def _member(world: World, where: str, data: dict[str, str], role: Role) -> None:
    user = people.add_user(None, data["name"], phone=data.get("phone", ""))
    world.users[data["key"]] = user
    people.add_member(None, user, world.organisations[where], role)


def _place(world: World, data: dict[str, Any], today: date) -> None:
    """Somebody of this municipality at work, under its own rules."""
    one, who = data["placement"], data["candidate"]
    user = people.add_user(None, who["name"])
    world.users[who["key"]] = user
    coach = world.users[data["coach"]["key"]]
    row = people.add_candidate(None, user, world.organisations[data["key"]], coach)
    start = today - timedelta(days=one["start_days_ago"])
    end = add_months(start, one["months"]) - timedelta(days=1)
    hours = {WEEKDAYS.index(name): parse_hours(hours) for name, hours in one["days"].items()}
    workplace = world.workplaces[one["workplace"]]
    book = next(
        b for b in world.handbooks.values() if b.organisation_id == workplace.organisation_id
    )
    week = WeekSchedule.of(hours).to_json()
    agreed = placements.Agreed(PlacementKind(one["kind"]), start, end, week, one["goals"])
    with clock.at(clock.at_local(start - timedelta(days=9), MORNING)):
        placed = placements.place(load_person(coach), row, workplace, book, agreed)
        placements.assign(load_person(coach), placed, world.users[one["guide"]], main=True)
    _tick(Placement.with_people().where(Placement.id == placed.id).get(), today)


def _summer(world: World, data: dict[str, Any], today: date) -> None:
    """Closed on as many days as leave the number of days that the case tells about."""
    case = cast.read(data["case"])
    start = today - timedelta(days=case["start_days_ago"])
    end = today + timedelta(days=case["end_in_days"])
    first, last = half_year(start, end, data["month"], data["every"], case["prior_months"])
    scheduled = {WEEKDAYS.index(name) for name in case["days"]}
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    free = WorkCalendar()  # people of the demo work on the Sunday of Easter too
    worked = [
        d for d in days if d.weekday() in scheduled and (d.weekday() > 4 or free.is_workday(d))
    ]
    too_many = len(worked) - data["days"]
    middle = len(worked) // 2
    if too_many > 0:
        company = world.workplaces[case["workplace"]].organisation
        with clock.at(clock.at_local(first, MORNING)):
            by = load_person(world.users[data["closed_by"]])
            closed_days.close(by, company, worked[middle], worked[middle + too_many - 1])


def live(case: Case) -> None:
    """What was ticked off on its day, and what the coach decided."""
    data = case.data.get("law", {})
    _reach_goals(case, data.get("goals_reached", 0))
    _tick(case.placement, case.today)
    for stone in _past(case.placement, case.today):
        with clock.at(clock.at_local(stone.due, MORNING)):
            coach = case.who(case.data["coach"])
            if stone.milestone.name == PREMIUM:
                month = stone.milestone.month
                text = data["premium"][str(month)]
                decisions.decide_premium(coach, case.placement, month, 0, True, text)
            elif stone.milestone.name == CHANCE:
                decisions.answer_chance(coach, case.placement, 0, True, data["chance"])


def _reach_goals(case: Case, n: int) -> None:
    """The first goals, some weeks before the newest decision."""
    for row in Goal.select().where(Goal.placement == case.placement.id, Goal.position < n):
        reached = case.placement.start_on + timedelta(days=90 + 30 * row.position)
        Goal.update(reached_on=reached).where(Goal.id == row.id).execute()


def _tick(placement: Placement, today: date) -> None:
    """Talks of before yesterday were held on their day, by whoever had to."""
    evaluations = {str(kind) for kind in EvaluationKind}
    for stone in _past(placement, today):
        if stone.code in evaluations or stone.milestone.is_decision or stone.done:
            continue
        with clock.at(clock.at_local(stone.due, MORNING)):
            milestones.done(_who(placement, stone), placement, stone.code)


def _past(placement: Placement, today: date) -> list[Stone]:
    return [one for one in clock_of(placement).stones(today) if one.due < today]


def _who(placement: Placement, stone: Stone) -> Person:
    """The coach, or who guides it first of all."""
    if stone.milestone.who is Role.COACH:
        return load_person(placement.candidate.coach)
    mine = (Supervision.placement == placement.id) & (Supervision.main == True)  # noqa: E712
    return load_person(Supervision.select(Supervision, User).join(User).where(mine).get().user)
