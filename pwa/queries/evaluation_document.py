"""An evaluation as the one document that people read on the screen and print as PDF."""

import json
from collections.abc import Mapping
from typing import Any

from pwa.domain.states import EvaluationState
from pwa.models import Evaluation, EvaluationVersion, Person, Signature
from pwa.models.documents import newest_of
from pwa.models.evaluation_content import gather
from pwa.models.evaluation_facts import all_signatures, signature_line, signed_under, version_of
from pwa.pdf.document import EvaluationDocument
from pwa.pdf.filling import Round, decision, fill
from pwa.policies import evaluations as policies

_E = EvaluationState
_FROZEN = frozenset({_E.SIGNING, _E.RETURNED, _E.FINAL, _E.SUPERSEDED})
_DONE = frozenset({_E.FINAL, _E.SUPERSEDED})


def document(person: Person, evaluation: Evaluation) -> EvaluationDocument:
    """What this person reads now: what was frozen as it was frozen, else what stands in it.

    Before freezing, others than the supervisors read only the notes that were shared.
    """
    version = version_of(evaluation) if evaluation.state in _FROZEN else None
    if version is None:
        return fill(_live(person, evaluation), _round(person, evaluation, (), None))
    around = _round(person, evaluation, tuple(all_signatures(evaluation)), version)
    return fill(json.loads(version.content), around)


def talk(person: Person, evaluation: Evaluation) -> EvaluationDocument:
    """What is read together at the table, before freezing: without the notes behind a level."""
    return fill(gather(evaluation, notes=False), _round(person, evaluation, (), None))


def stored_pdf(evaluation: Evaluation) -> bytes | None:
    """The kept PDF of this state: what was frozen, the final one, or the one that says that it was
    replaced. None before freezing."""
    if evaluation.state in _DONE:
        found = newest_of(evaluation)
        return bytes(found.blob.data) if found else None
    if evaluation.state in _FROZEN:
        version = version_of(evaluation)
        return bytes(version.pdf.data) if version else None
    return None


def _live(person: Person, evaluation: Evaluation) -> Mapping[str, Any]:
    if policies.write(person, evaluation):
        return gather(evaluation)
    content = gather(evaluation, person.now)
    if not policies.read_notes(person, evaluation):
        for group in content["groups"]:
            for one in group["competences"]:
                one["notes"] = []
    return content


def _round(
    person: Person,
    evaluation: Evaluation,
    signatures: tuple[Signature, ...],
    version: EvaluationVersion | None,
) -> Round:
    reaction, disagrees = decision(signed_under(version, signatures) if version else ())
    return Round(
        state=evaluation.state.value,
        created=person.today,
        version=evaluation.version if version else evaluation.version + 1,
        signatures=tuple(signature_line(one) for one in signatures),
        content_hash=version.content_hash if version else "",
        reaction=reaction,
        disagrees=disagrees,
        conclusion=evaluation.coach_conclusion,
    )
