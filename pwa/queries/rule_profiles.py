"""The rules of one municipality: what counts now, what counted before, and what coaches propose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from peewee import JOIN

from pwa.domain.enums import PlacementKind
from pwa.domain.milestones import RuleProfile
from pwa.domain.rule_profiles import read_rule_profile
from pwa.models import Organisation, RuleProfileAuthor, RuleProfileRow, RuleSuggestion, User
from pwa.models.calendars import default_rules


@dataclass(frozen=True)
class Version:
    """One version; number 0 is what an installation starts with, by nobody."""

    number: int
    profile: RuleProfile
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Suggestion:
    id: UUID
    author: str
    text: str
    at: datetime


def versions(organisation: Organisation, kind: PlacementKind | None = None) -> list[Version]:
    """All versions of one kind (or of all), newest first; the default comes last."""
    rows = (
        RuleProfileRow.select(RuleProfileRow, RuleProfileAuthor, User)
        .join(RuleProfileAuthor, JOIN.LEFT_OUTER)
        .join(User, JOIN.LEFT_OUTER)
        .where(RuleProfileRow.municipality == organisation.id)
        .order_by(RuleProfileRow.version.desc())
    )
    found = [_version(row) for row in rows if kind in (None, row.kind)]
    first = [Version(0, profile) for one, profile in default_rules().items() if kind in (None, one)]
    return [*found, *first]


def _version(row: RuleProfileRow) -> Version:
    author = getattr(row, "ruleprofileauthor", None)
    name = author.made_by.name if author is not None and author.made_by_id else ""
    return Version(row.version, read_rule_profile(row.rules), name, row.made_at)


def newest(everything: Sequence[Version]) -> dict[PlacementKind, Version]:
    """What counts now, for every kind."""
    found: dict[PlacementKind, Version] = {}
    for one in everything:
        found.setdefault(one.profile.kind, one)
    return {kind: found[kind] for kind in PlacementKind}


def suggestions(organisation: Organisation, kind: PlacementKind) -> list[Suggestion]:
    """What was proposed and not dealt with, oldest first."""
    rows = (
        RuleSuggestion.select(RuleSuggestion, User)
        .join(User)
        .where(
            RuleSuggestion.municipality == organisation.id,
            RuleSuggestion.kind == kind,
            RuleSuggestion.closed_at.is_null(),
        )
        .order_by(RuleSuggestion.made_at, RuleSuggestion.id)
    )
    return [Suggestion(row.id, row.author.name, row.text, row.made_at) for row in rows]
