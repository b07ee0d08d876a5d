"""What the form of an evaluation shows: per competence the levels in words and the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from peewee import JOIN

from pwa import clock
from pwa.domain.enums import Advice, Rater
from pwa.domain.evaluation import EvidenceNote, Hint, evidence_balance
from pwa.domain.signing import NEEDS_EXAMPLE, Problem, RatingFacts
from pwa.models import (
    ActionItem,
    Competence,
    Evaluation,
    Note,
    Rating,
    RatingNote,
    Tile,
    User,
)
from pwa.models.evaluation_content import reactions_to, tiles_of
from pwa.models.evaluation_facts import problems_of

OTHER_NOTES = 12
"""Newest notes offered beside those about a competence; notes without tiles always are."""


@dataclass(frozen=True)
class NoteChoice:
    """A note of the period that can be evidence; `about` when its tiles touch the competence."""

    id: UUID
    day: date
    author: str
    tiles: tuple[str, ...]
    text: str
    reaction: str
    chosen: bool
    about: bool
    shared: bool


@dataclass(frozen=True)
class Line:
    """One thing that the company looks at, with what was given."""

    id: UUID
    code: str
    group: str
    label: str
    look_at: str
    avoid: str
    sentences: tuple[str, str, str, str]
    level: int | None
    example: str
    own_level: int | None
    own_example: str
    notes: tuple[NoteChoice, ...] = ()

    @property
    def example_missing(self) -> bool:
        """The supervisor's level asks for an example that is not there yet."""
        return self.level in NEEDS_EXAMPLE and not self.example.strip()

    @property
    def finished(self) -> bool:
        return self.level is not None and not self.example_missing


@dataclass(frozen=True)
class Agreed:
    what: str
    who: str
    by_on: date | None


@dataclass(frozen=True)
class Form:
    """The supervisor's form as it stands in the database."""

    lines: tuple[Line, ...]
    strengths: str
    points: str
    support: str
    company_statement: str
    advice: Advice | None
    advice_details: Mapping[str, str]
    actions: tuple[Agreed, ...]
    talk_on: date | None
    talk_with: str
    edition: int
    saved_at: datetime | None
    filled: int
    problems: tuple[Problem, ...]
    hints: tuple[Hint, ...]


def supervisor_form(evaluation: Evaluation, language: str = "nl") -> Form:
    """Everything of the supervisor's form, in seven queries."""
    given, chosen = _ratings(evaluation)
    notes, tiles = _notes_of_period(evaluation)
    reactions = reactions_to(note.id for note in notes)
    fresh = not any(rater is Rater.SUPERVISOR for _code, rater in given)
    lines = []
    for competence in _competences(evaluation, given):
        picked = chosen.get(competence.id, set())
        choices = [
            _choice(evaluation, note, tiles.get(note.id, []), competence, picked, reactions, fresh)
            for note in notes
        ]
        lines.append(_line(competence, given, language, _offered(choices)))
    return _form(evaluation, tuple(lines), notes, tiles)


def own_form(evaluation: Evaluation, language: str) -> tuple[Line, ...]:
    """The candidate's own form: the same lines, without notes and without the other's levels."""
    every, _evidence = _ratings(evaluation)
    given = {key: row for key, row in every.items() if key[1] is Rater.CANDIDATE}
    return tuple(_line(one, given, language, ()) for one in _competences(evaluation, given))


def _form(
    evaluation: Evaluation,
    lines: tuple[Line, ...],
    notes: list[Note],
    tiles: dict[UUID, list[Tile]],
) -> Form:
    actions = ActionItem.select().where(ActionItem.evaluation == evaluation.id)
    return Form(
        lines=lines,
        strengths=evaluation.strengths,
        points=evaluation.points,
        support=evaluation.support,
        company_statement=evaluation.company_statement,
        advice=evaluation.advice,
        advice_details=evaluation.advice_details,
        actions=tuple(
            Agreed(one.what, one.who, one.by_on) for one in actions.order_by(ActionItem.position)
        ),
        talk_on=evaluation.talk_on,
        talk_with=evaluation.talk_with,
        edition=evaluation.edition,
        saved_at=evaluation.saved_at if evaluation.edition > 1 else None,
        filled=sum(one.level is not None for one in lines),
        problems=tuple(_problems(evaluation, lines)),
        hints=tuple(_balance(evaluation, lines, notes, tiles)),
    )


def _problems(evaluation: Evaluation, lines: tuple[Line, ...]) -> list[Problem]:
    facts = [RatingFacts(one.code, one.level, one.example) for one in lines]
    unshared = [one.code for one in lines if any(n.chosen and not n.shared for n in one.notes)]
    return problems_of(evaluation, facts, unshared)


def _balance(
    evaluation: Evaluation,
    lines: tuple[Line, ...],
    notes: list[Note],
    tiles: dict[UUID, list[Tile]],
) -> list[Hint]:
    codes = {one.id: one.code for one in lines}
    facts = [RatingFacts(one.code, one.level, one.example) for one in lines]
    evidence = [
        EvidenceNote(
            note.day,
            note.author.name,
            note.tone,
            frozenset(
                {codes[t.competence_id] for t in tiles.get(note.id, ()) if t.competence_id in codes}
                | {one.code for one in lines for c in one.notes if c.chosen and c.id == note.id}
            ),
            next((t.level_hint for t in tiles.get(note.id, ()) if t.level_hint), None),
        )
        for note in notes
    ]
    return evidence_balance(facts, evidence, evaluation.from_on, evaluation.to_on)


def _ratings(
    evaluation: Evaluation,
) -> tuple[dict[tuple[UUID, Rater], Rating], dict[UUID, set[UUID]]]:
    """What each rater gave, and per competence the notes that the supervisor chose. One query."""
    rows = (
        Rating.select(Rating, RatingNote.note.alias("chosen"))
        .join(RatingNote, JOIN.LEFT_OUTER)
        .where(Rating.evaluation == evaluation.id)
        .objects()
    )
    given: dict[tuple[UUID, Rater], Rating] = {}
    chosen: dict[UUID, set[UUID]] = {}
    for row in rows:
        given[row.competence_id, row.rater] = row
        if row.chosen and row.rater is Rater.SUPERVISOR:  # type: ignore[attr-defined]
            chosen.setdefault(row.competence_id, set()).add(row.chosen)  # type: ignore[attr-defined]
    return given, chosen


def _competences(
    evaluation: Evaluation, given: Mapping[tuple[UUID, Rater], Rating]
) -> list[Competence]:
    """Those that the placement's handbook shows, and hidden ones that were rated all the same."""
    rated = {competence for competence, _rater in given}
    rows = Competence.select().where(Competence.handbook == evaluation.placement.handbook_id)
    ordered = rows.order_by(Competence.position, Competence.code)
    return [row for row in ordered if not row.hidden or row.id in rated]


def _notes_of_period(evaluation: Evaluation) -> tuple[list[Note], dict[UUID, list[Tile]]]:
    rows = (
        Note.select(Note, User)
        .join(User, on=(Note.author == User.id))
        .where(
            Note.placement == evaluation.placement_id,
            Note.day.between(evaluation.from_on, evaluation.to_on),
            Note.withdrawn_at.is_null(),
        )
        .order_by(Note.day.desc(), Note.made_at.desc())
    )
    notes = list(rows)
    return notes, tiles_of(note.id for note in notes)


def _choice(
    evaluation: Evaluation,
    note: Note,
    tiles: list[Tile],
    competence: Competence,
    picked: set[UUID],
    reactions: Mapping[UUID, list[str]],
    fresh: bool,
) -> NoteChoice:
    about = any(tile.competence_id == competence.id for tile in tiles)
    new = fresh or note.received_at > evaluation.saved_at
    return NoteChoice(
        id=note.id,
        day=note.day,
        author=note.author.name,
        tiles=tuple(tile.sentence for tile in tiles),
        text=note.text,
        reaction="\n".join(reactions.get(note.id, ())),
        chosen=note.id in picked or (about and new),
        about=about,
        shared=note.discussed_at is not None or note.shared_from <= clock.now(),
    )


def _offered(choices: list[NoteChoice]) -> tuple[NoteChoice, ...]:
    first = [one for one in choices if one.about or one.chosen or not one.tiles]
    rest = [one for one in choices if one not in first][:OTHER_NOTES]
    return (*first, *rest)


def _line(
    competence: Competence,
    given: Mapping[tuple[UUID, Rater], Rating],
    language: str,
    notes: tuple[NoteChoice, ...],
) -> Line:
    mine = given.get((competence.id, Rater.SUPERVISOR))
    own = given.get((competence.id, Rater.CANDIDATE))
    one, two, three, four = (competence.sentence(level, language) for level in (1, 2, 3, 4))
    return Line(
        id=competence.id,
        code=competence.code,
        group=competence.group_label,
        label=competence.label_in(language),
        look_at=competence.look_at,
        avoid=competence.avoid,
        sentences=(one, two, three, four),
        level=mine.level if mine else None,
        example=mine.example if mine else "",
        own_level=own.level if own else None,
        own_example=own.example if own else "",
        notes=notes,
    )
