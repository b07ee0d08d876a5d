"""Wie keek mee: who read what, in plain words, and only to whom it is about."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.ids import uuid7
from pwa.models import AccessLog, Membership, Placement
from pwa.models.dossier_content import gather
from pwa.queries import readings
from pwa.queries.readings import Cursor
from pwa.routes.reading_words import WHAT
from pwa.services import people
from tests.people import NOW, TODAY

PAGE = "/wie-keek-mee"


def log(cast, who, at, what="notities", about="a1"):
    placement = getattr(cast, f"placement_{about}")
    return AccessLog.create(
        at=at, reader_id=getattr(cast, who).id, candidate_id=placement.candidate_id,
        placement_id=placement.id, what=what,
    )  # fmt: skip


def test_at_first_nobody_has_looked(browse):
    assert "Nog niemand." in browse("candidate_a1").get(PAGE).text


def test_a_reader_stands_there_once_a_day_with_role_company_and_hours(browse, cast):
    browse("supervisor_a").get(f"/notities/{cast.note_a1.id}")
    with clock.at(NOW + timedelta(hours=3)):
        browse("supervisor_a").get(f"/notities/{cast.note_a1.id}")
        browse("supervisor_a").get(f"/notities/{cast.note_a1.id}")
        said = browse("candidate_a1").get(PAGE).text
    assert "Vandaag" in said and said.count("Sara Jansen") == 1
    assert "je begeleider, Plaatwerk De Linie B.V." in said
    assert "Las je notities 10:00, 13:00" in said


def test_the_newest_day_and_the_newest_reader_come_first(browse, cast):
    for hours, who in ((30, "supervisor_a"), (3, "coach_1"), (2, "supervisor_a"), (1, "coach_1")):
        log(cast, who, NOW - timedelta(hours=hours))
    page = browse("candidate_a1").get(PAGE)
    days = [one.text for one in page.find(".//h2") if one.text]
    assert days[:2] == ["Vandaag", "Gisteren"]
    names = re.findall("Anna de Groot|Sara Jansen", page.text)
    assert names == ["Anna de Groot", "Sara Jansen", "Sara Jansen"]


def test_what_one_reads_about_oneself_and_what_is_about_others_is_not_there(browse, cast):
    log(cast, "supervisor_a", NOW, about="a2")
    browse("candidate_a1").get("/mijn-voortgang")
    assert "Nog niemand." in browse("candidate_a1").get(PAGE).text


def test_the_role_is_the_one_of_that_day_and_who_left_is_still_named(browse, cast):
    log(cast, "former", NOW - timedelta(days=40))
    Membership.delete().where(Membership.user == cast.former.id).execute()
    said = browse("candidate_a1").get(PAGE).text
    assert "Frits Oud" in said and "werkt hier niet meer" in said


def test_who_works_at_two_companies_reads_as_one_of_the_company_that_it_was_about(browse, cast):
    people.add_member(None, cast.colleague, cast.company_b, Role.SUPERVISOR)
    log(cast, "colleague", NOW, about="b1")
    log(cast, "colleague", NOW, about="a2")
    at_b, at_a = (browse(f"candidate_{one}").get(PAGE).text for one in ("b1", "a2"))
    assert "je begeleider, Noorderkamp Machinebouw B.V." in at_b and "De Linie" not in at_b
    assert "je begeleider, Plaatwerk De Linie B.V." in at_a and "Noorderkamp" not in at_a


def test_who_helped_on_both_places_of_a_candidate_stands_there_for_each(browse, cast):
    people.add_member(None, cast.colleague, cast.company_b, Role.SUPERVISOR)
    Placement.update(candidate=cast.a2_row).where(Placement.id == cast.placement_b1.id).execute()
    about = {"reader_id": cast.colleague.id, "candidate_id": cast.a2_row.id, "what": "notities"}
    for placement in (cast.placement_a2, cast.placement_b1):
        AccessLog.create(at=NOW, placement_id=placement.id, **about)
    said = browse("candidate_a2").get(PAGE).text
    assert said.count("Kees Mulder") == 2
    assert "Plaatwerk De Linie B.V." in said and "Noorderkamp Machinebouw B.V." in said


def test_a_place_that_is_forgotten_leaves_a_reader_with_a_role(browse, cast):
    log(cast, "supervisor_a", NOW)
    AccessLog.update(placement_id=uuid7()).execute()
    assert "je begeleider, Plaatwerk De Linie B.V." in browse("candidate_a1").get(PAGE).text


def test_page_and_dossier_say_alike_as_what_somebody_read(cast):
    """A coach who became privacy officer since: the old reading stays the coach's."""
    log(cast, "coach_1", NOW)
    Membership.update(to_on=TODAY).where(Membership.user == cast.coach_1.id).execute()
    with clock.at(NOW + timedelta(days=1)):
        people.add_member(None, cast.coach_1, cast.kessenbroek, Role.PRIVACY_OFFICER)
        log(cast, "coach_1", clock.now(), "notities op een zaak")
        page = readings.readings_page(cast.as_("candidate_a1"))
        found = gather(cast.a1_row, clock.now(), "own")["readings"]
    on_page = [one.reader.role for day in page.days for one in day.readings]
    assert on_page == [Role.PRIVACY_OFFICER, Role.COACH]
    assert [one["role"] for one in found] == ["coach", "privacy_officer"]


def test_more_than_a_page_goes_on_where_it_stopped_and_nothing_is_twice(browse, cast, monkeypatch):
    monkeypatch.setattr(readings, "ROWS_AT_ONCE", 5)
    for n in range(12):
        log(cast, "supervisor_a", NOW - timedelta(hours=10 * n))
    visitor, address, days = browse("candidate_a1"), PAGE, []
    for _page in range(12):
        page = visitor.get(address)
        days += [one.text for one in page.find(".//h2") if one.get("id", "").startswith("d-")]
        older = [one for one in page.links() if "voor=" in one]
        if not older:
            break
        address = older[0]
    assert len(days) == len(set(days)) == 6


def test_a_day_longer_than_a_page_is_divided_and_loses_nothing(cast, monkeypatch):
    monkeypatch.setattr(readings, "ROWS_AT_ONCE", 3)
    for n in range(7):
        log(cast, "supervisor_a", NOW - timedelta(minutes=20 * n))
    seen, cursor = [], None
    while True:
        page = readings.readings_page(cast.as_("candidate_a1"), cursor)
        seen += [m for d in page.days for r in d.readings for look in r.looks for m in look.moments]
        cursor = page.older
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 7


def test_two_lines_of_one_moment_are_both_reached(cast, monkeypatch):
    monkeypatch.setattr(readings, "ROWS_AT_ONCE", 1)
    for who in ("supervisor_a", "coach_1"):
        log(cast, who, NOW)
    first = readings.readings_page(cast.as_("candidate_a1"))
    second = readings.readings_page(cast.as_("candidate_a1"), first.older)
    names = {d.readings[0].reader.name for d in (*first.days, *second.days)}
    assert names == {"Sara Jansen", "Anna de Groot"} and second.older is None


@pytest.mark.parametrize("odd", ["", "x", "1.", ".1", "1.2.3", "9" * 17 + ".1", "-1.1", "²3.1"])
def test_an_odd_place_to_begin_is_the_first_page(browse, odd):
    assert browse("candidate_a1").get(PAGE, query_string={"voor": odd}).status == 200
    found = Cursor.read(odd)
    assert found is None or found.id == 1


def test_a_place_to_begin_is_read_back_as_it_was_written():
    cursor = Cursor(NOW + timedelta(microseconds=123_457), 12)
    assert Cursor.read(str(cursor)) == cursor


def test_everything_that_is_logged_has_plain_words():
    kinds = set()
    for file in Path("pwa/routes").glob("*.py"):
        source = file.read_text("utf-8")
        kinds |= set(re.findall(r'record_reading\([^)]*\][^)]*"([\w ]+)"\)', source))
        kinds |= set(re.findall(r'record_reading\([^\n]*"([\w ]+)"\)', source))
    assert {"notities", "evaluatie", "overeenkomst"} <= kinds
    assert kinds <= set(WHAT)


def test_who_only_read_is_never_shown_with_a_pen():
    assert WHAT["notities"][1] == "eye"
    assert not [what for what, (_words, picture) in WHAT.items() if picture.startswith("pen")]
