"""Lists, pages, `visible_to` and policies agree, in every state of a relation.

What a list shows can be opened; and a row is visible exactly when a policy lets this person do
something with it.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from pwa.access import COOKIE
from pwa.models import (
    Candidate,
    CoachCover,
    Evaluation,
    Handover,
    Membership,
    Note,
    NotePhoto,
    Person,
    Placement,
    StandIn,
    WeekDispute,
    load_person,
)
from pwa.policies import (
    attendance,
    evaluations,
    hours,
    members,
    notes,
    photos,
    placements,
)
from tests.browse import Visitor
from tests.detectors import dead_ends, disagreements
from tests.routes.lifecycle import SCENES
from tests.routes.lifecycle_table import COLUMNS
from tests.routes.test_lifecycle_matrix import session_of
from tests.routes.world import Worlds

LISTS = (
    "/vandaag/", "/mijn-kandidaten", "/kandidaten", "/evaluaties", "/mijn-voortgang", "/afspraken/",
    "/kandidaten-overdragen", "/ik-ben-er-niet", "/mensen", "/uren", "/mijn-uren",
)  # fmt: skip
ONE = re.compile(
    r"/(?:plaatsingen|notities|evaluaties|kandidaten|fotos|mensen)/[0-9a-f-]{36}[^?#]*"
)
SIGNED_IN = [one for one in COLUMNS if not one.endswith(("left", "blocked"))]


def _own(person: Person, row: Candidate) -> bool:
    return person.coaches(row) or row.id == person.candidate_id


def _covers(person: Person, row: CoachCover) -> bool:
    return person.id in (row.from_coach_id, row.to_coach_id)


def _stands_in(person: Person, row: StandIn) -> bool:
    """Who guides, guided or looks after that company."""
    company = row.supervision.placement.workplace.organisation_id
    here = {one.organisation_id for one in person.seats}
    theirs = person.id in (row.absent_id, row.supervision.user_id)
    return company in person.administers or (theirs and company in here)


def _reads_note(person: Person, row: Note) -> bool:
    """The 30 days of a coach are a rule of the placement; which notes, one of the note."""
    if person.candidate_id:
        return notes.read_own(person, row)
    return placements.read_notes(person, row.placement) and notes.read(person, row)


def _reads_photo(person: Person, row: NotePhoto) -> bool:
    return photos.read(person, row) and _reads_note(person, row.note)


RULES: dict[Any, Callable[[Person, Any], bool]] = {
    Placement: placements.see,
    Note: _reads_note,
    NotePhoto: _reads_photo,
    Evaluation: evaluations.open_,
    Candidate: _own,
    CoachCover: _covers,
    StandIn: _stands_in,
    Handover: lambda person, row: attendance.acknowledge(person, row) or _wrote(person, row),
    WeekDispute: lambda person, row: (
        hours.answer(person, row) or hours.read_statement(person, row.placement)
    ),
    Membership: members.see,
}


def _wrote(person: Person, row: Handover) -> bool:
    return row.author_id == person.id and row.placement_id in person.guides


@pytest.mark.parametrize("column", SIGNED_IN)
@pytest.mark.parametrize("state", ["draft", "returned"])
def test_what_is_visible_is_what_a_policy_allows(worlds: Worlds, column: str, state: str) -> None:
    with worlds.open(state) as cast:
        wrong = disagreements(load_person(SCENES[column](cast)), RULES)
    assert not wrong, "\n  ".join([column, *wrong])


@pytest.mark.parametrize("column", SIGNED_IN)
def test_what_a_list_shows_can_be_opened(application: Flask, worlds: Worlds, column: str) -> None:
    with worlds.open("signing") as cast:
        user = SCENES[column](cast)
        visitor = Visitor(application, None, checks=False)
        visitor.client.set_cookie(COOKIE, session_of(cast, user))
        wrong, opened = dead_ends(visitor, LISTS, ONE)
    assert not wrong, "\n  ".join([column, *wrong])
    shows_something = {"active", "before", "day30", "day31", "evaluates", "closed"}
    first = column.split()
    assert (
        opened or first[1] not in shows_something or first[0] in ("candidate", "stand_in", "cover")
    )
