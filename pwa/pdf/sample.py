"""An evaluation of nobody: what a municipality sees while it works on its layout, and what a
layout is tried on. One with everything in it, also a disagreement, and one with next to nothing."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from .document import EvaluationDocument, SignatureLine
from .filling import Round, fill
from .verification import Verification

_FILE = Path(__file__).parent.parent / "data" / "example_evaluation.json"
_STATE = "Dit is een voorbeeld. Deze mensen en dit bedrijf bestaan niet."
_DAY = date(2026, 2, 27)
_HASH = "0123456789abcdef" * 4
_CHECK = Verification("AAAA-BBBB-CCCC", seal="Voorbeeld: hier staat wiens zegel erop zit.")
_SIGNED = (
    ("Bas Begeleider", "Begeleider", "Opgesteld", "27 februari 2026 om 15:02"),
    ("Vera Voorbeeld", "Kandidaat", "Gezien", "27 februari 2026 om 15:10"),
    ("Vera Voorbeeld", "Kandidaat", "Niet akkoord", "27 februari 2026 om 15:11"),
)
_EMPTY: dict[str, Any] = {
    "goals": [], "groups": [], "attendance": {}, "actions": [], "advice": None, "supervisors": [],
    "strengths": "", "points": "", "support": "", "candidate_words": "", "department": "",
    "talk": {"on": None, "with": "", "short_reading_reason": ""},
}  # fmt: skip


@cache
def _content() -> Any:
    return json.loads(_FILE.read_text("utf-8"))


def sample(municipality: str) -> EvaluationDocument:
    """The full example, signed by two of three, for a municipality of this name."""
    lines = [
        SignatureLine(name, role, meaning, at=at, method="eigen account", content_hash=_HASH)
        for name, role, meaning, at in _SIGNED
    ]
    around = Round(
        "signing", _DAY, signatures=(*lines, SignatureLine("Carla Coach", "Coach")),
        content_hash=_HASH, verification=_CHECK,
        reaction="Bij samenwerken ben ik het niet eens. Ik help wel. Vraag het de anderen.",
        disagrees=True, conclusion="Hier staat de conclusie van de coach.",
    )  # fmt: skip
    return _example({**_content(), "municipality": municipality}, around)


def samples(municipality: str) -> tuple[EvaluationDocument, EvaluationDocument]:
    """What a layout has to be able to print: the full example and the emptiest one."""
    company = _content()["company"] | {"sections": {}, "statement": ""}
    content = _content() | _EMPTY | {"municipality": municipality, "company": company}
    return sample(municipality), _example(content, Round("draft", _DAY))


def _example(content: Any, around: Round) -> EvaluationDocument:
    return replace(fill(content, around), state=_STATE)
