"""Who signs an agreement, for whom, and under which sentence."""

import pytest

from pwa.domain.agreements import SIGNERS, missing, role_of, statement
from pwa.domain.enums import SignatureRole
from pwa.domain.states import Actor

CONTENT = {
    "candidate": "Samira",
    "municipality": "Gemeente Kessenbroek",
    "company": {"name": "De Linie"},
}
_R = SignatureRole


@pytest.mark.parametrize(
    ("hats", "role"),
    [
        ({Actor.CANDIDATE}, _R.CANDIDATE),
        ({Actor.EMPLOYER_ADMIN}, _R.COMPANY),
        ({Actor.EMPLOYER_ADMIN, Actor.SUPERVISOR}, _R.COMPANY),
        ({Actor.COACH}, _R.COACH),
        ({Actor.SUPERVISOR}, None),
        (set(), None),
    ],
)
def test_for_whom_somebody_signs(hats, role):
    assert role_of(hats) is role


def test_three_sign_and_the_supervisor_is_none_of_them():
    assert missing([]) == SIGNERS
    assert _R.SUPERVISOR not in SIGNERS
    assert missing([_R.COACH, _R.CANDIDATE]) == (_R.COMPANY,)
    assert missing(SIGNERS) == ()


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (_R.CANDIDATE, "Ik heb deze overeenkomst gelezen en ik ben het ermee eens."),
        (_R.COMPANY, "Namens De Linie spreek ik dit met Samira zo af."),
        (_R.COACH, "Namens Gemeente Kessenbroek spreek ik dit met Samira en De Linie zo af."),
    ],
)
def test_the_sentence_claims_no_more_than_it_is(role, said):
    assert statement(role, CONTENT) == said
