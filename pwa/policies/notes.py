"""Who may write, read, change and talk about a daily note."""

from datetime import date
from uuid import UUID

from pwa.domain.enums import Role
from pwa.domain.notes import undo_until
from pwa.domain.states import NoteVisibility
from pwa.models import Note, Person


def write(person: Person) -> bool:
    """Supervisors write; for whom and about which day is asked per candidate."""
    return person.has(Role.SUPERVISOR)


def write_about(person: Person, placement_id: UUID, day: date) -> bool:
    """This one, about that day: who guided the placement on that day."""
    return person.guided_on(placement_id, day)


def read(person: Person, note: Note) -> bool:
    """The note's own page: supervisors, the coach, a privacy officer on a case. A candidate reads
    it among the own notes."""
    return person.candidate_id is None and _knows(person, note)


def change(person: Person, note: Note) -> bool:
    """Only the author, as long as the placement is theirs; what was withdrawn stays withdrawn."""
    return (
        note.author_id == person.id
        and note.withdrawn_at is None
        and note.placement_id in person.guides
    )


def withdraw(person: Person, note: Note) -> bool:
    return change(person, note)


def undo(person: Person, note: Note) -> bool:
    """In the first ten minutes, before the candidate can read it."""
    return change(person, note) and person.now < undo_until(note.received_at)


def restore(person: Person, note: Note) -> bool:
    """Put back what was undone, for as long as it could be undone."""
    return (
        note.author_id == person.id
        and note.withdrawn_at is not None
        and note.placement_id in person.guides
        and person.now < undo_until(note.received_at)
    )


def move(person: Person, note: Note) -> bool:
    """To the right person: as long as it can be undone."""
    return undo(person, note)


def discuss(person: Person, note: Note) -> bool:
    """Any supervisor of the candidate may say that the talk was held."""
    return (
        note.visibility is NoteVisibility.DISCUSS_FIRST
        and note.discussed_at is None
        and note.withdrawn_at is None
        and note.placement_id in person.guides
    )


def react(person: Person, note: Note) -> bool:
    """The candidate it is about, once it is shared and as long as it stands."""
    return read_own(person, note) and note.withdrawn_at is None


def read_own(person: Person, note: Note) -> bool:
    """The candidate reads the own notes; of a withdrawn one, that it was there."""
    own = note.placement.candidate_id == person.candidate_id
    return person.candidate_id is not None and own and note.shared_from <= person.now


def _knows(person: Person, note: Note) -> bool:
    reads_shared = person.has(Role.COACH) or note.placement.candidate_id in person.cases
    return note.placement_id in person.guides or (reads_shared and note.shared_from <= person.now)
