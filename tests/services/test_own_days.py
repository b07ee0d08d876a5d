"""The candidate's own day: today or yesterday, said again if wanted, never by anybody else."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.models import AuditEvent, CandidateDay
from pwa.services import own_days
from tests.people import END, NOW, TODAY

pytestmark = pytest.mark.usefixtures("connection")
YESTERDAY = TODAY - timedelta(days=1)


def say(cast, who="candidate_a1", placement="placement_a1", day=TODAY, face=1, text="", **more):
    more = {"id": uuid7(), **more}
    return own_days.write(cast.as_(who), getattr(cast, placement), day, face, text, **more)


def test_a_face_alone_is_enough(cast):
    row = say(cast)
    assert (row.face, row.text, row.day) == (1, "", TODAY)


def test_a_day_is_kept_in_one_commit_with_an_event_and_no_words_in_it(cast, watch):
    with watch.counting() as seen:
        say(cast, text="Zwaar maar goed.")
    assert seen.commits == 1
    event = AuditEvent.select().order_by(AuditEvent.seq.desc()).first()
    assert event.action == "own_day.write" and "Zwaar" not in str(event.detail)


def test_saying_it_again_changes_the_same_day(cast):
    first = say(cast, face=3, text="Niks.")
    again = say(cast, face=1, text="Toch goed.")
    assert again.id == first.id and again.text == "Toch goed."
    assert CandidateDay.select().count() == 1


def test_a_double_post_is_one_day_and_one_event(cast):
    id = uuid7()
    before = AuditEvent.select().count()
    say(cast, id=id, text="Goed.")
    say(cast, id=id, text="Goed.")
    assert CandidateDay.select().count() == 1
    assert AuditEvent.select().count() == before + 1


def test_an_id_of_another_day_is_refused(cast):
    id = uuid7()
    say(cast, id=id, day=YESTERDAY)
    with pytest.raises(NotAllowed, match="id_reused"):
        say(cast, id=id, day=TODAY, face=2)


def test_an_id_of_somebody_else_is_refused_and_changes_nothing(cast):
    row = say(cast, text="Van mij.")
    with pytest.raises(NotAllowed, match="id_reused"):
        say(cast, "candidate_a2", "placement_a2", id=row.id, text="Ha.")
    assert CandidateDay.get_by_id(row.id).text == "Van mij."


@pytest.mark.parametrize("days", [-2, -400, 1])
def test_only_today_and_yesterday_can_be_said(cast, days):
    with pytest.raises(BadInput) as refused:
        say(cast, day=TODAY + timedelta(days=days))
    assert refused.value.fields == {"day": "day_not_now"}


@pytest.mark.parametrize("face", [0, 4, -1])
def test_there_are_three_faces(cast, face):
    with pytest.raises(BadInput):
        say(cast, face=face)


def test_600_characters_fit_and_601_do_not(cast):
    say(cast, text="é" * 600)
    with pytest.raises(BadInput) as refused:
        say(cast, text="é" * 601)
    assert refused.value.fields == {"text": "too_long:600"}


@pytest.mark.parametrize("who", ["candidate_a2", "supervisor_a", "coach_1", "employer_a"])
def test_nobody_says_it_for_somebody_else(cast, who):
    with pytest.raises(NotAllowed, match="not_yours"):
        say(cast, who)
    assert CandidateDay.select().count() == 0


def test_after_the_last_day_there_is_no_own_day(cast):
    with clock.at(NOW + (END - TODAY) + timedelta(days=1)):
        day = clock.today()
        with pytest.raises(NotAllowed):
            say(cast, day=day)
