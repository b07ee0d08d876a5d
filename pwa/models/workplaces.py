"""What a workplace said before, and what somebody is still writing about one."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import ForeignKeyField, IntegerField, UUIDField

from pwa.domain.workplaces import PlaceContent, facts_in
from pwa.models.base import DataField, MomentField, Row, stamp
from pwa.models.employer import Workplace, WorkplaceCompetence
from pwa.models.people import Organisation, User

if TYPE_CHECKING:
    from peewee import ModelSelect

    from pwa.models.person import Person


OFFERED = "offered"
"""In the content of a revision: only this changed, and it was so before."""


class WorkplaceRevision(Row):
    """What stood in one edition of a workplace, with who replaced it and when."""

    workplace = ForeignKeyField(Workplace, backref="revisions", on_delete="CASCADE")
    workplace_id: UUID
    edition = IntegerField()
    content = DataField()
    made_by = ForeignKeyField(User, on_delete="RESTRICT", null=True)
    made_at = stamp()

    class Meta:
        indexes = ((("workplace", "edition"), True),)


class WorkplaceDraft(Row):
    """What one person typed and has not offered yet: it counts for nobody.

    `about` is the workplace, or the company where the place is new; so each person has one draft
    of each. `base` is the edition of the workplace that was read when the typing began.
    """

    user = ForeignKeyField(User, on_delete="RESTRICT")
    user_id: UUID
    organisation = ForeignKeyField(Organisation, on_delete="CASCADE")
    organisation_id: UUID
    workplace = ForeignKeyField(Workplace, null=True, on_delete="CASCADE")
    workplace_id: UUID | None
    about = UUIDField()
    base = IntegerField(default=0)
    edition = IntegerField(default=1)
    content = DataField()
    """The fields of the form as typed; empty when it was offered or thrown away."""
    saved_at = MomentField()

    class Meta:
        indexes = ((("user", "about"), True),)

    @classmethod
    def visible_to(cls, person: "Person") -> "ModelSelect[WorkplaceDraft]":
        """One's own."""
        return cls.select(cls, Organisation).join(Organisation).where(cls.user == person.id)


def content_of(workplace: Workplace) -> PlaceContent:
    """What the company says about this place now."""
    rows = WorkplaceCompetence.select().where(WorkplaceCompetence.workplace == workplace.id)
    return PlaceContent(
        title=workplace.title,
        department=workplace.department,
        tasks=workplace.tasks,
        hours=workplace.hours,
        facts=facts_in(workplace.facts),
        lifting_kg=workplace.lifting_kg,
        physical=workplace.physical,
        places=workplace.places,
        asks={row.competence_code: row.need for row in rows},
    )
