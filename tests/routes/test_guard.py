"""The guard: which words a device gets, and that nothing but a count comes back."""

import json

import pytest

from pwa.database import connected
from pwa.domain.guard_lists import GROUPS
from pwa.models import AuditEvent, Note
from pwa.services import guard
from tests.people import TODAY
from tests.tablet import Tablet

WORDS = "/schrijfhulp/woorden"


def words_of(page):
    groups = page.answer.json["groups"]
    assert [one["name"] for one in groups] == list(GROUPS)
    return {one["name"]: one for one in groups}


def own(cast, who, **typed):
    """The privacy officer of a municipality changes the words about health."""
    town = getattr(cast, who)
    with connected():
        now = len(list(town.guard_words))
        guard.change(None, town, "illness", now, typed)


def test_who_is_signed_in_gets_the_words_in_the_own_language(browse):
    health = words_of(browse("supervisor_a").get(WORDS))["illness"]
    assert health["label"] == "gezondheid"
    assert {"ziek", "sick"} <= set(health["words"])
    assert 2 <= len(health["instead"]) <= 3


def test_a_list_that_the_device_has_is_not_sent_again_until_it_changes(browse, cast):
    ria = browse("supervisor_a")
    tag = {"If-None-Match": ria.get(WORDS).headers["ETag"]}
    assert ria.get(WORDS, headers=tag).status == 304
    own(cast, "kessenbroek", added=["hooikoorts*"])
    again = ria.get(WORDS, headers=tag)
    assert again.status == 200
    assert "hooikoorts*" in words_of(again)["illness"]["words"]


def test_the_words_may_be_kept_for_a_hall_without_network(browse, cast):
    answer = browse("supervisor_a").get(WORDS)
    assert answer.headers["Opstap-Person"] == str(cast.supervisor_a.id)
    assert answer.headers["Opstap-Keep"] == "1"
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("supervisor_a", True),
        ("employer_a", True),
        ("candidate_a1", True),
        ("coach_1", True),
        ("supervisor_b", False),
        ("candidate_b1", False),
        ("coach_2", False),
    ],
)
def test_the_words_of_a_municipality_reach_who_works_with_its_people(browse, cast, who, sees):
    own(cast, "kessenbroek", added=["hooikoorts*"])
    assert ("hooikoorts*" in words_of(browse(who).get(WORDS))["illness"]["words"]) is sees


def kept(browse, cast, text, **fields):
    page = browse("supervisor_a").get(f"/notities/nieuw?voor={cast.placement_a1.id}")
    assert page.submit("Bewaren", text=text, **fields).status == 303
    return Note.get(Note.text == text)


def test_a_count_goes_with_the_note_and_nothing_else(browse, cast):
    assert kept(browse, cast, "Was ziek.", guard="1").guard_hits == 1
    last = AuditEvent.select().order_by(AuditEvent.seq.desc()).first()
    assert last.action == "note.write"
    assert "guard" not in json.dumps(last.detail)


@pytest.mark.parametrize("forged", ["-1", "9", "ziek", "1e3", "9" * 300, "<b>", "1 x", "٣", "0"])
def test_a_count_that_makes_no_sense_is_none_and_refuses_nothing(browse, cast, forged):
    assert kept(browse, cast, "Stapelde zelf.", guard=forged).guard_hits == 0


def test_a_changed_note_has_the_count_of_its_newest_text(browse, cast):
    note = kept(browse, cast, "Was ziek.", guard="2")
    page = browse("supervisor_a").get(f"/notities/{note.id}/wijzigen")
    page.submit("Bewaren", text="Was stil en langzamer.")
    assert Note.get_by_id(note.id).guard_hits == 0


@pytest.mark.parametrize(("more", "count"), [({}, 0), ({"guard": "3"}, 3), ({"guard": "x"}, 0)])
def test_a_device_of_before_and_of_now_are_both_taken_in(browse, cast, more, count):
    tablet = Tablet(browse("supervisor_a"))
    told = tablet.results(
        tablet.write("note", cast.placement_a1, day=TODAY, text="Uit de hal.", **more)
    )
    assert [one["state"] for one in told] == ["received"]
    assert Note.get(Note.text == "Uit de hal.").guard_hits == count


def test_the_same_note_with_another_count_is_the_same_note(browse, cast):
    page = browse("supervisor_a").get(f"/notities/nieuw?voor={cast.placement_a1.id}")
    for count in ("2", "1"):
        assert page.submit("Bewaren", text="Twee keer.", guard=count).status == 303
    assert [one.guard_hits for one in Note.select().where(Note.text == "Twee keer.")] == [2]


def test_only_a_page_on_which_somebody_writes_about_somebody_carries_the_guard(browse, cast):
    ria = browse("supervisor_a")
    note = ria.get(f"/notities/nieuw?voor={cast.placement_a1.id}")
    assert len(note.find(".//guard-words")) == 1
    assert ria.get("/vandaag/").find(".//guard-words") == []
