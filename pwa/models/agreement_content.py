"""The content of an agreement as one plain mapping: what is hashed, signed, printed and read.

As with evaluations, everything a signer sees stands in it in the words of that day, what notes are
for included, so that a later change elsewhere never changes what was signed. Change the name of
the format with every change of its meaning.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pwa.domain import placement_checks
from pwa.domain.agreements import NOTES_ARE_FOR, WHO_READS
from pwa.domain.enums import Role
from pwa.domain.schedule import WeekSchedule
from pwa.models.agreement import Agreement, PlacementCheck
from pwa.models.clocks import clock_of
from pwa.models.employer import Workplace
from pwa.models.evaluation_content import company_words
from pwa.models.people import Candidate, Membership, Organisation, User
from pwa.models.placement import Goal, Placement, Supervision

FORMAT = "opstap-agreement/1"

Content = dict[str, Any]


def gather(agreement: Agreement) -> Content:
    """The content as it stands now."""
    placement = _placement(agreement.placement_id)
    place, candidate = placement.workplace, placement.candidate
    return {
        "format": FORMAT,
        "placement": str(placement.id),
        "company": {
            "name": place.organisation.name,
            "place": place.organisation.place,
            "sections": company_words(place.organisation_id),
        },
        "candidate": candidate.user.name,
        "municipality": candidate.municipality.name,
        "coach": candidate.coach.name,
        "supervisors": _supervisors(placement),
        "workplace": {
            name: getattr(place, name) for name in ("title", "department", "tasks", "physical")
        },
        "goals": _goals(placement),
        **_time(placement),
        "evaluations": _moments(placement),
        "terms": {
            name: getattr(agreement, name)
            for name in ("how_often", "who_does_what", "insurance", "safety")
        },
        "checks": _checks(placement),
        "notes": {"for": list(NOTES_ARE_FOR), "readers": list(WHO_READS)},
    }


def _placement(id: UUID) -> Placement:
    """The placement with everybody and everything that is named."""
    coach, city = User.alias(), Organisation.alias()
    row: Placement = (
        Placement.select(Placement, Candidate, User, coach, city, Workplace, Organisation)
        .join(Candidate)
        .join(User, on=(Candidate.user == User.id))
        .switch(Candidate)
        .join(coach, on=(Candidate.coach == coach.id), attr="coach")
        .switch(Candidate)
        .join(city, on=(Candidate.municipality == city.id), attr="municipality")
        .switch(Placement)
        .join(Workplace)
        .join(Organisation)
        .where(Placement.id == id)
        .get()
    )
    return row


def _supervisors(placement: Placement) -> list[Content]:
    """Who guides the whole of it; a colleague for some days is no part of what is agreed."""
    company = placement.workplace.organisation_id
    rows: Iterable[Any] = (
        Supervision.select(Supervision.id, Supervision.main, User.name, Membership.job)
        .join(User)
        .join(Membership, on=(Membership.user == User.id))
        .where(
            Supervision.placement == placement,
            Supervision.evaluate_until > Supervision.to_on,
            Membership.organisation == company,
            Membership.role == Role.SUPERVISOR,
        )
        .order_by(Supervision.main.desc(), Supervision.from_on, User.name, Membership.from_on)
        .tuples()
    )
    newest = {row[0]: row[1:] for row in rows}  # who came back has a second period
    return [{"main": bool(main), "name": name, "job": job} for main, name, job in newest.values()]


def _goals(placement: Placement) -> list[str]:
    rows = Goal.select(Goal.text).where(Goal.placement == placement).order_by(Goal.position)
    return [row.text for row in rows]


def _time(placement: Placement) -> Content:
    week = WeekSchedule.from_json(placement.schedule)
    return {
        "kind": placement.kind.value,
        "from": placement.start_on.isoformat(),
        "to": placement.planned_end_on.isoformat(),
        "prior_months": placement.prior_months,
        "week": week.to_json(),
        "minutes_per_week": week.minutes_per_week,
    }


def _moments(placement: Placement) -> list[Content]:
    """The days on which everybody looks how it goes, as the rules of the municipality set them."""
    found = clock_of(placement).milestones
    return [{"on": one.due.isoformat(), "what": one.what.nl, "who": one.who.value} for one in found]


def _checks(placement: Placement) -> list[Content]:
    rows = PlacementCheck.select().where(PlacementCheck.placement == placement)
    return [
        {
            "said": placement_checks.sentence(row.code, row.facts),
            "source": row.source,
            "reason": row.reason,
        }
        for row in rows.order_by(PlacementCheck.code)
    ]
