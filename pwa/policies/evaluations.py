"""Who may do what with an evaluation.

A policy here says whose step it is; whether the step can be made from the present state, the table
of moves says (`pwa.domain.states`), so that who comes too late hears what happened instead of "no".
"""

from pwa.domain.enums import Role, SignatureRole
from pwa.domain.states import CANDIDATE_READS_FROM, Actor, EvaluationState
from pwa.models import Evaluation, Person, Placement
from pwa.models.daily import is_still_read
from pwa.policies.placements import on_case

_ENDED = (EvaluationState.FINAL, EvaluationState.SUPERSEDED)


def guides(person: Person, placement: Placement) -> bool:
    """Main or substitute, also in the weeks after the end in which the evaluation is written."""
    return person.has(Role.SUPERVISOR) and placement.id in person.guides


def coaches(person: Person, placement: Placement) -> bool:
    return person.coaches(placement.candidate)


def speaks_for_company(person: Person, placement: Placement) -> bool:
    return placement.workplace.organisation_id in person.organisations(Role.EMPLOYER_ADMIN)


def actors(person: Person, placement: Placement) -> frozenset[Actor]:
    """The hats that this person wears towards this placement."""
    worn = {
        Actor.CANDIDATE: placement.candidate_id == person.candidate_id,
        Actor.SUPERVISOR: guides(person, placement),
        Actor.COACH: coaches(person, placement),
        Actor.EMPLOYER_ADMIN: speaks_for_company(person, placement),
    }
    return frozenset(actor for actor, is_worn in worn.items() if is_worn)


def see_list(person: Person) -> bool:
    """The list of what waits for whom; a candidate finds the own ones on the own page."""
    return any(person.has(r) for r in (Role.SUPERVISOR, Role.COACH, Role.EMPLOYER_ADMIN))


def start(person: Person, placement: Placement) -> bool:
    return guides(person, placement) or coaches(person, placement)


def open_(person: Person, evaluation: Evaluation) -> bool:
    """Open its page. In a draft a candidate finds only the own view there, not the rest."""
    return own(person, evaluation) or read(person, evaluation)


def read(person: Person, evaluation: Evaluation) -> bool:
    """Read the content that the supervisor wrote, on the page and as PDF."""
    placement, state = evaluation.placement, evaluation.state
    if guides(person, placement):
        return True
    if own(person, evaluation) or coaches(person, placement) or on_case(person, placement):
        return state in CANDIDATE_READS_FROM
    if speaks_for_company(person, placement):
        signs = placement.workplace.organisation.company_signs
        asked = state is EvaluationState.SIGNING or (
            evaluation.is_sent_back and evaluation.return_to_company
        )
        return state in _ENDED or (signs and asked)
    return False


def read_notes(person: Person, evaluation: Evaluation) -> bool:
    """Read the notes behind the levels on the page: a coach until 30 days after the end."""
    placement = evaluation.placement
    if guides(person, placement) or own(person, evaluation) or on_case(person, placement):
        return True
    return coaches(person, placement) and is_still_read(person, placement)


def read_return(person: Person, evaluation: Evaluation) -> bool:
    """Read why it was sent back: supervisors and coach, others only where it concerns them."""
    placement = evaluation.placement
    if guides(person, placement) or coaches(person, placement):
        return True
    if own(person, evaluation):
        return evaluation.return_to_candidate
    return evaluation.return_to_company and speaks_for_company(person, placement)


def own(person: Person, evaluation: Evaluation) -> bool:
    """It is about this person, who fills in the own view and signs as candidate."""
    return evaluation.placement.candidate_id == person.candidate_id


def write(person: Person, evaluation: Evaluation) -> bool:
    """The supervisor's steps: write, ready, talk, freeze, change."""
    return guides(person, evaluation.placement)


def decide(person: Person, evaluation: Evaluation) -> bool:
    """The coach's steps: sign off, return, close without the candidate's signature."""
    return coaches(person, evaluation.placement)


def sign_for_company(person: Person, evaluation: Evaluation) -> bool:
    asked = evaluation.placement.workplace.organisation.company_signs
    return asked and speaks_for_company(person, evaluation.placement)


def answer_correction(person: Person, evaluation: Evaluation) -> bool:
    """The other of the two said that this final one holds an error; a new version waits for me."""
    asked = evaluation.correction_role
    if evaluation.state is not EvaluationState.FINAL or asked is None:
        return False
    by_coach = asked is SignatureRole.COACH
    return write(person, evaluation) if by_coach else decide(person, evaluation)


def correct(person: Person, evaluation: Evaluation) -> bool:
    """Say that a final one holds an error, or agree with the other who said so."""
    return write(person, evaluation) or decide(person, evaluation)
