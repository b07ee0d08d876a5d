"""One note on its own page, and what its author needs to change it or to move it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pwa import clock
from pwa.domain.notes import days_to_choose, free_edit_until
from pwa.domain.workdays import WorkCalendar
from pwa.models import Note, NoteTile, Person, Placement, Reaction, Supervision
from pwa.models.calendars import note_window, work_calendar
from pwa.queries.notes import Earlier, NoteCard, card, earlier
from pwa.queries.tiles import TileBoard, board


@dataclass(frozen=True)
class Answer:
    """What the candidate wrote back."""

    text: str
    made_at: datetime


@dataclass(frozen=True)
class NotePage:
    """`free`: the author may still change it without it being a correction."""

    note: NoteCard
    name: str
    place: str
    free: bool
    free_until: datetime
    earlier: tuple[Earlier, ...]
    reactions: tuple[Answer, ...]


@dataclass(frozen=True)
class EditPage:
    note: NoteCard
    name: str
    days: tuple[date, ...]
    board: TileBoard
    correction: bool


@dataclass(frozen=True)
class Other:
    """Somebody the note may have been about."""

    placement_id: UUID
    name: str
    place: str


def note_page(person: Person, note: Note) -> NotePage:
    """The note with what it said before and what the candidate answered."""
    placement, calendar = _place(note)
    until = free_edit_until(note.received_at, calendar)
    one = card(person, note)
    return NotePage(
        note=one,
        name=placement.candidate.user.name,
        place=placement.workplace.title,
        free=clock.now() < until,
        free_until=until,
        earlier=tuple(earlier(person, note, all_of_them=one.mine)),
        reactions=tuple(_reactions(note)),
    )


def _place(note: Note) -> tuple[Placement, WorkCalendar]:
    placement = Placement.with_people().where(Placement.id == note.placement_id).get()
    return placement, work_calendar(placement.workplace.organisation_id)


def _reactions(note: Note) -> list[Answer]:
    if note.withdrawn_at:
        return []
    query = Reaction.as_they_came().where(Reaction.note == note.id)
    return [Answer(row.text, row.made_at) for row in query]


def edit_page(person: Person, note: Note, keep: tuple[UUID, ...]) -> EditPage:
    """The form of a change; tiles that the note has can be kept when the handbook hid them."""
    placement, calendar = _place(note)
    window = note_window(placement, calendar, person.today)
    fit = [d for d in days_to_choose(person.today, window) if person.guided_on(placement.id, d)]
    had = tuple(row.tile_id for row in NoteTile.select().where(NoteTile.note == note.id))
    return EditPage(
        note=card(person, note),
        name=placement.candidate.user.name,
        days=tuple(sorted({*fit, note.day}, reverse=True)),
        board=board(
            person,
            placement.handbook_id,
            (*had, *keep),
            (placement.workplace.department,),
        ),
        correction=clock.now() >= free_edit_until(note.received_at, calendar),
    )


def others_for(person: Person, note: Note) -> list[Other]:
    """Whom this person guided on the note's day, with the same tiles if the note has any."""
    guided = Supervision.select(Supervision.placement).where(
        Supervision.user == person.id,
        Supervision.from_on <= note.day,
        Supervision.to_on >= note.day,
    )
    rows = Placement.with_people().where(
        Placement.id.in_(guided), Placement.id != note.placement_id
    )
    if NoteTile.select().where(NoteTile.note == note.id).exists():
        rows = rows.where(Placement.handbook == note.placement.handbook_id)
    found = [Other(row.id, row.candidate.user.name, row.workplace.title) for row in rows]
    return sorted(found, key=lambda one: one.name)
