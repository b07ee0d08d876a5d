"""Notes from locked tablets as their author sees them, and how many were denied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import fn

from pwa import clock
from pwa.domain.claimed import WARNS_AFTER
from pwa.domain.errors import BadInput
from pwa.domain.notes import check_day
from pwa.domain.retention import Kind
from pwa.models import ClaimedNote, Person, Placement, Tablet
from pwa.models.calendars import note_window, work_calendars
from pwa.models.clocks import moment_of, text_row
from pwa.models.retention_facts import in_force
from pwa.queries.writing import About


@dataclass(frozen=True)
class Claim:
    """One that waits, without its words."""

    id: UUID
    tablet: str
    made_at: datetime
    late: bool


def claim_rows(person: Person) -> Any:
    """What this person has to say something about, as rows of one shape beside others."""
    c = ClaimedNote
    columns = (c.id, c.received_at, c.made_at, Tablet.label)
    return c.select(*text_row("claim", *columns)).join(Tablet).where(c.waits_for(person))


def read_claims(person: Person, rows: Iterable[Any]) -> tuple[Claim, ...]:
    """Of such rows, oldest first."""
    found = []
    for kind, id, received_at, made_at, label, *_rest in rows:
        if kind == "claim":
            late = person.now - moment_of(received_at) >= WARNS_AFTER
            found.append(Claim(UUID(id), label, moment_of(made_at), late))
    return tuple(sorted(found, key=lambda one: one.made_at))


def waiting(person: Person) -> tuple[Claim, ...]:
    """The same, by itself."""
    return read_claims(person, claim_rows(person).tuples())


def goes_on(claim: ClaimedNote) -> date:
    """The day on which it goes when nothing is said about it."""
    term = in_force().shared[Kind.DRAFTS]
    return term.ends(clock.local(claim.received_at).date())


def people_of(person: Person, day: date) -> tuple[About, ...]:
    """Whom this person guided on that day and may still write about, by name."""
    ids = [one for one in person.guides if person.guided_on(one, day)]
    rows = list(Placement.with_people().where(Placement.id.in_(ids)))
    calendars = work_calendars(row.workplace.organisation_id for row in rows)
    found = []
    for row in rows:
        window = note_window(row, calendars[row.workplace.organisation_id], person.today)
        try:
            check_day(day, person.today, window)
        except BadInput:
            continue
        found.append(About(row.id, row.candidate.user.name, row.workplace.title))
    return tuple(sorted(found, key=lambda one: one.name))


def denied_on(tablet_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How often somebody said "Niet van mij" about a note from these tablets."""
    rows: Iterable[Any] = (
        ClaimedNote.select(ClaimedNote.tablet, fn.COUNT(ClaimedNote.id))
        .where(ClaimedNote.tablet.in_(list(tablet_ids)), ClaimedNote.denied_at.is_null(False))
        .group_by(ClaimedNote.tablet)
        .tuples()
    )
    return dict(rows)


def waiting_on(tablet_id: UUID) -> dict[UUID, int]:
    """Author -> how many notes from this tablet wait for that person."""
    rows: Iterable[Any] = (
        ClaimedNote.select(ClaimedNote.author, fn.COUNT(ClaimedNote.id))
        .where(ClaimedNote.tablet == tablet_id, ClaimedNote.denied_at.is_null())
        .group_by(ClaimedNote.author)
        .tuples()
    )
    return dict(rows)
