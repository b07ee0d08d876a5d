"""Shared tablets of the three companies: enrolled, looked at while locked, revoked."""

from flask import Flask

from pwa.models import Tablet
from pwa.services import tablets
from tests.shared_tablet import DEVICE
from tests.world.eyes import CANARY
from tests.world.town import Town


def next_step(app: Flask, town: Town, letter: str) -> None:
    """Its company gets one, or the one that it has is revoked; both show nothing of anybody."""
    office, place = town.as_(f"office_{letter}"), town.places[f"company_{letter}"]
    pepper = app.extensions["opstap"].pin_pepper()
    mine = [one for one in town.tablets if Tablet.get_by_id(one[0]).organisation_id == place.id]
    if mine:
        row = Tablet.get_by_id(mine[-1][0])
        if row.revoked_at is None:
            town.try_(tablets.revoke, office, row)
        _is_blank(app, mine[-1][1])
        return
    made = town.try_(tablets.add, office, place, f"Tablet {letter}", pepper)
    if made:
        enrolled = town.try_(tablets.enrol, made[1], pepper, "127.0.0.1")
        town.tablets.append((made[0].id, enrolled[1]))
        _is_blank(app, enrolled[1])


def _is_blank(app: Flask, token: str) -> None:
    client = app.test_client()
    client.set_cookie(DEVICE, token)
    for path in ("/tablet/", "/notitie", "/vandaag/", "/slot/"):
        answer = client.get(path, headers={"Accept": "text/html"})
        assert not CANARY.search(answer.get_data(as_text=True)), path
