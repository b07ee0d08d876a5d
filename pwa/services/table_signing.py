"""A signature from a seat at the table. What it needs and means is the same as anywhere else."""

from dataclasses import dataclass
from datetime import datetime

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import SignatureMeaning, SignatureRole
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.hand import Hand
from pwa.domain.strokes import Strokes
from pwa.models import Evaluation, Person, TableSeat, User, load_person
from pwa.models.evaluation_facts import standing_signatures
from pwa.services import evaluation_finishing, evaluation_signing
from pwa.services.table import Table

CHOICES = ("agree", "disagree", "later")
"""`later`: the candidate has seen it and decides on the own phone, without others at the table."""

_R = SignatureRole


@dataclass(frozen=True)
class Said:
    """What the signer chose; a guest and a coach choose by signing."""

    seen: bool = False
    choice: str = ""
    text: str = ""
    strokes: Strokes = ()
    made_at: datetime | None = None


def sign(table: Table, seat: TableSeat, said: Said) -> Evaluation:
    """Sign once and leave the seat. Raises NotAllowed (seat_gone), BadInput, Stale, MoveRefused."""
    if seat.role is _R.COACH:
        return _sign_off(table, seat, said)
    with transaction():
        _use(seat)
        if seat.role is _R.CANDIDATE:
            return _as_candidate(table.evaluation, seat, said)
        return _for_company(table.evaluation, seat, said)


def _sign_off(table: Table, seat: TableSeat, said: Said) -> Evaluation:
    """The coach makes it final, which makes a PDF before; the seat ends together with the move."""
    return evaluation_finishing.sign_off(
        _person(seat), table.evaluation, said.text, said.made_at, _hand(seat, ()),
        first=lambda: _use(seat),
    )  # fmt: skip


def _use(seat: TableSeat) -> None:
    """Of two at once, or one that was used or is too old, none gets by. Raises NotAllowed."""
    now = clock.now()
    still = (TableSeat.id == seat.id) & TableSeat.ended_at.is_null() & (TableSeat.expires_at > now)
    if TableSeat.update(ended_at=now, signed_at=now).where(still).execute() != 1:
        raise NotAllowed("seat_gone")


def _as_candidate(evaluation: Evaluation, seat: TableSeat, said: Said) -> Evaluation:
    """Seen and agreed are two signatures, set one after the other."""
    by, hand = _person(seat), _hand(seat, said.strokes)
    meanings = {one.meaning for one in standing_signatures(evaluation)}
    problems = {}
    if SignatureMeaning.SEEN not in meanings and not said.seen:
        problems["seen"] = "seen_missing"
    if said.choice not in CHOICES:
        problems["choice"] = "missing"
    if problems:
        raise BadInput(problems)
    if SignatureMeaning.SEEN not in meanings:
        evaluation = evaluation_signing.candidate_seen(by, evaluation, said.made_at, hand)
    if said.choice == "later":
        return evaluation
    agree = said.choice == "agree"
    return evaluation_signing.candidate_decides(
        by, evaluation, agree, said.text, said.made_at, hand
    )


def _for_company(evaluation: Evaluation, seat: TableSeat, said: Said) -> Evaluation:
    hand = _hand(seat, said.strokes)
    if seat.user_id is None:
        return evaluation_signing.guest_signs(evaluation, hand, said.made_at)
    return evaluation_signing.company_signs(_person(seat), evaluation, said.made_at, hand)


def _person(seat: TableSeat) -> Person:
    return load_person(User.get_by_id(seat.user_id))


def _hand(seat: TableSeat, strokes: Strokes) -> Hand:
    return Hand(seat.method, "" if seat.user_id else seat.name, strokes)
