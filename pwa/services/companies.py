"""What a company chose: whether it signs, whether photos may go with a note, whether one draws."""

from pwa.database import transaction
from pwa.models import Organisation, Person
from pwa.services import audit


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


def ask_drawings(by: Person, organisation: Organisation, asked: bool) -> None:
    """Whether who signs at a table here may draw a signature too."""
    with transaction():
        Organisation.update(drawn_signatures=asked).where(
            Organisation.id == organisation.id
        ).execute()
        audit.record(by, "organisation.drawn_signatures", organisation, asked=asked)
