"""Agreements of the demo: those of the stories are signed by three, a new one waits for them."""

from datetime import date, time, timedelta
from typing import Any

from pwa import clock
from pwa.demo.cast import World, read
from pwa.domain.enums import PlacementKind, Role
from pwa.domain.ids import uuid7
from pwa.domain.schedule import WEEKDAYS, WeekSchedule, parse_hours
from pwa.models import Membership, Person, Placement, User, load_person
from pwa.models.agreement_facts import agreement_of, items_of, version_of
from pwa.services import agreement_signing, agreements, checklists, placements, planning
from pwa.services.agreements import Terms
from pwa.services.planning import Plan
from pwa.services.printing import printer


def settle(world: World, data: dict[str, Any], placement: Placement) -> None:
    """Agree on a placement of a story a week before it starts, and arrange everything.

    Some signed on paper, and everybody where the parts that make PDFs are missing.
    """
    said = read("agreements.json")[data["candidate"]]
    coach = load_person(world.users[data["coach"]])
    row = _again(placement)
    agreements.draft(coach, row, Terms(**said["terms"]))
    if not printer().lacking() and "paper" not in said:
        agreements.offer(coach, row)
        candidate = load_person(world.users[data["candidate"]])
        for who in (candidate, _for_company(row), coach):
            _sign(who, row)
    else:
        why = said.get("paper", "Getekend aan tafel.")
        agreement_signing.signed_on_paper(coach, row, clock.today(), why)
    _arrange(world, data, row)
    placement.state = row.state


def _again(placement: Placement) -> Placement:
    return Placement.with_people().where(Placement.id == placement.id).get()


def _for_company(placement: Placement) -> Person:
    """Who looks after the company's people, and signs for it."""
    rows = Membership.select(Membership, User).join(User)
    company = placement.workplace.organisation_id
    mine = rows.where(Membership.organisation == company, Membership.role == Role.EMPLOYER_ADMIN)
    return load_person(mine.order_by(Membership.id).first().user)


def _sign(by: Person, placement: Placement) -> None:
    agreement = agreement_of(placement.id)
    version = version_of(agreement) if agreement else None
    if version:
        agreement_signing.sign(by, placement, version.content_hash)


def _arrange(world: World, data: dict[str, Any], placement: Placement) -> None:
    by = {"coach": data["coach"], "supervisor": data["guides"][0]}
    for item in items_of(placement.kind):
        if item.who in by:
            checklists.tick(load_person(world.users[by[item.who]]), placement, item.code, True)


def waiting(world: World, today: date) -> None:
    """A placement that starts soon: planned yesterday, signed by the company so far."""
    data = read("agreements.json")["waiting"]
    moment = min(clock.at_local(today - timedelta(days=1), time(11)), clock.now())
    with clock.at(moment):
        coach = load_person(world.users[data["coach"]])
        done = planning.plan(coach, _plan(world, data, today))
        placement = _again(done.placement)
        if printer().lacking():
            return
        agreements.offer(coach, placement)
        _sign(_for_company(placement), placement)
        checklists.tick(coach, placement, "insurance", True)


def _plan(world: World, data: dict[str, Any], today: date) -> Plan:
    hours = {WEEKDAYS.index(day): parse_hours(one, 30) for day, one in data["days"].items()}
    soon = (today + timedelta(days=data["start_in_days"] + n) for n in range(7))
    start = next(day for day in soon if day.weekday() in hours)
    agreed = placements.Agreed(
        PlacementKind(data["kind"]),
        start,
        start + timedelta(days=data["days_long"]),
        WeekSchedule.of(hours).to_json(),
        data["goals"],
    )
    main, second = data["guides"]
    return Plan(
        uuid7(),
        None,
        world.workplaces[data["workplace"]].id,
        world.candidates[data["candidate"]].id,
        world.users[main].id,
        world.users[second].id if second else None,
        agreed,
        Terms(**data["terms"]),
        data["reasons"],
    )
