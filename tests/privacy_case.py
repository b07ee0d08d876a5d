"""A privacy officer with a case about candidate_a1: the one place where tests open one, remove
words in it, and look where words still stand."""

from datetime import date
from typing import Any

from pwa import clock
from pwa.database import db
from pwa.domain.privacy_cases import CaseKind, RemovalReason
from pwa.models import TABLES, PrivacyCase
from pwa.queries.redactions import look
from pwa.services import privacy_cases, redactions
from pwa.services.privacy_cases import Wanted
from pwa.services.redactions import Removal
from tests.people import Cast

TOLD = "Jij vroeg wat er over je staat."
REASON = "Inzageverzoek nummer 12."
UNTIL = date(2026, 3, 25)


def open_case(
    cast: Cast, candidate: str = "a1_row", who: str = "privacy_officer", **facts: Any
) -> PrivacyCase:
    usual = {"kind": CaseKind.ACCESS_REQUEST, "reason": REASON, "told": TOLD, "until_on": UNTIL}
    wanted = Wanted(getattr(cast, candidate).id, **{**usual, **facts})
    return privacy_cases.open_(cast.as_(who), wanted)


def remove(cast: Cast, case: PrivacyCase, words: str) -> int:
    """From every text in which they stand, as the page of the officer shows them."""
    keys = tuple(one.key for one in look(case, words, clock.now()).spots)
    wanted = Removal(words, keys, RemovalReason.HEALTH)
    return redactions.remove(cast.as_("privacy_officer"), case, wanted)


def everywhere(words: str) -> list[str]:
    """Tables and columns of the whole database in which these words stand, files included."""
    found = []
    for model in TABLES:
        meta = model._meta
        for row in db.execute_sql(f'SELECT * FROM "{meta.table_name}"').fetchall():
            for field, value in zip(meta.sorted_fields, row, strict=True):
                raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                if words.encode() in raw:
                    found.append(f"{meta.table_name}.{field.name}")
    return sorted(set(found))
