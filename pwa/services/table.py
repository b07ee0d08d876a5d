"""The tablet goes round the table: it is locked for one frozen version, and people sit down at it.

A seat is the right to sign once: this version, in this role, on this tablet, for half an
hour. Nobody is signed in with it, and it opens no other page.
"""

from dataclasses import dataclass
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import SignatureRole
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.states import Actor, check_evaluation_move
from pwa.models import Evaluation, GuestCode, Person, TableRound, TableSeat, User, load_person
from pwa.models.table import SEAT_FOR
from pwa.models.table_facts import coach_of, roles_waiting
from pwa.policies import evaluations as policies
from pwa.services import audit, guest_codes, locks, passwords, pins
from pwa.services.evaluation_moves import hold

_R = SignatureRole
_MAY_SIT = {
    _R.CANDIDATE: policies.own,
    _R.COMPANY: policies.sign_for_company,
    _R.COACH: policies.decide,
}


@dataclass(frozen=True)
class Table:
    """A locked tablet and what is signed on it."""

    round: TableRound
    evaluation: Evaluation


@dataclass(frozen=True)
class Proof:
    """What somebody typed to show who they are. `login` is asked only where nobody is expected."""

    pin: str = ""
    password: str = ""
    login: str = ""
    address: str = ""


def begin(by: Person, evaluation: Evaluation) -> tuple[TableRound, str]:
    """Lock this session for the people who sign this version; gives its new token.

    Raises MoveRefused, Stale, NotAllowed (session_gone).
    """
    check_evaluation_move(evaluation.state, "candidate_sign", Actor.CANDIDATE)
    with transaction():
        hold(evaluation)
        token = locks.lock(by)
        row = TableRound.create(
            session=by.session_id, evaluation=evaluation.id, version=evaluation.version
        )
        audit.record(by, "table.begin", row, evaluation=evaluation.id, version=row.version)
    return row, token


def expected(evaluation: Evaluation, role: SignatureRole) -> User | None:
    """Who signs in this role, where that is one known person."""
    if role is _R.CANDIDATE:
        return evaluation.placement.candidate.user
    return coach_of(evaluation) if role is _R.COACH else None


def sit_with_pin(table: Table, role: SignatureRole, proof: Proof, pepper: bytes) -> TableSeat:
    """A candidate, by the PIN of the own phone. Raises BadInput (pin), TooOften."""
    user = expected(table.evaluation, role) if role is _R.CANDIDATE else None
    if user is None or not pins.knows_pin(user, proof.pin, pepper):
        raise BadInput({"pin": "pin_wrong"})
    return _sit(table, role, user, "table_pin")


def sit_with_password(table: Table, role: SignatureRole, proof: Proof) -> TableSeat:
    """Raises BadInput (password), TooOften."""
    known = expected(table.evaluation, role)
    login = (known.login or "") if known else proof.login
    user = passwords.user_with(login, proof.password, proof.address) if login else None
    if user is None or (known and user.id != known.id):
        raise BadInput({"password": "password_wrong"})
    return _sit(table, role, user, "table_password")


def sit_with_code(table: Table, typed: str, pepper: bytes) -> TableSeat:
    """A guest; the code is used up. Raises BadInput (code)."""
    if guest_codes.ROLE not in roles_waiting(table.evaluation):
        raise NotAllowed("not_waited_for")
    code = guest_codes.use(table.evaluation, typed, pepper)
    return _take(table, guest_codes.ROLE, code.told, "guest_code", code=code)


def sit_in_demo(table: Table, role: SignatureRole, user: User) -> TableSeat:
    """By one tap, where everybody gets in by one tap. The caller knows that this is a demo."""
    return _sit(table, role, user, "demo")


def _sit(table: Table, role: SignatureRole, user: User, method: str) -> TableSeat:
    if not _MAY_SIT[role](load_person(user), table.evaluation):
        raise BadInput({"password": "not_your_role"})
    if role not in roles_waiting(table.evaluation):
        raise NotAllowed("not_waited_for")
    return _take(table, role, user.name, method, user=user)


def _take(
    table: Table,
    role: SignatureRole,
    name: str,
    method: str,
    *,
    user: User | None = None,
    code: GuestCode | None = None,
) -> TableSeat:
    """One person sits at a tablet; whoever sat there has left."""
    now = clock.now()
    with transaction():
        stay = (TableRound.id == table.round.id) & TableRound.closed_at.is_null()
        if TableRound.update(version=TableRound.version).where(stay).execute() != 1:
            raise NotAllowed("table_closed")
        _end_seats(table.round.id)
        row = TableSeat.create(
            round=table.round.id, role=role, user=user.id if user else None, code=code,
            name=name, method=method, opened_at=now, expires_at=now + SEAT_FOR,
        )  # fmt: skip
        by = load_person(user) if user else None
        audit.record(by, "table.sit", row, role=role, method=method, code=code.id if code else None)
    return row


def _end_seats(round_id: UUID) -> None:
    TableSeat.update(ended_at=clock.now()).where(
        TableSeat.round == round_id, TableSeat.ended_at.is_null()
    ).execute()


def leave(round_: TableRound) -> None:
    """Hand the tablet back without signing."""
    with transaction():
        _end_seats(round_.id)
        audit.record(None, "table.leave", round_)
