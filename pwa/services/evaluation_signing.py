"""Freeze an evaluation and sign it. A signature binds to the content's hash and the PDF's hash.

Rendering takes a moment, so it happens before the transaction; inside, everything it was made
from is looked at again, and whoever came in between makes it start over.
"""

import hashlib
import json
import secrets
from datetime import datetime
from typing import Any

from pwa import clock
from pwa.database import transaction
from pwa.domain.canonical import canonical
from pwa.domain.enums import SignatureMeaning, SignatureRole
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.evaluation import content_hash
from pwa.domain.signing import SignOffFacts, can_close_unsigned, can_sign_off
from pwa.domain.statements import statement
from pwa.domain.states import Actor
from pwa.models import (
    Blob,
    Document,
    Evaluation,
    EvaluationVersion,
    Organisation,
    Person,
    Signature,
    Workplace,
)
from pwa.models.calendars import work_calendar
from pwa.models.evaluation_content import gather
from pwa.models.evaluation_facts import (
    freeze_problems,
    sign_off_facts,
    signature_line,
    version_of,
)
from pwa.models.evaluation_facts import standing_signatures as standing
from pwa.pdf.filling import Round, decision, fill
from pwa.services import audit, printing
from pwa.services.evaluation_entries import texts_of
from pwa.services.evaluation_moves import again, check, hold, move

PDF = "application/pdf"
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_M, _R = SignatureMeaning, SignatureRole


def freeze(by: Person, evaluation: Evaluation, made_at: datetime | None = None) -> Evaluation:
    """Fix the content with its hash and PDF, and sign it as drawn up.

    A version with the same content as the one before keeps its PDF and its signatures. Raises
    BadInput (what is missing, by field), NotAllowed (pdf_unavailable ...), Stale, MoveRefused.
    """
    check(by, evaluation, "freeze", Actor.SUPERVISOR)
    if problems := freeze_problems(evaluation):
        raise BadInput({problem.about or "all": problem.code for problem in problems})
    content, number, now = gather(evaluation), evaluation.version + 1, clock.now()
    digest = content_hash(content)
    earlier = version_of(evaluation)
    same = earlier is not None and earlier.content_hash == digest
    around = Round("signing", clock.local(now).date(), number, content_hash=digest)
    pdf = None if same else printing.render(fill(content, around))
    with transaction():
        moved = move(
            by, evaluation, "freeze", Actor.SUPERVISOR,
            version=number, content_hash=digest, frozen_at=now,
        )  # fmt: skip
        if content_hash(gather(moved)) != digest:
            raise Stale()
        blob = store(pdf) if pdf is not None else earlier.pdf if earlier else None
        _keep_version(by, moved, content, blob)
        _void_others(moved)
        if not _has(moved, _M.DRAWN_UP):
            _sign(by, moved, _R.SUPERVISOR, _M.DRAWN_UP, made_at=made_at)
    return again(moved)


def store(data: bytes) -> Blob:
    """These bytes as a row, once."""
    key = hashlib.sha256(data).hexdigest()
    found = Blob.get_or_none(Blob.sha256 == key)
    return found or Blob.create(sha256=key, media_type=PDF, data=data)


def _keep_version(by: Person, evaluation: Evaluation, content: Any, blob: Any) -> None:
    EvaluationVersion.create(
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
    by: Person,
    evaluation: Evaluation,
    role: SignatureRole,
    meaning: SignatureMeaning,
    *,
    reaction: str = "",
    made_at: datetime | None = None,
) -> Signature:
    row = _signature(by, evaluation, role, meaning, reaction=reaction, made_at=made_at)
    row.save(force_insert=True)
    audit.record(
        by, "evaluation.sign", evaluation, signature=row.id, role=role, meaning=meaning,
        version=row.version, content=row.content_hash, pdf=row.pdf_hash,
    )  # fmt: skip
    return row


def _signature(
    by: Person,
    evaluation: Evaluation,
    role: SignatureRole,
    meaning: SignatureMeaning,
    *,
    reaction: str = "",
    made_at: datetime | None = None,
) -> Signature:
    version = version_of(evaluation)
    if version is None:
        raise Stale()
    return Signature(
        evaluation=evaluation.id, version=evaluation.version, role=role, meaning=meaning,
        user=by.id, name=by.name, reaction=reaction, method="account",
        statement=_statement(evaluation, meaning), content_hash=version.content_hash,
        pdf_hash=version.pdf_hash, made_at=made_at or clock.now(),
    )  # fmt: skip


def _statement(evaluation: Evaluation, meaning: SignatureMeaning) -> str:
    offered = clock.local(evaluation.frozen_at).date() if evaluation.frozen_at else None
    name = evaluation.placement.candidate.user.name
    return statement(meaning, evaluation.kind, name, offered)


def candidate_seen(
    by: Person, evaluation: Evaluation, made_at: datetime | None = None
) -> Evaluation:
    """The candidate has read it. Seen is not agreed; twice is once."""
    check(by, evaluation, "candidate_sign", Actor.CANDIDATE)
    with transaction():
        hold(evaluation)
        if not _has(evaluation, _M.SEEN):
            _sign(by, evaluation, _R.CANDIDATE, _M.SEEN, made_at=made_at)
    return again(evaluation)


def candidate_decides(
    by: Person,
    evaluation: Evaluation,
    agree: bool,
    reaction: str = "",
    made_at: datetime | None = None,
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
            _sign(by, evaluation, _R.CANDIDATE, meaning, reaction=reaction, made_at=made_at)
    return again(evaluation)


def company_signs(
    by: Person, evaluation: Evaluation, made_at: datetime | None = None
) -> Evaluation:
    """The company stands behind it, where the company asks for that."""
    check(by, evaluation, "company_sign", Actor.EMPLOYER_ADMIN)
    if not _company(evaluation).company_signs:
        raise NotAllowed("company_does_not_sign")
    with transaction():
        hold(evaluation)
        if not _has(evaluation, _M.FOR_COMPANY):
            _sign(by, evaluation, _R.COMPANY, _M.FOR_COMPANY, made_at=made_at)
    return again(evaluation)


def _company(evaluation: Evaluation) -> Organisation:
    place = Workplace.get_by_id(evaluation.placement.workplace_id)
    row: Organisation = Organisation.get_by_id(place.organisation_id)
    return row


def sign_off(
    by: Person, evaluation: Evaluation, conclusion: str = "", made_at: datetime | None = None
) -> Evaluation:
    """The coach signs last; the final PDF is made and kept.

    Raises NotAllowed (candidate_not_signed, company_not_signed, pdf_...), Stale, MoveRefused.
    """
    check(by, evaluation, "sign_off", Actor.COACH)
    _refuse(can_sign_off(_facts(evaluation)))
    last = _signature(by, evaluation, _R.COACH, _M.SIGNED_OFF, made_at=made_at)
    return _finish(by, evaluation, "sign_off", conclusion, [last])


def close_unsigned(
    by: Person, evaluation: Evaluation, conclusion: str = "", made_at: datetime | None = None
) -> Evaluation:
    """After ten working days without the candidate's signature: final, and it says so.

    Raises NotAllowed (too_early_to_close, candidate_has_signed, company_not_signed).
    """
    check(by, evaluation, "close_unsigned", Actor.COACH)
    calendar = work_calendar(_company(evaluation).id)
    _refuse(can_close_unsigned(_facts(evaluation), clock.today(), calendar))
    offered = _signature(by, evaluation, _R.CANDIDATE, _M.OFFERED_UNSIGNED)
    offered.user_id = None
    offered.name, offered.method = evaluation.placement.candidate.user.name, "system"
    last = _signature(by, evaluation, _R.COACH, _M.SIGNED_OFF, made_at=made_at)
    return _finish(by, evaluation, "close_unsigned", conclusion, [offered, last])


def _facts(evaluation: Evaluation) -> SignOffFacts:
    asked = bool(_company(evaluation).company_signs)
    return sign_off_facts(evaluation, standing(evaluation), asked)


def _refuse(problems: list[Any]) -> None:
    if problems:
        raise NotAllowed(problems[0].code, about=problems[0].about)


def _finish(
    by: Person, evaluation: Evaluation, action: str, conclusion: str, last: list[Signature]
) -> Evaluation:
    conclusion = texts_of({"conclusion": conclusion})["conclusion"]
    before = standing(evaluation)
    version = version_of(evaluation)
    if version is None:
        raise Stale()
    code, now = new_code(), clock.now()
    for one in last:
        one.received_at = now
    lines = [*_all(evaluation), *last]
    reaction, disagrees = decision(before)
    around = Round(
        "final", clock.local(now).date(), evaluation.version,
        tuple(signature_line(one) for one in lines), version.content_hash,
        reaction, disagrees, conclusion, verification(code), version.content,
    )  # fmt: skip
    pdf = printing.render(fill(json.loads(version.content), around))
    with transaction():
        moved = move(by, evaluation, action, Actor.COACH, final_at=now, coach_conclusion=conclusion)
        if {one.id for one in standing(moved)} != {one.id for one in before}:
            raise Stale()
        for one in last:
            one.save(force_insert=True)
            audit.record(
                by, "evaluation.sign", moved, signature=one.id, role=one.role,
                meaning=one.meaning, content=one.content_hash, pdf=one.pdf_hash,
            )  # fmt: skip
        _keep_final(by, moved, pdf, code)
    return moved


def _all(evaluation: Evaluation) -> list[Signature]:
    """Every signature so far, the void ones too: what fell away stays readable."""
    rows = Signature.select().where(Signature.evaluation == evaluation.id)
    return list(rows.order_by(Signature.received_at, Signature.id))


def _keep_final(by: Person, evaluation: Evaluation, pdf: bytes, code: str) -> None:
    blob = store(pdf)
    row = Document.create(
        evaluation=evaluation.id, version=evaluation.version, kind="final", blob=blob,
        pdf_hash=blob.sha256, input_hash=evaluation.content_hash, code=code,
    )  # fmt: skip
    if evaluation.supersedes_id:
        Document.update(superseded_by=row.id).where(
            Document.evaluation == evaluation.supersedes_id, Document.superseded_by.is_null()
        ).execute()
    audit.record(by, "document.keep", row, pdf=blob.sha256)


def new_code() -> str:
    """A code to look a document up by, easy to read aloud: `K7QM-3XWD-9H2T`."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def verification(code: str) -> str:
    return f"Code van dit document: {code}\nStand van het logboek (SHA-256): {audit.head()}"
