"""Facts about an evaluation's round that both pages and steps ask for."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from pwa import clock
from pwa.database import read_once
from pwa.domain import strokes
from pwa.domain.enums import EvaluationKind, Rater, SignatureMeaning
from pwa.domain.errors import Code
from pwa.domain.evaluation import advice_problems
from pwa.domain.signing import (
    Problem,
    RatingFacts,
    SignOffFacts,
    can_freeze,
    reading_time_short,
)
from pwa.domain.workdays import WorkCalendar
from pwa.models.calendars import work_calendar
from pwa.models.daily import Note
from pwa.models.employer import Competence, Workplace
from pwa.models.evaluation import Evaluation, EvaluationVersion, Rating, RatingNote, Signature
from pwa.models.table import SignatureDrawing
from pwa.pdf import dutch
from pwa.pdf.document import SignatureLine

_DECIDED = (SignatureMeaning.AGREE, SignatureMeaning.DISAGREE)


def version_of(evaluation: Evaluation) -> EvaluationVersion | None:
    """The frozen version that counts now, None before the first."""
    return EvaluationVersion.get_or_none(
        (EvaluationVersion.evaluation == evaluation.id)
        & (EvaluationVersion.number == evaluation.version)
    )


def replaced_version(evaluation: Evaluation) -> int:
    """The number of the final version that this one corrects, 0 for none."""
    old = Evaluation.get_or_none(Evaluation.id == evaluation.supersedes_id)
    return old.version if old else 0


def all_signatures(evaluation: Evaluation) -> list[Signature]:
    """Every signature so far, the void ones too, oldest first. Inside `reading_once` read once."""
    rows = Signature.select().where(Signature.evaluation == evaluation.id)
    ordered = rows.order_by(Signature.received_at, Signature.id)
    return read_once(("signatures", evaluation.id), lambda: list(ordered))


def standing_signatures(evaluation: Evaluation) -> list[Signature]:
    """The signatures that hold for the content as it is frozen now, oldest first."""
    if not evaluation.content_hash:
        return []
    return [
        one
        for one in all_signatures(evaluation)
        if one.void_at is None and one.content_hash == evaluation.content_hash
    ]


def signed_under(version: EvaluationVersion, signatures: Iterable[Signature]) -> list[Signature]:
    """Those of these signatures that stood under this version, also when its words were removed
    since and they are void for that: what the candidate decided is printed in full for good."""
    return [
        one
        for one in signatures
        if one.content_hash == version.content_hash
        and (one.void_at is None or one.void_at >= version.frozen_at)
    ]


def sign_off_facts(
    evaluation: Evaluation, signatures: Iterable[Signature], company_asked: bool
) -> SignOffFacts:
    """Seen alone is not signed: the candidate agrees or disagrees."""
    meanings = {one.meaning for one in signatures}
    offered = evaluation.frozen_at or clock.now()
    return SignOffFacts(
        candidate_signed=any(one in meanings for one in _DECIDED),
        company_asked=company_asked,
        company_signed=SignatureMeaning.FOR_COMPANY in meanings,
        offered_on=clock.local(offered).date(),
    )


def time_was_short(evaluation: Evaluation, talk_on: date) -> bool:
    """Whether the candidate had less than a working day to read before a talk on that day."""
    if evaluation.ready_at is None:
        return False
    place = Workplace.get_by_id(evaluation.placement.workplace_id)
    return reading_time_short(evaluation.ready_at, talk_on, work_calendar(place.organisation_id))


def surely_short(evaluation: Evaluation, talk_on: date) -> bool:
    """The same without a query: short even if the company was open on every working day."""
    every = WorkCalendar(frozenset())
    ready = evaluation.ready_at
    return ready is not None and reading_time_short(ready, talk_on, every)


def freeze_problems(evaluation: Evaluation) -> list[Problem]:
    """What is missing before it can be frozen, read from the database."""
    rows = list(
        Rating.select(Rating, Competence)
        .join(Competence)
        .where(Rating.evaluation == evaluation.id)
        .order_by(Competence.position)
    )
    facts = [RatingFacts(r.competence.code, r.level, r.example, r.rater) for r in rows]
    return problems_of(evaluation, facts, _unshared(evaluation))


def problems_of(
    evaluation: Evaluation, facts: Iterable[RatingFacts], unshared: Iterable[str]
) -> list[Problem]:
    """What is missing before it can be frozen; `about` is the field of the form.

    A level 1 or 4 without an example, evidence that the candidate cannot read yet (`unshared`:
    the codes it stands under), and an advice (always in a final one) without what it asks.
    """
    examples = [Problem(one.code, f"example.{one.about}") for one in can_freeze(facts)]
    notes = [Problem("note_not_shared", f"notes.{code}") for code in unshared]
    return examples + notes + _advice(evaluation)


def _unshared(evaluation: Evaluation) -> list[str]:
    rows = (
        RatingNote.select(RatingNote, Rating, Competence)
        .join(Rating)
        .join(Competence)
        .switch(RatingNote)
        .join(Note)
        .where(
            Rating.evaluation == evaluation.id,
            Rating.rater == Rater.SUPERVISOR,
            Note.shared_from > clock.now(),
            Note.withdrawn_at.is_null(),
        )
        .order_by(Competence.position)
    )
    return list(dict.fromkeys(row.rating.competence.code for row in rows))


def _advice(evaluation: Evaluation) -> list[Problem]:
    if evaluation.advice is None:
        final = evaluation.kind is EvaluationKind.FINAL
        return [Problem(Code.MISSING, "advice")] if final else []
    found = advice_problems(evaluation.advice, evaluation.advice_details)
    return [Problem(code, f"advice.{name}") for name, code in found.items()]


def signature_lines(signatures: Iterable[Signature]) -> tuple[SignatureLine, ...]:
    """Signatures as the document prints them, with what was drawn beside them."""
    every = list(signatures)
    drawn = SignatureDrawing.select().where(SignatureDrawing.signature.in_(every))
    paths = {one.signature_id: strokes.path(one.strokes) for one in drawn}
    return tuple(replace(signature_line(one), drawing=paths.get(one.id, "")) for one in every)


def device_time(made_at: datetime, received_at: datetime) -> str:
    """What the clock of the device said, in words; empty when the device did not tell."""
    return "" if made_at == received_at else dutch.moment(clock.local(made_at))


def signature_line(signature: Signature) -> SignatureLine:
    """One signature as the document shows it, the server's time in words."""
    return SignatureLine(
        name=signature.name,
        role=dutch.ROLES[signature.role],
        meaning=dutch.MEANINGS[signature.meaning],
        statement=signature.statement,
        at=dutch.moment(clock.local(signature.received_at)),
        method=dutch.METHODS.get(signature.method, signature.method),
        content_hash=signature.content_hash,
        pdf_hash=signature.pdf_hash,
        made=device_time(signature.made_at, signature.received_at),
        void=signature.void_at is not None,
        void_reason=signature.void_reason,
        reaction=signature.reaction if signature.void_at else "",
    )
