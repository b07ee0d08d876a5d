"""Agreements of an evaluation: on whose page they stand, who ticks them off, until when."""

from datetime import date

import pytest

from pwa.domain.actions import OWNERS
from pwa.domain.errors import NotAllowed
from pwa.models import ActionItem, AuditEvent
from pwa.models.evaluation_content import gather
from pwa.queries.actions import agreements_of, own_and_before
from pwa.services import actions, evaluations
from pwa.services.evaluations import ActionEntry
from tests.evaluation_case import Case, quick_pdf

PEOPLE = ("candidate_a1", "supervisor_a", "coach_1", "employer_a")


@pytest.fixture
def case(cast, monkeypatch):
    quick_pdf(monkeypatch)
    found = Case(cast)
    found.to("discussed")
    return found


def agreed(case, *whose, who=""):
    """A signed evaluation with one agreement of these roles."""
    item = ActionEntry("Elke dinsdag een tekening lezen", who, date(2026, 4, 1), whose)
    case.save(case.content(actions=(item,)))
    for step in (case._signing, case._seen, case._decided, case._final):
        step()
    return ActionItem.get()


@pytest.mark.parametrize(
    ("whose", "theirs"),
    [
        (("candidate",), {"candidate_a1"}),
        (("supervisor", "candidate"), {"candidate_a1", "supervisor_a"}),
        (("coach",), {"coach_1"}),
        (("company",), {"employer_a"}),
        ((), {"candidate_a1", "supervisor_a", "coach_1"}),
    ],
)
def test_it_is_ticked_off_by_whoever_it_is_of(cast, case, whose, theirs):
    row = agreed(case, *whose)
    mine = {who for who in PEOPLE if any(one.mine for one in agreements_of(cast.as_(who)))}
    assert mine == theirs
    for who in set(PEOPLE) - theirs:
        with pytest.raises(NotAllowed):
            actions.done(cast.as_(who), row)
    for who in theirs:
        actions.done(cast.as_(who), row)
    assert ActionItem.get().done_on == date(2026, 3, 11)
    assert AuditEvent.select().where(AuditEvent.action == "action.done").count() == 1


def test_it_stays_for_the_day_to_be_undone(cast, case):
    row = agreed(case, "candidate")
    actions.done(case.amina, row)
    (one,) = agreements_of(case.amina)
    assert one.done_on and one.mine
    actions.undo(case.amina, row)
    (one,) = agreements_of(case.amina)
    assert one.done_on is None


def test_before_it_is_signed_nobody_is_held_to_it(cast, case):
    case.save()
    assert all(agreements_of(cast.as_(who)) == () for who in PEOPLE)


def test_ticking_off_changes_nothing_that_was_signed(case):
    row = agreed(case, "candidate", "coach")
    before = gather(case.ev)
    assert before["actions"][0]["who"] == "kandidaat en coach"
    actions.done(case.coach, row)
    assert gather(case.ev) == before


def test_the_words_of_the_author_are_printed_before_the_roles(case):
    agreed(case, "candidate", who="Ria en Samira")
    assert gather(case.ev)["actions"][0]["who"] == "Ria en Samira"


def test_what_is_open_comes_along_to_the_next_evaluation(cast, case):
    agreed(case, "candidate")
    with_next = evaluations.start(
        case.ria, case.placement, case.ev.kind, date(2026, 2, 1), date(2026, 3, 11)
    )
    assert [one.what for one in own_and_before(with_next)[1]] == ["Elke dinsdag een tekening lezen"]
    actions.done(case.amina, ActionItem.get())
    assert own_and_before(with_next)[1] == ()


def corrected(case):
    """A new version of the final one is being made."""
    old = evaluations.ask_correction(case.ria, case.ev, "Tempo klopt niet.")
    case.ev = evaluations.supersede(case.coach, old)


def signed_again(case):
    for step in (case._signing, case._seen, case._decided, case._final):
        step()


@pytest.mark.parametrize("who", PEOPLE)
def test_while_a_new_version_is_made_the_agreements_of_the_old_one_count(cast, case, who):
    row = agreed(case, *map(str, OWNERS))
    corrected(case)
    case.save(case.content(strengths="Andere zin."))
    assert [one.id for one in agreements_of(cast.as_(who))] == [row.id]
    assert ActionItem.visible_to(cast.as_(who)).where(ActionItem.id == row.id).exists()
    signed_again(case)
    (one,) = agreements_of(cast.as_(who))
    assert one.id != row.id


@pytest.mark.parametrize("words", ["Elke dinsdag een tekening lezen", "Elke week één tekening"])
def test_what_was_done_stays_done_after_the_correction(case, words):
    row = agreed(case, "candidate")
    corrected(case)
    case.save(case.content(actions=(ActionEntry(words, "", None, ("candidate",)),)))
    actions.done(case.amina, row)
    signed_again(case)
    (one,) = agreements_of(case.amina)
    assert (one.what, one.done_on) == (words, date(2026, 3, 11))


def test_what_was_not_done_after_all_is_open_after_the_correction(case):
    row = agreed(case, "candidate")
    actions.done(case.amina, row)
    corrected(case)
    actions.undo(case.amina, row)
    signed_again(case)
    assert [one.done_on for one in agreements_of(case.amina)] == [None]


def test_a_second_correction_takes_the_place_of_the_first(case):
    actions.done(case.amina, agreed(case, "candidate"))
    for _once in range(2):
        corrected(case)
        assert [bool(one.done_on) for one in agreements_of(case.amina)] == [True]
        signed_again(case)
    assert [bool(one.done_on) for one in agreements_of(case.amina)] == [True]
