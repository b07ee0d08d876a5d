"""Who is in the demo: a municipality, two companies in their own words, and the people in them."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pwa.demo import companies as demo_companies
from pwa.demo import handbooks
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.states import UserState
from pwa.domain.workplaces import PlaceContent
from pwa.models import Candidate, Handbook, Organisation, User, Workplace
from pwa.services import people, workplaces

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
    for one in data["companies"]:
        coach = world.users[one["visit"]["coach"]]
        demo_companies.get_to_know(world.organisations[one["key"]], coach, one["visit"])
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
    demo_companies.introduce(row, data)
    world.handbooks[data["key"]] = handbooks.seed(row, data)
    for place in data["workplaces"]:
        content = PlaceContent.from_json(place)
        world.workplaces[place["key"]] = workplaces.offer_new(None, row, content)


def _colleague(world: World, data: dict[str, Any], since: date) -> None:
    user = people.add_user(None, data["name"], phone=data["phone"])
    world.users[data["key"]] = user
    people.add_member(
        None, user, world.organisations[data["where"]], Role(data["role"]),
        job=data["job"], from_on=since - timedelta(days=30),
    )  # fmt: skip
