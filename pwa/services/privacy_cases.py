"""Open a case about a candidate, let it go on, close it, and say what has to be kept."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.privacy_cases import MOST_REASON, MOST_TOLD, CaseKind, problems_of_until
from pwa.domain.text import clean, too_long
from pwa.models import (
    Candidate,
    CaseExtension,
    HoldMove,
    Organisation,
    Person,
    Placement,
    PrivacyCase,
    User,
)
from pwa.policies import privacy_cases as policies
from pwa.services import audit, rates

if TYPE_CHECKING:
    from peewee import ModelSelect

SEARCHES, SEARCHES_PER = 30, timedelta(hours=1)
FOUND_AT_MOST = 5


@dataclass(frozen=True)
class Wanted:
    """A case as it was asked for."""

    candidate_id: UUID
    kind: CaseKind
    reason: str
    told: str
    until_on: date


def find(by: Person, typed: str) -> list[Candidate]:
    """Candidates of the own municipality with this whole name, or this reference.

    Not a list to look through: at most five, every search is counted and written down. Raises
    TooOften, BadInput (who).
    """
    wanted = _plain(typed)
    if len(wanted) < 3:
        raise BadInput({"who": "case_who_short"})
    rates.take("case-search", str(by.id), most=SEARCHES, per=SEARCHES_PER)
    found = [row for row in _own(by) if wanted in (_plain(row.user.name), _plain(row.reference))]
    with transaction():
        user = User.get_by_id(by.id)
        audit.record(by, "case.search", user, found=len(found))
    return found[:FOUND_AT_MOST]


def _plain(text: str) -> str:
    """Without capitals, accents and double spaces."""
    apart = unicodedata.normalize("NFKD", " ".join(clean(text).casefold().split()))
    return "".join(one for one in apart if not unicodedata.combining(one)).replace("ł", "l")


def _own(by: Person) -> "ModelSelect[Candidate]":
    return (
        Candidate.select(Candidate, User)
        .join(User, on=(Candidate.user == User.id))
        .where(Candidate.municipality.in_(by.organisations(Role.PRIVACY_OFFICER)))
    )


def one(by: Person, candidate_id: UUID) -> Candidate | None:
    """This candidate, if it is one of the own municipality."""
    found: Candidate | None = _own(by).where(Candidate.id == candidate_id).first()
    return found


def open_(by: Person, wanted: Wanted) -> PrivacyCase:
    """From now on this officer reads that record, and the candidate can read who and why. Asked
    twice with the same words it is one case.

    Raises BadInput (reason, told, until_on), NotAllowed (case_not_found, case_open_already).
    """
    candidate = one(by, wanted.candidate_id)
    if candidate is None:
        raise NotAllowed("case_not_found")
    reason, told = clean(wanted.reason), clean(wanted.told)
    _check({"reason": (reason, MOST_REASON), "told": (told, MOST_TOLD)}, wanted.until_on)
    with transaction():
        _hold_candidate(candidate)
        mine = (PrivacyCase.candidate == candidate.id) & (PrivacyCase.officer == by.id)
        known = PrivacyCase.get_or_none(mine, PrivacyCase.open_on(clock.today()))
        here = (wanted.kind, reason, told, wanted.until_on)
        if known and (known.kind, known.reason, known.told, known.until_on) == here:
            return known
        if known:
            raise NotAllowed("case_open_already")
        row = PrivacyCase.create(
            municipality=candidate.municipality_id, candidate=candidate.id, officer=by.id,
            kind=wanted.kind, reason=reason, told=told, until_on=wanted.until_on,
        )  # fmt: skip
        audit.record(
            by, "case.open", row, candidate=candidate.id, kind=wanted.kind, until=wanted.until_on
        )
    return row


def _hold_candidate(candidate: Candidate) -> None:
    """Two cases of one candidate are opened one after the other."""
    Candidate.update(reference=Candidate.reference).where(Candidate.id == candidate.id).execute()


def _check(
    texts: dict[str, tuple[str, int]], until: date | None, since: date | None = None
) -> None:
    problems = {name: "missing" for name, (text, _most) in texts.items() if not text}
    problems |= {
        name: f"too_long:{most}" for name, (text, most) in texts.items() if too_long(text, most)
    }
    if wrong := problems_of_until(until, clock.today(), since):
        problems["until_on"] = wrong
    if problems:
        raise BadInput(problems)


def extend(by: Person, case: PrivacyCase, until_on: date, reason: str) -> PrivacyCase:
    """It goes on until a later day. Raises BadInput (until_on, reason), NotAllowed, Stale."""
    reason = clean(reason)
    _check({"reason": (reason, MOST_REASON)}, until_on, case.until_on)
    with transaction():
        _change(by, case, until_on=until_on)
        CaseExtension.create(
            case=case.id, before_on=case.until_on, until_on=until_on, reason=reason, made_by=by.id
        )
        audit.record(by, "case.extend", case, before=case.until_on, after=until_on)
    return PrivacyCase.get_by_id(case.id)


def close(by: Person, case: PrivacyCase, result: str) -> PrivacyCase:
    """The record is closed to this officer from the next request on. Raises as `extend`."""
    result = clean(result)
    if not result or too_long(result, MOST_REASON):
        raise BadInput({"result": f"too_long:{MOST_REASON}" if result else "missing"})
    with transaction():
        _change(by, case, closed_at=clock.now(), result=result)
        audit.record(by, "case.close", case)
    return PrivacyCase.get_by_id(case.id)


def keep_open(by: Person, case: PrivacyCase) -> None:
    """Whoever closes it comes before or after what is done in it, in the caller's transaction.

    Raises NotAllowed (case_not_open), Stale.
    """
    _change(by, case, until_on=case.until_on)


def _change(by: Person, case: PrivacyCase, **facts: object) -> None:
    if not policies.work(by, case):
        raise NotAllowed("case_not_open")
    same = (PrivacyCase.id == case.id) & (PrivacyCase.until_on == case.until_on)
    still = same & PrivacyCase.closed_at.is_null()
    if PrivacyCase.update(**facts).where(still).execute() != 1:
        raise Stale()


def hold(by: Person, case: PrivacyCase, placement_id: UUID, held: bool, reason: str) -> None:
    """This placement has to be kept, or does not any more; retention leaves it alone meanwhile.

    Raises BadInput (reason), NotAllowed (case_not_open, case_not_found), Stale.
    """
    reason = clean(reason)
    if not reason or too_long(reason, MOST_REASON):
        raise BadInput({"reason": f"too_long:{MOST_REASON}" if reason else "missing"})
    of_case = (Placement.id == placement_id) & (Placement.candidate == case.candidate_id)
    row = Placement.get_or_none(of_case)
    if row is None:
        raise NotAllowed("case_not_found")
    with transaction():
        keep_open(by, case)
        other = Placement.legal_hold == (not held)
        if Placement.update(legal_hold=held).where(of_case, other).execute() != 1:
            raise Stale()
        HoldMove.create(placement=row.id, case=case.id, held=held, reason=reason, made_by=by.id)
        audit.record(by, "placement.hold" if held else "placement.release", row, case=case.id)


def municipality_of(by: Person) -> Organisation:
    """The municipality in which this officer works; with several, the first by name."""
    own = by.organisations(Role.PRIVACY_OFFICER)
    row: Organisation = (
        Organisation.select().where(Organisation.id.in_(own)).order_by(Organisation.name).get()
    )
    return row
