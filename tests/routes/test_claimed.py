"""A note from a locked tablet: brought by that tablet, in no record before its author says so."""

import json
from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.states import NoteVisibility
from pwa.models import AuditEvent, ClaimedNote, Note, RateBucket, Receipt, Session
from pwa.services import tablets
from tests.people import NOW, TODAY
from tests.routes.test_outbox_openapi import as_written, mistakes
from tests.shared_tablet import Hall, later
from tests.tablet import Tablet, batch, body_of, row

PATH = "/verzenden/tablet"
TEXT = "Stapelde de dozen laag, zonder hulp."


@pytest.fixture
def hall(app, cast, browse):
    hall = Hall(app, cast, browse)
    hall.keys = keys_of(hall.browser)
    return hall


def keys_of(browser):
    """What the lock screen keeps to seal with."""
    found = browser.get("/tablet/").find(".//claimed-notes")[0]
    names = {"ticket": "ticket", "key_id": "key-id", "public_key": "public-key"}
    return {key: found.get(name) for key, name in names.items()}


def write(hall, who="supervisor_a", **more):
    fields = {"person": "Amina", "day": TODAY, "text": TEXT, **more}
    return row(hall.keys, *body_of("claimed", hall.cast.user(who), **fields))


def send(browser, *rows, **more):
    page = browser.post(PATH, data=batch_text(*rows, **more))
    page.json = page.answer.json
    return page


def batch_text(*rows, **more):
    return json.dumps(batch(*rows, **more))


def result(hall, *rows, browser=None):
    answer = send(browser or hall.browser, *rows)
    assert answer.status == 200, answer.json
    return answer.json["results"][-1]


def claimed(hall, who="supervisor_a", **more):
    sent = write(hall, who, **more)
    assert result(hall, sent)["state"] == "received"
    return ClaimedNote.get_by_id(sent["id"])


def test_the_lock_screen_keeps_what_is_needed_to_seal_and_nothing_secret(hall):
    assert all(hall.keys.values())
    assert "display" not in hall.browser.get("/tablet/").text


def test_it_comes_in_while_nobody_is_signed_in_and_is_in_no_record(hall, cast):
    wrote = NOW - timedelta(minutes=40)
    before = Note.select().count()
    with clock.at(NOW - timedelta(hours=1)):
        hall.keys = keys_of(hall.browser)
    row = claimed(hall, made_at=clock.local(wrote))
    assert (row.author_id, row.about, row.text) == (cast.supervisor_a.id, "Amina", TEXT)
    assert (row.made_at, row.received_at) == (wrote, NOW)
    assert Note.select().count() == before
    assert Receipt.get_by_id(row.id).kind == "claimed"
    event = AuditEvent.get(AuditEvent.action == "claimed.receive")
    assert TEXT not in str(event.detail)
    assert event.actor_id is None


def test_only_the_one_whose_tile_it_was_reads_it(hall, cast, browse):
    row = claimed(hall)
    assert TEXT in browse("supervisor_a").get(f"/te-bevestigen/{row.id}").text
    for who in ("substitute", "employer_a", "coach_1", "candidate_a1", "privacy_officer"):
        page = browse(who).get(f"/te-bevestigen/{row.id}")
        assert page.status == 404
        assert TEXT not in page.text
    for who in ("substitute", "candidate_a1", "coach_1", "employer_a"):
        assert (
            TEXT
            not in browse(who)
            .get(
                "/",
            )
            .follow()
            .text
        )
    assert "1 nog te bevestigen" in hall.browser.get("/tablet/").text
    assert TEXT not in hall.browser.get("/tablet/").text


def test_vandaag_says_that_it_waits_and_confirming_makes_the_note(hall, cast, browse):
    row = claimed(hall)
    sara = browse("supervisor_a")
    page = sara.get("/vandaag/")
    assert "Onder jouw naam geschreven op Tablet hal 2, vandaag 10:00." in page.text
    page = sara.get(f"/te-bevestigen/{row.id}")
    page = page.submit("Dit schreef ik", placement=str(cast.placement_a1.id))
    assert page.location == f"/notities/{row.id}"
    note = Note.get_by_id(row.id)
    assert (note.text, note.day, note.made_at) == (TEXT, TODAY, row.made_at)
    assert (note.author_id, note.placement_id) == (cast.supervisor_a.id, cast.placement_a1.id)
    assert note.shared_from > NOW
    assert ClaimedNote.select().count() == 0
    assert "Nog te bevestigen" not in sara.get("/vandaag/").text
    assert sara.post(f"/te-bevestigen/{row.id}", {"placement": cast.placement_a1.id}).status == 404
    assert Note.select().where(Note.text == TEXT).count() == 1


def test_a_second_time_is_the_first_receipt_also_after_it_was_confirmed(hall, cast, browse):
    sent = write(hall)
    first = result(hall, sent)
    assert result(hall, sent, sent) == first
    assert ClaimedNote.select().count() == 1
    browse("supervisor_a").post(f"/te-bevestigen/{sent['id']}/niet-van-mij")
    with later(30):
        assert result(hall, sent) == first
    assert ClaimedNote.get().text == ""


def test_what_is_sent_and_answered_is_as_the_contract_says(hall, browse):
    _id, body = body_of("claimed", hall.cast.supervisor_a, person="A", day=TODAY, text=TEXT)
    assert mistakes("/components/schemas/Claimed", json.loads(body)) == []
    sent = write(hall)
    assert as_written(PATH, send(hall.browser, sent, write(hall, text=""))) == "200"
    assert as_written(PATH, send(browse(None), sent)) == "403"
    assert as_written(PATH, hall.browser.post(PATH, data=b"{}")) == "422"
    RateBucket.update(tokens_milli=0, filled_at=NOW).execute()
    assert as_written(PATH, send(hall.browser, sent)) == "429"


def test_an_id_with_other_words_is_refused(hall):
    sent = write(hall)
    result(hall, sent)
    told = result(hall, write(hall, id=sent["id"], text="Iets anders."))
    assert (told["state"], told["code"]) == ("refused", "id_reused")
    assert ClaimedNote.get().text == TEXT


@pytest.mark.parametrize(
    "who", ["supervisor_b", "coach_1", "candidate_a1", "employer_a", "privacy_officer"]
)
def test_nobody_without_a_tile_there_can_be_made_to_have_written_it(hall, who):
    told = result(hall, write(hall, who))
    assert (told["state"], told["code"]) == ("refused", "claim_no_colleague")
    assert ClaimedNote.select().count() == 0


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"text": "x" * 601}, {"person": "x" * 61}, {"day": "gisteren"}]
)
def test_what_is_no_note_is_refused_by_itself(hall, wrong):
    good = write(hall)
    answer = send(hall.browser, write(hall, **wrong), good).json["results"]
    assert [one["state"] for one in answer] == ["refused", "received"]


def test_from_a_revoked_tablet_or_another_browser_nothing_comes_in(hall, cast, browse):
    sent = write(hall)
    assert send(browse(None), sent).status == 403
    tablets.revoke(cast.as_("employer_a"), hall.row)
    answer = send(hall.browser, sent)
    assert (answer.status, answer.json["code"]) == (403, "claim_other_tablet")
    assert ClaimedNote.select().count() == 0


def test_what_another_tablet_wrote_is_not_taken_for_this_one(hall, cast, browse):
    sent = write(hall)
    other = browse(None)
    assert hall.type_code(hall.new_code("Tablet hal 3"), other).status == 303
    told = result(hall, sent, browser=other)
    assert (told["state"], told["code"]) == ("refused", "claim_other_tablet")


def test_the_two_kinds_of_tickets_never_pass_for_one_another(hall, cast, browse):
    sara = Tablet(browse("supervisor_a"))
    own = row(sara.key, *body_of("claimed", cast.substitute, person="A", day=TODAY, text=TEXT))
    assert result(hall, own)["code"] == "ticket_unknown"
    note = row(hall.keys, *body_of("note", cast.placement_a1, day=TODAY, text=TEXT))
    assert sara.results(note)[0]["code"] == "ticket_unknown"
    assert sara.results(write(hall))[0]["code"] == "ticket_unknown"
    assert result(hall, note)["code"] == "item_unreadable"
    assert (ClaimedNote.select().count(), Note.select().where(Note.text == TEXT).count()) == (0, 0)


def test_a_tablet_brings_thirty_a_day_and_the_rest_waits_there(hall):
    rows = [write(hall, text=f"{n}") for n in range(31)]
    send(hall.browser, *rows[:16])
    told = send(hall.browser, *rows[16:]).json["results"]
    assert [one["state"] for one in told] == ["received"] * 14 + ["later"]
    with later(24 * 60):
        assert result(hall, rows[-1])["state"] == "received"


def test_who_was_not_guided_that_day_cannot_be_chosen(hall, cast, browse):
    row = claimed(hall)
    sara = browse("supervisor_a")
    assert "Bas" not in sara.get(f"/te-bevestigen/{row.id}").text
    page = sara.post(f"/te-bevestigen/{row.id}", {"placement": cast.placement_b1.id})
    assert page.status == 422
    assert sara.post(f"/te-bevestigen/{row.id}", {"placement": ""}).status == 422
    assert ClaimedNote.get().text == TEXT
    assert Note.select().where(Note.text == TEXT).count() == 0


def test_first_the_talk_stays_ticked_when_something_was_wrong(hall, cast, browse):
    """Else the candidate reads at once what was to be talked about first."""
    row = claimed(hall)
    page = browse("supervisor_a").get(f"/te-bevestigen/{row.id}")
    page = page.submit("Dit schreef ik", discuss="1")
    assert page.status == 422
    assert page.submit("Dit schreef ik", placement=str(cast.placement_a1.id)).status == 303
    assert Note.get_by_id(row.id).visibility is NoteVisibility.DISCUSS_FIRST


def test_about_a_day_on_which_nothing_can_be_written_it_only_goes_away(hall, browse):
    row = claimed(hall, day=TODAY + timedelta(days=1))
    page = browse("supervisor_a").get(f"/te-bevestigen/{row.id}")
    assert "Op die dag begeleidde je niemand" in page.text
    assert "Dit schreef ik" not in page.text


def test_not_mine_takes_the_words_away_and_the_company_gets_a_number(hall, cast, browse):
    row = claimed(hall)
    page = browse("supervisor_a").get(f"/te-bevestigen/{row.id}")
    assert page.submit("Weggooien, dit schreef ik niet").location == "/vandaag/"
    kept = ClaimedNote.get_by_id(row.id)
    assert (kept.text, kept.about, kept.denied_at) == ("", "", NOW)
    assert browse("supervisor_a").get(f"/te-bevestigen/{row.id}").status == 404
    listed = hall.office.get(f"/bedrijven/{cast.company_a.id}/tablets").text
    assert "1 keer zei een collega" in listed
    assert "Sara" not in listed.split("1 keer zei")[1]
    event = AuditEvent.get(AuditEvent.action == "claimed.deny")
    assert event.actor_id == cast.supervisor_a.id


def test_two_answers_at_once_leave_one(hall, cast):
    from pwa.domain.errors import Stale
    from pwa.services import claimed as verbs

    row, sara = claimed(hall), cast.as_("supervisor_a")
    verbs.confirm(sara, row, cast.placement_a1.id, discuss=True)
    with pytest.raises(Stale):
        verbs.deny(sara, row)
    with pytest.raises(Stale):
        verbs.confirm(sara, row, cast.placement_a2.id, discuss=False)
    assert Note.select().where(Note.text == TEXT).count() == 1


def test_after_two_weeks_vandaag_warns_and_the_page_says_when_it_goes(hall, browse):
    row = claimed(hall)
    with later(13 * 24 * 60):
        assert "Dit wacht al twee weken." not in browse("supervisor_a").get("/vandaag/").text
    with later(14 * 24 * 60):
        assert "Dit wacht al twee weken." in browse("supervisor_a").get("/vandaag/").text
        page = browse("supervisor_a").get(f"/te-bevestigen/{row.id}")
    assert "dan gaat dit weg op dinsdag 9 juni." in page.text


def test_it_comes_in_from_a_tablet_that_goes_round_a_table_too(hall, cast):
    """That tablet is locked in another way: whoever is signed in on it is not asked."""
    hall.has_pin("supervisor_a")
    assert hall.enter("supervisor_a").status == 303
    sent = write(hall)
    Session.update(locked_at=clock.now()).execute()
    assert result(hall, sent)["state"] == "received"
