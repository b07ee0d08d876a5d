"""Rule profiles as JSON: `pwa/data/rule_profiles.json` holds the defaults to edit."""

from pwa.domain.enums import PlacementKind, Role
from pwa.domain.errors import BadInput, Code
from pwa.domain.milestones import MilestoneRule, Offset, RuleProfile
from pwa.domain.reading import Json, Reader
from pwa.domain.words import Words

MOST_MONTHS, MOST_TEXT = 600, 500


def read_rule_profiles(json: Json) -> tuple[RuleProfile, ...]:
    """All profiles of `{"profiles": [...]}`. Raises `BadInput` with path -> code."""
    reader = Reader()
    data = reader.object(json, "")
    profiles = [_profile(reader, *item) for item in reader.objects(data, "profiles", "")]
    reader.unique("profiles", "kind", [profile.kind for profile in profiles])
    return tuple(_checked(reader, profiles))


def read_rule_profile(json: Json) -> RuleProfile:
    """One profile. Raises `BadInput` with path -> code."""
    reader = Reader()
    return _checked(reader, [_profile(reader, reader.object(json, ""), "")])[0]


def rule_profile_json(profile: RuleProfile) -> dict[str, Json]:
    """The opposite of `read_rule_profile`."""
    return {
        "kind": str(profile.kind),
        "max_months": profile.max_months,
        "max_extension_months": profile.max_extension_months,
        "source": _both(profile.source),
        "extension_note": _both(profile.extension_note),
        "milestones": [
            {
                "code": rule.code,
                "offset": str(rule.offset),
                "n": rule.n,
                "repeat": rule.repeat,
                "who": str(rule.who),
                **_both(rule.what),
                **({} if rule.candidate is None else {"candidate": _both(rule.candidate)}),
                **({"no_ends_at": rule.no_ends_at} if rule.no_ends_at else {}),
            }
            for rule in profile.milestones
        ],
    }


def _checked(reader: Reader, profiles: list[RuleProfile]) -> list[RuleProfile]:
    if reader.errors:
        raise BadInput(reader.errors)
    return profiles


def _profile(reader: Reader, data: dict[str, Json], at: str) -> RuleProfile:
    rules = [_rule(reader, *item) for item in reader.objects(data, "milestones", at)]
    reader.unique(f"{at}.milestones" if at else "milestones", "code", [rule.code for rule in rules])
    return RuleProfile(
        kind=PlacementKind(reader.choice(data, "kind", at, list(PlacementKind), Code.UNKNOWN_KIND)),
        max_months=reader.number(data, "max_months", at, least=1, most=MOST_MONTHS),
        max_extension_months=reader.number(data, "max_extension_months", at, most=MOST_MONTHS),
        milestones=tuple(rules),
        source=reader.words_at(data, "source", at, MOST_TEXT),
        extension_note=reader.words_at(data, "extension_note", at, MOST_TEXT, needed=False),
    )


def _rule(reader: Reader, data: dict[str, Json], at: str) -> MilestoneRule:
    offset = Offset(reader.choice(data, "offset", at, list(Offset), Code.UNKNOWN_OFFSET))
    repeat = data.get("repeat", False) is True
    if repeat and offset is not Offset.MONTHS_AFTER_START:
        reader.wrong(f"{at}.repeat", Code.UNKNOWN_OFFSET)
    return MilestoneRule(
        code=reader.code(data, "code", at),
        offset=offset,
        n=reader.number(data, "n", at, least=1 if repeat else 0, most=MOST_MONTHS),
        what=reader.words(data, at, MOST_TEXT),
        who=Role(reader.choice(data, "who", at, list(Role), Code.UNKNOWN_KIND)),
        repeat=repeat,
        candidate=reader.words_at(data, "candidate", at, MOST_TEXT, needed=False)
        if "candidate" in data
        else None,
        no_ends_at=reader.number(data, "no_ends_at", at, most=MOST_MONTHS)
        if "no_ends_at" in data
        else 0,
    )


def _both(words: Words) -> dict[str, Json]:
    return {"nl": words.nl, "en": words.en}
