"""People notice nothing of it: what hung on the files hangs on the vault."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask

from pwa import keyring
from pwa.config import Config
from pwa.credentials import Vault
from pwa.services import audit_keys, document_seals, people, pins
from tests.browse import Visitor
from tests.people import TODAY, Cast
from tests.tablet import Tablet
from tests.vault_case import as_systemd

PIN = "839201"


def certificate() -> str:
    document_seals.key.cache_clear()
    return document_seals.key().fingerprint


def test_notes_that_wait_and_pins_and_seal_and_checkpoints_still_count(
    new_app: Callable[..., Flask], cast: Cast, vault: Vault, tmp_path: Path
) -> None:
    before = Config(data=tmp_path)
    on_hall_2 = Tablet(Visitor(new_app(), cast.supervisor_a, checks=False))
    waits = on_hall_2.write("note", cast.placement_a1, day=TODAY, text="Werkte netjes.")
    chosen = pins.accept_with_pin(people.invite(None, cast.candidate_a1), PIN, before.pin_pepper())
    signed, seal = audit_keys.load(before).sign(b"head"), certificate()

    list(keyring.move(vault, tmp_path / "keys"))
    given = Path(as_systemd(vault, tmp_path / "given")["CREDENTIALS_DIRECTORY"])
    moved = Tablet(Visitor(new_app(vault=given), cast.supervisor_a, checks=False))
    after = Config(data=tmp_path, vault=given)
    assert moved.results(waits)[0]["state"] == "received"
    assert pins.user_with_pin(cast.candidate_a1.id, PIN, after.pin_pepper(), chosen.device_token)
    assert audit_keys.load(after).fits(*signed, b"head")
    assert certificate() == seal

    list(keyring.replace(vault, "outbox.key"))
    list(keyring.replace(vault, "pin.key"))
    as_systemd(vault, given)
    late = on_hall_2.write("note", cast.placement_a1, day=TODAY, text="Ruimde zelf op.")
    later = Tablet(Visitor(new_app(vault=given), cast.supervisor_a, checks=False))
    assert later.key["public_key"] != moved.key["public_key"]
    assert later.results(late)[0]["state"] == "received"
    pepper = after.pin_pepper()
    assert pins.user_with_pin(cast.candidate_a1.id, PIN, pepper, chosen.device_token)
