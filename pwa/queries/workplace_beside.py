"""A place and a candidate beside each other, in words: no score, no sum, no order of people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pwa.domain.enums import EvaluationKind, Rater
from pwa.models import (
    Candidate,
    Competence,
    Evaluation,
    Organisation,
    Person,
    Placement,
    Rating,
    Workplace,
)
from pwa.policies import evaluations as policies
from pwa.queries.workplaces import Asked, PlaceView


@dataclass(frozen=True)
class Said:
    """What an evaluation says about one thing: the level, its own sentence, the example."""

    code: str
    label: str
    level: int
    sentence: str
    example: str


@dataclass(frozen=True)
class Source:
    """The evaluation that it comes from."""

    id: UUID
    kind: EvaluationKind
    company: str
    to_on: date
    placement: Placement


@dataclass(frozen=True)
class Pair:
    """What the place asks and what is known about it; `said` is None when nothing is."""

    asked: Asked
    said: Said | None


@dataclass(frozen=True)
class Beside:
    here: Source | None
    """The last signed evaluation at this company: matched by the codes of its handbook."""
    pairs: tuple[Pair, ...]
    elsewhere: Source | None
    """The last one at another company, whose handbook has other words."""
    apart: tuple[Said, ...]

    @property
    def read(self) -> tuple[Placement, ...]:
        """The placements whose evaluation stands on the page."""
        return tuple(one.placement for one in (self.here, self.elsewhere) if one)


def beside(
    person: Person, workplace: Workplace, candidate: Candidate, place: PlaceView, language: str
) -> Beside:
    """Both next to each other, from evaluations that this person may read. Two queries."""
    signed = _signed(person, candidate)
    company = workplace.organisation_id
    here = next((e for e in signed if e.placement.workplace.organisation_id == company), None)
    other = next((e for e in signed if e.placement.workplace.organisation_id != company), None)
    said = _said([one for one in (here, other) if one], language)
    known = {one.code: one for one in said.get(here.id, ())} if here else {}
    return Beside(
        here=_source(here),
        pairs=tuple(Pair(one, known.get(one.code)) for one in place.asks if one.need),
        elsewhere=_source(other),
        apart=tuple(said.get(other.id, ())) if other else (),
    )


def _signed(person: Person, candidate: Candidate) -> list[Evaluation]:
    """This candidate's evaluations that are signed and that this person may read, newest first."""
    rows = (
        Evaluation.visible_to(person)
        .where(Placement.candidate == candidate.id, Evaluation.stands())
        .order_by(Evaluation.to_on.desc(), Evaluation.final_at.desc())
    )
    return [row for row in rows if policies.read(person, row)]


def _source(row: Evaluation | None) -> Source | None:
    if row is None:
        return None
    organisation: Organisation = row.placement.workplace.organisation
    return Source(row.id, row.kind, organisation.name, row.to_on, row.placement)


def _said(rows: Iterable[Evaluation], language: str) -> Mapping[UUID, list[Said]]:
    """Per evaluation what its supervisor saw, in the order of its handbook."""
    ids = [row.id for row in rows]
    ratings = (
        Rating.select(Rating, Competence)
        .join(Competence)
        .where(
            Rating.evaluation.in_(ids),
            Rating.rater == Rater.SUPERVISOR,
            Rating.level.is_null(False),
        )
        .order_by(Competence.position, Competence.code)
    )
    found: dict[UUID, list[Said]] = {id: [] for id in ids}
    for row in ratings:
        one: Competence = row.competence
        level = row.level or 0
        sentence = one.sentence(level, language)
        said = Said(one.code, one.label_in(language), level, sentence, row.example)
        found[row.evaluation_id].append(said)
    return found
