"""Whatever order of writing, losing, repeating and meddling: one row an item, as its author."""

import contextlib
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pwa import clock
from pwa.database import db
from pwa.models import AuditEvent, Note, Receipt
from tests.browse import Visitor
from tests.people import NOW, TODAY
from tests.tablet import Tablet, as_uuid, b64, body_of, raw, row

WRITERS = ("supervisor_a", "substitute")
CARRIERS = (*WRITERS, "coach_1", "candidate_b1")
BEGINNING = "Ronde "


class _Rollback(Exception):
    """Throw away what one run of the machine did."""


def _device(app, cast):
    class Device(RuleBasedStateMachine):
        """One tablet with a queue, and the people who sign in at it."""

        def __init__(self) -> None:
            super().__init__()
            self.outer = db.atomic()
            self.outer.__enter__()
            self.now = NOW
            self.people = {
                who: Tablet(Visitor(app, cast.user(who), checks=False)) for who in CARRIERS
            }
            self.written = {}  # id -> (author, text, row)
            self.queue = []  # ids, oldest first
            self.receipts = {}  # id -> the first receipt

        def teardown(self) -> None:
            with contextlib.suppress(_Rollback):
                self.outer.__exit__(_Rollback, _Rollback(), None)

        def deliver(self, by, rows):
            with clock.at(self.now):
                return self.people[by].results(*rows)

        def told(self, results) -> None:
            """A receipt is of the first time, whoever asks again."""
            for one in results:
                assert one["state"] == "received", one
                assert self.receipts.setdefault(one["id"], one) == one

        @rule(who=st.sampled_from(WRITERS), minutes=st.integers(0, 90))
        def write(self, who, minutes):
            self.now += timedelta(minutes=minutes)
            text = f"{BEGINNING}{len(self.written)}."
            made_at = clock.local(self.now)
            about = cast.placement_a1
            sent = self.people[who].write("note", about, made_at=made_at, day=TODAY, text=text)
            self.written[sent["id"]] = (who, text, sent)
            self.queue.append(sent["id"])

        @rule(by=st.sampled_from(CARRIERS), count=st.integers(0, 20), lost=st.booleans())
        def send(self, by, count, lost):
            """The oldest, in order; when the answer is lost the device knows nothing."""
            first = self.queue[:count]
            results = self.deliver(by, [self.written[id][2] for id in first])
            assert [one["id"] for one in results] == first
            self.told(results)
            if not lost:
                self.queue = self.queue[count:]

        @rule(by=st.sampled_from(CARRIERS), data=st.data())
        @precondition(lambda self: self.written)
        def send_anything_in_any_order(self, by, data):
            ids = data.draw(st.lists(st.sampled_from(list(self.written)), max_size=8))
            self.told(self.deliver(by, [self.written[id][2] for id in ids]))

        @rule(by=st.sampled_from(CARRIERS), data=st.data())
        @precondition(lambda self: self.written)
        def meddle_with_a_row(self, by, data):
            """A seal that was changed, a hash that does not fit: refused, and the rest goes on."""
            id = data.draw(st.sampled_from(list(self.written)))
            sent, sealed = self.written[id][2], bytearray(raw(self.written[id][2]["sealed"]))
            sealed[data.draw(st.integers(0, 9_999)) % len(sealed)] ^= 1
            wrong_hash = {**sent, "sha256": sent["sha256"][::-1]}
            broken = [wrong_hash] if id in self.receipts else [wrong_hash, _sealed(sent, sealed)]
            *results, last = self.deliver(by, [*broken, sent])
            assert {one["state"] for one in results} == {"refused"}
            self.told([last])

        @rule(by=st.sampled_from(CARRIERS), who=st.sampled_from(WRITERS), data=st.data())
        @precondition(lambda self: self.receipts)
        def use_an_id_again(self, by, who, data):
            """Other words, also of somebody else, under an id that was received."""
            id = data.draw(st.sampled_from(list(self.receipts)))
            other = body_of("note", cast.placement_a1, id=id, day=TODAY, text="Anders.")
            (told,) = self.deliver(by, [row(self.people[who].key, *other)])
            assert (told["state"], told["code"]) == ("refused", "id_reused")

        @invariant()
        def there_is_one_row_an_item_as_its_author(self):
            kept = {str(one.id): one for one in Note.select().where(Note.day == TODAY)}
            receipts = {str(one.id): one for one in Receipt.select()}
            assert set(kept) == set(receipts) == set(self.receipts)
            assert AuditEvent.select().where(
                AuditEvent.object_id.in_([as_uuid({"id": id}) for id in kept])
            ).count() == len(kept)
            for id, note in kept.items():
                who, text, sent = self.written[id]
                author = cast.user(who).id
                assert (note.author_id, note.text) == (author, text)
                assert (receipts[id].author_id, receipts[id].sha256) == (author, sent["sha256"])

    return Device


def _sealed(sent, sealed):
    return {**sent, "sealed": b64(bytes(sealed))}


def try_out(app, cast, **more):
    calm = {"suppress_health_check": [HealthCheck.too_slow], "stateful_step_count": 15}
    chosen = settings(settings.default, **calm, **more)
    run_state_machine_as_test(_device(app, cast), settings=chosen)


def test_one_row_an_item_whatever_a_device_does(app, cast):
    try_out(app, cast)


@pytest.mark.slow
def test_one_row_an_item_in_a_thousand_ways(app, cast):
    try_out(app, cast, max_examples=1000)
