"""The own calendar: what is in it, what is never in it, and when its address stops working."""

from datetime import date, time, timedelta

import icalendar
import pytest

from pwa import clock
from pwa.domain.running import StopReason
from pwa.domain.states import PlacementState, UserState
from pwa.models import CalendarFeed, Membership, Note, Placement, Supervision, User
from pwa.services import endings, feeds, milestones, sessions
from pwa.services.endings import Stopping
from pwa.services.extensions import Extending, extend
from tests import lawclock_case
from tests.people import END, NAMES, NOW, TODAY


@pytest.fixture
def karel(cast):
    return lawclock_case.arrive(cast)


def feed(browse, cast, who, token=""):
    token = token or feeds.make(cast.as_(who))
    return browse(None).get(f"/agenda/{token}.ics")


def events(answer):
    assert answer.status == 200, answer.status
    found = icalendar.Calendar.from_ical(answer.answer.get_data()).walk("VEVENT")
    return {str(one["SUMMARY"]): one for one in found}


def test_karel_finds_his_own_words_on_the_right_days(browse, cast, karel):
    found = events(feed(browse, cast, "candidate_karel"))
    days = {name: one["DTSTART"].dt for name, one in found.items()}
    assert days == {
        "Opstap: je coach beslist over je premie": date(2026, 11, 10),
        "Opstap: je coach praat met jou over wat hierna komt": date(2026, 10, 9),
        "Opstap: eindevaluatie": date(2026, 10, 27),
    }
    link = found["Opstap: eindevaluatie"]["URL"]
    assert str(link).endswith(f"/mijn-voortgang?plek={karel.id}")


@pytest.mark.parametrize(("day", "there"), [(date(2026, 5, 20), True), (date(2026, 5, 21), False)])
def test_what_is_due_before_an_announced_stop_stays_in_it(browse, cast, karel, day, there):
    coach, today = cast.as_("coach_1"), date(2026, 5, 4)
    with clock.at(clock.at_local(today, time(9))):
        stop = Stopping(
            date(2026, 5, 20), StopReason.OWN_REQUEST, coach.id, today, evaluation=False
        )
        endings.end_early(coach, karel, stop)
    with clock.at(clock.at_local(day, time(9))):
        found = events(feed(browse, cast, "candidate_karel"))
    assert ("Opstap: je coach beslist over je premie" in found) is there


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("coach_1", {"Opstap: hoe gaat het na vier weken?"}),
        ("supervisor_a", {"Opstap: tussenevaluatie", "Opstap: eindevaluatie"}),
        ("employer_a", set()),
        ("privacy_officer", set()),
        ("municipality_admin", set()),
    ],
)
def test_everybody_has_what_is_theirs_to_do(browse, cast, who, what):
    with clock.at(clock.at_local(date(2026, 2, 20), time(10))):
        assert set(events(feed(browse, cast, who))) == what


@pytest.mark.parametrize("who", [*NAMES, "candidate_karel"])
def test_nobody_is_named_and_no_text_is_in_it(browse, cast, karel, who):
    with clock.at(clock.at_local(date(2026, 2, 20), time(10))):
        answer = feed(browse, cast, who)
        if answer.status == 404:
            assert who == "former", who
            return
        said = icalendar.Calendar.from_ical(answer.answer.get_data()).to_ical().decode()
    said = said.replace("\r\n ", "")
    names = [part for name in (*NAMES.values(), "Karel Smeets") for part in name.split()]
    names = [part for part in names if len(part) > 2]
    texts = [note.text for note in Note.select()]
    companies = ["Linie", "Noorderkamp", "Kessenbroek", "afbramen"]
    assert not [one for one in (*names, *texts, *companies) if one in said]


def test_ids_stay_the_same_and_what_is_done_goes(browse, cast):
    with clock.at(clock.at_local(date(2026, 2, 6), time(10))):
        token = feeds.make(cast.as_("coach_1"))
        one, two = (events(feed(browse, cast, "coach_1", token)) for _ in range(2))
        assert [e["UID"] for e in one.values()] == [e["UID"] for e in two.values()]
        assert [e["DTSTAMP"].dt for e in one.values()] == [e["DTSTAMP"].dt for e in two.values()]
        for placement in (cast.placement_a1, cast.placement_a2):
            milestones.done(cast.as_("coach_1"), placement, "week_4")
        assert events(feed(browse, cast, "coach_1", token)) == {}


def test_an_extension_moves_the_event_and_says_that_it_was_revised(browse, cast):
    token = feeds.make(cast.as_("candidate_a1"))
    before = events(feed(browse, cast, "candidate_a1", token))["Opstap: eindevaluatie"]
    longer = Extending(END + timedelta(days=28), "Nog even.", "Zo afgesproken.")
    extend(cast.as_("coach_1"), cast.placement_a1, longer)
    after = events(feed(browse, cast, "candidate_a1", token))["Opstap: eindevaluatie"]
    assert before["UID"] == after["UID"]
    assert (after["DTSTART"].dt - before["DTSTART"].dt).days == 28
    assert before["DTSTAMP"].dt < after["DTSTAMP"].dt == NOW


def test_the_headers_are_those_of_a_private_calendar(browse, cast):
    token = feeds.make(cast.as_("candidate_a1"))
    answer = feed(browse, cast, "candidate_a1", token)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    again = browse(None).get(
        f"/agenda/{token}.ics", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status == 304


def test_an_address_is_made_renewed_and_closed_on_the_account_page(browse, cast):
    amina = browse("candidate_a1")
    page = amina.get("/account/").submit("Adres maken").follow()
    address = page.find(".//input[@id='feed_address']")[0].get("value")
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert CalendarFeed.get().token_hash == sessions.hash_token(token), "only its hash is kept"
    assert address not in amina.get("/account/").html, "shown once"
    assert browse(None).get(f"/agenda/{token}.ics").status == 200
    amina.get("/account/").submit("Nieuw adres maken")
    assert browse(None).get(f"/agenda/{token}.ics").status == 404
    amina.get("/account/").submit("Sluiten")
    assert not CalendarFeed.select().exists()


def block(cast):
    User.update(state=UserState.BLOCKED).where(User.id == cast.coach_1.id).execute()


def leave(cast):
    yesterday = TODAY - timedelta(days=1)
    Membership.update(to_on=yesterday).where(Membership.user == cast.coach_1.id).execute()


@pytest.mark.parametrize("end", [block, leave])
def test_it_dies_with_the_account_and_with_the_work(browse, cast, end):
    token = feeds.make(cast.as_("coach_1"))
    end(cast)
    gone = browse(None).get(f"/agenda/{token}.ics")
    never = browse(None).get("/agenda/dit-was-er-nooit.ics")
    assert (gone.status, gone.html) == (never.status, never.html)
    assert gone.status == 404


def test_it_is_empty_when_the_placement_ended_or_somebody_else_guides(browse, cast):
    tokens = {who: feeds.make(cast.as_(who)) for who in ("candidate_a1", "supervisor_a")}
    assert all(events(feed(browse, cast, who, token)) for who, token in tokens.items())
    yesterday = TODAY - timedelta(days=1)
    Supervision.update(to_on=yesterday).where(Supervision.user == cast.supervisor_a.id).execute()
    assert events(feed(browse, cast, "supervisor_a", tokens["supervisor_a"])) == {}
    Placement.update(state=PlacementState.ENDED_EARLY, ended_on=yesterday).where(
        Placement.id == cast.placement_a1.id
    ).execute()
    assert events(feed(browse, cast, "candidate_a1", tokens["candidate_a1"])) == {}


def test_guessing_is_limited(browse):
    stranger = browse(None)
    codes = [stranger.get(f"/agenda/{n}.ics").status for n in range(61)]
    assert codes == [404] * 60 + [429]


def test_the_number_of_queries_does_not_grow(browse, cast, karel, watch):
    one = feeds.make(cast.as_("candidate_a1"))
    many = feeds.make(cast.as_("coach_1"))
    counts = []
    for token in (one, many):
        with watch.counting() as seen:
            browse(None).get(f"/agenda/{token}.ics")
        counts.append(len(seen.queries))
    assert max(counts) <= 6 and abs(counts[0] - counts[1]) <= 1, counts
