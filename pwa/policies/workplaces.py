"""Who may read, write and use the places that a company offers."""

from typing import Any

from pwa.domain.enums import Role
from pwa.models import Candidate, Organisation, Person, Workplace, WorkplaceDraft
from pwa.policies import companies
from pwa.policies.basics import as_coach


def read(person: Person, workplace: Workplace) -> bool:
    """Who reads the company: its people, the candidates placed there, coaches."""
    return companies.read(person, workplace.organisation)


def add(person: Person, organisation: Organisation) -> bool:
    return companies.edit(person, organisation)


def edit(person: Person, workplace: Workplace) -> bool:
    """The company offers the place; nobody else says what it asks."""
    return _owns(person, workplace.organisation_id)


def own_draft(person: Person, draft: WorkplaceDraft) -> bool:
    """Only who typed it, as long as the company is theirs to speak for."""
    return draft.user_id == person.id and _owns(person, draft.organisation_id)


def copy_vacancy(person: Person, workplace: Workplace) -> bool:
    """Who looks for somebody: the company, or a coach."""
    return edit(person, workplace) or as_coach(person)


def compare(person: Person, *_rows: Any) -> bool:
    """A coach, with own candidates only."""
    return as_coach(person)


def lay_beside(person: Person, _workplace: Workplace, candidate: Candidate) -> bool:
    return person.coaches(candidate)


def _owns(person: Person, organisation_id: Any) -> bool:
    return organisation_id in person.organisations(Role.EMPLOYER_ADMIN)
