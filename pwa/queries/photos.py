"""Photos with a note, as pages show them."""

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


def file_of(blob_id: UUID) -> tuple[bytes, str]:
    """The bytes and their media type."""
    row = Blob.get_by_id(blob_id)
    return bytes(row.data), row.media_type
