"""Who is in the demo: a municipality, two companies in their own words, and the people in them."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pwa.demo import handbooks
from pwa.domain.enums import OrganisationKind, Role, WorkplaceNeed
from pwa.domain.states import UserState
from pwa.models import Candidate, Handbook, Organisation, User, Workplace, WorkplaceCompetence
from pwa.services import companies, people, placements

FOLDER = Path(__file__).parent.parent / "data" / "demo"


class World:
    """Everybody and everything of the demo by its key in the data."""

    def __init__(self) -> None:
        self.organisations: dict[str, Organisation] = {}
        self.users: dict[str, User] = {}
        self.candidates: dict[str, Candidate] = {}
        self.workplaces: dict[str, Workplace] = {}
        self.handbooks: dict[str, Handbook] = {}


def read(name: str) -> Any:
    """One file of the demo's data."""
    return json.loads((FOLDER / name).read_text("utf-8"))


def seed_world(since: date) -> World:
    """Make everybody; the clock stands where the caller put it. Everyone signs in by one tap."""
    world, data = World(), read("world.json")
    town = data["municipality"]
    world.organisations[town["key"]] = people.add_organisation(
        None, OrganisationKind.MUNICIPALITY, town["name"], town["place"]
    )
    for company in data["companies"]:
        _company(world, company)
    for one in data["colleagues"]:
        _colleague(world, one, since)
    for one in data["candidates"]:
        user = people.add_user(None, one["name"])
        world.users[one["key"]] = user
        world.candidates[one["key"]] = people.add_candidate(
            None, user, world.organisations[town["key"]], world.users[one["coach"]]
        )
    User.update(state=UserState.ACTIVE).execute()
    return world


def _company(world: World, data: dict[str, Any]) -> None:
    row = people.add_organisation(None, OrganisationKind.EMPLOYER, data["name"], data["place"])
    for fact in ("phone", "company_signs", "photos"):
        setattr(row, fact, data[fact])
    row.save()
    world.organisations[data["key"]] = row
    companies.save_profile(None, row, 0, data["profile"])
    world.handbooks[data["key"]] = handbooks.seed(row, data)
    for place in data["workplaces"]:
        facts = {
            name: place[name] for name in ("department", "places", "hours", "tasks", "physical")
        }
        workplace = placements.add_workplace(None, row, place["title"], **facts)
        world.workplaces[place["key"]] = workplace
        for code, need in place["asks"].items():
            WorkplaceCompetence.create(
                workplace=workplace, competence_code=code, need=WorkplaceNeed(need)
            )


def _colleague(world: World, data: dict[str, Any], since: date) -> None:
    user = people.add_user(None, data["name"], phone=data["phone"])
    world.users[data["key"]] = user
    people.add_member(
        None, user, world.organisations[data["where"]], Role(data["role"]),
        job=data["job"], from_on=since - timedelta(days=30),
    )  # fmt: skip
