"""Check a file that somebody brings. Nothing of it is kept."""

from datetime import timedelta
from enum import StrEnum

from pwa.domain.documents import read_code
from pwa.models import Document, ForgottenDocument
from pwa.services import document_seals, rates

_PER = timedelta(minutes=15)
MOST_CODES, MOST_FILES = 60, 30


class Foreign(StrEnum):
    """What a file is when it is none of the documents that are kept here, byte for byte."""

    CHANGED = "changed"
    SEALED_UNKNOWN = "sealed_unknown"
    OTHER = "other"


def allow_code(who: str) -> None:
    """Raises TooOften for an address that tries codes one after the other."""
    rates.take("verify-code", who, most=MOST_CODES, per=_PER)


def allow_file(who: str) -> None:
    rates.take("verify-file", who, most=MOST_FILES, per=_PER)


def look_at(data: bytes) -> Foreign:
    """What a file is that is not byte for byte one of ours. Raises NotAllowed("check_failed").

    A seal of ours that still holds on a document that is known, with other bytes than were kept,
    means that somebody touched what no seal covers: its own padding. That is changed too. Of what
    was forgotten the hash is still known, so the same holds there.
    """
    if b"%PDF-" not in data[:1024]:
        return Foreign.OTHER
    found = document_seals.inspect(data)
    if not found.ours:
        return Foreign.OTHER
    code = _code_in(found.said)
    if not found.whole or not code or _is_known(code):
        return Foreign.CHANGED
    return Foreign.SEALED_UNKNOWN


def _is_known(code: str) -> bool:
    """Its document first: what is forgotten meanwhile is found in the place after it."""
    return any(
        table.select().where(table.code == code).exists() for table in (Document, ForgottenDocument)
    )


def _code_in(said: str) -> str:
    words = said.removeprefix(document_seals.SAID.partition("{")[0]).partition(".")
    return read_code(words[0])
