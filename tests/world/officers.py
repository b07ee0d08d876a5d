"""Privacy officers at work: cases opened and closed, and words taken out of a record."""

from datetime import timedelta

from pwa import clock
from pwa.domain.privacy_cases import CaseKind, RemovalReason
from pwa.models import Evaluation, PrivacyCase
from pwa.queries.redactions import look
from pwa.services import privacy_cases, redactions
from pwa.services.privacy_cases import Wanted
from pwa.services.redactions import Removal
from tests.world.facts import Case, Kind, Words
from tests.world.town import Town


def open_case(town: Town, officer: str, candidate: str, days: int) -> None:
    facts = town.facts
    last = facts.today + timedelta(days=days)
    reason = town.next_words()
    told = town.next_words(1)
    wanted = Wanted(town.candidates[candidate].id, CaseKind.COMPLAINT, reason, told, last)
    made = town.try_(privacy_cases.open_, town.as_(officer), wanted)
    if made is None:
        return
    town.said(Kind.CASE_REASON, about=candidate)
    town.said(Kind.CASE_TOLD, about=candidate)
    fact = Case(officer, candidate, facts.candidates[candidate].town, last)
    assert fact.town[0] == officer[-1], f"{officer} opened a case about {candidate}"
    facts.cases.append(fact)
    town.cases.append((made.id, fact))


def close_case(town: Town, number: int) -> None:
    id, fact = town.cases[number]
    row = PrivacyCase.get_by_id(id)
    if town.try_(privacy_cases.close, town.as_(fact.officer), row, "Klaar."):
        fact.closed = True


def remove_words(town: Town, number: int, words: Words) -> None:
    """On a case: out of every text in which they stand."""
    id, fact = town.cases[number]
    case = PrivacyCase.get_by_id(id)
    keys = tuple(one.key for one in look(case, words.canary, clock.now()).spots)
    wanted = Removal(words.canary, keys, RemovalReason.HEALTH)
    if town.try_(redactions.remove, town.as_(fact.officer), case, wanted):
        words.gone = True
        for name, one in town.evaluations.items():  # what waited for signatures goes back
            town.facts.states[name] = Evaluation.get_by_id(one).state.value
