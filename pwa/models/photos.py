"""Photos of product or workplace with a note."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import Check, ForeignKeyField, IntegerField

from pwa.models.base import MomentField, Row, stamp
from pwa.models.daily import Note
from pwa.models.evaluation import Blob
from pwa.models.people import Candidate
from pwa.models.placement import Placement

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person

MOST_PHOTOS = 3


class NotePhoto(Row):
    """One photo with a note, by the note's author. The id comes from the client, as the note's."""

    note = ForeignKeyField(Note, backref="photos", on_delete="CASCADE")
    note_id: UUID
    position = IntegerField()
    large = ForeignKeyField(Blob, on_delete="RESTRICT")
    large_id: UUID
    small = ForeignKeyField(Blob, on_delete="RESTRICT")
    small_id: UUID
    width = IntegerField()
    height = IntegerField()
    made_at = MomentField()
    received_at = stamp()

    class Meta:
        indexes = ((("note", "position"), True),)
        constraints = [Check(f'"position" BETWEEN 1 AND {MOST_PHOTOS}')]

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[NotePhoto]":
        """Photos of the notes that this person may read and that still stand."""
        return (
            cls.select(cls, Note, Placement, Candidate)
            .join(Note)
            .join(Placement)
            .join(Candidate)
            .switch(cls)
            .where(Note.readable_by(person), Note.withdrawn_at.is_null())
        )
