"""Plan a placement in one go: company and workplace, candidate, who guides, what was agreed.

Whatever does not exist yet is made on the way, in one transaction: a half-made company never
stays behind. Everybody who has no way in yet gets a link. The placement is a draft until its
agreement is offered (`agreements.offer`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.placement_checks import Check
from pwa.domain.states import PlacementState, UserState
from pwa.models import (
    Candidate,
    Invitation,
    Membership,
    Organisation,
    Person,
    Placement,
    User,
    Workplace,
)
from pwa.models.agreement_facts import checks_of
from pwa.services import agreements, handbooks, people, placements, workplaces
from pwa.services.agreements import Terms
from pwa.services.placements import Agreed

NO_TERMS = Terms()


@dataclass(frozen=True)
class NewCompany:
    """A company that is not known yet; `contact` becomes its own administrator when given."""

    name: str
    place: str = ""
    contact: str = ""


@dataclass(frozen=True)
class NewWorkplace:
    title: str
    department: str = ""
    tasks: str = ""


@dataclass(frozen=True)
class NewPerson:
    name: str
    job: str = ""
    phone: str = ""
    language: str = "nl"


@dataclass(frozen=True)
class Plan:
    """A placement as the coach filled it in: an id means somebody or something known.

    `company` is None where a known workplace says which company it is. `reasons` say, by the code
    of a warning, why the coach goes on.
    """

    id: UUID
    company: UUID | NewCompany | None
    workplace: UUID | NewWorkplace
    candidate: UUID | NewPerson
    supervisor: UUID | NewPerson
    substitute: UUID | NewPerson | None
    agreed: Agreed
    terms: Terms = NO_TERMS
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """The placement and, for everybody without a way in, the token of a fresh link."""

    placement: Placement
    tokens: dict[UUID, str]


def plan(by: Person, wanted: Plan) -> Planned:
    """Make everything at once. Raises BadInput per field, NotAllowed("plan_reused").

    The same id again is the same placement: nothing is made twice.
    """
    _check(wanted)
    with transaction():
        again = Placement.get_or_none(Placement.id == wanted.id)
        if again:
            return _known(by, again)
        workplace, contact = _workplace(by, wanted)
        company = workplace.organisation
        candidate = _candidate(by, wanted.candidate)
        main = supervisor_at(by, company, wanted.supervisor, "supervisor")
        second = supervisor_at(by, company, wanted.substitute, "substitute")
        book = handbooks.active_of(company.id) or handbooks.copy_starter(by, company)
        found = _found_checks(wanted, candidate)
        placed = placements.place(
            by, candidate, workplace, book, wanted.agreed, wanted.id, PlacementState.DRAFT
        )
        placements.assign(by, placed, _sure(main), main=True)
        if second:
            placements.assign(by, placed, second, main=False)
        agreements.draft(by, placed, wanted.terms)
        agreements.keep_reasons(by, placed, found, wanted.reasons)
        everybody = (candidate.user, main, second, contact)
        return Planned(placed, _invite(by, [one for one in everybody if one]))


def _check(wanted: Plan) -> None:
    if wanted.agreed.end_on < wanted.agreed.start_on:
        raise BadInput({"end_on": "end_before_start"})
    if isinstance(wanted.substitute, UUID) and wanted.substitute == wanted.supervisor:
        raise BadInput({"substitute": "same_person"})


def _found_checks(wanted: Plan, candidate: Candidate) -> tuple[Check, ...]:
    """What there is to say about it, looked at before the placement itself is there."""
    agreed = wanted.agreed
    return checks_of(
        candidate.municipality_id,
        agreed.kind,
        (agreed.start_on, agreed.end_on),
        prior_months=agreed.prior_months,
        workplace=_id(wanted.workplace),
        candidate=_id(wanted.candidate),
        supervisor=_id(wanted.supervisor),
    )


def _id(one: object) -> UUID | None:
    """The id of what was known already."""
    return one if isinstance(one, UUID) else None


def _known(by: Person, again: Placement) -> Planned:
    if again.made_by_id != by.id:
        raise NotAllowed("plan_reused")
    return Planned(again, {})


def _workplace(by: Person, wanted: Plan) -> tuple[Workplace, User | None]:
    """The workplace with its company, and the contact of a company that is new."""
    if isinstance(wanted.workplace, UUID):
        known = (
            Workplace.select(Workplace, Organisation)
            .join(Organisation)
            .where(Workplace.id == wanted.workplace)
            .first()
        )
        return _found(known, "place"), None
    company, contact = _company(by, wanted.company)
    new = wanted.workplace
    row = workplaces.add_workplace(
        by, company, new.title, department=new.department, tasks=new.tasks
    )
    row.organisation = company
    return row, contact


def _company(by: Person, wanted: UUID | NewCompany | None) -> tuple[Organisation, User | None]:
    employer = OrganisationKind.EMPLOYER
    if not isinstance(wanted, NewCompany):
        known = (Organisation.id == wanted) & (Organisation.kind == employer)
        return _found(Organisation.get_or_none(known), "place"), None
    row = people.add_organisation(by, employer, wanted.name, wanted.place)
    if not wanted.contact:
        return row, None
    contact = people.add_user(by, wanted.contact)
    people.add_member(by, contact, row, Role.EMPLOYER_ADMIN)
    return row, contact


def _candidate(by: Person, wanted: UUID | NewPerson) -> Candidate:
    """A candidate of this coach, own or covered, or a new one of the coach's municipality."""
    if isinstance(wanted, UUID):
        own = Candidate.select().where(Candidate.id == wanted, Candidate.coached_by(by))
        return _found(own.first(), "candidate")  # type: ignore[no-any-return]
    home = Organisation.get_by_id(by.organisations(Role.COACH)[0])
    user = people.add_user(by, wanted.name, phone=wanted.phone, language=wanted.language)
    return people.add_candidate(by, user, home, User.get_by_id(by.id))


def supervisor_at(
    by: Person, company: Organisation, wanted: UUID | NewPerson | None, field: str
) -> User | None:
    """Somebody who guides at this company today, or somebody new there."""
    if wanted is None:
        return None
    if isinstance(wanted, NewPerson):
        user = people.add_user(by, wanted.name, phone=wanted.phone)
        people.add_member(by, user, company, Role.SUPERVISOR, job=wanted.job)
        return user
    here = (
        User.select()
        .join(Membership)
        .where(
            User.id == wanted,
            User.state != UserState.BLOCKED,
            Membership.organisation == company,
            Membership.role == Role.SUPERVISOR,
            Membership.to_on.is_null() | (Membership.to_on >= clock.today()),
        )
        .first()
    )
    if here is None:
        raise BadInput({field: "works_elsewhere"})
    return here  # type: ignore[no-any-return]


def _invite(by: Person, users: list[User]) -> dict[UUID, str]:
    """Links for whoever has no way in; a link that still waits to be used keeps working."""
    waiting = {
        row.user_id
        for row in Invitation.select(Invitation.user).where(
            Invitation.user.in_([user.id for user in users]),
            Invitation.used_at.is_null(),
            Invitation.expires_at > clock.now(),
        )
    }
    new = [one for one in users if one.state == UserState.INVITED and one.id not in waiting]
    return {user.id: people.invite(by, user) for user in new}


Found = TypeVar("Found")


def _found(row: Found | None, field: str) -> Found:
    if row is None:
        raise BadInput({field: "unknown"})
    return row


def _sure(user: User | None) -> User:
    return _found(user, "supervisor")
