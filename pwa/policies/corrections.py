"""Who says that something is wrong, who answers, and who may ask once more."""

from pwa.domain.corrections import OPEN, CorrectionAct, CorrectionHat, acts
from pwa.domain.enums import Role
from pwa.models import Correction, Note, Person
from pwa.models.daily import is_still_read
from pwa.policies import notes
from pwa.policies.basics import as_candidate

own_page = as_candidate
_A = CorrectionAct


def ask_note(person: Person, note: Note) -> bool:
    """The candidate, about a note that can be read; a withdrawn one says nothing any more."""
    return notes.react(person, note)


def see_list(person: Person) -> bool:
    """Who guides, and coaches. A candidate finds the own ones with what they are about."""
    return person.has(Role.SUPERVISOR) or person.has(Role.COACH)


def hats(person: Person, correction: Correction) -> frozenset[CorrectionHat]:
    """As whom this person stands towards a request (`Correction.with_all`)."""
    placement = correction.placement
    coaches = person.coaches(placement.candidate)
    worn = {
        CorrectionHat.GUIDE: correction.placement_id in person.guides,
        CorrectionHat.COACH: coaches and correction.guided,
        CorrectionHat.COACH_ALONE: coaches and not correction.guided,
        CorrectionHat.CANDIDATE: placement.candidate_id == person.candidate_id,
    }
    return frozenset(hat for hat, is_worn in worn.items() if is_worn)


def see(person: Person, correction: Correction) -> bool:
    """With the words that it is about: a coach while notes can be read, or an answer is due."""
    worn = hats(person, correction)
    if worn & {CorrectionHat.CANDIDATE, CorrectionHat.GUIDE}:
        return True
    due = correction.state in OPEN
    return bool(worn) and (due or is_still_read(person, correction.placement))


def put_right(person: Person, correction: Correction) -> bool:
    """Who guides: main, substitute or who stands in. Too late is heard from the table of moves."""
    return CorrectionHat.GUIDE in hats(person, correction)


def answer(person: Person, correction: Correction) -> bool:
    """Who guides; where nobody does any more, the coach."""
    return put_right(person, correction) or answers_alone(person, correction)


def answers_alone(person: Person, correction: Correction) -> bool:
    return CorrectionHat.COACH_ALONE in hats(person, correction)


def ask_again(person: Person, correction: Correction) -> bool:
    """The coach asks who guides; where nobody does, there is nobody to ask."""
    return CorrectionHat.COACH in hats(person, correction) and see(person, correction)


def take_back(person: Person, correction: Correction) -> bool:
    return CorrectionHat.CANDIDATE in hats(person, correction)


def can(person: Person, correction: Correction, act: CorrectionAct) -> bool:
    """Whether this act is possible now, for the button."""
    return act in acts(correction.state, hats(person, correction))


def can_answer(person: Person, correction: Correction) -> bool:
    return correction.state in OPEN and answer(person, correction)


def can_ask_again(person: Person, correction: Correction) -> bool:
    return can(person, correction, _A.ASK)


def can_take_back(person: Person, correction: Correction) -> bool:
    return can(person, correction, _A.TAKE_BACK)


def change_words(person: Person, note: Note) -> bool:
    """The words of a note are changed by its author only; anybody who guides may say how it was."""
    return notes.change(person, note)
