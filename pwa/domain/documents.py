"""Documents that people keep: their kinds, and the code that each is looked up by."""

import secrets
from enum import StrEnum

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without letters and digits that are taken for each other: 0 O, 1 I L, U V."""
_LENGTH, _GROUP = 12, 4


class DocumentKind(StrEnum):
    INTERIM = "interim_evaluation"
    FINAL = "final_evaluation"
    AGREEMENT = "agreement"
    PREMIUM = "premium"


def new_code() -> str:
    """A code to look a document up by, easy to read aloud: `K7QM-3XWD-9H2T`."""
    return _grouped("".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)))


def read_code(typed: str) -> str:
    """The code that somebody typed, in any case and with any space or dash; "" when it is none."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(letters) != _LENGTH or set(letters) - set(_ALPHABET):
        return ""
    return _grouped(letters)


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))
