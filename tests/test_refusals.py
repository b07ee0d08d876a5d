"""What the log says about refusals and mistakes: enough to see an attack, no word of anybody."""

import logging

import pytest

from pwa.services import people
from tests.browse import Visitor

NASTY = "x\r\nrefused 200 GET fake\x1b[31m"


@pytest.fixture
def said(caplog):
    caplog.set_level(logging.WARNING)
    return lambda: [record.getMessage() for record in caplog.records if record.name != "faker"]


def test_a_failed_sign_in_is_written_down_without_the_name(browse, said):
    browse().post("/aanmelden", {"login": "sara@geheim.example", "password": "fout fout fout"})
    assert said() == ["refused 422 POST session.create stranger 127.0.0.1"]


def test_who_asks_for_what_is_not_theirs_is_written_down_by_id(browse, cast, said):
    browse("supervisor_b").get(f"/notities/{cast.note_a1.id}")
    assert said()[0].startswith("refused 404 GET notes.")
    assert said()[0].endswith(str(cast.supervisor_b.id))


def test_who_may_not_and_a_form_from_elsewhere_are_written_down(browse, cast, said):
    browse("employer_a").get("/vandaag/")
    browse().post("/aanmelden", {}, headers={"Sec-Fetch-Site": "cross-site"})
    assert [line.split()[1] for line in said()] == ["403", "403"]


def test_an_ordinary_page_and_an_address_that_is_none_leave_no_line(browse, said):
    browse().get("/aanmelden")
    browse("supervisor_a").get("/vandaag/")
    browse().get("/nergens")
    assert said() == []


def test_nothing_that_is_sent_makes_a_line_of_its_own(new_app, said):
    visitor = Visitor(new_app(trusted_proxies=1), None, checks=False)
    headers = {"X-Forwarded-For": "1.2.3.4\x1b[31m", "User-Agent": "a\x1b[2J"}
    visitor.post("/aanmelden", {"login": NASTY, "password": NASTY}, headers=headers)
    visitor.post(f"/uitnodiging/{'%0a'.join('xyz')}", {"way": NASTY}, headers=headers)
    assert said()
    assert all(line.isprintable() and line.startswith("refused 4") for line in said())


def test_a_mistake_of_ours_says_where_and_not_what_somebody_wrote(browse, cast, monkeypatch, said):
    def breaks(*_args, **_facts):
        raise ValueError(f"kan niet: {NASTY}")

    monkeypatch.setattr(people, "user_with_password", breaks)
    visitor = Visitor(browse().app, None, checks=False)
    page = visitor.post("/aanmelden", {"login": "sara", "password": "een lang woord"})
    assert page.status == 500
    [line] = said()
    assert line.startswith("unexpected: ValueError at test_refusals.py:")
    assert "kan niet" not in line and line.isprintable()
    assert "kan niet" not in page.text and "ValueError" not in page.text
