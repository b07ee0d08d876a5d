"""The sentences under which people sign, exactly as the screen shows them and the PDF prints them.

They claim no more than it is: a signature made while signed in, tied to this content. The sentence
is Dutch for everybody, like the document.
"""

from collections.abc import Mapping
from datetime import date

from pwa.domain.enums import EvaluationKind, SignatureMeaning

_M = SignatureMeaning
_KINDS = {EvaluationKind.INTERIM: "tussenevaluatie", EvaluationKind.FINAL: "eindevaluatie"}
_SENTENCES: Mapping[SignatureMeaning, str] = {
    _M.DRAWN_UP: "Ik heb deze {kind} van {candidate} opgesteld. Hij is met {candidate} besproken.",
    _M.SEEN: "Ik heb deze {kind} gelezen. Gezien is nog niet akkoord.",
    _M.AGREE: "Ik ben het eens met deze {kind}.",
    _M.DISAGREE: "Ik ben het niet eens met deze {kind}. Mijn reactie hoort erbij.",
    _M.FOR_COMPANY: "Namens het bedrijf sta ik achter deze {kind} van {candidate}.",
    _M.SIGNED_OFF: "Ik heb deze {kind} van {candidate} gelezen en teken hem af voor de gemeente.",
    _M.OFFERED_UNSIGNED: "Aangeboden op {offered}, niet ondertekend.",
}


def statement(
    meaning: SignatureMeaning, kind: EvaluationKind, candidate: str, offered: date | None = None
) -> str:
    """The sentence of this meaning; `offered` is the day since when the candidate could sign."""
    day = f"{offered.day}-{offered.month}-{offered.year}" if offered else ""
    return _SENTENCES[meaning].format(kind=_KINDS[kind], candidate=candidate, offered=day)
