"""Which words the guard looks for when this person writes."""

from typing import Any
from uuid import UUID

from peewee import fn

from pwa.domain.enums import Role
from pwa.domain.guard_lists import Group, list_of, together
from pwa.models.employer import Workplace
from pwa.models.guard import GuardWords
from pwa.models.people import Candidate
from pwa.models.person import Person
from pwa.models.placement import Placement

_OF_A_TOWN = (Role.COACH, Role.PRIVACY_OFFICER, Role.MUNICIPALITY_ADMIN)


def newest(municipality_id: UUID) -> GuardWords | None:
    """What this municipality says now; None: the shipped list, untouched."""
    rows = GuardWords.select().where(GuardWords.municipality == municipality_id)
    found: GuardWords | None = rows.order_by(GuardWords.version.desc()).first()
    return found


def list_for(person: Person) -> list[Group]:
    """The list of the municipality, or of all those, whose people this person writes about.

    Who has none gets the shipped list, and so does everybody whose municipality changed nothing.
    """
    newest_of = GuardWords.alias()
    version = newest_of.select(fn.MAX(newest_of.version)).where(
        newest_of.municipality == GuardWords.municipality
    )
    changed = {
        row.municipality_id: row.own
        for row in GuardWords.select().where(GuardWords.version == version)
    }
    if not changed:
        return list_of({})
    towns = sorted(_towns(person), key=str)
    return together([list_of(changed.get(town, {})) for town in towns] or [list_of({})])


def _towns(person: Person) -> set[UUID]:
    own = {seat.organisation_id for seat in person.seats if seat.role in _OF_A_TOWN}
    rows: Any = Candidate.select(Candidate.municipality).where(
        (Candidate.id == person.candidate_id) | Candidate.id.in_(_placed(person))
    )
    return own | {row.municipality_id for row in rows.distinct()}


def _placed(person: Person) -> Any:
    """Candidates of the placements that this person guides, or at the company they administer."""
    companies = person.organisations(Role.EMPLOYER_ADMIN)
    return (
        Placement.select(Placement.candidate)
        .join(Workplace)
        .where(Placement.id.in_(list(person.guides)) | Workplace.organisation.in_(companies))
    )
