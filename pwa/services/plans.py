"""A plan for a placement that saves itself: begun, kept, thrown away, or become a placement."""

from collections.abc import Mapping
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import NotAllowed, Stale
from pwa.models import Candidate, Organisation, Person, PlacementPlan
from pwa.services import audit, planning
from pwa.services.planning import Plan, Planned


def start(by: Person, id: UUID, data: Mapping[str, str]) -> PlacementPlan:
    """A new plan; the same id again is the same plan. Raises NotAllowed("plan_reused")."""
    with transaction():
        known = PlacementPlan.get_or_none(PlacementPlan.id == id)
        if known is not None:
            return _own(by, known)
        row = PlacementPlan.create(id=id, coach=by.id, data=dict(data), **_about(by, data))
        audit.record(by, "plan.start", row)
    return row


def _own(by: Person, plan: PlacementPlan) -> PlacementPlan:
    if plan.coach_id != by.id:
        raise NotAllowed("plan_reused")
    return plan


def keep(by: Person, plan: PlacementPlan, edition: int, data: Mapping[str, str]) -> PlacementPlan:
    """What was typed so far, as it was typed. Raises Stale: it was kept elsewhere in between."""
    _own(by, plan)
    if plan.edition == edition and plan.data == data:
        return plan
    with transaction():
        _change(plan, edition, data=dict(data), **_about(by, data))
        audit.record(by, "plan.keep", plan, edition=plan.edition)
    return plan


def _about(by: Person, data: Mapping[str, str]) -> dict[str, UUID | None]:
    """Whom and where it is about, of what this coach may know."""
    chosen = {name: _id(data.get(name, "")) for name in ("candidate", "company")}
    own = Candidate.visible_to(by).where(Candidate.id == chosen["candidate"])
    known = Organisation.visible_to(by).where(Organisation.id == chosen["company"])
    return {
        "candidate": chosen["candidate"] if chosen["candidate"] and own.exists() else None,
        "company": chosen["company"] if chosen["company"] and known.exists() else None,
    }


def _id(raw: str) -> UUID | None:
    try:
        return UUID(raw)
    except ValueError:
        return None


def _change(plan: PlacementPlan, edition: int, **facts: object) -> None:
    """Change it only when it still is that edition and no placement yet. Raises Stale."""
    still = (
        (PlacementPlan.id == plan.id)
        & (PlacementPlan.edition == edition)
        & PlacementPlan.placement.is_null()
    )
    facts |= {"edition": edition + 1, "changed_at": clock.now()}
    if PlacementPlan.update(**facts).where(still).execute() != 1:
        raise Stale()
    for name, value in facts.items():
        setattr(plan, name, value)


def finish(by: Person, plan: PlacementPlan, wanted: Plan) -> Planned:
    """Make the placement; what was typed leaves the plan. Raises what `planning.plan` raises."""
    _own(by, plan)
    with transaction():
        done = planning.plan(by, wanted)
        if plan.placement_id is None:
            _change(
                plan, plan.edition, data={}, placement=done.placement.id, candidate=None,
                company=None,
            )  # fmt: skip
            audit.record(by, "plan.finish", plan, placement=done.placement.id)
    return done


def throw_away(by: Person, plan: PlacementPlan) -> None:
    """Gone, with everything that was typed. Raises Stale when it is a placement by now."""
    _own(by, plan)
    with transaction():
        open_ = (PlacementPlan.id == plan.id) & PlacementPlan.placement.is_null()
        if PlacementPlan.delete().where(open_).execute() != 1:
            raise Stale()
        audit.record(by, "plan.throw_away", plan)
