"""What a company chose: whether it signs, whether photos may go with a note, whether one draws."""

from dataclasses import dataclass, fields
from typing import Any

from pwa.database import transaction
from pwa.domain.errors import Stale
from pwa.domain.history import Changed
from pwa.models import Organisation, Person
from pwa.services import audit, history


@dataclass(frozen=True)
class Choices:
    """The choices of one company, as they are or as they are wanted."""

    company_signs: bool = False
    photos: bool = False
    drawn_signatures: bool = False

    @classmethod
    def of(cls, organisation: Organisation) -> "Choices":
        return cls(**{name: bool(getattr(organisation, name)) for name in NAMES})

    @property
    def mark(self) -> str:
        """What a form was made from, in a few characters."""
        return "".join(f"{getattr(self, name):d}" for name in NAMES)


NAMES = tuple(one.name for one in fields(Choices))


def check_seen(organisation: Organisation, seen: str) -> None:
    """The form was made from the choices as they still are. Raises Stale."""
    if seen != Choices.of(organisation).mark:
        raise Stale()


def choose(by: Person, organisation: Organisation, wanted: Choices, seen: str) -> None:
    """All choices at once, all or nothing. Raises Stale: somebody else chose since."""
    check_seen(organisation, seen)
    now = Choices.of(organisation)
    turned = [name for name in NAMES if getattr(wanted, name) != getattr(now, name)]
    with transaction():
        for name in turned:
            _TURN[name](by, organisation, getattr(wanted, name))


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


def ask_drawings(by: Person, organisation: Organisation, asked: bool) -> None:
    """Whether who signs at a table here may draw a signature too. Raises Stale."""
    with transaction():
        _set(organisation, Organisation.drawn_signatures, asked)
        history.chosen(by, organisation, Changed.DRAWINGS, {"yes": not asked}, {"yes": asked})
        audit.record(by, "organisation.drawn_signatures", organisation, asked=asked)


_TURN = {
    "company_signs": set_company_signs,
    "photos": allow_photos,
    "drawn_signatures": ask_drawings,
}


def _set(organisation: Organisation, field: Any, yes: bool) -> None:
    """Turn it over, if it still is the other way round. Raises Stale."""
    other = (Organisation.id == organisation.id) & (field != yes)
    if Organisation.update({field: yes}).where(other).execute() != 1:
        raise Stale()
