"""Who may put somebody on a workplace."""

from typing import Any

from pwa.models import Person
from pwa.policies.basics import as_coach


def plan(person: Person, *_rows: Any) -> bool:
    """Coaches place their own candidates."""
    return as_coach(person)
