"""What a company chose: whether it signs, and whether photos may go with a note."""

from dataclasses import dataclass
from typing import Any

from pwa.database import transaction
from pwa.domain.errors import Stale
from pwa.domain.history import Changed
from pwa.models import Organisation, Person
from pwa.services import audit, history


@dataclass(frozen=True)
class Choices:
    """The choices of one company, as they are or as they are wanted."""

    company_signs: bool
    photos: bool

    @classmethod
    def of(cls, organisation: Organisation) -> "Choices":
        return cls(bool(organisation.company_signs), bool(organisation.photos))

    @property
    def mark(self) -> str:
        """What a form was made from, in a few characters."""
        return f"{self.company_signs:d}{self.photos:d}"


def check_seen(organisation: Organisation, seen: str) -> None:
    """The form was made from the choices as they still are. Raises Stale."""
    if seen != Choices.of(organisation).mark:
        raise Stale()


def choose(by: Person, organisation: Organisation, wanted: Choices, seen: str) -> None:
    """Both choices at once, all or nothing. Raises Stale: somebody else chose since."""
    check_seen(organisation, seen)
    now = Choices.of(organisation)
    with transaction():
        if wanted.company_signs != now.company_signs:
            set_company_signs(by, organisation, wanted.company_signs)
        if wanted.photos != now.photos:
            allow_photos(by, organisation, wanted.photos)


def set_company_signs(by: Person, organisation: Organisation, signs: bool) -> None:
    """Whether this company puts its own signature under evaluations. Raises Stale."""
    with transaction():
        _set(organisation, Organisation.company_signs, signs)
        history.chosen(
            by, organisation, Changed.COMPANY_SIGNS, {"yes": not signs}, {"yes": signs}
        )  # fmt: skip
        audit.record(by, "organisation.company_signs", organisation, signs=signs)


def allow_photos(by: Person | None, organisation: Organisation, allowed: bool) -> None:
    """Whether a note here may have photos of product or workplace. Raises Stale."""
    with transaction():
        _set(organisation, Organisation.photos, allowed)
        history.chosen(by, organisation, Changed.PHOTOS, {"yes": not allowed}, {"yes": allowed})
        audit.record(by, "organisation.photos", organisation, allowed=allowed)


def _set(organisation: Organisation, field: Any, yes: bool) -> None:
    """Turn it over, if it still is the other way round. Raises Stale."""
    other = (Organisation.id == organisation.id) & (field != yes)
    if Organisation.update({field: yes}).where(other).execute() != 1:
        raise Stale()
