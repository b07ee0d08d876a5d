"""What a locked tablet shows: who can sign on it now, and whose lock it is. First names only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pwa.domain.enums import SignatureRole
from pwa.domain.text import further_on
from pwa.models import DevicePin, Evaluation, GuestCode, Session, TableRound, TableSeat, User
from pwa.models.table_facts import coach_of, code_of, newest_code, roles_waiting

_R = SignatureRole


@dataclass(frozen=True)
class Signer:
    """Somebody who can sign now; `ways` are how they can show who they are."""

    role: SignatureRole
    name: str
    ways: tuple[str, ...]
    code: GuestCode | None = None
    """Of a guest: what was given out for this signature."""

    @property
    def over(self) -> bool:
        """There was a code, and it lets nobody in any more."""
        return self.code is not None and not self.code.opens


@dataclass(frozen=True)
class Around:
    """The lock and, while there is something to sign, the people around it."""

    owner: str
    signers: tuple[Signer, ...]
    thanked: str
    """Who handed the tablet back just now, having signed."""

    begun: bool
    """Somebody signed here."""

    gone: bool
    """There was something to sign, and it is not to be signed here any more."""


def around(session: Session, round_: TableRound | None, evaluation: Evaluation | None) -> Around:
    """`evaluation` is None when there is nothing to sign here any more."""
    signers = signers_of(evaluation) if evaluation else ()
    seats = _seats(round_) if round_ else []
    begun = any(one.signed_at for one in seats)
    thanked = seats[0].name if begun and seats[0].signed_at else ""
    return Around(
        owner=first(session.user.name),
        signers=signers,
        thanked=first(thanked),
        begun=begun,
        gone=round_ is not None and evaluation is None and not begun,
    )


def first(name: str) -> str:
    """Of a guest too: "Petra van Gool, HR" is Petra."""
    return name.split()[0].rstrip(",") if name.strip() else ""


def subject(seat: TableSeat) -> str:
    """Whoever sits here, where a verb follows: "Frans Mulder, directeur," of a guest. One query."""
    guest = seat.code
    return f"{guest.name}, {further_on(guest.job)}," if guest else seat.name


def signers_of(evaluation: Evaluation) -> tuple[Signer, ...]:
    return tuple(_signer(evaluation, role) for role in roles_waiting(evaluation))


def _signer(evaluation: Evaluation, role: SignatureRole) -> Signer:
    if role is _R.COMPANY:
        code = code_of(evaluation)
        ways = ("code", "account") if code and code.opens else ("account",)
        return Signer(role, first(code.name) if code else "", ways, code)
    user = evaluation.placement.candidate.user if role is _R.CANDIDATE else coach_of(evaluation)
    return Signer(role, first(user.name) if user else "", _ways(user, role))


def _ways(user: User | None, role: SignatureRole) -> tuple[str, ...]:
    """A coach signs with the password: six digits do not make an evaluation final."""
    if user is None:
        return ()
    pin = role is _R.CANDIDATE and DevicePin.select().where(DevicePin.user == user.id).exists()
    return tuple(
        way for way, there in (("pin", pin), ("password", bool(user.password_hash))) if there
    )


def _seats(round_: TableRound) -> list[TableSeat]:
    """Who sat here, the last one first."""
    newest = (TableSeat.opened_at.desc(), TableSeat.id.desc())
    return list(TableSeat.select().where(TableSeat.round == round_.id).order_by(*newest))


@dataclass(frozen=True)
class Card:
    """What whoever may begin sees below the evaluation: who still signs, and a guest to expect."""

    signers: tuple[Signer, ...]
    guest: str
    job: str
    code_until: datetime | None

    @property
    def company(self) -> bool:
        return any(one.role is _R.COMPANY for one in self.signers)


def card_of(evaluation: Evaluation, known: Iterable[str]) -> Card:
    """`known` are those around the placement; who else was at the talk is the guest, unless a code
    named another."""
    signers, last = signers_of(evaluation), newest_code(evaluation.id)
    guest = (last.name, last.job) if last else guest_at_talk(evaluation.talk_with, known)
    code = code_of(evaluation)
    return Card(signers, *guest, code.expires_at if code and code.opens else None)


def guest_at_talk(talk_with: str, known: Iterable[str]) -> tuple[str, str]:
    """The first line that names somebody else, with a function behind a comma."""
    names = set(known)
    for line in talk_with.splitlines():
        name, comma, job = (part.strip() for part in line.partition(","))
        if comma and name and job and name not in names:
            return name, job
    return "", ""


def reader_at(seat: TableSeat, session: Session) -> User:
    """In whose name reading is written down: who sits there, or who let the guest in."""
    if seat.user:
        return seat.user
    return seat.code.made_by if seat.code else session.user
