"""The agreement of a placement (plaatsingsovereenkomst): who signs it, and under which sentence.

The sentences are Dutch for everybody, like the document. They claim no more than it is: a signature
made while signed in, tied to this content. What notes are for is part of what is agreed.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from pwa.domain.canonical import digest
from pwa.domain.enums import SignatureRole
from pwa.domain.states import Actor

SIGNERS = (SignatureRole.CANDIDATE, SignatureRole.COMPANY, SignatureRole.COACH)
"""Three sign, in any order; the third signature makes the placement a planned one."""

MOST_TEXT = 1500
MOST_QUESTION = 600


class AgreementMeaning(StrEnum):
    """What a signature under an agreement says."""

    AGREES = "agrees"
    FOR_COMPANY = "for_company"
    FOR_MUNICIPALITY = "for_municipality"


_M, _R = AgreementMeaning, SignatureRole
MEANINGS: Mapping[SignatureRole, AgreementMeaning] = {
    _R.CANDIDATE: _M.AGREES,
    _R.COMPANY: _M.FOR_COMPANY,
    _R.COACH: _M.FOR_MUNICIPALITY,
}
_HATS: Mapping[Actor, SignatureRole] = {
    Actor.CANDIDATE: _R.CANDIDATE,
    Actor.EMPLOYER_ADMIN: _R.COMPANY,
    Actor.COACH: _R.COACH,
}
_SENTENCES: Mapping[AgreementMeaning, str] = {
    _M.AGREES: "Ik heb deze overeenkomst gelezen en ik ben het ermee eens.",
    _M.FOR_COMPANY: "Namens {company} spreek ik dit met {candidate} zo af.",
    _M.FOR_MUNICIPALITY: "Namens {municipality} spreek ik dit met {candidate} en {company} zo af.",
}

NOTES_ARE_FOR = (
    "De begeleider schrijft op wat te zien is op het werk. Dat helpt om te leren.",
    "Notities en evaluaties zijn niet bedoeld voor straf of korting op de uitkering.",
    "Er staat niets in over gezondheid, geloof, schulden of thuis.",
)
"""What notes are for, and what they are not for."""

WHO_READS = (
    "De kandidaat, de begeleiders en de coach lezen de notities.",
    "Het bedrijf ziet zonder begeleider te zijn alleen aantallen, en de evaluatie die klaar is.",
    "Opstap schrijft op wie iets over de kandidaat leest.",
)


def role_of(hats: Iterable[Actor]) -> SignatureRole | None:
    """For whom somebody with these hats signs; a supervisor's hat alone signs for nobody."""
    worn = set(hats)
    return next((role for hat, role in _HATS.items() if hat in worn), None)


def missing(signed: Collection[SignatureRole]) -> tuple[SignatureRole, ...]:
    """Who has not signed yet."""
    return tuple(role for role in SIGNERS if role not in signed)


def statement(role: SignatureRole, content: Mapping[str, object]) -> str:
    """The sentence under which this role signs this content."""
    company = content["company"]
    named = company["name"] if isinstance(company, Mapping) else ""
    return _SENTENCES[MEANINGS[role]].format(
        company=named, candidate=content["candidate"], municipality=content["municipality"]
    )


def content_hash(content: Mapping[str, object]) -> str:
    """SHA-256 of what is agreed: what signatures bind to."""
    return digest(content)
