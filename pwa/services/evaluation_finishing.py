"""Finish an evaluation: the coach signs last, and the final PDF is made, sealed and kept.

As with freezing, the PDF is rendered before the transaction and looked at again inside.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from pwa import clock
from pwa.database import transaction
from pwa.domain.documents import DocumentKind
from pwa.domain.enums import EvaluationKind, SignatureMeaning, SignatureRole
from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.hand import SIGNED_IN, Hand
from pwa.domain.signing import SignOffFacts, can_close_unsigned, can_sign_off
from pwa.domain.states import Actor
from pwa.models import Document, Evaluation, Person, Signature
from pwa.models.calendars import work_calendar
from pwa.models.evaluation_facts import (
    all_signatures,
    replaced_version,
    sign_off_facts,
    signature_lines,
    version_of,
)
from pwa.models.evaluation_facts import standing_signatures as standing
from pwa.pdf.filling import Round, decision, fill
from pwa.services import audit, documents, layout_printing
from pwa.services.documents import Made
from pwa.services.evaluation_entries import carry_done, texts_of
from pwa.services.evaluation_moves import check, move
from pwa.services.evaluation_signing import company_of, new_signature

_KINDS = {
    EvaluationKind.INTERIM: DocumentKind.INTERIM,
    EvaluationKind.FINAL: DocumentKind.FINAL,
}
_M, _R = SignatureMeaning, SignatureRole


def sign_off(
    by: Person,
    evaluation: Evaluation,
    conclusion: str = "",
    made_at: datetime | None = None,
    hand: Hand = SIGNED_IN,
    first: Callable[[], object] = lambda: None,
) -> Evaluation:
    """The coach signs last; the final PDF is made and kept. `first` happens together with it.

    Raises NotAllowed (candidate_not_signed, company_not_signed, pdf_...), Stale, MoveRefused; what
    `first` raises, and then nothing is signed.
    """
    check(by, evaluation, "sign_off", Actor.COACH)
    before = standing(evaluation)
    _refuse(can_sign_off(_facts(evaluation, before)))
    last = new_signature(by, evaluation, _R.COACH, _M.SIGNED_OFF, made_at=made_at, hand=hand)
    return _finish(by, evaluation, "sign_off", conclusion, before, [last], first)


def close_unsigned(
    by: Person, evaluation: Evaluation, conclusion: str = "", made_at: datetime | None = None
) -> Evaluation:
    """After ten working days without the candidate's signature: final, and it says so.

    Raises NotAllowed (too_early_to_close, candidate_has_signed, company_not_signed).
    """
    check(by, evaluation, "close_unsigned", Actor.COACH)
    calendar = work_calendar(company_of(evaluation).id)
    before = standing(evaluation)
    _refuse(can_close_unsigned(_facts(evaluation, before), clock.today(), calendar))
    offered = new_signature(by, evaluation, _R.CANDIDATE, _M.OFFERED_UNSIGNED)
    offered.user_id = None
    offered.name, offered.method = evaluation.placement.candidate.user.name, "system"
    last = new_signature(by, evaluation, _R.COACH, _M.SIGNED_OFF, made_at=made_at)
    return _finish(by, evaluation, "close_unsigned", conclusion, before, [offered, last])


def _facts(evaluation: Evaluation, signed: list[Signature]) -> SignOffFacts:
    asked = bool(company_of(evaluation).company_signs)
    return sign_off_facts(evaluation, signed, asked)


def _refuse(problems: list[Any]) -> None:
    if problems:
        raise NotAllowed(problems[0].code, about=problems[0].about)


def _finish(
    by: Person,
    evaluation: Evaluation,
    action: str,
    conclusion: str,
    before: list[Signature],
    last: list[Signature],
    first: Callable[[], object] = lambda: None,
) -> Evaluation:
    """`before`: the signatures on which it was decided; who signs meanwhile makes it start over."""
    conclusion = texts_of({"conclusion": conclusion})["conclusion"]
    version = version_of(evaluation)
    if version is None:
        raise Stale()
    now = max(one.received_at for one in last)
    lines = [*all_signatures(evaluation), *last]
    reaction, disagrees = decision(before)
    around = Round(
        "final", clock.local(now).date(), evaluation.version,
        signature_lines(lines), version.content_hash,
        reaction, disagrees, conclusion, content_json=version.content,
        replaces=replaced_version(evaluation),
    )  # fmt: skip
    content = json.loads(version.content)
    made = documents.make(
        lambda told: fill(content, replace(around, verification=told)),
        layout_printing.layout_of(version),
    )
    with transaction():
        first()
        moved = move(by, evaluation, action, Actor.COACH, final_at=now, coach_conclusion=conclusion)
        if {one.id for one in standing(moved)} != {one.id for one in before}:
            raise Stale()
        for one in last:
            one.save(force_insert=True)
            audit.record(
                by, "evaluation.sign", moved, signature=one.id, role=one.role,
                meaning=one.meaning, content=one.content_hash, pdf=one.pdf_hash,
            )  # fmt: skip
        layout_printing.note_problem(by, version, made.printed)
        carry_done(moved)
        _keep_final(by, moved, made)
    return moved


def _keep_final(by: Person, evaluation: Evaluation, made: Made) -> None:
    row = documents.keep(
        by, _KINDS[evaluation.kind], made, evaluation=evaluation.id,
        version=evaluation.version, input_hash=evaluation.content_hash,
    )  # fmt: skip
    if evaluation.supersedes_id:
        Document.update(superseded_by=row.id).where(
            Document.evaluation == evaluation.supersedes_id, Document.superseded_by.is_null()
        ).execute()
