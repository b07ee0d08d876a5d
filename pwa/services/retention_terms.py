"""How long a municipality keeps things: each save is a new version, so nothing is overwritten."""

from collections.abc import Mapping

from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.retention import numbers_of, with_numbers
from pwa.models import Organisation, Person, RetentionTerms
from pwa.models.retention_facts import default_terms, version_of
from pwa.policies import retention as policies
from pwa.services import audit


def save(
    by: Person, municipality: Organisation, version: int, numbers: Mapping[str, int]
) -> RetentionTerms:
    """Keep these as the version after `version`. What was announced keeps the day it was promised.

    Raises BadInput by the name of the kind, NotAllowed, Stale.
    """
    if not policies.look_after(by, municipality):
        raise NotAllowed("not_yours")
    chosen = numbers_of(with_numbers(default_terms(), numbers))
    with transaction():
        now = version_of(municipality.id)
        if (now.version if now else 0) != version:
            raise Stale()
        before = with_numbers(default_terms(), now.numbers if now else {})
        if chosen == numbers_of(before):
            raise BadInput({"notes": "retention_unchanged"})
        row = RetentionTerms.create(
            municipality=municipality, version=version + 1, numbers=chosen, made_by=by.id
        )
        audit.record(by, "retention.terms", row, version=row.version)
    return row
