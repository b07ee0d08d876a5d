"""Photos of product or workplace with a note, by its author, where the company wants them."""

from datetime import datetime
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.models import Note, NotePhoto, Person, Placement
from pwa.models.photos import MOST_PHOTOS
from pwa.policies import photos as policies
from pwa.services import audit, blobs, receipts
from pwa.services.pictures import MEDIA_TYPE, Picture, from_device


def add(
    by: Person,
    note_id: UUID,
    id: UUID,
    picture: Picture | bytes,
    made_at: datetime | None = None,
) -> NotePhoto:
    """Keep one photo with a note. Bytes of a device are only decoded when it may be kept.

    The same id again gives the first photo. Raises BadInput (photos) and NotAllowed
    (photo_without_note, photo_note_gone, photos_off, id_reused).
    """
    return receipts.once(lambda: _add(by, note_id, id, picture, made_at))


def _add(
    by: Person, note_id: UUID, id: UUID, picture: Picture | bytes, made_at: datetime | None
) -> NotePhoto:
    known = NotePhoto.get_or_none(NotePhoto.id == id)
    if known and known.note_id != note_id:
        raise NotAllowed("id_reused")
    note = _note(by, note_id)
    if known:
        return known
    taken = {row.position for row in NotePhoto.select().where(NotePhoto.note == note.id)}
    free = next((n for n in range(1, MOST_PHOTOS + 1) if n not in taken), None)
    if free is None:
        raise BadInput({"photos": f"too_many_photos:{MOST_PHOTOS}"})
    made = from_device(picture) if isinstance(picture, bytes) else picture
    now = clock.now()
    row = NotePhoto.create(
        id=id, note=note, position=free, width=made.width, height=made.height,
        large=blobs.store(made.large, MEDIA_TYPE), small=blobs.store(made.small, MEDIA_TYPE),
        made_at=made_at or now, received_at=now,
    )  # fmt: skip
    audit.record(by, "photo.add", row, note=note.id, content=made.sha256)
    return row


def _note(by: Person, note_id: UUID) -> Note:
    """The note with its company, if its author may put a photo with it."""
    note = Note.get_or_none(Note.id == note_id)
    if note is None or not policies.add(by, note):
        raise NotAllowed("photo_without_note")
    if note.withdrawn_at:
        raise NotAllowed("photo_note_gone")
    note.placement = Placement.with_people().where(Placement.id == note.placement_id).get()
    if not note.placement.workplace.organisation.photos:
        raise NotAllowed("photos_off")
    return note


def remove(by: Person, photo: NotePhoto) -> None:
    """Take a photo away with its bytes: there was somebody on it. Raises NotAllowed."""
    if not policies.remove(by, photo):
        raise NotAllowed("note_not_yours")
    with transaction():
        gone = NotePhoto.get_or_none(NotePhoto.id == photo.id)
        if gone is None:
            return
        gone.delete_instance()
        blobs.forget(gone.large_id, gone.small_id)
        audit.record(by, "photo.remove", photo, note=photo.note_id)
