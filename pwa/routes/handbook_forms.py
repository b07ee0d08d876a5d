"""What is typed about one part of a handbook, with its tiles."""

from dataclasses import dataclass, field, replace

from flask_babel import gettext as _

from pwa import words
from pwa.domain.enums import Tone
from pwa.domain.handbook import ICONS, MOST_LABEL, MOST_PINS, MOST_SENTENCE, MOST_TILE, MOST_TILES
from pwa.domain.ids import uuid7
from pwa.forms import Reader
from pwa.models import Competence, Handbook, TilePin
from pwa.queries import handbooks as queries
from pwa.services.handbook_order import Group
from pwa.services.handbook_parts import PAIRS, CompetenceEntry, TileEntry

DUTCH = ("label", "look_at", "avoid", *(name for name in PAIRS if name != "label"))
EMPTY_TILES = 1
NEW_GROUP = "+"


@dataclass(frozen=True)
class CompetenceForm:
    """`do` is what else was asked than saving: `up-2`, `down-0`, `drop-1` about a tile."""

    edition: int
    words: dict[str, str]
    hidden: bool
    tiles: list[TileEntry]
    group: str = ""
    new_group: str = ""
    do: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, book: Handbook) -> "CompetenceForm":
        r = Reader()
        second = bool(book.second_language)
        names = (*DUTCH, *PAIRS.values()) if second else DUTCH
        form = cls(
            edition=edition_of(r),
            words={name: r.line(name, most=_most(name)) for name in names},
            hidden=r.flag("hidden"),
            tiles=[_tile(r, n, second) for n in range(MOST_TILES) if r.names(f"tile_{n}_")],
            group=r.line("group", most=MOST_LABEL),
            new_group=r.line("new_group", most=MOST_LABEL),
            do=r.line("do", most=20),
        )
        if not form.words["label"]:
            r.fail("label", "missing")
        if form.group == NEW_GROUP and not form.new_group:
            r.fail("new_group", "missing")
        return replace(form, errors=words.errors(r.done()))

    @classmethod
    def of(cls, row: Competence) -> "CompetenceForm":
        texts = {name: getattr(row, name) for name in (*DUTCH, *PAIRS.values())}
        pins = TilePin.of_book(row.handbook_id)
        tiles = [
            TileEntry(
                t.id, t.sentence, t.sentence_second, t.tone, t.level_hint, t.icon, t.hidden,
                pins.get(t.id, ()),
            )
            for t in queries.tiles_of(row)
        ]  # fmt: skip
        return cls(row.edition, texts, row.hidden, tiles, row.group_code)

    @property
    def rows(self) -> list[TileEntry]:
        """The tiles, and empty lines for new ones."""
        empty = sum(not tile.sentence for tile in self.tiles)
        room = max(0, min(EMPTY_TILES - empty, MOST_TILES - len(self.tiles)))
        return [*self.tiles, *(_blank() for _ in range(room))]

    @property
    def tiles_shown(self) -> list[TileEntry]:
        return [tile for tile in self.tiles if tile.sentence and not tile.hidden]

    def entry(self) -> CompetenceEntry:
        return CompetenceEntry(self.words, self.hidden, self._tiles_after(), self.wanted_group())

    def wanted_group(self) -> Group | None:
        if self.group == NEW_GROUP:
            return Group(label=self.new_group)
        return Group(code=self.group) if self.group else None

    def _tiles_after(self) -> list[TileEntry]:
        """The tiles with what the button asks: one place up or down, or away."""
        tiles = [tile for tile in self.tiles if tile.sentence]
        what, _dash, number = self.do.partition("-")
        at = int(number) if number.isdecimal() and int(number) < len(self.tiles) else None
        chosen = self.tiles[at] if at is not None else None
        if chosen is None or chosen not in tiles:
            return tiles
        place = tiles.index(chosen)
        if what == "drop":
            return [tile for tile in tiles if tile is not chosen]
        to = max(0, min(len(tiles) - 1, place + {"up": -1, "down": 1}.get(what, 0)))
        tiles.insert(to, tiles.pop(place))
        return tiles

    @property
    def anchor(self) -> str:
        """Where the page goes on after a button of a tile: at that tile, or at the new one."""
        after, number = self._tiles_after(), self.do.partition("-")[2]
        if not number.isdecimal() or int(number) >= len(self.tiles):
            return f"tile_{len(after)}"
        chosen = self.tiles[int(number)]
        return f"tile_{after.index(chosen)}" if chosen in after else "tiles"


def _blank() -> TileEntry:
    return TileEntry(uuid7(), "", "", Tone.NEUTRAL, None, "check", hidden=False)


def _most(name: str) -> int:
    return MOST_LABEL if name.startswith("label") else MOST_SENTENCE


def _tile(r: Reader, n: int, second: bool) -> TileEntry:
    at = f"tile_{n}_"
    level = r.option(f"{at}level", ("1", "2", "3", "4"), required=False)
    pins = [r.line(name, most=MOST_LABEL) for name in r.names(f"{at}pin_")[:MOST_PINS]]
    return TileEntry(
        id=r.id(f"{at}id") or uuid7(),
        sentence=r.line(f"{at}sentence", most=MOST_TILE),
        second=r.line(f"{at}second", most=MOST_TILE) if second else None,
        tone=r.choice(f"{at}tone", Tone) or Tone.NEUTRAL,
        level_hint=int(level) if level else None,
        icon=r.option(f"{at}icon", tuple(ICONS)) or "check",
        hidden=r.flag(f"{at}hidden"),
        departments=tuple(dict.fromkeys(one for one in pins if one)),
    )


def edition_of(r: Reader) -> int:
    """The edition that was read; a broken one is an old one."""
    edition = r.number("edition", 1, 1_000_000)
    r.errors.pop("edition", None)
    return edition or 0


@dataclass(frozen=True)
class NewPart:
    """Something new to look at, under a heading that is there or a new one."""

    edition: int
    label: str
    group: str
    new_group: str
    errors: dict[str, str]

    @classmethod
    def read(cls) -> "NewPart":
        r = Reader()
        form = cls(
            edition_of(r),
            r.line("label", most=MOST_LABEL, required=True),
            r.line("group", most=MOST_LABEL),
            r.line("new_group", most=MOST_LABEL),
            {},
        )
        if form.group == NEW_GROUP and not form.new_group:
            r.fail("new_group", "missing")
        return replace(form, errors=words.errors(r.done()))

    def wanted(self, otherwise: str) -> Group:
        """The group; where the draft has none yet, one that is called `otherwise`."""
        if self.group and self.group != NEW_GROUP:
            return Group(code=self.group)
        return Group(label=self.new_group or otherwise)


def differences(mine: CompetenceForm, row: Competence) -> list[tuple[str, str]]:
    """(field, what stands there now) for all texts that differ, to choose by."""
    now = CompetenceForm.of(row)
    found = [(name, now.words[name]) for name in mine.words if mine.words[name] != now.words[name]]
    second = "label_second" in mine.words
    theirs = _sentences(now.tiles, second)
    if theirs != _sentences(mine.tiles, second):
        found.append(("tiles", ". ".join(theirs)))
    if mine.group not in ("", now.group):
        found.append(("group", row.group_label))
    if mine.hidden != now.hidden:
        found.append(("hidden", _("ja") if now.hidden else _("nee")))
    return found


def _sentences(tiles: list[TileEntry], second: bool) -> list[str]:
    both = [(tile.sentence, tile.second if second else "") for tile in tiles if tile.sentence]
    return [text for one in both for text in one if text]
