"""Whose turn it is with an evaluation, and who comes after."""

from pwa.domain.states import Actor, EvaluationState

_A, _E = Actor, EvaluationState
_BEFORE_SIGNING = {
    _E.DRAFT: (_A.SUPERVISOR, _A.CANDIDATE, _A.COACH),
    _E.READY: (_A.CANDIDATE, _A.SUPERVISOR, _A.COACH),
    _E.DISCUSSED: (_A.SUPERVISOR, _A.CANDIDATE, _A.COACH),
    _E.RETURNED: (_A.SUPERVISOR, _A.CANDIDATE, _A.COACH),
}


def turns(
    state: EvaluationState, *, candidate_signed: bool = False, company_waits: bool = False
) -> tuple[Actor, ...]:
    """Who is next, in order; nobody when it is done. The coach is always last.

    `company_waits`: the company signs too and has not done so yet.
    """
    if state is not _E.SIGNING:
        return _BEFORE_SIGNING.get(state, ())
    waiting = {
        _A.CANDIDATE: not candidate_signed,
        _A.EMPLOYER_ADMIN: company_waits,
        _A.COACH: True,
    }
    return tuple(actor for actor, waits in waiting.items() if waits)


def waits_for(
    state: EvaluationState, *, candidate_signed: bool = False, company_waits: bool = False
) -> frozenset[Actor]:
    """Who has something to do now. Candidate and company sign in any order; while the candidate
    reads, the supervisor has the talk to hold."""
    order = turns(state, candidate_signed=candidate_signed, company_waits=company_waits)
    if state is _E.READY:
        return frozenset({_A.CANDIDATE, _A.SUPERVISOR})
    if state is _E.SIGNING:
        return frozenset(order[:-1] or order)
    return frozenset(order[:1])
