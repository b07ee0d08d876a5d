"""How the two municipalities of the demo let their PDFs look: one with the form, one by itself."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from pwa.demo.cast import FOLDER, World, read
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.errors import NotAllowed
from pwa.domain.states import UserState
from pwa.models import Layout, User, load_person
from pwa.services import layouts, people, pictures
from pwa.services.printing import printer


def dress(world: World, since: date) -> None:
    """The second municipality, who looks after both, and a layout for each.

    Without the parts that make PDFs, or on a busy machine, a layout cannot be tried: then it
    stays a draft.
    """
    data = read("layouts.json")
    for town in data["neighbours"]:
        world.organisations[town["key"]] = people.add_organisation(
            None, OrganisationKind.MUNICIPALITY, town["name"], town["place"]
        )
    for one in data["admins"]:
        _admin(world, one, since)
    for one in data["layouts"]:
        _layout(world, one)


def _admin(world: World, data: dict[str, Any], since: date) -> None:
    user = people.add_user(None, data["name"])
    world.users[data["key"]] = user
    people.add_member(
        None, user, world.organisations[data["where"]], Role.MUNICIPALITY_ADMIN,
        job=data["job"], from_on=since - timedelta(days=30),
    )  # fmt: skip
    User.update(state=UserState.ACTIVE).where(User.id == user.id).execute()


def _layout(world: World, data: dict[str, Any]) -> None:
    by = load_person(User.get_by_id(world.users[data["by"]].id))
    row = layouts.begin(by, world.organisations[data["where"]])
    texts = {name: _joined(text) for name, text in data["texts"].items()}
    edition = layouts.save(by, row, row.edition, texts)
    logo = pictures.logo((FOLDER / data["logo"]).read_bytes())
    edition = layouts.put_logo(by, row, edition, logo, data["logo_words"])
    if printer().available()[0]:
        with suppress(NotAllowed):
            layouts.use(by, Layout.get_by_id(row.id), edition)


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "\n".join(text)
