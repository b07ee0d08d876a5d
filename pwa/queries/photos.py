"""Photos with a note, as pages show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pwa.models import Blob, NotePhoto


@dataclass(frozen=True)
class Photo:
    id: UUID
    width: int
    height: int


def shown(row: NotePhoto) -> Photo:
    return Photo(row.id, row.width, row.height)


def photos_of(notes: Iterable[UUID]) -> dict[UUID, list[Photo]]:
    """The photos of these notes, in order; the caller knows that the notes may be read."""
    found: dict[UUID, list[Photo]] = defaultdict(list)
    query = NotePhoto.select().where(NotePhoto.note.in_(list(notes))).order_by(NotePhoto.position)
    for row in query:
        found[row.note_id].append(shown(row))
    return found


def file_of(blob_id: UUID) -> tuple[bytes, str]:
    """The bytes and their media type."""
    row = Blob.get_by_id(blob_id)
    return bytes(row.data), row.media_type
