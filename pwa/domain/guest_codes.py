"""Codes for one signature of a guest: easy to read aloud, hard to guess, soon gone."""

from datetime import timedelta

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0, 1, I, L, O and U, which are taken for one another on paper and over a phone."""

LENGTH = 8
VALID = timedelta(minutes=10)
"""The longest that such a code may live (OWASP ASVS 5.0.0, 6.5.5)."""

TRIES = 5
"""Wrong ones after which a code is dead: 5 of 656 billion."""


def tidy(typed: str) -> str:
    """What was typed as a code: small letters, blanks and dashes are forgiven. Empty for others."""
    code = "".join(c for c in typed.upper() if c not in " -.\t")
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def spaced(code: str) -> str:
    """As it is read aloud: `K7QM 3XWD`."""
    return f"{code[:4]} {code[4:]}"
