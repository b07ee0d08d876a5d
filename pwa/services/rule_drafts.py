"""Rules that somebody is still writing: kept as typed, thrown away, or saved as a version."""

from collections.abc import Mapping

from pwa.database import transaction
from pwa.domain.enums import PlacementKind
from pwa.domain.errors import NotAllowed
from pwa.domain.milestones import RuleProfile
from pwa.models import Organisation, Person, RuleDraft, RuleProfileRow
from pwa.policies import rule_profiles as policies
from pwa.services import audit, drafts, rule_profiles


def draft_of(by: Person, town: Organisation, kind: PlacementKind) -> RuleDraft | None:
    """What this person was typing, if anything."""
    return drafts.draft_of(RuleDraft, user=by.id, municipality=town.id, kind=kind)


def keep(
    by: Person, town: Organisation, kind: PlacementKind, edition: int, fields: Mapping[str, str]
) -> RuleDraft:
    """Keep what was typed in a form read with this edition. Raises NotAllowed, Stale."""
    if not policies.edit(by, town):
        raise NotAllowed("not_yours")
    return drafts.keep(RuleDraft, edition, fields, user=by.id, municipality=town.id, kind=kind)


def throw_away(by: Person, town: Organisation, kind: PlacementKind) -> None:
    """Drop what was typed; the rules stay as they are."""
    with transaction():
        row = drafts.empty(RuleDraft, user=by.id, municipality=town.id, kind=kind)
        if row is not None:
            audit.record(by, "rules.draft_away", row, kind=kind)


def save(by: Person, town: Organisation, version: int, profile: RuleProfile) -> RuleProfileRow:
    """What was typed counts from now on, and is no draft any more.

    Raises what `rule_profiles.save` raises.
    """
    with transaction():
        made = rule_profiles.save(by, town, version, profile)
        drafts.empty(RuleDraft, user=by.id, municipality=town.id, kind=profile.kind)
    return made
