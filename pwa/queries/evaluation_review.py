"""What a signer wants to know first: what changed since they signed, and since the last one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pwa.domain.enums import Advice, EvaluationKind, SignatureMeaning, SignatureRole
from pwa.domain.evaluation_changes import COMPETENCE, Difference, compare
from pwa.domain.signing import NEEDS_EXAMPLE
from pwa.models import Evaluation, EvaluationVersion, Signature
from pwa.pdf.document import EvidenceNote

Content = dict[str, Any]


@dataclass(frozen=True)
class Again:
    """What became different since the version `number`; nothing when `changes` is empty.

    `signed` says whether this person signed that version, or only sent it back.
    """

    number: int
    signed: bool
    changes: tuple[Difference, ...]


@dataclass(frozen=True)
class Last:
    """The last signed evaluation before this one, and the levels that changed since."""

    kind: EvaluationKind
    to_on: date
    advice: Advice | None
    levels: tuple[Difference, ...]
    same: int


@dataclass(frozen=True)
class Score:
    """One level of the supervisor with what it stands on."""

    label: str
    level: int
    own_level: int | None
    example: str
    notes: tuple[EvidenceNote, ...]

    @property
    def example_missing(self) -> bool:
        return self.level in NEEDS_EXAMPLE and not self.example.strip()


@dataclass(frozen=True)
class Review:
    """The coach's page before signing off: what the frozen content says, in a minute."""

    last: Last | None
    advice: Advice | None
    scores: tuple[Score, ...]
    goals: tuple[str, ...]
    """The goals of which nobody wrote that they were reached."""

    @property
    def bare(self) -> tuple[Score, ...]:
        """Scores without a note; what nobody saw needs none."""
        return tuple(one for one in self.scores if one.level and not one.notes)

    @property
    def without_example(self) -> tuple[Score, ...]:
        return tuple(one for one in self.scores if one.example_missing)


@dataclass(frozen=True)
class Versions:
    """The frozen contents that can be laid beside the one that is signed now, in one query."""

    evaluation: Evaluation
    rows: Mapping[tuple[UUID, int], EvaluationVersion]
    last: EvaluationVersion | None

    def content(self, evaluation: UUID, number: int) -> Content | None:
        row = self.rows.get((evaluation, number))
        return json.loads(row.content) if row else None

    @property
    def now(self) -> Content | None:
        return self.content(self.evaluation.id, self.evaluation.version)

    @property
    def sent_back(self) -> tuple[UUID, int] | None:
        """The version before this one: it was frozen, so the coach sent it back."""
        own = [n for of, n in self.rows if of == self.evaluation.id]
        before = [n for n in own if n < self.evaluation.version]
        return (self.evaluation.id, max(before)) if before else None


def versions_of(evaluation: Evaluation) -> Versions:
    """All of this evaluation and of the one that it replaces, and the last signed one before."""
    both = [one for one in (evaluation.id, evaluation.supersedes_id) if one]
    signed_before = (
        (Evaluation.placement == evaluation.placement_id)
        & Evaluation.stands()
        & (Evaluation.to_on <= evaluation.to_on)
        & (EvaluationVersion.number == Evaluation.version)
    )
    rows = list(
        EvaluationVersion.select(EvaluationVersion, Evaluation)
        .join(Evaluation)
        .where(Evaluation.id.in_(both) | signed_before)
        .order_by(Evaluation.to_on, Evaluation.id)
    )
    earlier = [row for row in rows if row.evaluation_id not in both]
    return Versions(
        evaluation,
        {(row.evaluation_id, row.number): row for row in rows},
        earlier[-1] if earlier else None,
    )


def since_signed(versions: Versions, role: SignatureRole) -> Again | None:
    """What changed since this role last signed, here or the one that this replaces.

    None where that signature still holds, or where there was none. The coach signs last, so for
    the coach the version counts that was sent back.
    """
    evaluation = versions.evaluation
    base = versions.sent_back if role is SignatureRole.COACH else None
    signed = None if base else _signed(evaluation, role)
    if signed and signed.content_hash != evaluation.content_hash:
        base = signed.evaluation_id, signed.version
    old = versions.content(*base) if base else None
    if base is None or old is None or versions.now is None:
        return None
    return Again(base[1], signed is not None, compare(old, versions.now))


def _signed(evaluation: Evaluation, role: SignatureRole) -> Signature | None:
    """The newest signature of this role here or under the one that this replaces."""
    both = [one for one in (evaluation.id, evaluation.supersedes_id) if one]
    rows = Signature.select().where(
        Signature.evaluation.in_(both),
        Signature.role == role,
        Signature.meaning != SignatureMeaning.OFFERED_UNSIGNED,
    )
    found: Signature | None = rows.order_by(
        Signature.received_at.desc(), Signature.id.desc()
    ).first()
    return found


def review(versions: Versions) -> Review | None:
    """What the coach looks at first; None before it is frozen."""
    content = versions.now
    if content is None:
        return None
    rated = [one for group in content["groups"] for one in group["competences"]]
    return Review(
        last=_last(versions.last, content) if versions.last else None,
        advice=_advice(content),
        scores=tuple(_score(one) for one in rated if one["level"] is not None),
        goals=tuple(goal["text"] for goal in content["goals"] if not goal["reached_on"]),
    )


def _score(one: Content) -> Score:
    notes = tuple(_note(note) for note in one["notes"])
    return Score(one["label"], one["level"], one["own_level"], one["example"], notes)


def _note(note: Content) -> EvidenceNote:
    day = date.fromisoformat(note["day"])
    return EvidenceNote(day, note["author"], tuple(note["tiles"]), note["text"], note["reaction"])


def _advice(content: Content) -> Advice | None:
    return Advice(content["advice"]["code"]) if content["advice"] else None


def _last(row: EvaluationVersion, content: Content) -> Last:
    old = json.loads(row.content)
    found = compare(old, content)
    levels = tuple(one for one in found if one.where == COMPETENCE and one.part("level"))
    turned = {one.about for one in levels}
    groups = content["groups"]
    rated = [one for group in groups for one in group["competences"] if one["level"] is not None]
    return Last(
        kind=row.evaluation.kind,
        to_on=row.evaluation.to_on,
        advice=_advice(old) if _advice(old) != _advice(content) else None,
        levels=levels,
        same=sum(one["code"] not in turned for one in rated),
    )
