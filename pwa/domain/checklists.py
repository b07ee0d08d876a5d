"""What has to be arranged before somebody starts, as data: `pwa/data/checklists.json`.

An open item is said, on the coach's page and on the first day; it blocks nothing.
"""

from dataclasses import dataclass

from pwa.domain.enums import PlacementKind
from pwa.domain.errors import BadInput, Code
from pwa.domain.reading import Json, Reader
from pwa.domain.states import Actor
from pwa.domain.words import Words

MOST_TEXT = 300
_WHO = (Actor.COACH, Actor.SUPERVISOR, Actor.SYSTEM)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to arrange: who ticks it, its words, and how the candidate reads it.

    The system ticks what it knows by itself. `kinds` is empty where every kind asks it.
    """

    code: str
    who: Actor
    what: Words
    plain: Words
    source: Words
    kinds: frozenset[PlacementKind] = frozenset()

    def asked_of(self, kind: PlacementKind) -> bool:
        return not self.kinds or kind in self.kinds


def read_checklist(json: Json) -> tuple[Item, ...]:
    """All items of `{"items": [...]}`. Raises `BadInput` with path -> code."""
    reader = Reader()
    data = reader.object(json, "")
    items = [_item(reader, *one) for one in reader.objects(data, "items", "")]
    reader.unique("items", "code", [one.code for one in items])
    if reader.errors:
        raise BadInput(reader.errors)
    return tuple(items)


def _item(reader: Reader, data: dict[str, Json], at: str) -> Item:
    kinds = data.get("kinds", [])
    known = [one for one in PlacementKind if isinstance(kinds, list) and one.value in kinds]
    if not isinstance(kinds, list) or len(known) != len(kinds):
        reader.wrong(f"{at}.kinds", Code.UNKNOWN_KIND)
    return Item(
        code=reader.code(data, "code", at),
        who=Actor(reader.choice(data, "who", at, list(_WHO), Code.UNKNOWN_KIND)),
        what=reader.words(data, at, MOST_TEXT),
        plain=reader.words_at(data, "plain", at, MOST_TEXT),
        source=reader.words_at(data, "source", at, MOST_TEXT, needed=False),
        kinds=frozenset(known),
    )
