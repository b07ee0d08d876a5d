"""A coach gets to know a company: reads its words, visits it, and writes down what was seen."""

from datetime import date
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.models import CompanyVisit, Organisation, Person, ProfileReading
from pwa.models.company_facts import has_read, published_profile
from pwa.policies import acquaintance as policies
from pwa.services import audit

MOST_PRESENT, MOST_SAW = 300, 1500


def have_read(by: Person, organisation: Organisation, version: int) -> None:
    """This coach has read this version. Raises Stale when another one was published since."""
    profile = published_profile(organisation.id)
    if profile is None or profile.version != version:
        raise Stale()
    with transaction():
        if has_read(profile.id, by.id):
            return
        row = ProfileReading.create(profile=profile, user=by.id)
        audit.record(by, "profile.read", row, profile=profile.id, version=version)


def visit(
    by: Person,
    organisation: Organisation,
    day: date,
    present: str,
    saw: str,
    id: UUID | None = None,
) -> CompanyVisit:
    """A visit to get to know the company; the same id again is the same visit. Raises BadInput
    (day), NotAllowed (id_reused)."""
    if day > clock.today():
        raise BadInput({"day": "visit_in_future"})
    with transaction():
        known = CompanyVisit.get_or_none(CompanyVisit.id == id) if id else None
        if known:
            return _same(known, (by.id, organisation.id, day, present, saw))
        row = CompanyVisit.create(
            id=id or uuid7(),
            organisation=organisation,
            day=day,
            present=present,
            saw=saw,
            made_by=by.id,
        )
        audit.record(by, "company_visit.add", row, organisation=organisation.id, day=day)
    return row


def _same(known: CompanyVisit, said: tuple[object, ...]) -> CompanyVisit:
    """The first receipt for the same words; other words under this id are refused."""
    here = (known.made_by_id, known.organisation_id, known.day, known.present, known.saw)
    if here != said:
        raise NotAllowed("id_reused")
    return known


def remove_visit(by: Person, row: CompanyVisit) -> None:
    """Take a note of a visit away; that it was there stays in the log. Raises NotAllowed."""
    if not policies.remove_visit(by, row):
        raise NotAllowed("not_yours")
    with transaction():
        CompanyVisit.delete().where(CompanyVisit.id == row.id).execute()
        audit.record(by, "company_visit.remove", row, organisation=row.organisation_id)
