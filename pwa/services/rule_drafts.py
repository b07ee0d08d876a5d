"""Rules that somebody is still writing: kept as typed, thrown away, or saved as a version."""

from collections.abc import Mapping

from peewee import IntegrityError

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import PlacementKind
from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.milestones import RuleProfile
from pwa.models import Organisation, Person, RuleDraft, RuleProfileRow
from pwa.policies import rule_profiles as policies
from pwa.services import audit, rule_profiles


def draft_of(by: Person, town: Organisation, kind: PlacementKind) -> RuleDraft | None:
    """What this person was typing, if anything."""
    row = _row(by, town, kind)
    return row if row and row.fields else None


def keep(
    by: Person, town: Organisation, kind: PlacementKind, edition: int, fields: Mapping[str, str]
) -> RuleDraft:
    """Keep what was typed, right or wrong; it counts for nobody, so no event tells of it.

    `edition` is the one that the form was read with, 0 for none. Raises NotAllowed, and Stale when
    the same person typed in another window.
    """
    if not policies.edit(by, town):
        raise NotAllowed("not_yours")
    new = {"fields": dict(fields), "saved_at": clock.now()}
    try:
        with transaction():
            row = _row(by, town, kind)
            if row is None:
                return RuleDraft.create(user=by.id, municipality=town.id, kind=kind, **new)
            if row.fields and row.edition != edition:
                raise Stale()
            if row.fields != new["fields"]:
                _next(row, new)
    except IntegrityError:  # the first keeping of two windows at once
        raise Stale() from None
    return RuleDraft.get_by_id(row.id)


def throw_away(by: Person, town: Organisation, kind: PlacementKind) -> None:
    """Drop what was typed; the rules stay as they are."""
    with transaction():
        row = draft_of(by, town, kind)
        if row is not None:
            _next(row, {"fields": {}})
            audit.record(by, "rules.draft_away", row, kind=kind)


def save(by: Person, town: Organisation, version: int, profile: RuleProfile) -> RuleProfileRow:
    """What was typed counts from now on, and is no draft any more.

    Raises what `rule_profiles.save` raises.
    """
    with transaction():
        made = rule_profiles.save(by, town, version, profile)
        row = draft_of(by, town, profile.kind)
        if row is not None:
            _next(row, {"fields": {}})
    return made


def _row(by: Person, town: Organisation, kind: PlacementKind) -> RuleDraft | None:
    return RuleDraft.get_or_none(
        (RuleDraft.user == by.id) & (RuleDraft.municipality == town.id) & (RuleDraft.kind == kind)
    )


def _next(row: RuleDraft, changes: Mapping[str, object]) -> None:
    same = (RuleDraft.id == row.id) & (RuleDraft.edition == row.edition)
    if RuleDraft.update(edition=row.edition + 1, **changes).where(same).execute() != 1:
        raise Stale()
