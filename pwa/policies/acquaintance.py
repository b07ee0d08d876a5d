"""Who gets to know a company before proposing anyone: coaches; and who reads what they saw."""

from pwa.domain.enums import OrganisationKind
from pwa.models import CompanyVisit, Organisation, Person
from pwa.policies import companies
from pwa.policies.basics import as_coach


def know(person: Person, organisation: Organisation) -> bool:
    """Coaches say that they have read a company's words, and write down a visit."""
    return as_coach(person) and organisation.kind is OrganisationKind.EMPLOYER


def read_visits(person: Person, organisation: Organisation) -> bool:
    """Every coach, and who looks after the company's side: it is about them."""
    return know(person, organisation) or companies.edit(person, organisation)


def remove_visit(person: Person, visit: CompanyVisit) -> bool:
    """Only who wrote it."""
    return as_coach(person) and visit.made_by_id == person.id
