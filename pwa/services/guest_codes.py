"""Codes with which somebody without an account signs once for the company, at the table.

A code is short, so more stands behind it: it lives ten minutes, dies after five wrong tries, is
of one version of one evaluation, has a pepper that is not in the database, and is typed on a
tablet that somebody of the placement locked.
"""

import hmac
import secrets

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import SignatureMeaning, SignatureRole
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.guest_codes import ALPHABET, LENGTH, TRIES, VALID, tidy
from pwa.domain.ids import uuid7
from pwa.domain.pepper import all_of
from pwa.domain.states import Actor, check_evaluation_move
from pwa.domain.text import clean_line
from pwa.models import Evaluation, GuestCode, Person
from pwa.models.evaluation_facts import standing_signatures
from pwa.models.table_facts import code_of
from pwa.policies import table as policies
from pwa.services import audit, people
from pwa.services.evaluation_moves import hold

ROLE = SignatureRole.COMPANY


def make(
    by: Person, evaluation: Evaluation, name: str, job: str, pepper: bytes
) -> tuple[GuestCode, str]:
    """A new code for this guest; an earlier one stops working. The code itself is never seen again.

    Raises BadInput (guest, job), MoveRefused, NotAllowed (company_does_not_sign ...), Stale.
    """
    name, job = clean_line(name), clean_line(job)
    missing = {"guest": name, "job": job}
    if not all(missing.values()):
        raise BadInput({field: "missing" for field, said in missing.items() if not said})
    check_evaluation_move(evaluation.state, "company_sign", Actor.EMPLOYER_ADMIN)
    if not evaluation.placement.workplace.organisation.company_signs:
        raise NotAllowed("company_does_not_sign")
    code, id, now = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH)), uuid7(), clock.now()
    secret = people.hash_password(_peppered(code, id.bytes, pepper))
    with transaction():
        hold(evaluation)
        signed = {one.meaning for one in standing_signatures(evaluation)}
        if SignatureMeaning.FOR_COMPANY in signed:
            raise NotAllowed("company_signed")
        _void_open(evaluation)
        row = GuestCode.create(
            id=id, evaluation=evaluation.id, version=evaluation.version, role=ROLE, name=name,
            job=job, code_hash=secret, made_by=by.id, expires_at=now + VALID,
        )  # fmt: skip
        audit.record(by, "guest_code.make", row, evaluation=evaluation.id, version=row.version)
    return row, code


def renew(by: Person, evaluation: Evaluation, pepper: bytes) -> str:
    """The next code for the same guest: the tablet went round, and the last one is over.

    Raises NotAllowed (table_closed, not_waited_for, company_signed), MoveRefused, Stale.
    """
    if not policies.begin(by, evaluation):
        raise NotAllowed("table_closed")
    last = code_of(evaluation)
    if last is None:
        raise NotAllowed("not_waited_for")
    return make(by, evaluation, last.name, last.job, pepper)[1]


def _void_open(evaluation: Evaluation) -> None:
    GuestCode.update(void_at=clock.now()).where(
        GuestCode.evaluation == evaluation.id, GuestCode.used_at.is_null(),
        GuestCode.void_at.is_null(),
    ).execute()  # fmt: skip


def use(evaluation: Evaluation, typed: str, pepper: bytes) -> GuestCode:
    """The open code of this version that was typed, used up from now on.

    A try is counted before it is looked at, so that many at once are not more than five. The caller
    holds no transaction: a wrong try stays counted. Raises BadInput (code).
    """
    row = code_of(evaluation)
    if row is None or not row.opens or not _try(row):
        raise BadInput({"code": "code_void"})
    if not _fits(row, tidy(typed), pepper):
        raise BadInput({"code": "code_void" if row.tries + 1 >= TRIES else "code_wrong"})
    with transaction():
        mine = GuestCode.id == row.id, GuestCode.used_at.is_null(), GuestCode.void_at.is_null()
        if GuestCode.update(used_at=clock.now()).where(*mine).execute() != 1:
            raise BadInput({"code": "code_void"})
        audit.record(None, "guest_code.use", row, evaluation=row.evaluation_id)
    return row


def _try(row: GuestCode) -> bool:
    """Count one try; False when there are none left."""
    with transaction():
        left = (GuestCode.id == row.id) & (GuestCode.tries < TRIES)
        return bool(GuestCode.update(tries=GuestCode.tries + 1).where(left).execute() == 1)


def _fits(row: GuestCode, code: str, pepper: bytes) -> bool:
    salt = row.id.bytes
    return any(people.fits(row.code_hash, _peppered(code, salt, key)) for key in all_of(pepper))


def _peppered(code: str, salt: bytes, pepper: bytes) -> str:
    return hmac.new(pepper, b"guest" + salt + code.encode(), "sha256").hexdigest()
