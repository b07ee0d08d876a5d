"""The rules of a municipality: each save is a new version, so nothing is overwritten."""

from typing import Any
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import PlacementKind
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.milestones import RuleProfile
from pwa.domain.rule_profiles import read_rule_profile, rule_profile_json
from pwa.domain.text import clean, too_long
from pwa.models import Organisation, Person, RuleProfileAuthor, RuleProfileRow, RuleSuggestion
from pwa.models.calendars import default_rules
from pwa.policies import rule_profiles as policies
from pwa.services import audit

MOST_SUGGESTION = 600


def save(
    by: Person, municipality: Organisation, version: int, profile: RuleProfile
) -> RuleProfileRow:
    """Keep these rules as the version after `version`; who starts from now on gets them. Asked
    twice it is one version.

    Running placements keep theirs. Raises BadInput, NotAllowed, Stale.
    """
    if not policies.edit(by, municipality):
        raise NotAllowed("not_yours")
    json = rule_profile_json(profile)
    if known := _same(by, municipality, version + 1, profile.kind, json):
        return known
    if read_rule_profile(json) == _now(municipality, profile.kind)[1]:
        raise BadInput({"source_nl": "nothing_changed"})
    with transaction():
        if _now(municipality, profile.kind)[0] != version:
            raise Stale()
        row = RuleProfileRow.create(
            municipality=municipality, kind=profile.kind, version=version + 1, rules=json
        )
        RuleProfileAuthor.create(rule_profile=row, made_by=by.id)
        audit.record(by, "rules.save", row, kind=profile.kind, version=row.version)
    return row


def _same(
    by: Person, municipality: Organisation, version: int, kind: PlacementKind, json: Any
) -> RuleProfileRow | None:
    """This version, where this person made it just so."""
    row: RuleProfileRow | None = (
        RuleProfileRow.select()
        .join(RuleProfileAuthor, on=(RuleProfileAuthor.rule_profile == RuleProfileRow.id))
        .where(
            RuleProfileRow.municipality == municipality.id,
            RuleProfileRow.kind == kind,
            RuleProfileRow.version == version,
            RuleProfileAuthor.made_by == by.id,
        )
        .first()
    )
    same = row and read_rule_profile(row.rules) == read_rule_profile(json)
    return row if same else None


def _now(municipality: Organisation, kind: PlacementKind) -> tuple[int, RuleProfile]:
    row = (
        RuleProfileRow.select()
        .where(RuleProfileRow.municipality == municipality.id, RuleProfileRow.kind == kind)
        .order_by(RuleProfileRow.version.desc())
        .first()
    )
    return (row.version, read_rule_profile(row.rules)) if row else (0, default_rules()[kind])


def suggest(
    by: Person, municipality: Organisation, kind: PlacementKind, text: str
) -> RuleSuggestion:
    """What a coach would change, for whoever looks after the rules; the same words again, until
    they are dealt with, are the same. Raises BadInput."""
    text = clean(text)
    if not text:
        raise BadInput({"text": "missing"})
    if too_long(text, MOST_SUGGESTION):
        raise BadInput({"text": f"too_long:{MOST_SUGGESTION}"})
    if not policies.suggest(by, municipality):
        raise NotAllowed("not_yours")
    with transaction():
        known = RuleSuggestion.get_or_none(
            (RuleSuggestion.municipality == municipality.id)
            & (RuleSuggestion.kind == kind)
            & (RuleSuggestion.author == by.id)
            & (RuleSuggestion.text == text)
            & RuleSuggestion.closed_at.is_null()
        )
        if known:
            return known
        row = RuleSuggestion.create(municipality=municipality, kind=kind, text=text, author=by.id)
        audit.record(by, "rules.suggest", row, municipality=municipality.id, kind=kind)
    return row


def close_suggestion(by: Person, municipality: Organisation, id: UUID) -> None:
    """It was dealt with; one of another municipality is not there."""
    here = (RuleSuggestion.id == id) & (RuleSuggestion.municipality == municipality.id)
    with transaction():
        open_ = here & RuleSuggestion.closed_at.is_null()
        if RuleSuggestion.update(closed_at=clock.now()).where(open_).execute():
            audit.record(by, "rules.suggestion_done", RuleSuggestion.get_by_id(id))
