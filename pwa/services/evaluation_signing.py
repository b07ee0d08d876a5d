"""Freeze an evaluation and sign it. A signature binds to the content's hash and the PDF's hash.
The coach's last signature, which makes it final, stands in `evaluation_finishing`.

Rendering takes a moment, so it happens before the transaction; inside, everything it was made
from is looked at again, and whoever came in between makes it start over.
"""

from datetime import datetime
from typing import Any

from pwa import clock
from pwa.database import transaction
from pwa.domain.canonical import canonical
from pwa.domain.enums import SignatureMeaning, SignatureRole
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.evaluation import content_hash
from pwa.domain.hand import SIGNED_IN, Hand
from pwa.domain.statements import statement
from pwa.domain.states import Actor, check_evaluation_move
from pwa.models import (
    Blob,
    Evaluation,
    EvaluationVersion,
    Organisation,
    Person,
    Signature,
    SignatureDrawing,
    Workplace,
)
from pwa.models.evaluation_content import gather
from pwa.models.evaluation_facts import (
    freeze_problems,
    version_of,
)
from pwa.models.evaluation_facts import standing_signatures as standing
from pwa.models.layout_facts import for_placement
from pwa.pdf.filling import Round, fill
from pwa.services import audit, blobs, layout_printing
from pwa.services.evaluation_entries import texts_of
from pwa.services.evaluation_moves import again, check, hold, move

PDF = "application/pdf"
_M, _R = SignatureMeaning, SignatureRole


def freeze(
    by: Person,
    evaluation: Evaluation,
    made_at: datetime | None = None,
    own_edition: int | None = None,
) -> Evaluation:
    """Fix the content with its hash and PDF, and sign it as drawn up.

    A version with the same content as the one before keeps its PDF and its signatures.
    `own_edition` is the candidate's own view as who signs read it. Raises BadInput (what is
    missing, by field), NotAllowed (pdf_unavailable ...), Stale, MoveRefused.
    """
    check(by, evaluation, "freeze", Actor.SUPERVISOR)
    if problems := freeze_problems(evaluation):
        raise BadInput({problem.about or "all": problem.code for problem in problems})
    content, number, now = gather(evaluation), evaluation.version + 1, clock.now()
    digest = content_hash(content)
    earlier = version_of(evaluation)
    same = earlier is not None and earlier.content_hash == digest
    around = Round("signing", clock.local(now).date(), number, content_hash=digest)
    layout = None if same else for_placement(evaluation.placement)
    printed = None if same else layout_printing.render(fill(content, around), layout)
    with transaction():
        moved = move(
            by, evaluation, "freeze", Actor.SUPERVISOR,
            version=number, content_hash=digest, frozen_at=now,
        )  # fmt: skip
        if own_edition not in (None, moved.candidate_edition):
            raise Stale("evaluation_changed")
        if content_hash(gather(moved)) != digest:
            raise Stale()
        blob = store(printed.pdf) if printed else earlier.pdf if earlier else None
        version = _keep_version(by, moved, content, blob)
        if printed:
            layout_printing.remember(by, version, printed)
        elif earlier:
            layout_printing.remember_as(earlier, version)
        _void_others(moved)
        if not _has(moved, _M.DRAWN_UP):
            _sign(by, moved, _R.SUPERVISOR, _M.DRAWN_UP, made_at=made_at)
    return again(moved)


def store(data: bytes) -> Blob:
    return blobs.store(data, PDF)


def _keep_version(by: Person, evaluation: Evaluation, content: Any, blob: Any) -> EvaluationVersion:
    return EvaluationVersion.create(
        evaluation=evaluation.id, number=evaluation.version, content=canonical(content).decode(),
        content_hash=evaluation.content_hash, pdf=blob, pdf_hash=blob.sha256,
        frozen_by=by.id, frozen_at=evaluation.frozen_at,
    )  # fmt: skip


def _void_others(evaluation: Evaluation) -> None:
    """Signatures under another content no longer hold; they stay readable, with why."""
    reason = f"De inhoud is veranderd in versie {evaluation.version}."
    Signature.update(void_at=clock.now(), void_reason=reason).where(
        Signature.evaluation == evaluation.id,
        Signature.void_at.is_null(),
        Signature.content_hash != evaluation.content_hash,
    ).execute()


def _has(evaluation: Evaluation, *meanings: SignatureMeaning) -> bool:
    return any(one.meaning in meanings for one in standing(evaluation))


def _sign(
    by: Person | None,
    evaluation: Evaluation,
    role: SignatureRole,
    meaning: SignatureMeaning,
    *,
    reaction: str = "",
    made_at: datetime | None = None,
    hand: Hand = SIGNED_IN,
) -> Signature:
    row = new_signature(
        by, evaluation, role, meaning, reaction=reaction, made_at=made_at, hand=hand
    )
    row.save(force_insert=True)
    if hand.strokes and meaning is not _M.SEEN:
        SignatureDrawing.create(signature=row.id, strokes=hand.strokes)
    audit.record(
        by, "evaluation.sign", evaluation, signature=row.id, role=role, meaning=meaning,
        version=row.version, content=row.content_hash, pdf=row.pdf_hash, method=row.method,
    )  # fmt: skip
    return row


def new_signature(
    by: Person | None,
    evaluation: Evaluation,
    role: SignatureRole,
    meaning: SignatureMeaning,
    *,
    reaction: str = "",
    made_at: datetime | None = None,
    hand: Hand = SIGNED_IN,
) -> Signature:
    """A signature that is not kept yet; `by` is None for a guest, whom `hand` names. A device that
    did not tell its time has the server's.
    """
    version, now = version_of(evaluation), clock.now()
    if version is None:
        raise Stale()
    return Signature(
        evaluation=evaluation.id, version=evaluation.version, role=role, meaning=meaning,
        user=by.id if by else None, name=by.name if by else hand.guest, reaction=reaction,
        method=hand.method,
        statement=_statement(evaluation, meaning), content_hash=version.content_hash,
        pdf_hash=version.pdf_hash, made_at=made_at or now, received_at=now,
    )  # fmt: skip


def _statement(evaluation: Evaluation, meaning: SignatureMeaning) -> str:
    offered = clock.local(evaluation.frozen_at).date() if evaluation.frozen_at else None
    name = evaluation.placement.candidate.user.name
    return statement(meaning, evaluation.kind, name, offered)


def candidate_seen(
    by: Person, evaluation: Evaluation, made_at: datetime | None = None, hand: Hand = SIGNED_IN
) -> Evaluation:
    """The candidate has read it. Seen is not agreed; twice is once."""
    check(by, evaluation, "candidate_sign", Actor.CANDIDATE)
    with transaction():
        hold(evaluation)
        if not _has(evaluation, _M.SEEN):
            _sign(by, evaluation, _R.CANDIDATE, _M.SEEN, made_at=made_at, hand=hand)
    return again(evaluation)


def candidate_decides(
    by: Person,
    evaluation: Evaluation,
    agree: bool,
    reaction: str = "",
    made_at: datetime | None = None,
    hand: Hand = SIGNED_IN,
) -> Evaluation:
    """The candidate agrees, or disagrees with a reaction that is printed in full.

    Raises NotAllowed (seen_first, already_decided), BadInput (reaction).
    """
    check(by, evaluation, "candidate_sign", Actor.CANDIDATE)
    reaction = texts_of({"reaction": reaction})["reaction"]
    if not agree and not reaction:
        raise BadInput({"reaction": "reaction_missing"})
    meaning = _M.AGREE if agree else _M.DISAGREE
    with transaction():
        hold(evaluation)
        if not _has(evaluation, _M.SEEN):
            raise NotAllowed("seen_first")
        given = [one for one in standing(evaluation) if one.meaning in (_M.AGREE, _M.DISAGREE)]
        if given and (given[0].meaning, given[0].reaction) != (meaning, reaction):
            raise NotAllowed("already_decided")
        if not given:
            _sign(
                by, evaluation, _R.CANDIDATE, meaning,
                reaction=reaction, made_at=made_at, hand=hand,
            )  # fmt: skip
    return again(evaluation)


def company_signs(
    by: Person, evaluation: Evaluation, made_at: datetime | None = None, hand: Hand = SIGNED_IN
) -> Evaluation:
    """The company stands behind it, where the company asks for that."""
    check(by, evaluation, "company_sign", Actor.EMPLOYER_ADMIN)
    return _for_company(by, evaluation, made_at, hand)


def guest_signs(evaluation: Evaluation, hand: Hand, made_at: datetime | None = None) -> Evaluation:
    """The same by a guest without an account, who was let in by a code for this version."""
    check_evaluation_move(evaluation.state, "company_sign", Actor.EMPLOYER_ADMIN)
    return _for_company(None, evaluation, made_at, hand)


def _for_company(
    by: Person | None, evaluation: Evaluation, made_at: datetime | None, hand: Hand
) -> Evaluation:
    if not company_of(evaluation).company_signs:
        raise NotAllowed("company_does_not_sign")
    with transaction():
        hold(evaluation)
        if not _has(evaluation, _M.FOR_COMPANY):
            _sign(by, evaluation, _R.COMPANY, _M.FOR_COMPANY, made_at=made_at, hand=hand)
    return again(evaluation)


def company_of(evaluation: Evaluation) -> Organisation:
    place = Workplace.get_by_id(evaluation.placement.workplace_id)
    row: Organisation = Organisation.get_by_id(place.organisation_id)
    return row
