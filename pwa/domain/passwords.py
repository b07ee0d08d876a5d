"""Which passwords are guessed first: those on every list, and those that say where they are for."""

import hashlib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "known_passwords.txt"
"""The 10,000 most used passwords of ten characters and more, as the first 12 hex digits of their
SHA-256 in small letters: the list itself is full of curses (docs/decisions/0037-asvs.md)."""

_DIGITS = 12

AROUND_HERE = (
    "opstap", "gemeente", "bedrijf", "werkgever", "werkplek", "begeleider", "kandidaat",
    "consulent", "proefplaats", "uitkering", "participatie", "notitie", "evaluatie",
    "beheerder", "privacy",
    "wachtwoord", "password", "welkom", "geheim", "coach", "tablet",
)  # fmt: skip
"""Words that somebody tries here before others (ASVS 5.0.0, 6.1.2)."""

_BESIDE_THEM = 8
"""So many other characters make it no guess any more."""


def easily_guessed(password: str, login: str = "") -> bool:
    """On the list, or little more than words of this place and the own login."""
    small = password.lower()
    if hashlib.sha256(small.encode()).hexdigest()[:_DIGITS] in _known():
        return True
    rest = small
    for word in (*AROUND_HERE, *_parts(login)):
        rest = rest.replace(word, "")
    return len(rest) < min(_BESIDE_THEM, len(small))


def _parts(login: str) -> list[str]:
    return [part for part in (login, login.partition("@")[0]) if len(part) > 3]


@cache
def _known() -> frozenset[str]:
    return frozenset(_FILE.read_text("ascii").split())
