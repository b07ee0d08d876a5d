"""Who may do what with a note, as a table without a database."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from pwa.domain.enums import Role
from pwa.domain.states import NoteVisibility
from pwa.models import Person, Seat
from pwa.models.person import Guidance
from pwa.policies import notes as policies

NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
COMPANY, PLACEMENT, CANDIDATE = UUID(int=10), UUID(int=20), UUID(int=30)
SPAN = Guidance(date(2026, 1, 1), date(2026, 6, 30), date(2026, 8, 11), main=True)


def person(n: int, role: Role | None, *, guides: bool = False) -> Person:
    seats = (Seat(COMPANY, role),) if role else ()
    made = Person(
        UUID(int=n), "iemand", seats=seats, now=NOW, today=date(2026, 3, 11),
        candidate_id=None if role else UUID(int=n),
    )  # fmt: skip
    made.__dict__["guides"] = {PLACEMENT: (SPAN,)} if guides else {}
    return made


PEOPLE = {
    "author": person(1, Role.SUPERVISOR, guides=True),
    "colleague": person(2, Role.SUPERVISOR, guides=True),
    "author who left": person(1, Role.SUPERVISOR),
    "coach": person(3, Role.COACH),
    "employer": person(4, Role.EMPLOYER_ADMIN),
    "candidate": person(30, None),
    "other candidate": person(31, None),
}


def note(**facts: Any) -> Any:
    usual = {
        "author_id": UUID(int=1),
        "placement_id": PLACEMENT,
        "placement": SimpleNamespace(candidate_id=CANDIDATE),
        "withdrawn_at": None,
        "discussed_at": None,
        "visibility": NoteVisibility.DIRECT,
        "received_at": NOW - timedelta(days=1),
        "shared_from": NOW - timedelta(hours=23),
    }
    return SimpleNamespace(**{**usual, **facts})


FRESH = note(received_at=NOW - timedelta(minutes=5), shared_from=NOW + timedelta(minutes=5))
GONE = note(withdrawn_at=NOW)
WAITING = note(visibility=NoteVisibility.DISCUSS_FIRST, shared_from=NOW + timedelta(days=2))


@pytest.mark.parametrize(
    ("policy", "row", "allowed"),
    [
        (policies.read, note(), {"author", "colleague", "coach"}),
        (policies.read, FRESH, {"author", "colleague"}),
        (policies.change, note(), {"author"}),
        (policies.change, GONE, set()),
        (policies.undo, note(), set()),
        (policies.undo, FRESH, {"author"}),
        (policies.move, FRESH, {"author"}),
        (policies.withdraw, note(), {"author"}),
        (policies.discuss, note(), set()),
        (policies.discuss, WAITING, {"author", "colleague"}),
        (policies.react, note(), {"candidate"}),
        (policies.react, FRESH, set()),
        (policies.react, WAITING, set()),
        (policies.react, GONE, set()),
    ],
)
def test_who_may_do_what_with_a_note(policy: Any, row: Any, allowed: set[str]) -> None:
    assert {name for name, one in PEOPLE.items() if policy(one, row)} == allowed


@pytest.mark.parametrize(
    ("day", "allowed"),
    [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 7, 1), False)],
)
def test_one_writes_about_days_on_which_one_guided(day: date, allowed: bool) -> None:
    assert policies.write_about(PEOPLE["author"], PLACEMENT, day) is allowed
