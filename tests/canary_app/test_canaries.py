"""Each matrix and scanner finds the bug that it is for, and leaves the clean twin alone."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask

from pwa.access import COOKIE
from pwa.models import Note, load_person
from tests import invariants
from tests.browse import Visitor, signed_in
from tests.canary_app.app import made
from tests.detectors import (
    MARKER,
    comes_back,
    cookie_problems,
    dead_ends,
    disagreements,
    forged_taken,
    header_problems,
    leads_outside,
)
from tests.log_canaries import listening
from tests.people import NOW, TODAY, Cast, write_note
from tests.routes import test_permission_matrix as matrix
from tests.routes import test_reading_walk as walk
from tests.routes.test_lists_and_pages import ONE
from tests.test_security import FORGED, HEADERS, OUTSIDE
from tests.world.eyes import Reader
from tests.world.facts import Candidate, Kind, Placement, Words
from tests.world.findings import leaks, twins_differ
from tests.world.town import Town

Found = list[str]
Look = Callable[[Flask, Cast], Found]


def _line(endpoint: str, id: str, **cells: str) -> matrix.Line:
    return matrix.Line(endpoint, "GET", {"id": id}, {}, cells)


def _matrix(app: Flask, cast: Cast, line: matrix.Line) -> Found:
    cast.tokens = {who: signed_in(cast.user(who)) for who in line.cells}
    return [one for who in line.cells for one in matrix._differs(app, cast, line, who)]


def by_the_matrix(app: Flask, cast: Cast) -> Found:
    """Somebody else's id in an address."""
    return _matrix(app, cast, _line("placement", "placement_b1", supervisor_a="--", coach_2="ok"))


def by_the_matrix_of_parts(app: Flask, cast: Cast) -> Found:
    return _matrix(app, cast, _line("part", "note_b1", supervisor_a="--", supervisor_b="ok"))


def by_the_reading_walk(app: Flask, cast: Cast) -> Found:
    line = _line("placement", "placement_a1", coach_1="ok")
    cast.tokens = {"coach_1": signed_in(cast.coach_1)}
    return walk._walk(app, cast, line, "coach_1", walk.canaries())


def by_lists_and_pages(app: Flask, cast: Cast) -> Found:
    return dead_ends(Visitor(app, cast.supervisor_a, checks=False), ["/"], ONE)[0]


def _town(cast: Cast) -> Town:
    """The rule book's facts about candidate_a1 and a note that waits for the talk."""
    Note.update(text="kanarie-0001").where(Note.id == cast.secret_a1.id).execute()
    town = Town()
    town.users = {"candidate_a1": cast.candidate_a1}
    town.facts.candidates["candidate_a1"] = Candidate("kessenbroek", "coach_1")
    town.facts.placements["a1"] = Placement("candidate_a1", "company_a")
    town.facts.now, town.facts.today = NOW, TODAY
    later = NOW + timedelta(days=2)
    town.facts.words = [Words("kanarie-0001", Kind.NOTE, "candidate_a1", "a1", shared=later)]
    return town


def by_the_world(app: Flask, cast: Cast) -> Found:
    town = _town(cast)
    reader = Reader(app, town, "candidate_a1")
    reader.walk(10, Random(1))
    return leaks(town, reader)


def by_twins(app: Flask, cast: Cast) -> Found:
    reader = Reader(app, _town(cast), "candidate_a1")

    def hidden() -> None:
        row = Note.get_by_id(cast.secret_a1.id)
        fresh = write_note(cast, "supervisor_a", "a1", "Was stil.", visibility=row.visibility)
        assert fresh.shared_from > NOW

    return twins_differ(reader, ["/"], hidden)


def by_invariants(path: str) -> Look:
    def look(app: Flask, cast: Cast) -> Found:
        before = invariants.newest_log()
        where = path.format(placement=cast.placement_a1.id)
        page = Visitor(app, cast.supervisor_a, checks=False).get(where)
        assert page.status == 200
        return invariants.problems(page, before)

    return look


def by_headers(app: Flask, _cast: Cast) -> Found:
    return list(header_problems(app.test_client().get("/zoek").headers, HEADERS))


def by_forged_forms(app: Flask, cast: Cast) -> Found:
    token = signed_in(cast.supervisor_a)
    return [
        one for headers in FORGED.values()
        for one in forged_taken(app, token, COOKIE, ["/bewaar"], headers)
    ]  # fmt: skip


def by_odd_ways_on(app: Flask, _cast: Cast) -> Found:
    client, odd = app.test_client(), [to for to in OUTSIDE if to.isprintable()]
    answers = {to: client.get("/ga", query_string={"next": to}) for to in odd}
    return [to for to, answer in answers.items() if leads_outside(answer)]


def by_what_comes_back(app: Flask, _cast: Cast) -> Found:
    answer = app.test_client().get("/zoek", query_string={"q": MARKER})
    return ["/zoek"] if comes_back(answer.get_data(as_text=True)) else []


def by_cookies(app: Flask, _cast: Cast) -> Found:
    return list(cookie_problems(app.test_client().post("/aanmelden").headers["Set-Cookie"]))


def by_the_log(app: Flask, cast: Cast) -> Found:
    words = [cast.note_a1.text]
    with listening(words) as ear:
        Visitor(app, cast.supervisor_a, checks=False).get(f"/plaatsingen/{cast.placement_a1.id}")
    return ear.heard


PLANTED: dict[str, Look] = {
    "an id opens it": by_the_matrix,
    "a fragment without policy": by_the_matrix_of_parts,
    "reading without a log": by_the_reading_walk,
    "a list of everybody": by_lists_and_pages,
    "a note to anybody": by_the_world,
    "a count of what is hidden": by_twins,
    "a name in the title": by_invariants("/plaatsingen/{placement}"),
    "a form that is remembered": by_invariants("/schrijf"),
    "a header too few": by_headers,
    "a form from anywhere": by_forged_forms,
    "an open door": by_odd_ways_on,
    "what was sent comes back": by_what_comes_back,
    "a cookie for scripts": by_cookies,
    "words in the log": by_the_log,
}


@pytest.fixture(autouse=True)
def may_be_heard(cast: Cast) -> None:
    """One bug logs notes on purpose: here they say what no other test listens for."""
    for name in ("old_note_a1", "note_a1", "secret_a1", "note_a2", "note_b1"):
        row = getattr(cast, name)
        row.text = f"Stapelde veertig dozen op pallet {name}."
        row.save()


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_found(cast: Cast, bug: str) -> None:
    assert PLANTED[bug](made({bug}), cast)


@pytest.mark.parametrize("bug", PLANTED)
def test_its_clean_twin_is_left_alone(cast: Cast, bug: str) -> None:
    assert PLANTED[bug](made(), cast) == []


@pytest.mark.parametrize("bug", PLANTED)
def test_other_bugs_are_no_reason_to_cry(cast: Cast, bug: str) -> None:
    """A scanner that cries whenever anything is wrong would tell nothing about its own kind."""
    quiet = {"a header too few", "a cookie for scripts", "an open door"} - {bug}
    assert PLANTED[bug](made(quiet), cast) == []


def test_a_policy_that_says_something_else_than_the_query_is_found(cast: Cast) -> None:
    person: Any = load_person(cast.supervisor_a)
    seen = {row.id for row in Note.visible_to(person)}
    assert disagreements(person, {Note: lambda _person, row: row.id in seen}) == []
    assert disagreements(person, {Note: lambda _person, _row: True})
    assert disagreements(person, {Note: lambda _person, _row: False})
