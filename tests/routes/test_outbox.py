"""What was written on a device: received once, as its author, or refused by itself."""

import json
from datetime import timedelta

import pytest

from pwa import clock, config
from pwa.domain.states import UserState
from pwa.models import (
    Attendance,
    AuditEvent,
    CandidateDay,
    Device,
    Handover,
    HandoverAck,
    Note,
    NoteRevision,
    Reaction,
    Receipt,
    Supervision,
    User,
)
from tests.people import NOW, TODAY
from tests.tablet import Tablet, as_uuid, b64, batch, body_of, raw, row, seal

TEXT = "Stapelde de dozen zonder hulp."


@pytest.fixture
def tablet(browse):
    return Tablet(browse("supervisor_a"))


def note(tablet, cast, text=TEXT, about="placement_a1", **more):
    return tablet.write("note", getattr(cast, about), day=TODAY, text=text, **more)


def test_a_note_is_received_with_its_author_and_both_clocks(tablet, cast):
    wrote = NOW - timedelta(hours=1)
    sent = note(tablet, cast, made_at=clock.local(wrote))
    (told,) = tablet.results(sent)
    assert told["state"] == "received"
    assert told["received_at"] == NOW.isoformat()
    kept = Note.get_by_id(sent["id"])
    assert (kept.text, kept.author_id, kept.made_at) == (TEXT, cast.supervisor_a.id, wrote)
    receipt = Receipt.get_by_id(sent["id"])
    assert receipt.made_at == clock.local(wrote).isoformat()
    assert receipt.received_at == NOW


def test_every_kind_of_item_is_kept(tablet, browse, cast):
    fields = {"day": TODAY, "code": "present", "untouched": "1"}
    lines = [
        tablet.write("attendance", cast.placement_a1, **fields),
        tablet.write("attendance", cast.placement_a2, day=TODAY, code="late"),
        tablet.write("handover", cast.placement_a1, handover="Pers 2 staat uit."),
        tablet.write("handover_read", cast.handover_a1),
        tablet.write("note_change", cast.note_a1, day=cast.note_a1.day, text="Beter.", revision=1,
                     reason="Ik vergiste me."),
    ]  # fmt: skip
    assert [one["state"] for one in tablet.results(*lines)] == ["received"] * 5
    phone = Tablet(browse("candidate_a1"))
    own = [
        phone.write("own_day", cast.placement_a1, day=TODAY, face=2, text="Ging wel."),
        phone.write("reaction", cast.note_a1, text="Dank je."),
    ]
    assert [one["state"] for one in phone.results(*own)] == ["received"] * 2
    assert {row.code.value for row in Attendance.select()} == {"present", "late"}
    assert Handover.get_by_id(lines[2]["id"]).text == "Pers 2 staat uit."
    assert HandoverAck.select().count() == 1
    assert NoteRevision.get_by_id(lines[4]["id"]).number == 1
    assert CandidateDay.get_by_id(own[0]["id"]).face == 2
    assert Reaction.get_by_id(own[1]["id"]).text == "Dank je."


def test_replies_that_come_in_together_are_read_in_the_order_they_were_written(browse, cast):
    phone = Tablet(browse("candidate_a1"))
    first, second = (
        phone.write("reaction", cast.note_a1, text=text) for text in ("Dank je.", "O ja, morgen!")
    )
    phone.results(second, first)
    page = browse("supervisor_a").get(f"/notities/{cast.note_a1.id}").text
    assert page.index("Dank je.") < page.index("O ja, morgen!")


def test_everyone_is_there_leaves_what_somebody_said(tablet, cast):
    tablet.results(tablet.write("attendance", cast.placement_a1, day=TODAY, code="late"))
    fields = {"day": TODAY, "code": "present", "untouched": "1"}
    tablet.results(tablet.write("attendance", cast.placement_a1, **fields))
    assert Attendance.get().code == "late"


def test_a_second_time_gives_the_first_receipt_and_adds_no_row(tablet, cast):
    sent = note(tablet, cast)
    first = tablet.results(sent)
    before = (Note.select().count(), Receipt.select().count(), AuditEvent.select().count())
    with clock.at(NOW + timedelta(hours=2)):
        assert tablet.results(sent, sent) == first * 2
    assert before == (Note.select().count(), Receipt.select().count(), AuditEvent.select().count())


def test_an_id_with_other_words_is_refused_and_never_overwrites(tablet, cast):
    sent = note(tablet, cast)
    tablet.results(sent)
    other = row(tablet.key, *body_of("note", cast.placement_a1, id=sent["id"], day=TODAY, text="X"))
    (told,) = tablet.results(other)
    assert (told["state"], told["code"]) == ("refused", "id_reused")
    assert Note.get_by_id(sent["id"]).text == TEXT


def test_a_bad_item_never_blocks_the_rest(tablet, cast):
    good, bad = note(tablet, cast), note(tablet, cast, text="x" * 601)
    strange = note(tablet, cast, about="placement_b1")
    last = note(tablet, cast, text="Nog een.")
    told = tablet.results(good, bad, strange, last)
    assert [one["state"] for one in told] == ["received", "refused", "refused", "received"]
    assert "600" in told[1]["message"]
    assert told[2]["code"] == "not_guided"
    assert Note.select().where(Note.day == TODAY).count() == 2


def test_the_answer_holds_no_word_of_what_was_written(tablet, cast):
    answer = tablet.send(note(tablet, cast), note(tablet, cast, text="Kanarie" * 100))
    assert "Kanarie" not in json.dumps(answer.json)
    assert TEXT not in json.dumps(answer.json)


def test_somebody_else_can_bring_it_and_it_stays_the_authors(tablet, browse, cast):
    sent = note(tablet, cast)
    carrier = Tablet(browse("candidate_b1"))
    (told,) = carrier.results(sent)
    assert told["state"] == "received"
    assert Note.get_by_id(sent["id"]).author_id == cast.supervisor_a.id
    assert Receipt.get_by_id(sent["id"]).delivered_by_id == cast.candidate_b1.id
    assert AuditEvent.get(AuditEvent.object_id == sent["id"]).actor_id == cast.supervisor_a.id


def test_written_in_time_and_received_after_the_guidance_ended_is_flagged(tablet, browse, cast):
    sent = note(tablet, cast)
    Supervision.update(to_on=TODAY, evaluate_until=TODAY).execute()
    with clock.at(NOW + timedelta(days=9)):
        late = Tablet(browse("supervisor_a"))
        (told,) = late.results(sent)
    assert (told["state"], told["flagged"]) == ("received", True)
    assert Note.get_by_id(sent["id"]).flagged
    with clock.at(NOW + timedelta(days=10)):
        page = browse("coach_1").get(f"/notities/{sent['id']}")
    assert "kwam binnen nadat de begeleiding was gestopt" in page.text
    assert "geschreven op wo 11 mrt" in page.text


def test_about_a_day_that_was_not_guided_is_refused(tablet, cast):
    Supervision.update(from_on=TODAY + timedelta(days=1), to_on=TODAY + timedelta(days=9)).where(
        Supervision.user == cast.supervisor_a
    ).execute()
    (told,) = tablet.results(note(tablet, cast))
    assert (told["state"], told["code"]) == ("refused", "not_guided")


def test_the_own_day_of_yesterday_counts_when_it_was_written_in_time(browse, cast):
    phone = Tablet(browse("candidate_a1"))
    sent = phone.write("own_day", cast.placement_a1, day=TODAY, face=1)
    with clock.at(NOW + timedelta(days=5)):
        (told,) = Tablet(phone.visitor).results(sent)
    assert told["state"] == "received"


@pytest.mark.parametrize("years", [-30, 40])
def test_a_clock_that_is_years_off_is_put_right(tablet, cast, years):
    wrong = clock.local(NOW + timedelta(days=365 * years))
    sent = note(tablet, cast, made_at=wrong)
    (told,) = tablet.results(sent, sent_at=(wrong + timedelta(minutes=10)).isoformat())
    assert told["state"] == "received"
    offset = Receipt.get_by_id(sent["id"]).clock_offset
    assert abs(offset + 365 * years * 86_400) < 7200


def test_a_row_that_was_changed_on_the_way_is_refused(tablet, cast):
    sent = note(tablet, cast)
    sealed = bytearray(raw(sent["sealed"]))
    sealed[-1] ^= 1
    (told,) = tablet.results({**sent, "sealed": b64(bytes(sealed))})
    assert (told["state"], told["code"]) == ("refused", "seal_broken")


def test_a_row_cannot_pass_under_another_id(tablet, cast):
    sent, other = note(tablet, cast), note(tablet, cast, text="Anders.")
    (told,) = tablet.results({**sent, "id": other["id"]})
    assert told["code"] == "seal_broken"
    id, body = body_of("note", cast.placement_a1, day=TODAY, text="Anders.")
    inside = {**row(tablet.key, id, body), "sealed": b64(seal(tablet.key, id, body + " "))}
    assert tablet.results(inside)[0]["code"] == "seal_broken"


def test_a_forged_ticket_is_refused(tablet, cast):
    id, body = body_of("note", cast.placement_a1, day=TODAY, text=TEXT)
    head, *rest = tablet.key["ticket"].split(".")
    for ticket in ("", "nonsense", ".".join([head[:-2] + "AA", *rest])):
        (told,) = tablet.results(row(tablet.key, id, body, ticket=ticket or " "))
        assert told["code"] == "ticket_unknown"
    assert not Receipt.select().exists()


def test_what_somebody_wrote_whose_account_was_closed_long_ago_is_refused(tablet, browse, cast):
    sent = note(tablet, cast)
    User.update(state=UserState.BLOCKED).where(User.id == cast.supervisor_a.id).execute()
    (told,) = Tablet(browse("substitute")).results(sent)
    assert (told["state"], told["code"]) == ("refused", "author_left")


@pytest.mark.parametrize(
    "body",
    ["", "{}", "[]", "null", '{"id": 1}', "x" * 400, '{"kind": "note", "more": 1}', "[" * 3000],
)
def test_an_unreadable_item_is_refused(tablet, cast, body):
    id, _ = body_of("note", cast.placement_a1)
    (told,) = tablet.results(row(tablet.key, id, body))
    assert (told["state"], told["code"]) == ("refused", "item_unreadable")


def test_unknown_kinds_and_fields_are_refused(tablet, cast):
    strange = tablet.write("evaluation", cast.placement_a1)
    extra = note(tablet, cast, author="iemand anders")
    assert {one["code"] for one in tablet.results(strange, extra)} == {"item_unreadable"}


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"null", b"[]", b'{"protocol": 1}', b"\xff", b"[" * 100_000,
        json.dumps(batch(protocol=2)).encode(), json.dumps(batch(waiting=-1)).encode(),
        json.dumps(batch({"id": "x", "sha256": "0" * 64, "sealed": ""})).encode(),
        json.dumps(batch({"id": "x"})).encode(), json.dumps(batch(items=3)).encode(),
    ],
)  # fmt: skip
def test_what_is_no_batch_is_refused_whole_and_says_that_it_is_us(tablet, sent):
    answer = tablet.visitor.post("/verzenden/", data=sent)
    assert answer.status in (413, 422)
    assert answer.headers["Opstap-Outbox"] == "1"
    assert answer.answer.json["message"]


def test_too_many_or_too_large_is_refused_whole(tablet, cast):
    assert tablet.send(*[note(tablet, cast) for _ in range(21)]).status == 422
    assert tablet.visitor.post("/verzenden/", data=b" " * (256 * 1024 + 1)).status == 413
    assert not Receipt.select().exists()


def test_a_stranger_gets_401_in_json_and_never_a_redirect(browse):
    for path in ("/verzenden/", "/verzenden/sleutel"):
        answer = browse(None).post(path, json.dumps(batch()))
        assert (answer.status, answer.headers["Opstap-Outbox"]) == (401, "1")
        assert answer.answer.is_json


def test_the_device_tells_what_still_waits(tablet):
    oldest = clock.local(NOW - timedelta(hours=3))
    tablet.results(waiting=4, oldest=oldest.isoformat())
    (device,) = Device.select()
    assert (device.waiting, device.oldest_at, device.seen_at) == (4, oldest, NOW)
    tablet.results()
    (device,) = Device.select()
    assert (device.waiting, device.oldest_at) == (0, None)


def test_another_page_of_this_browser_keeps_its_device(tablet):
    Tablet(tablet.visitor)
    assert Device.select().count() == 1


def test_a_key_that_was_replaced_still_opens(new_app, browse, cast, tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "outbox.key").write_text("a" * 40)
    from tests.browse import Visitor

    old = Tablet(Visitor(new_app(), cast.supervisor_a, checks=False))
    sent = note(old, cast)
    (tmp_path / "keys" / "outbox.key").rename(tmp_path / "keys" / "outbox-2026.key")
    new = Tablet(Visitor(new_app(), cast.supervisor_a, checks=False))
    assert new.key["public_key"] != old.key["public_key"]
    assert new.results(sent)[0]["state"] == "received"
    lost = Tablet(Visitor(new_app(outbox_key="b" * 40), cast.supervisor_a, checks=False))
    assert lost.results(note(old, cast))[0]["code"] == "seal_unknown_key"


def test_a_short_secret_is_refused(tmp_path):
    with pytest.raises(config.SettingsError):
        config.Config(data=tmp_path, outbox_key="short").outbox_secrets()


def test_a_batch_is_one_commit(tablet, cast, watch):
    with watch.counting() as seen:
        tablet.results(*[note(tablet, cast, text=f"Nummer {n}.") for n in range(20)])
    begun = [one for one in seen.queries if "BEGIN" in str(one).upper()]
    assert Note.select().where(Note.day == TODAY).count() == 20
    assert len(begun) <= 1
    assert len(seen.queries) <= 5 * 20 + 15, "what a batch does not change is read once in it"


def test_an_unknown_about_is_refused(tablet, cast):
    gone = tablet.write("note_change", as_uuid(note(tablet, cast)), day=TODAY, text="x", revision=1)
    foreign = tablet.write("note_change", cast.note_b1, day=TODAY, text="x", revision=1)
    nowhere = tablet.write("attendance", as_uuid(gone), day=TODAY, code="late")
    assert {one["state"] for one in tablet.results(gone, foreign, nowhere)} == {"refused"}
