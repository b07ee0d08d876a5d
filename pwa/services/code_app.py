"""An app with codes of six digits (TOTP, RFC 6238): set up, asked for, taken away."""

import hmac
import os
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from uuid import UUID

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pwa import clock
from pwa.database import transaction
from pwa.domain.code_steps import BESIDE, COUNTS, WRONG, step_at
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.pepper import all_of
from pwa.domain.ways import Proof
from pwa.models import CodeApp, Person, User
from pwa.models.ways_facts import ways_of
from pwa.services import audit, recovery_codes, second_rates, ways


@dataclass(frozen=True)
class SetUp:
    """What setting up a second step gives, each to be shown once."""

    codes: tuple[str, ...]
    token: str


def begin(by: Person, pepper: bytes) -> None:
    """A new secret that does not count yet; one in use is not replaced, and a code follows a
    password. Candidates have no second step. Raises NotAllowed."""
    with transaction():
        CodeApp.delete().where(CodeApp.user == by.id, CodeApp.confirmed_at.is_null()).execute()
        own = ways_of(by.id)
        if by.candidate_id or not own.password or own.app:
            raise NotAllowed("way_app_not_now")
        CodeApp.create(user=by.id, secret=_closed(pyotp.random_base32(32), by.id, pepper))


def waiting_secret(by: Person, pepper: bytes) -> str | None:
    """The secret that waits for its first code."""
    waiting = (CodeApp.user == by.id) & CodeApp.confirmed_at.is_null()
    row = CodeApp.get_or_none(waiting)
    return _opened(row.secret, by.id, pepper) if row else None


def address_of(secret: str, name: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Opstap")


def confirm(by: Person, code: str, pepper: bytes) -> SetUp:
    """The first code: from now on it is asked for. Gives a new set of recovery codes and a new
    token for this session. Raises BadInput, NotAllowed, TooOften."""
    second_rates.take(by.id)
    secret = waiting_secret(by, pepper)
    if secret is None:
        raise NotAllowed("way_app_not_now")
    step, why = _looked_up(secret, code)
    if why != COUNTS:
        raise BadInput({"code": why})
    with transaction():
        first = not ways_of(by.id).second
        waiting = (CodeApp.user == by.id) & CodeApp.confirmed_at.is_null()
        changes = {"confirmed_at": clock.now(), "last_step": step}
        if CodeApp.update(changes).where(waiting).execute() != 1:
            raise NotAllowed("way_app_not_now")
        audit.record(by, "code_app.set", User.get_by_id(by.id))
        codes = recovery_codes.fresh(by.id, pepper)
        token = ways.second_step_set(by, Proof.CODE, first=first)
    second_rates.forget(by.id)
    return SetUp(codes, token)


def use(user_id: UUID, code: str, pepper: bytes) -> None:
    """The code of now, which is used up by that, and so are all before it. Raises BadInput.

    The code of a step beside now is used up too: who is told that it was right can do nothing with
    it in the next half minute.
    """
    used = (CodeApp.user == user_id) & CodeApp.confirmed_at.is_null(False)
    row = CodeApp.get_or_none(used)
    secret = _opened(row.secret, user_id, pepper) if row else None
    if row is None or secret is None:
        raise BadInput({"code": WRONG})
    step, why = _looked_up(secret, code)
    if why == WRONG or not _use_up(
        row, step, _with_key_of_now(row.secret, secret, user_id, pepper)
    ):
        raise BadInput({"code": WRONG})
    if why != COUNTS:
        raise BadInput({"code": why})


def _use_up(row: CodeApp, step: int, kept: str) -> bool:
    """False where this code, or a later one, was used before; `kept` is its secret from now on."""
    with transaction():
        same = (CodeApp.id == row.id) & (CodeApp.secret == row.secret)
        changes = {"last_step": step, "secret": kept}
        newer = same & (CodeApp.last_step < step)
        return bool(CodeApp.update(changes).where(newer).execute() == 1)


def remove(by: Person) -> str:
    """Take the app away, if another way in is left; gives a new token. Raises NotAllowed."""
    with transaction():
        ways.check_without(by, app=False)
        CodeApp.delete().where(CodeApp.user == by.id).execute()
        ways.forget_codes_without_second(by.id)
        audit.record(by, "code_app.remove", User.get_by_id(by.id))
        return ways.renewed(by)


def _looked_up(secret: str, code: str) -> tuple[int, str]:
    """The step near now that has this code, and what is said of it. The one of now goes first."""
    if not re.fullmatch(r"[0-9]{6}", code):
        return 0, WRONG
    now, totp = step_at(clock.now()), pyotp.TOTP(secret)
    same = {off: hmac.compare_digest(totp.generate_otp(now + off), code) for off in BESIDE}
    return next(((now + off, BESIDE[off]) for off in BESIDE if same[off]), (0, WRONG))


def _with_key_of_now(closed: str, secret: str, user_id: UUID, pepper: bytes) -> str:
    """As it is kept; closed again where that was done with a key of before."""
    if _opened(closed, user_id, all_of(pepper)[0]) is not None:
        return closed
    return _closed(secret, user_id, pepper)


def _key(pepper: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"opstap-code-app").derive(pepper)


def _closed(secret: str, user_id: UUID, pepper: bytes) -> str:
    nonce = os.urandom(12)
    sealed = AESGCM(_key(pepper)).encrypt(nonce, secret.encode(), user_id.bytes)
    return b64encode(nonce + sealed).decode()


def _opened(closed: str, user_id: UUID, pepper: bytes) -> str | None:
    """The secret; nothing when it was closed with a key that is gone, or is of somebody else."""
    raw = b64decode(closed)
    for key in all_of(pepper):
        try:
            return AESGCM(_key(key)).decrypt(raw[:12], raw[12:], user_id.bytes).decode()
        except InvalidTag:
            continue
    return None
