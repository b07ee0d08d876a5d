"""Who lets a company in, and starts it off."""

from pwa.domain.enums import OrganisationKind
from pwa.models import Organisation, Person
from pwa.policies import companies
from pwa.policies.basics import as_coach, as_employer

invite = companies.list_companies
"""Coaches invite companies."""

begin = as_employer
"""The first steps are of who looks after the company's side of the app."""


def let_in(person: Person, organisation: Organisation) -> bool:
    """A coach helps the administrators of a company in, as long as they have no way in yet."""
    return as_coach(person) and organisation.kind is OrganisationKind.EMPLOYER
