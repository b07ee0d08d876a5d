"""Another key for PINs and codes while they are in use: nobody has to choose anything anew."""

import hmac

import pytest
from argon2 import PasswordHasher

from pwa import clock
from pwa.config import Config, SettingsError
from pwa.domain.errors import BadInput
from pwa.domain.pepper import Pepper, all_of
from pwa.models import CodeApp, DevicePin, RecoveryCode, User
from pwa.services import code_app, passwords, people, pins, recovery_codes, tablets
from tests.ways_case import LOGIN, code_at

OLD, NEW = b"the key of last year", b"the key of this year"
BOTH = Pepper.of([NEW, OLD])
PIN = "839201"


def chosen(cast, pepper=OLD):
    return pins.accept_with_pin(people.invite(None, cast.candidate_a1), PIN, pepper)


def opens(cast, found, pepper, pin=PIN):
    return pins.user_with_pin(cast.candidate_a1.id, pin, pepper, found.device_token) is not None


def test_a_pin_of_before_still_opens_and_hangs_on_the_new_key_from_then_on(cast):
    found = chosen(cast)
    assert not opens(cast, found, NEW), "with the new key alone it would not"
    assert not opens(cast, found, BOTH, "571924"), "nor a wrong one with both"
    before = DevicePin.get().pin_hash
    assert opens(cast, found, BOTH)
    assert DevicePin.get().pin_hash != before
    assert opens(cast, found, NEW), "the old key may go"


def test_a_pin_that_hangs_on_the_new_key_is_left_alone(cast):
    found = chosen(cast, BOTH)
    before = DevicePin.get().pin_hash
    assert opens(cast, found, BOTH) and DevicePin.get().pin_hash == before
    assert not opens(cast, found, OLD)


def test_at_the_table_a_pin_of_before_signs_and_is_written_anew_too(cast):
    found, user = chosen(cast), User.get_by_id(cast.candidate_a1.id)
    assert not pins.knows_pin(user, PIN, NEW)
    assert pins.knows_pin(user, PIN, BOTH)
    assert opens(cast, found, NEW)


def test_what_was_hashed_with_lesser_figures_is_hashed_with_those_of_now(cast):
    """ASVS 5.0.0, 11.2.2: of a PIN and of a password, the next time that it is right."""
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    figures = f"m={pins._hasher.memory_cost},t={pins._hasher.time_cost},"
    found, row = chosen(cast), DevicePin.get()
    DevicePin.update(pin_hash=weak.hash(pins._peppered(PIN, OLD, row.device_id))).execute()
    assert opens(cast, found, OLD) and figures in DevicePin.get().pin_hash
    kept = weak.hash(LOGIN["password"])
    User.update(login=LOGIN["login"], password_hash=kept).where(
        User.id == cast.coach_1.id
    ).execute()
    assert passwords.user_with(LOGIN["login"], "geraden geraden", "here") is None
    assert User.get_by_id(cast.coach_1.id).password_hash == kept
    assert passwords.user_with(*LOGIN.values(), "here")
    assert figures in User.get_by_id(cast.coach_1.id).password_hash
    assert passwords.user_with(*LOGIN.values(), "here")


def an_app(cast):
    user = cast.coach_1.id
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    CodeApp.create(user=user, secret=code_app._closed(secret, user, OLD), confirmed_at=clock.now())
    return secret


def test_the_secret_of_an_app_is_closed_again_at_the_next_right_code(cast):
    user, secret = cast.coach_1.id, an_app(cast)
    now = code_at(secret, clock.now())
    for code, key in ((now, NEW), ("000000", BOTH)):
        with pytest.raises(BadInput):
            code_app.use(user, code, key)
    assert code_app._opened(CodeApp.get().secret, user, NEW) is None, "a wrong one changes nothing"
    code_app.use(user, now, BOTH)
    assert code_app._opened(CodeApp.get().secret, user, NEW) == secret
    with pytest.raises(BadInput):
        code_app.use(user, now, BOTH)


def test_codes_on_paper_and_codes_of_a_tablet_count_with_the_key_of_before(cast):
    first, second, *_rest = recovery_codes.fresh(cast.coach_1.id, OLD)
    assert not recovery_codes.use(cast.coach_1.id, first, NEW)
    assert recovery_codes.use(cast.coach_1.id, first.lower(), BOTH)
    assert not recovery_codes.use(cast.coach_1.id, first, BOTH)
    assert recovery_codes.use(cast.coach_1.id, second, OLD)
    _row, code = tablets.add(None, cast.company_a, "Tablet hal 2", OLD)
    assert tablets.enrol(code, BOTH, "hall")[0].label == "Tablet hal 2"


def test_a_code_on_paper_is_kept_under_a_slow_hash_and_an_older_one_still_counts(cast):
    """ASVS 5.0.0, 6.5.2: of fewer than 112 bits, so as slow as a password."""
    code = recovery_codes.fresh(cast.coach_1.id, NEW)[0]
    assert {row.code_hash[:9] for row in RecoveryCode.select()} == {"$argon2id"}
    said = b"recovery" + cast.coach_1.id.bytes + code.replace("-", "").encode()
    RecoveryCode.update(code_hash=hmac.new(NEW, said, "sha256").hexdigest()).execute()
    assert not recovery_codes.use(
        cast.coach_1.id, code[:-1] + ("3" if code[-1] == "2" else "2"), NEW
    )
    assert not recovery_codes.use(cast.coach_2.id, code, NEW)
    assert recovery_codes.use(cast.coach_1.id, code, BOTH)


def test_a_plain_key_is_one_key():
    assert all_of(b"one") == (b"one",)
    assert all_of(BOTH) == (NEW, OLD)
    assert BOTH == NEW


def test_the_file_that_was_renamed_still_counts_and_a_new_one_is_made(tmp_path):
    first = Config(data=tmp_path).pin_pepper()
    (tmp_path / "keys" / "pin.key").rename(tmp_path / "keys" / "pin-2026.key")
    again = Config(data=tmp_path).pin_pepper()
    assert again != first and again.older == (bytes(first),)


def test_given_keys_stand_beside_each_other_and_a_short_one_is_refused(tmp_path):
    given = Config(data=tmp_path, pin_key=f"{'n' * 32} {'o' * 40}").pin_pepper()
    assert all_of(given) == (b"n" * 32, b"o" * 40)
    with pytest.raises(SettingsError, match="OPSTAP_PIN_KEY is too short"):
        Config(data=tmp_path, pin_key=f"{'n' * 32} short").pin_pepper()
