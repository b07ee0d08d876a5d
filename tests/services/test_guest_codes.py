"""A code for a guest under pressure: many at once, and every way to type it."""

import copy
import threading

import pytest

from pwa.database import connected
from pwa.domain.errors import BadInput, DomainError, NotAllowed
from pwa.domain.guest_codes import ALPHABET, LENGTH, TRIES, spaced, tidy
from pwa.models import GuestCode, TableSeat
from pwa.services import guest_codes, table
from tests.evaluation_case import Case, quick_pdf

PEPPER = b"pepper of a test"


@pytest.fixture
def case(cast, monkeypatch):
    quick_pdf(monkeypatch)
    made = Case(cast)
    made.company_asks()
    made.to("signing")
    return made


def make(case):
    return guest_codes.make(case.ria, case.ev, "Petra van Gool", "HR", PEPPER)


def at_once(work, times):
    """What each of them got: a row, or the code of the refusal."""
    got = []

    def go():
        with connected():
            try:
                got.append(work())
            except BadInput as problem:
                got.append(next(iter(problem.fields.values())))
            except DomainError as problem:
                got.append(problem.code)

    threads = [threading.Thread(target=go) for _ in range(times)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return got


@pytest.mark.parametrize("typed", ["{}", " {} "])
def test_blanks_dashes_and_small_letters_are_forgiven(case, typed):
    row, code = make(case)
    for said in (typed.format(code), spaced(code).lower(), spaced(code).replace(" ", "-")):
        assert tidy(said) == code
    assert guest_codes.use(case.ev, typed.format(code), PEPPER).id == row.id


@pytest.mark.parametrize("typed", ["", "K7QM3XW", "K7QM3XWDD", "K7QM3XW0", "KÁQM3XWD"])
def test_what_cannot_be_a_code_is_none(typed):
    assert tidy(typed) == ""


def test_no_letter_of_a_code_looks_like_another():
    assert not set("01ILOU") & set(ALPHABET)
    assert len(set(ALPHABET)) == 30


def test_a_code_is_not_in_the_database_and_another_pepper_does_not_open_it(case):
    row, code = make(case)
    assert len(code) == LENGTH
    assert code not in row.code_hash
    with pytest.raises(BadInput):
        guest_codes.use(case.ev, code, b"another pepper")


def test_of_many_who_use_a_code_at_once_one_gets_in(case):
    _row, code = make(case)
    got = at_once(lambda: guest_codes.use(copy.copy(case.ev), code, PEPPER), 4)
    assert sorted(str(one) if isinstance(one, str) else "in" for one in got) == [
        "code_void", "code_void", "code_void", "in",
    ]  # fmt: skip


def test_many_guesses_at_once_are_no_more_than_five(case, monkeypatch):
    make(case)
    looked = []
    monkeypatch.setattr(guest_codes, "_fits", lambda *_: looked.append(1))
    at_once(lambda: guest_codes.use(copy.copy(case.ev), "K7QM3XWD", PEPPER), 12)
    assert len(looked) == TRIES
    assert GuestCode.get().tries == TRIES


def test_one_person_at_a_time_sits_at_a_tablet(case, app):
    from tests.browse import signed_in
    from tests.table_case import PIN, give_ways_in

    give_ways_in(app, case.cast)
    signed_in(case.cast.supervisor_a)
    from pwa.models import Session, load_person

    session = Session.select().order_by(Session.id.desc()).get()
    round_, _token = table.begin(load_person(case.cast.supervisor_a, session.id), case.ev)
    here = table.Table(round_, case.ev)
    pepper = app.extensions["opstap"].pin_pepper()
    proof = table.Proof(pin=PIN)
    at_once(lambda: table.sit_with_pin(here, table.SignatureRole.CANDIDATE, proof, pepper), 3)
    assert TableSeat.select().where(TableSeat.ended_at.is_null()).count() == 1


@pytest.mark.parametrize("who", ["candidate_a1", "employer_a", "coach_2", "supervisor_b"])
def test_the_next_code_is_for_who_may_make_one_only(case, who):
    make(case)
    with pytest.raises(NotAllowed, match="table_closed"):
        guest_codes.renew(case.cast.as_(who), case.ev, PEPPER)
    assert GuestCode.select().count() == 1
    assert guest_codes.renew(case.ria, case.ev, PEPPER)
    assert [(one.name, one.job) for one in GuestCode.select()] == [("Petra van Gool", "HR")] * 2
