"""A note is seen once it stood on the candidate's own page; the first moment stays."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.models import Candidate, Note
from pwa.services import own_details, seen
from tests.people import NOW

pytestmark = pytest.mark.usefixtures("connection")


def test_the_first_moment_stays(cast):
    amina = cast.as_("candidate_a1")
    seen.notes_shown(amina, [cast.note_a1.id])
    with clock.at(NOW + timedelta(days=1)):
        seen.notes_shown(amina, [cast.note_a1.id])
    assert Note.get_by_id(cast.note_a1.id).seen_at == NOW


def test_nothing_new_costs_no_commit(cast, watch):
    with watch.counting() as counted:
        seen.notes_shown(cast.as_("candidate_a1"), [])
    assert counted.commits == 0


def test_a_note_of_another_candidate_is_not_seen(cast):
    seen.notes_shown(cast.as_("candidate_a2"), [cast.note_a1.id])
    assert Note.get_by_id(cast.note_a1.id).seen_at is None


def test_the_welcome_is_said_once(cast):
    amina = cast.as_("candidate_a1")
    own_details.candidate_welcomed(amina, NOW)
    own_details.candidate_welcomed(amina, NOW + timedelta(days=1))
    assert Candidate.get_by_id(cast.a1_row.id).welcomed_at == NOW
    assert Candidate.get_by_id(cast.a2_row.id).welcomed_at is None
