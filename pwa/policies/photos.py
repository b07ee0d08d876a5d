"""Who may look at a photo, put one with a note and take it away: as the note says."""

from pwa.models import Note, NotePhoto, Person
from pwa.policies import notes


def add(person: Person, note: Note) -> bool:
    """Only the author of the note."""
    return note.author_id == person.id


def remove(person: Person, photo: NotePhoto) -> bool:
    """Who may change the note: at any time, since what is on a photo cannot be put right."""
    return notes.change(person, photo.note)


def read(person: Person, photo: NotePhoto) -> bool:
    """Whoever reads the note: its people, and the candidate it is about; as long as it stands."""
    note = photo.note
    return note.withdrawn_at is None and (notes.read(person, note) or notes.read_own(person, note))
