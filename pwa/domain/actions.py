"""Agreements of an evaluation: whose they are, and the words that are printed for that."""

from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher

from pwa.domain.enums import SignatureRole

OWNERS = (
    SignatureRole.CANDIDATE,
    SignatureRole.SUPERVISOR,
    SignatureRole.COACH,
    SignatureRole.COMPANY,
)
"""In the order of the form."""

AROUND = frozenset({SignatureRole.CANDIDATE, SignatureRole.SUPERVISOR, SignatureRole.COACH})
"""Whose an agreement is when nobody was chosen: everybody who was at the talk."""

_DUTCH = {
    SignatureRole.CANDIDATE: "kandidaat",
    SignatureRole.SUPERVISOR: "begeleider",
    SignatureRole.COACH: "coach",
    SignatureRole.COMPANY: "bedrijf",
}


ALIKE, BEGINNING = 0.6, 200
"""Words that were mended share so much with what they were; of the first 200 characters."""


def owners(whose: Iterable[str]) -> frozenset[SignatureRole]:
    """Who has to do it; unknown values of an old row count as nobody."""
    chosen = frozenset(one for one in OWNERS if str(one) in set(whose))
    return chosen or AROUND


def is_theirs(whose: Iterable[str], roles: Collection[SignatureRole]) -> bool:
    """Whether somebody in these roles has to do it, and may say that it is done."""
    return bool(owners(whose) & frozenset(roles))


def printed(who: str, whose: Iterable[str]) -> str:
    """What stands behind the agreement in the document: the author's words, else the roles."""
    chosen = set(whose)
    return who.strip() or " en ".join(_DUTCH[one] for one in OWNERS if str(one) in chosen)


def same_agreements(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Which words of a list (by place) are which of the list that corrects it.

    The same words wherever they stand; and in a list that is as long, words that were mended in
    their place: most of it is still there. Where something was added or left out, a place says
    nothing; nor where it was typed over with something else.
    """
    left, mended, same = list(range(len(before))), [], []
    for new, words in enumerate(after):
        old = next((one for one in left if before[one] == words), None)
        if old is None:
            mended.append(new)
        else:
            left.remove(old)
            same.append((old, new))
    if len(before) == len(after):
        same += [(n, n) for n in mended if n in left and _mended(before[n], after[n])]
    return same


def _mended(old: str, new: str) -> bool:
    before, after = (words.casefold()[:BEGINNING] for words in (old, new))
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= ALIKE
