"""Shared tablets of the three companies: enrolled, written on while locked, revoked."""

import json

from flask import Flask

from pwa.models import ClaimedNote, Tablet
from pwa.routes.outbox import keys_of
from pwa.services import claimed, tablets
from tests.browse import OWN
from tests.shared_tablet import DEVICE
from tests.tablet import as_uuid, batch, body_of, row
from tests.world import facts as told
from tests.world.devices import RECEIPT
from tests.world.eyes import CANARY
from tests.world.facts import Kind
from tests.world.town import Town


def next_step(app: Flask, town: Town, letter: str) -> None:
    """Its company gets one, or the one that it has is revoked; both show nothing of anybody."""
    office, place = town.as_(f"office_{letter}"), town.places[f"company_{letter}"]
    pepper = app.extensions["opstap"].pin_pepper()
    mine = of_company(town, letter)
    if mine:
        row = Tablet.get_by_id(mine[-1][0])
        if row.revoked_at is None:
            town.try_(tablets.revoke, office, row)
        _is_blank(app, mine[-1][1])
        return
    made = town.try_(tablets.add, office, place, f"Tablet {letter}", pepper)
    if made:
        enrolled = town.try_(tablets.enrol, made[1], pepper, "127.0.0.1")
        town.tablets.append((made[0].id, enrolled[1], letter))
        _is_blank(app, enrolled[1])


def of_company(town: Town, letter: str) -> list[tuple[object, str, str]]:
    return [one for one in town.tablets if one[2] == letter]


def _is_blank(app: Flask, token: str) -> None:
    client = app.test_client()
    client.set_cookie(DEVICE, token)
    for path in ("/tablet/", "/notitie", "/vandaag/", "/slot/"):
        answer = client.get(path, headers={"Accept": "text/html"})
        assert not CANARY.search(answer.get_data(as_text=True)), path


def claim(app: Flask, town: Town, letter: str, who: str) -> None:
    """Somebody writes under this person's tile, on the newest tablet of a company, and it comes in
    by itself; the answer is a receipt, also when it is refused."""
    mine = of_company(town, letter)
    if not mine:
        return
    with app.test_request_context():
        key = keys_of(Tablet.get_by_id(mine[-1][0]))
    text = f"Deed {town.next_words()} alleen."
    fields = {"person": "S.", "day": town.facts.today, "text": text}
    sealed = row(key, *body_of("claimed", town.users[who], **fields))
    words = town.said(Kind.UNSENT, about="nobody")
    client = app.test_client()
    client.set_cookie(DEVICE, mine[-1][1])
    answer = client.post("/verzenden/tablet", data=json.dumps(batch(sealed)), headers=OWN)
    said = answer.get_data(as_text=True)
    assert not CANARY.search(said + str(answer.headers)), f"the tablet was answered {said}"
    (result,) = answer.json["results"] if answer.status_code == 200 else ({"state": "refused"},)
    assert set(result) <= RECEIPT, result
    if result["state"] == "received":
        assert town.facts.seated(who, "supervisor", f"company_{letter}"), f"{who} is no colleague"
        words.kind, words.author, words.company = Kind.CLAIMED, who, f"company_{letter}"
        town.claims.append((as_uuid(sealed), words))
    _is_blank(app, mine[-1][1])


def confirm(town: Town, number: int, place: str) -> None:
    """ "Dit schreef ik": it becomes a note, about somebody whom the author guides."""
    id, words = town.claims[number]
    waits = ClaimedNote.get_or_none(ClaimedNote.id == id)
    if waits is None or words.kind is not Kind.CLAIMED:
        return
    made = town.try_(
        claimed.confirm, town.as_(words.author), waits, town.placements[place], False
    )  # fmt: skip
    if made is None:
        return
    assert town.facts.guides_it(words.author, place), f"{words.author} wrote about {place}"
    words.kind, words.placement = Kind.NOTE, place
    words.about = town.facts.placements[place].candidate
    words.written, words.shared = town.facts.now, town.facts.now + told.TIME_TO_UNDO
    town.notes.append((made.id, words))


def deny(town: Town, number: int) -> None:
    id, words = town.claims[number]
    waits = ClaimedNote.get_or_none(ClaimedNote.id == id)
    if waits and town.try_(claimed.deny, town.as_(words.author), waits):
        words.gone = True
