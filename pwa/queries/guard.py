"""What a municipality's guard looks for: the groups, what it changed in them, and its versions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import JOIN, Case, fn

from pwa import clock
from pwa.domain.guard_lists import LANGUAGES, PARTS, SHIPPED, Group, Own, bare
from pwa.models import Candidate, GuardWords, Note, Organisation, Placement, User

COUNTED = timedelta(days=30)
FEW = 20
"""Fewer notes than this say too much about who wrote them."""

_VERSIONS_SHOWN = 30


@dataclass(frozen=True)
class GroupView:
    """One group: the shipped one, and by part what this municipality made of it."""

    group: Group
    label: str
    own: Mapping[str, Sequence[str]]

    @property
    def name(self) -> str:
        return self.group.name

    @property
    def counts(self) -> int:
        """How many words count here."""
        return len(self.group.changed(self.own).all_words())

    def lines(self, part: str) -> str:
        """As they stand in a field: one on each line."""
        return "\n".join(self.own.get(part, ()))

    @property
    def shipped_words(self) -> list[str]:
        return sorted(self.group.all_words(), key=bare)

    @property
    def shipped_fine(self) -> list[str]:
        return sorted(self.group.all_fine(), key=bare)

    def shipped_instead(self, language: str) -> tuple[str, ...]:
        return self.group.instead[language]


@dataclass(frozen=True)
class Difference:
    """What a version changed in one part of one group."""

    label: str
    part: str
    more: tuple[str, ...]
    less: tuple[str, ...]


@dataclass(frozen=True)
class VersionView:
    number: int
    at: datetime
    by: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class GuardView:
    town: Organisation
    version: int
    groups: tuple[GroupView, ...]
    versions: tuple[VersionView, ...]
    notes: int
    still: int
    """Notes of the last thirty days, and those in which a word was left; 0 where there were few."""

    def of(self, name: str) -> GroupView:
        return next(one for one in self.groups if one.name == name)


def guard_page(town: Organisation, language: str) -> GuardView:
    rows = list(_versions(town.id))
    own: Own = rows[0].own if rows else {}
    notes, still = _counted(town.id)
    return GuardView(
        town=town,
        version=rows[0].version if rows else 0,
        groups=tuple(
            GroupView(group, label(name, language), own.get(name, {}))
            for name, group in SHIPPED.items()
        ),
        versions=tuple(_told(rows, language)),
        notes=notes,
        still=still,
    )


def label(name: str, language: str) -> str:
    """The group in words, in this language or else in Dutch."""
    return SHIPPED[name].label[language if language in LANGUAGES else LANGUAGES[0]]


def _versions(town: UUID) -> Any:
    rows = GuardWords.select(GuardWords, User).join(User, JOIN.LEFT_OUTER)
    newest_first = rows.where(GuardWords.municipality == town).order_by(GuardWords.version.desc())
    return newest_first.limit(_VERSIONS_SHOWN + 1)


def _told(rows: list[GuardWords], language: str) -> Iterator[VersionView]:
    befores = [row.own for row in rows[1:]] + ([{}] if len(rows) <= _VERSIONS_SHOWN else [])
    for row, before in zip(rows, befores, strict=False):
        name = row.made_by.name if row.made_by else ""
        differences = tuple(_differences(before, row.own, language))
        yield VersionView(row.version, row.made_at, name, differences)


def _differences(before: Own, after: Own, language: str) -> Iterator[Difference]:
    for name in SHIPPED:
        for part in PARTS:
            old, new = before.get(name, {}).get(part, ()), after.get(name, {}).get(part, ())
            more = tuple(one for one in new if one not in old)
            less = tuple(one for one in old if one not in new)
            if more or less:
                yield Difference(label(name, language), part, more, less)


def _counted(town: UUID) -> tuple[int, int]:
    """Notes about this municipality's people that count, and those with a word left."""
    rows = (
        Note.select(fn.COUNT(Note.id), fn.SUM(Case(None, [(Note.guard_hits > 0, 1)], 0)))
        .join(Placement)
        .join(Candidate)
        .where(Candidate.municipality == town, Note.received_at >= clock.now() - COUNTED)
    )
    notes, still = rows.scalar(as_tuple=True)
    return (notes, int(still or 0)) if notes >= FEW else (0, 0)
