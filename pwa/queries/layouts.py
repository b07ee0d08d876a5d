"""The layouts of a municipality: what is in use, what is being made, and what did not work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa.domain.layouts import LayoutState
from pwa.models import Layout, Organisation, PrintedLook, User
from pwa.pdf.look import MOVABLE, OPTIONAL, Look, look_of

_MOST_FAILURES = 5


@dataclass(frozen=True)
class Place:
    """A part of the document and what can be done with it."""

    name: str
    shown: bool = True
    optional: bool = False
    up: bool = False
    down: bool = False


@dataclass(frozen=True)
class View:
    """One version; its texts as they were typed."""

    id: UUID
    version: int
    state: LayoutState
    edition: int
    by: str
    at: datetime
    until: datetime | None
    has_logo: bool
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def look(self) -> Look:
        return look_of(self.texts)

    @property
    def places(self) -> tuple[Place, ...]:
        """The parts in their order, with attendance, which stands within the levels."""
        found, last = self.look, len(MOVABLE) - 1
        parts = [
            Place(name, found.prints(name), name in OPTIONAL, n > 0, n < last)
            for n, name in enumerate(found.order)
        ]
        at = found.order.index("overview") + 1
        parts.insert(at, Place("attendance", found.prints("attendance"), optional=True))
        return tuple(parts)


@dataclass(frozen=True)
class Failure:
    """A PDF that could not be printed in its layout."""

    version: int
    at: datetime
    problem: str


@dataclass(frozen=True)
class Overview:
    in_use: View | None
    draft: View | None
    earlier: tuple[View, ...]
    failures: tuple[Failure, ...]


def overview(municipality: Organisation) -> Overview:
    rows = [_view(row) for row in _rows().where(Layout.municipality == municipality.id)]
    return Overview(
        next((one for one in rows if one.state is LayoutState.ACTIVE), None),
        next((one for one in rows if one.state is LayoutState.DRAFT), None),
        tuple(one for one in rows if one.state is LayoutState.RETIRED),
        _failures(municipality),
    )


def view(layout: Layout) -> View:
    """As it stands now, with who made it."""
    return _view(_rows().where(Layout.id == layout.id).get())


def _rows() -> Any:
    changed = User.alias()
    return (
        Layout.select(Layout, User, changed)
        .join(User, JOIN.LEFT_OUTER, on=(Layout.used_by == User.id))
        .switch(Layout)
        .join(changed, JOIN.LEFT_OUTER, on=(Layout.changed_by == changed.id))
        .order_by(Layout.version.desc())
    )


def _view(row: Layout) -> View:
    draft = row.state is LayoutState.DRAFT
    who = row.changed_by if draft else row.used_by
    return View(
        id=row.id, version=row.version, state=row.state, edition=row.edition,
        by=who.name if who else "", at=(None if draft else row.used_from) or row.changed_at,
        until=row.retired_at, has_logo=row.logo_id is not None, texts=row.texts,
    )  # fmt: skip


def _failures(municipality: Organisation) -> tuple[Failure, ...]:
    rows = (
        PrintedLook.select(PrintedLook, Layout)
        .join(Layout)
        .where(Layout.municipality == municipality.id, PrintedLook.problem != "")
        .order_by(PrintedLook.made_at.desc(), PrintedLook.id.desc())
        .limit(_MOST_FAILURES)
    )
    return tuple(Failure(row.layout.version, row.made_at, row.problem) for row in rows)
