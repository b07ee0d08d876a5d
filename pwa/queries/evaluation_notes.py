"""The notes of an evaluation's period: what the supervisor can choose from as evidence.

Lines for the next shift and a coach's visits are no notes, so they are never among them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from peewee import JOIN

from pwa import clock
from pwa.domain.evaluation import EvidenceNote
from pwa.models import Competence, Evaluation, Note, NoteTile, Reaction, Tile, User


@dataclass(frozen=True)
class NoteChoice:
    """A note of the period that can be evidence; `about` when its tiles touch the competence.

    `near` stands at once beside the levels: about the competence, or chosen; the rest is folded.
    """

    id: UUID
    day: date
    author: str
    tiles: tuple[str, ...]
    text: str
    reaction: str
    chosen: bool
    about: bool
    near: bool
    shared: bool


@dataclass(frozen=True)
class PeriodNotes:
    """The notes of a period, newest first, with all that every competence shows of them."""

    rows: tuple[Note, ...]
    tiles: Mapping[UUID, list[Tile]]
    reactions: Mapping[UUID, list[str]]
    saved_at: datetime
    now: datetime
    language: str = "nl"

    def choices(
        self, competence: str, chosen: Collection[UUID], *, begun: bool
    ) -> tuple[NoteChoice, ...]:
        """Every note as a choice for one competence (its code), near ones first.

        A note of before the placement moved to another version counts by the same code.

        What is about it is chosen beforehand when it came in since the last save (`begun`: there
        was one); what somebody took away before stays away.
        """
        every = [self._choice(note, competence, chosen, begun) for note in self.rows]
        return tuple(sorted(every, key=lambda one: not one.near))

    def _choice(
        self, note: Note, competence: str, chosen: Collection[UUID], begun: bool
    ) -> NoteChoice:
        tiles = self.tiles.get(note.id, ())
        about = any(tile.competence.code == competence for tile in tiles)
        new = not begun or note.received_at > self.saved_at
        picked = note.id in chosen or (about and new)
        return NoteChoice(
            id=note.id,
            day=note.day,
            author=note.author.name,
            tiles=tuple(tile.sentence_in(self.language) for tile in tiles),
            text=note.text,
            reaction="\n".join(self.reactions.get(note.id, ())),
            chosen=picked,
            about=about,
            near=about or picked,
            shared=note.discussed_at is not None or note.shared_from <= self.now,
        )

    def evidence(self, chosen: Mapping[str, set[UUID]]) -> list[EvidenceNote]:
        """The same notes as the balance looks at them: about what they are chosen for. One that
        was taken away from a level is no evidence of it, whatever its tiles say."""
        return [self._evidence(note, chosen) for note in self.rows]

    def _evidence(self, note: Note, chosen: Mapping[str, set[UUID]]) -> EvidenceNote:
        tiles = self.tiles.get(note.id, ())
        about = frozenset(code for code, notes in chosen.items() if note.id in notes)
        levels = {one.competence.code: one.level_hint for one in tiles if one.level_hint}
        return EvidenceNote(note.day, str(note.author_id), note.tone, about, levels)


def notes_of_period(evaluation: Evaluation, language: str = "nl") -> PeriodNotes:
    """Every note of the placement about a day of the period, not withdrawn. Two queries."""
    rows = (
        Note.select(Note, User, Reaction)
        .join(User, on=(Note.author == User.id))
        .switch(Note)
        .join(Reaction, JOIN.LEFT_OUTER, on=(Reaction.note == Note.id), attr="answered")
        .where(
            Note.placement == evaluation.placement_id,
            Note.day.between(evaluation.from_on, evaluation.to_on),
            Note.withdrawn_at.is_null(),
        )
        .order_by(Note.day.desc(), Note.made_at.desc(), Note.id, Reaction.made_at, Reaction.id)
    )
    notes: dict[UUID, Note] = {}
    reactions: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        note = notes.setdefault(row.id, row)
        answer: Reaction | None = row.answered  # type: ignore[attr-defined]
        if answer is not None:
            reactions[note.id].append(answer.text)
    every, now = tuple(notes.values()), clock.now()
    return PeriodNotes(every, _tiles_of(notes), reactions, evaluation.saved_at, now, language)


def _tiles_of(notes: Iterable[UUID]) -> dict[UUID, list[Tile]]:
    """Note id -> its tiles, in the handbook's order."""
    wanted, found = list(notes), defaultdict(list)
    if wanted:
        rows = NoteTile.select(NoteTile, Tile, Competence).join(Tile).join(Competence)
        rows = rows.where(NoteTile.note.in_(wanted))
        for row in rows.order_by(Tile.position, Tile.id):
            found[row.note_id].append(row.tile)
    return found
