"""What somebody wrote on a locked tablet, until the one whose tile it was says: this was me."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import DateField, ForeignKeyField, TextField

from pwa.domain.claimed import MOST_NAME
from pwa.domain.enums import Role
from pwa.models.base import MomentField, Row, at_most
from pwa.models.daily import NOTE_LENGTH
from pwa.models.people import User
from pwa.models.tablets import Tablet

if TYPE_CHECKING:
    from peewee import Expression, ModelSelect

    from pwa.models.person import Person


class ClaimedNote(Row):
    """Words under somebody's name that nobody proved yet: in no record, and of no candidate.

    `about` is what was typed, a first name or initials. Confirmed, the row goes and a `Note` with
    the same id stands there; denied, its words go and the row is only counted.
    """

    author = ForeignKeyField(User, on_delete="CASCADE")
    author_id: UUID
    tablet = ForeignKeyField(Tablet, on_delete="CASCADE")
    tablet_id: UUID
    about = TextField(default="")
    day = DateField()
    text = TextField(default="")
    made_at = MomentField()
    received_at = MomentField(index=True)
    denied_at = MomentField(null=True)

    class Meta:
        constraints = [at_most("about", MOST_NAME), at_most("text", NOTE_LENGTH)]

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[ClaimedNote]":
        return cls.select(cls, Tablet).join(Tablet).where(cls.waits_for(person))

    @classmethod
    def waits_for(cls, person: "Person") -> "Expression":
        """With its tablet joined: only for whoever is said to have written it, as long as nothing
        was said about it and that person guides at the tablet's company."""
        here = Tablet.organisation.in_(person.organisations(Role.SUPERVISOR))
        return (cls.author == person.id) & cls.denied_at.is_null() & here
