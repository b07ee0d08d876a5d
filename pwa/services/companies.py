"""The company in its own words; each save is a new version, so nothing is overwritten."""

from collections.abc import Mapping

from peewee import IntegrityError

from pwa.database import transaction
from pwa.domain.errors import Stale
from pwa.models import EmployerProfile, Organisation, Person
from pwa.services import audit

PARTS = (
    "makes", "proud_of", "how_we_work", "good_colleague", "hard_here", "developments",
    "house_rules", "safety",
)  # fmt: skip
"""What a company tells about itself, in the order in which people read it."""

MOST_TEXT = 1500


def save_profile(
    by: Person | None, organisation: Organisation, version: int, texts: Mapping[str, str]
) -> EmployerProfile:
    """Keep the company's words as the version after `version`.

    Raises Stale when somebody saved another version since this one was read.
    """
    words = {part: texts.get(part, "") for part in PARTS}
    try:
        with transaction():
            if newest_profile_version(organisation) != version:
                raise Stale()
            row = EmployerProfile.create(
                organisation=organisation,
                version=version + 1,
                made_by=by.id if by else None,
                **words,
            )
            audit.record(by, "profile.save", row, organisation=organisation.id, version=row.version)
    except IntegrityError:  # two saved the same version at once on PostgreSQL
        raise Stale() from None
    return row


def newest_profile_version(organisation: Organisation) -> int:
    row = (
        EmployerProfile.select(EmployerProfile.version)
        .where(EmployerProfile.organisation == organisation)
        .order_by(EmployerProfile.version.desc())
        .first()
    )
    return row.version if row else 0


def set_company_signs(by: Person, organisation: Organisation, signs: bool) -> None:
    """Whether this company puts its own signature under evaluations."""
    with transaction():
        Organisation.update(company_signs=signs).where(Organisation.id == organisation.id).execute()
        audit.record(by, "organisation.company_signs", organisation, signs=signs)


def allow_photos(by: Person | None, organisation: Organisation, allowed: bool) -> None:
    """Whether a note here may have photos of product or workplace."""
    with transaction():
        Organisation.update(photos=allowed).where(Organisation.id == organisation.id).execute()
        audit.record(by, "organisation.photos", organisation, allowed=allowed)
