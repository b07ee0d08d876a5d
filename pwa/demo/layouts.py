"""How the two municipalities of the demo let their PDFs look: one with the form, one by itself."""

from typing import Any

from pwa.demo.cast import FOLDER, World, read
from pwa.models import Layout, User, load_person
from pwa.services import layouts, pictures
from pwa.services.printing import printer


def dress(world: World) -> None:
    """A layout for each municipality, made by who looks after it.

    Without the parts that make PDFs a layout cannot be tried: then it stays a draft.
    """
    for one in read("layouts.json")["layouts"]:
        _layout(world, one)


def _layout(world: World, data: dict[str, Any]) -> None:
    by = load_person(User.get_by_id(world.users[data["by"]].id))
    row = layouts.begin(by, world.organisations[data["where"]])
    texts = {name: _joined(text) for name, text in data["texts"].items()}
    edition = layouts.save(by, row, row.edition, texts)
    logo = pictures.logo((FOLDER / data["logo"]).read_bytes())
    edition = layouts.put_logo(by, row, edition, logo, data["logo_words"])
    if not printer().lacking():
        layouts.use(by, Layout.get_by_id(row.id), edition)


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "\n".join(text)
