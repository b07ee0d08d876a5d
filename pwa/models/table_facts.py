"""Who may sit down at a table, and which table a locked tablet belongs to."""

from uuid import UUID

from peewee import JOIN

from pwa import clock
from pwa.database import read_once
from pwa.domain.enums import SignatureMeaning, SignatureRole
from pwa.domain.states import EvaluationState
from pwa.models.covers import CoachCover
from pwa.models.evaluation import Evaluation
from pwa.models.evaluation_facts import standing_signatures
from pwa.models.people import Candidate, Session, User
from pwa.models.person import load_person
from pwa.models.table import GuestCode, TableRound, TableSeat

_M, _R = SignatureMeaning, SignatureRole


def round_of(session: Session) -> TableRound | None:
    """The round for which this session is locked."""
    row: TableRound | None = (
        TableRound.select()
        .where(TableRound.session == session.id, TableRound.closed_at.is_null())
        .order_by(TableRound.id.desc())
        .first()
    )
    return row


def evaluation_at(session: Session, round_: TableRound) -> Evaluation | None:
    """What is signed here, as long as it still is: whoever opened the round may know of it, nobody
    froze it anew, and it waits for signatures."""
    opener = load_person(session.user)
    row: Evaluation | None = (
        Evaluation.visible_to(opener).where(Evaluation.id == round_.evaluation_id).first()
    )
    still = row and row.state is EvaluationState.SIGNING and row.version == round_.version
    return row if still else None


def roles_waiting(evaluation: Evaluation) -> tuple[SignatureRole, ...]:
    """Who can sign now, in the order of a table: the coach is last, when nobody else is left."""
    meanings = {one.meaning for one in standing_signatures(evaluation)}
    asked = evaluation.placement.workplace.organisation.company_signs
    waiting = []
    if not meanings & {_M.AGREE, _M.DISAGREE}:
        waiting.append(_R.CANDIDATE)
    if asked and _M.FOR_COMPANY not in meanings:
        waiting.append(_R.COMPANY)
    return tuple(waiting) or (_R.COACH,)


def coach_of(evaluation: Evaluation) -> User | None:
    """The coach of today, the own one or who covers."""
    today = Candidate.select(CoachCover.coach_on(clock.today()))
    mine = today.where(Candidate.id == evaluation.placement.candidate_id)
    row: User | None = User.select().where(User.id.in_(mine)).first()
    return row


def open_seat(round_: TableRound) -> TableSeat | None:
    """Who sits here now, if anybody does."""
    maker = User.alias()
    row: TableSeat | None = (
        TableSeat.select(TableSeat, User, GuestCode, maker)
        .join(User, JOIN.LEFT_OUTER)
        .switch(TableSeat)
        .join(GuestCode, JOIN.LEFT_OUTER)
        .join(maker, JOIN.LEFT_OUTER, on=(GuestCode.made_by == maker.id))
        .where(
            TableSeat.round == round_.id, TableSeat.ended_at.is_null(),
            TableSeat.expires_at > clock.now(),
        )
        .order_by(TableSeat.id.desc())
        .first()
    )  # fmt: skip
    return row


def seat_signed(round_: TableRound | None, seat: str) -> bool:
    """Whether this seat of this round signed already: a second tap, say."""
    at = TableSeat.round == (round_.id if round_ else None)
    rows = TableSeat.select(TableSeat.id).where(at, TableSeat.signed_at.is_null(False))
    return seat in {str(row.id) for row in rows}


def newest_code(evaluation_id: UUID) -> GuestCode | None:
    """The last code for a guest; making one ends all before it. Inside `reading_once` read once."""
    return read_once(("guest", evaluation_id), lambda: _newest_code(evaluation_id))


def _newest_code(evaluation_id: UUID) -> GuestCode | None:
    mine = GuestCode.select().where(GuestCode.evaluation == evaluation_id)
    row: GuestCode | None = mine.order_by(GuestCode.id.desc()).first()
    return row


def code_of(evaluation: Evaluation) -> GuestCode | None:
    """The code of the version that is signed now; it may be over, or used by who then left."""
    row = newest_code(evaluation.id)
    return row if row and row.void_at is None and row.version == evaluation.version else None
