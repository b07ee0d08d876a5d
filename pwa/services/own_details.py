"""What somebody says about themselves: language, number, and that they were welcomed."""

import re
from datetime import datetime

from pwa.database import transaction
from pwa.domain.errors import BadInput
from pwa.domain.text import clean_line
from pwa.models import Candidate, Person, User
from pwa.services import audit

_PHONE = re.compile(r"[+(]?(?:[ ()-]*\d){6,15}[ ()-]*")


def set_language(by: Person, language: str) -> None:
    with transaction():
        User.update(language=language).where(User.id == by.id).execute()
        audit.record(by, "user.language", User.get_by_id(by.id), language=language)


def set_phone(by: Person, phone: str) -> None:
    """The number at which others of the placement call this person; empty takes it away.

    Raises BadInput (phone).
    """
    phone = clean_line(phone)
    check_phone(phone)
    with transaction():
        User.update(phone=phone).where(User.id == by.id).execute()
        audit.record(by, "user.phone", User.get_by_id(by.id), given=bool(phone))


def check_phone(phone: str) -> None:
    """Empty is no number, and allowed. Raises BadInput (phone)."""
    if phone and not _PHONE.fullmatch(phone):
        raise BadInput({"phone": "not_a_phone"})


def candidate_welcomed(by: Person, moment: datetime) -> None:
    """The candidate has seen who reads along; the welcome is shown once."""
    with transaction():
        Candidate.update(welcomed_at=moment).where(
            Candidate.id == by.candidate_id, Candidate.welcomed_at.is_null()
        ).execute()
