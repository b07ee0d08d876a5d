"""What a coach knows of a company, and the visits that were made to get to know it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pwa.models import CompanyVisit, Organisation, Person


@dataclass(frozen=True)
class Visit:
    id: UUID
    day: date
    present: str
    saw: str
    by: str
    mine: bool
    made_at: datetime


def visits(person: Person, organisation: Organisation) -> list[Visit]:
    """The newest visit first; of a coach who left too."""
    rows = (
        CompanyVisit.visible_to(person)
        .where(CompanyVisit.organisation == organisation)
        .order_by(CompanyVisit.day.desc(), CompanyVisit.id.desc())
    )
    return [
        Visit(
            row.id, row.day, row.present, row.saw, row.made_by.name,
            row.made_by_id == person.id, row.made_at,
        )
        for row in rows
    ]  # fmt: skip
