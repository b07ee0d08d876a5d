"""Eight codes on paper, each of which replaces the second step once."""

import hmac
import secrets
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import NotAllowed
from pwa.domain.pepper import all_of
from pwa.models import Person, RecoveryCode, User
from pwa.models.ways_facts import ways_of
from pwa.services import audit, people

HOW_MANY = 8
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LONG = 12


def fresh(user_id: UUID, pepper: bytes) -> tuple[str, ...]:
    """A new set in place of the old one; it can be read here only. The caller holds the
    transaction."""
    plain = ["".join(secrets.choice(_LETTERS) for _ in range(_LONG)) for _ in range(HOW_MANY)]
    RecoveryCode.delete().where(RecoveryCode.user == user_id).execute()
    for code in plain:
        kept = people.hash_password(_peppered(user_id, code, pepper))
        RecoveryCode.create(user=user_id, code_hash=kept)
    return tuple("-".join((code[:4], code[4:8], code[8:])) for code in plain)


def replace(by: Person, pepper: bytes) -> tuple[str, ...]:
    """A new set; the codes on the old paper end. Raises NotAllowed without a second step."""
    if not ways_of(by.id).second:
        raise NotAllowed("way_no_second")
    with transaction():
        codes = fresh(by.id, pepper)
        audit.record(by, "recovery.make", User.get_by_id(by.id))
    return codes


def use(user_id: UUID, typed: str, pepper: bytes) -> bool:
    """Whether this is an unused code of this person. Then it is used up, and that is written down.

    A code has 59 bits: its hash is as slow as that of a password, and has a key in it besides that
    is not in the database.
    """
    code = "".join(one for one in typed.upper() if one in _LETTERS)
    if len(code) != _LONG:
        return False
    mine = (RecoveryCode.user == user_id) & RecoveryCode.used_at.is_null()
    given = [_peppered(user_id, code, key) for key in all_of(pepper)]
    found = next((r for r in RecoveryCode.select().where(mine) if _is(r.code_hash, given)), None)
    if found is None:
        return False
    with transaction():
        same = mine & (RecoveryCode.id == found.id)
        if RecoveryCode.update(used_at=clock.now()).where(same).execute() != 1:
            return False
        left = RecoveryCode.select().where(mine).count()
        audit.record(None, "recovery.use", User.get_by_id(user_id), left=left)
    return True


def _is(kept: str, given: list[str]) -> bool:
    """The first ones had no slow hash; they count until they are used or replaced."""
    if kept.startswith("$argon2"):
        return any(people.fits(kept, one) for one in given)
    return any(hmac.compare_digest(kept, one) for one in given)


def _peppered(user_id: UUID, code: str, pepper: bytes) -> str:
    return hmac.new(pepper, b"recovery" + user_id.bytes + code.encode(), "sha256").hexdigest()
