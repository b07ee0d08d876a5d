"""A company's handbook as data: what it pays attention to, in its own words.

The JSON is that of `pwa/data/starter_handbook.json`, the starter that a company copies and edits.
"""

from dataclasses import dataclass

from pwa.domain.enums import Level, Tone
from pwa.domain.errors import BadInput, Code
from pwa.domain.reading import Json, Reader
from pwa.domain.words import Words

MOST_LABEL, MOST_SENTENCE, MOST_TILE = 80, 240, 60
MOST_COMPETENCES, MOST_GROUPS, MOST_TILES, MOST_PINS = 60, 20, 12, 10
MOST_LANGUAGE = 40

_ICON_NAMES = (
    "clock phone ear hand check search gauge shield glasses brush users message-circle repeat "
    "heart-handshake zap lightbulb shuffle wrench ruler file-text package hammer star "
    "triangle-alert circle-help calendar sun eye clipboard-check flag target award sprout "
    "footprints handshake "
)
ICONS = frozenset(_ICON_NAMES.split())
"""Names of pictograms that a tile may carry; the sprite has them all."""

ANCHORED = (Level.NOT_YET, Level.WITH_HELP, Level.INDEPENDENT, Level.CAN_TEACH)
"""Levels that a competence describes; level 0 means only that nobody saw it."""


@dataclass(frozen=True, slots=True)
class TileData:
    """A ready sentence, one touch in a note; `level` is a hint, never a score.

    It stands first in the notes of `departments`; `hidden` waits to be shown.
    """

    words: Words
    tone: Tone
    level: Level | None
    icon: str
    hidden: bool = False
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupData:
    code: str
    label: Words


@dataclass(frozen=True, slots=True)
class CompetenceData:
    """One thing the company looks at; `anchors` are the sentences of levels 1 to 4, in order."""

    code: str
    group: str
    label: Words
    anchors: tuple[Words, Words, Words, Words]
    look: Words
    avoid: Words
    tiles: tuple[TileData, ...]

    def anchor(self, level: int) -> Words:
        """The sentence of a level from 1 to 4."""
        return self.anchors[ANCHORED.index(Level(level))]


@dataclass(frozen=True, slots=True)
class HandbookData:
    """A whole handbook; `scale` holds the names of levels 0 to 4, in order.

    `default_active` are the codes that a new placement looks at; the rest waits to be chosen.
    """

    code: str
    version: int
    scale: tuple[Words, ...]
    groups: tuple[GroupData, ...]
    competences: tuple[CompetenceData, ...]
    default_active: tuple[str, ...]
    second_language: str = ""

    def competence(self, code: str) -> CompetenceData | None:
        return next((one for one in self.competences if one.code == code), None)


def read_handbook(json: Json) -> HandbookData:
    """A handbook from parsed JSON.

    Raises `BadInput` with every mistake at once, as path -> code:
    `{"competences.3.tiles.0.tone": "unknown_tone"}`.
    """
    reader = Reader()
    book = _handbook(reader, reader.object(json, ""))
    if reader.errors:
        raise BadInput(reader.errors)
    return book


def to_json(handbook: HandbookData) -> dict[str, Json]:
    """The same handbook as JSON; `read_handbook` of it gives an equal one."""
    return {
        "code": handbook.code,
        "version": handbook.version,
        "scale": [{"level": n, **_both(words)} for n, words in enumerate(handbook.scale)],
        "groups": [{"code": one.code, **_both(one.label)} for one in handbook.groups],
        "default_active": list(handbook.default_active),
        "competences": [_competence_json(one) for one in handbook.competences],
        **({"second_language": handbook.second_language} if handbook.second_language else {}),
    }


def _handbook(reader: Reader, data: dict[str, Json]) -> HandbookData:
    scale = [_scale(reader, *item) for item in reader.objects(data, "scale", "")]
    if [level for level, _ in scale] != list(Level):
        reader.wrong("scale", Code.UNKNOWN_LEVEL)
    groups = [_group(reader, *item) for item in reader.objects(data, "groups", "", MOST_GROUPS)]
    listed = reader.objects(data, "competences", "", MOST_COMPETENCES)
    competences = [_competence(reader, *item) for item in listed]
    codes = [one.code for one in competences]
    active = reader.texts(data, "default_active", "", MOST_COMPETENCES)
    reader.unique("groups", "code", [one.code for one in groups])
    reader.unique("competences", "code", codes)
    reader.unique("default_active", "", active)
    reader.known("competences", "group", [c.group for c in competences], [g.code for g in groups])
    for n in (n for n, code in enumerate(active) if code not in codes):
        reader.wrong(f"default_active.{n}", Code.UNKNOWN_COMPETENCE)
    return HandbookData(
        code=reader.code(data, "code", ""),
        version=reader.number(data, "version", "", least=1),
        scale=tuple(words for _, words in scale),
        groups=tuple(groups),
        competences=tuple(competences),
        default_active=tuple(active),
        second_language=reader.short(data, "second_language", "", MOST_LANGUAGE),
    )


def _scale(reader: Reader, data: dict[str, Json], at: str) -> tuple[int, Words]:
    return reader.number(data, "level", at), reader.words(data, at, MOST_LABEL)


def _group(reader: Reader, data: dict[str, Json], at: str) -> GroupData:
    return GroupData(reader.code(data, "code", at), reader.words(data, at, MOST_LABEL))


def _competence(reader: Reader, data: dict[str, Json], at: str) -> CompetenceData:
    anchors = reader.object(data.get("anchors"), f"{at}.anchors")
    one, two, three, four = (
        reader.words_at(anchors, str(int(level)), f"{at}.anchors", MOST_SENTENCE, may_be_empty=True)
        for level in ANCHORED
    )
    return CompetenceData(
        code=reader.code(data, "code", at),
        group=reader.code(data, "group", at),
        label=reader.words(data, at, MOST_LABEL),
        anchors=(one, two, three, four),
        look=reader.words_at(data, "look", at, MOST_SENTENCE, needed=False),
        avoid=reader.words_at(data, "avoid", at, MOST_SENTENCE, needed=False),
        tiles=tuple(_tile(reader, *item) for item in reader.objects(data, "tiles", at, MOST_TILES)),
    )


def _tile(reader: Reader, data: dict[str, Json], at: str) -> TileData:
    tone = reader.choice(data, "tone", at, list(Tone), Code.UNKNOWN_TONE)
    icon = reader.text(data, "icon", at)
    if icon not in ICONS:
        reader.wrong(f"{at}.icon", Code.UNKNOWN_ICON)
    return TileData(
        words=reader.words(data, at, MOST_TILE),
        tone=Tone(tone),
        level=_hint(reader, data.get("level"), at),
        icon=icon,
        hidden=reader.flag(data, "hidden", at),
        departments=_departments(reader, data, at),
    )


def _departments(reader: Reader, data: dict[str, Json], at: str) -> tuple[str, ...]:
    if data.get("departments") is None:
        return ()
    named = reader.texts(data, "departments", at, MOST_PINS)
    for n, name in enumerate(named):
        if not 0 < len(name) <= MOST_LABEL:
            reader.wrong(f"{at}.departments.{n}", Code.TOO_LONG if name else Code.MISSING)
    return tuple(dict.fromkeys(named))


def _hint(reader: Reader, value: Json, at: str) -> Level | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value in ANCHORED:
        return Level(value)
    reader.wrong(f"{at}.level", Code.UNKNOWN_LEVEL)
    return None


def _competence_json(one: CompetenceData) -> Json:
    anchors: dict[str, Json] = {
        str(int(level)): _both(words) for level, words in zip(ANCHORED, one.anchors, strict=True)
    }
    tiles: list[Json] = [
        {
            **_both(tile.words),
            "tone": str(tile.tone),
            "level": None if tile.level is None else int(tile.level),
            "icon": tile.icon,
            **({"hidden": True} if tile.hidden else {}),
            **({"departments": list(tile.departments)} if tile.departments else {}),
        }
        for tile in one.tiles
    ]
    return {
        "code": one.code,
        "group": one.group,
        **_both(one.label),
        "look": _both(one.look),
        "avoid": _both(one.avoid),
        "anchors": anchors,
        "tiles": tiles,
    }


def _both(words: Words) -> dict[str, Json]:
    return {"nl": words.nl, "en": words.en}
