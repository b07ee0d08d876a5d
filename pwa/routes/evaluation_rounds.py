"""What the page of an evaluation shows of its rounds: sent back, signed again, replaced."""

from dataclasses import dataclass
from datetime import date, timedelta

from pwa import words
from pwa.domain.enums import SignatureRole
from pwa.domain.signing import UNSIGNED_AFTER, can_close_unsigned
from pwa.domain.states import Actor, EvaluationState
from pwa.forms import Reader
from pwa.models import Evaluation, Person, Signature
from pwa.models.calendars import work_calendar
from pwa.models.evaluation_facts import sign_off_facts
from pwa.policies import evaluations as policies
from pwa.queries.evaluation_review import Review, Versions, review, since_signed, versions_of
from pwa.queries.evaluations import Round, rounds_of
from pwa.routes.evaluation_change_words import Said, levels, said
from pwa.routes.evaluation_forms import SayForm
from pwa.services.evaluation_entries import MOST_TEXT

_SIGNERS = {
    Actor.CANDIDATE: SignatureRole.CANDIDATE,
    Actor.EMPLOYER_ADMIN: SignatureRole.COMPANY,
    Actor.COACH: SignatureRole.COACH,
}


@dataclass(frozen=True)
class ReturnForm(SayForm):
    """Why it goes back, and whom that concerns beside the supervisor."""

    candidate: bool = False
    company: bool = False

    @classmethod
    def of_return(cls) -> "ReturnForm":
        r = Reader()
        text = r.text("reason", most=MOST_TEXT, required=True)
        candidate, company = r.flag("concerns_candidate"), r.flag("concerns_company")
        content = r.line("content", most=64)
        errors = words.errors(r.done())
        return cls(text, errors=errors, content=content, candidate=candidate, company=company)


@dataclass(frozen=True)
class SinceThen:
    """What changed since this person signed, or sent it back, in words."""

    signed: bool
    lines: tuple[Said, ...]


@dataclass(frozen=True)
class Closing:
    """Closing without the candidate's signature: whether it can be done, and else from when."""

    now: bool
    first_on: date
    offered_on: date


@dataclass(frozen=True)
class Rounds:
    """`reason` is empty for whom a return does not concern."""

    again: SinceThen | None
    review: Review | None
    levels: tuple[tuple[str, str], ...]
    closing: Closing | None
    reason: str
    replaces: Round | None
    replaced_by: Round | None


def rounds(person: Person, evaluation: Evaluation, signed: list[Signature]) -> Rounds:
    """Everything of the rounds that this person may know, for the page to read."""
    worn = policies.actors(person, evaluation.placement)
    signing = evaluation.state is EvaluationState.SIGNING
    role = next((_SIGNERS[one] for one in _SIGNERS if one in worn), None)
    coach = signing and role is SignatureRole.COACH
    versions = versions_of(evaluation) if signing and role else None
    seen = review(versions) if versions and coach else None
    before, after = rounds_of(person, evaluation)
    return Rounds(
        again=since(versions, role) if versions and role else None,
        review=seen,
        levels=levels(seen.last.levels) if seen and seen.last else (),
        closing=_closing(person, evaluation, signed) if coach else None,
        reason=reason_for(person, evaluation),
        replaces=before,
        replaced_by=after,
    )


def reason_for(person: Person, evaluation: Evaluation) -> str:
    """Why it was sent back, for whom it concerns and as long as it is being changed."""
    tells = evaluation.is_sent_back and policies.read_return(person, evaluation)
    return evaluation.return_reason if tells else ""


def since(versions: Versions, role: SignatureRole) -> SinceThen | None:
    """None for who did not sign or send back an earlier version."""
    found = since_signed(versions, role)
    return SinceThen(found.signed, said(found.changes)) if found else None


def _closing(person: Person, evaluation: Evaluation, signed: list[Signature]) -> Closing | None:
    """None where the candidate signed: then there is nothing to close."""
    organisation = evaluation.placement.workplace.organisation
    facts = sign_off_facts(evaluation, signed, bool(organisation.company_signs))
    if facts.candidate_signed:
        return None
    calendar = work_calendar(organisation.id)
    last_day = calendar.add(facts.offered_on, UNSIGNED_AFTER)
    problems = can_close_unsigned(facts, person.today, calendar)
    return Closing(not problems, last_day + timedelta(days=1), facts.offered_on)
