"""docs/outbox.openapi.yaml says what the server really answers, and nothing else."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from flask import Flask
from jsonschema import Draft202012Validator
from peewee import OperationalError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from pwa import clock
from pwa.domain.enums import AttendanceCode
from pwa.domain.parcels import MOST_BYTES, MOST_ITEMS, PROTOCOL
from pwa.models import RateBucket
from pwa.routes.outbox_items import VERBS
from pwa.services import outbox
from tests.browse import Visitor
from tests.people import NOW, TODAY
from tests.tablet import Tablet, batch, body_of

ROOT = Path(__file__).resolve().parents[2]
SPEC = yaml.safe_load((ROOT / "docs/outbox.openapi.yaml").read_text("utf-8"))
OFFICIAL = json.loads((ROOT / "tests/vendor/openapi-3.1.json").read_text("utf-8"))
SCHEMAS = SPEC["components"]["schemas"]
WHOLE = DRAFT202012.create_resource(SPEC)
REGISTRY = Registry().with_resource("spec", Resource(SPEC, DRAFT202012))
SEND, KEY = "/verzenden/", "/verzenden/sleutel"


def at(pointer: str) -> Draft202012Validator:
    """What checks against this place of the document."""
    return Draft202012Validator({"$ref": f"spec#{pointer}"}, registry=REGISTRY)


def mistakes(pointer: str, found: object) -> list[str]:
    return [one.message for one in at(pointer).iter_errors(found)]


def resolved(part):
    while "$ref" in part:
        place = part["$ref"].removeprefix("#/").split("/")
        part = SPEC
        for name in place:
            part = part[name]
    return part


def as_written(path: str, answer) -> str:
    """Raise AssertionError unless status, headers and body are as the document says."""
    said = SPEC["paths"][path]["post"]["responses"].get(str(answer.status))
    assert said is not None, f"{answer.status} is not written down"
    said = resolved(said)
    for name, header in said["headers"].items():
        found = answer.headers[name]
        assert Draft202012Validator(resolved(header)["schema"]).is_valid(found), (name, found)
    schema = said["content"]["application/json"]["schema"]["$ref"].removeprefix("#")
    assert answer.answer.mimetype == "application/json"
    assert mistakes(schema, answer.answer.json) == []
    return str(answer.status)


@pytest.fixture
def tablet(browse):
    return Tablet(browse("supervisor_a"))


def note(tablet, cast, text="Stapelde zelf.", about="placement_a1"):
    return tablet.write("note", getattr(cast, about), day=TODAY, text=text)


def test_the_document_is_openapi_3_1():
    Draft202012Validator.check_schema(OFFICIAL)
    assert [one.message for one in Draft202012Validator(OFFICIAL).iter_errors(SPEC)] == []
    assert list(Draft202012Validator(OFFICIAL).iter_errors({**SPEC, "paths": 3})) != []
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)


def test_every_reference_in_it_leads_somewhere():
    def references(part):
        if isinstance(part, dict):
            yield from ([part["$ref"]] if isinstance(part.get("$ref"), str) else [])
            yield from (one for value in part.values() for one in references(value))
        elif isinstance(part, list):
            yield from (one for value in part for one in references(value))

    found = set(references(SPEC))
    assert len(found) > 20
    assert all(resolved({"$ref": one}) for one in found)


def test_its_numbers_and_kinds_are_those_of_the_code():
    assert SCHEMAS["Batch"]["properties"]["items"]["maxItems"] == MOST_ITEMS
    assert SCHEMAS["Receipts"]["properties"]["results"]["maxItems"] == MOST_ITEMS
    assert SCHEMAS["Protocol"]["const"] == PROTOCOL == int(SPEC["info"]["version"])
    assert SPEC["components"]["headers"]["Opstap-Outbox"]["schema"]["const"] == str(PROTOCOL)
    assert f"above {MOST_BYTES} bytes" in SPEC["paths"][SEND]["post"]["description"]
    mapping = SCHEMAS["Item"]["discriminator"]["mapping"]
    assert set(mapping) == set(VERBS)
    assert list(mapping.values()) == [one["$ref"] for one in SCHEMAS["Item"]["oneOf"]]
    codes = SCHEMAS["Attendance"]["properties"]["fields"]["properties"]["code"]["enum"]
    assert codes == [str(one) for one in AttendanceCode]


def test_its_addresses_are_those_of_the_application(app: Flask):
    rules = {one.rule for one in app.url_map.iter_rules() if one.endpoint.startswith("outbox.")}
    assert rules == set(SPEC["paths"])


def test_a_key_is_as_written(browse, tablet):
    answer = browse("supervisor_a").post(KEY)
    assert as_written(KEY, answer) == "200"
    assert as_written(KEY, browse(None).post(KEY)) == "401"
    assert as_written(KEY, browse("supervisor_a").post(KEY, data={"more": "1"})) == "400"


def test_receipts_of_all_three_states_are_as_written(tablet, cast, monkeypatch):
    good, bad = note(tablet, cast), note(tablet, cast, about="placement_b1")
    assert as_written(SEND, tablet.send(good, bad, good)) == "200"
    monkeypatch.setattr(outbox, "_keep", lambda *_all: 1 / 0)
    later = tablet.send(good, note(tablet, cast, text="Nog een."))
    assert [one["state"] for one in later.json["results"]] == ["received", "later"]
    assert as_written(SEND, later) == "200"


def test_a_flagged_receipt_is_as_written(tablet, browse, cast):
    from pwa.models import Supervision

    sent = note(tablet, cast)
    Supervision.update(to_on=TODAY, evaluate_until=TODAY).execute()
    with clock.at(NOW + timedelta(days=9)):
        answer = Tablet(browse("supervisor_a")).send(sent)
    assert answer.json["results"][0]["flagged"] is True
    assert as_written(SEND, answer) == "200"


def test_what_is_refused_as_a_whole_is_as_written(tablet, browse):
    post = tablet.visitor.post
    assert as_written(SEND, browse(None).post(SEND, json.dumps(batch()))) == "401"
    elsewhere = tablet.visitor.post(SEND, json.dumps(batch()), headers={"Sec-Fetch-Site": "none"})
    assert as_written(SEND, elsewhere) == "403"
    assert as_written(SEND, post(SEND, data=b" " * (MOST_BYTES + 1))) == "413"
    assert as_written(SEND, post(SEND, data=b" " * 1_000_001)) == "413"
    assert as_written(SEND, post(SEND, data=b"{}")) == "422"


def test_what_goes_wrong_here_is_as_written(app, cast, monkeypatch):
    post = Visitor(app, cast.supervisor_a, checks=False).post
    for status, words in (("507", "database or disk is full"), ("503", "locked")):
        monkeypatch.setattr(outbox, "deliver", _raises(OperationalError(words)))
        assert as_written(SEND, post(SEND, json.dumps(batch()))) == status
    monkeypatch.setattr(outbox, "deliver", _raises(RuntimeError("bug")))
    assert as_written(SEND, post(SEND, json.dumps(batch()))) == "500"


def _raises(error):
    def work(*_all):
        raise error

    return work


def test_too_often_is_as_written(tablet, cast):
    tablet.send()
    RateBucket.update(tokens_milli=0, filled_at=NOW).execute()
    assert as_written(SEND, tablet.send()) == "429"


def test_what_the_tests_send_is_as_written(tablet, cast):
    sent = json.loads(json.dumps(batch(note(tablet, cast), oldest=NOW.isoformat())))
    assert mistakes("/components/schemas/Batch", sent) == []
    sent["items"] *= MOST_ITEMS + 1
    assert mistakes("/components/schemas/Batch", sent) != []


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("note", {"day": TODAY, "tiles": [], "text": "Stapelde zelf.", "discuss": "1"}),
        ("note_change", {"day": TODAY, "text": "Beter.", "revision": 1, "reason": "Fout."}),
        ("attendance", {"day": TODAY, "code": "late", "untouched": "1"}),
        ("own_day", {"day": TODAY, "face": 2, "text": ""}),
        ("reaction", {"text": "Dank je."}),
        ("correction", {"text": "Dat was ik niet."}),
        ("contest", {"monday": "2026-03-02", "day": "", "text": "Ik was er."}),
        ("handover", {"handover": "Pers 2 staat uit."}),
        ("handover_read", {}),
        ("photo", {"picture": "QQ"}),
    ],
)
def test_each_kind_of_item_is_as_written_and_nothing_more(cast, kind, fields):
    _id, body = body_of(kind, cast.placement_a1, **fields)
    assert mistakes("/components/schemas/Item", json.loads(body)) == []
    _id, body = body_of(kind, cast.placement_a1, **fields, author="iemand anders")
    assert mistakes("/components/schemas/Item", json.loads(body)) != []


def test_what_a_device_tells_beside_the_request_for_keys_is_written_down(browse):
    told = {"sent_at": NOW.isoformat(), "waiting": "3", "oldest": NOW.isoformat()}
    assert mistakes("/components/schemas/Queue", told) == []
    assert mistakes("/components/schemas/Queue", {**told, "waiting": "many"}) != []
    assert as_written(KEY, browse("supervisor_a").post(KEY, told)) == "200"
    assert as_written(KEY, browse("supervisor_a").post(KEY, {**told, "mood": "fine"})) == "400"
