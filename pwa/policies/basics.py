"""Policies that ask nothing about a row."""

from typing import Any

from pwa.domain.enums import Role
from pwa.models import Person


def anyone(_person: Person | None = None, *_rows: Any) -> bool:
    """The only public policy; a test lists who uses it."""
    return True


def signed_in(person: Person, *_rows: Any) -> bool:
    return person.is_authenticated


def as_supervisor(person: Person) -> bool:
    return person.has(Role.SUPERVISOR)


def as_candidate(person: Person) -> bool:
    return person.candidate_id is not None


def as_coach(person: Person) -> bool:
    return person.has(Role.COACH)


def as_employer(person: Person) -> bool:
    return person.has(Role.EMPLOYER_ADMIN)
