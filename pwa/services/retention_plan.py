"""What a run would do now, without doing it: the dry run."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pwa import clock
from pwa.domain.periods import end_of
from pwa.domain.retention import OFFER_DAYS, Kind
from pwa.models import AuditEvent, Organisation
from pwa.models.retention_bulk import held_placements, of_town
from pwa.models.retention_counts import OF_TOWN, counted, of_everybody
from pwa.models.retention_facts import InForce, due_placements, in_force
from pwa.services import audit_cut
from pwa.services.audit_check import newest
from pwa.services.forgetting import loose_blobs
from pwa.services.retention_offers import offered

OFFER, WAIT, GO = "is offered", "waits for its day", "goes"


@dataclass(frozen=True)
class Planned:
    """So many of one kind, of one municipality ("" is what all share)."""

    town: str
    kind: Kind
    what: str
    number: int


def plan() -> list[Planned]:
    """Nothing is written. Placements are counted as placements, everything else as rows."""
    terms, names = in_force(), {}
    for row in Organisation.select().where(Organisation.id.in_(list(in_force().towns))):
        names[row.id] = row.name
    found: Counter[tuple[str, Kind, str]] = Counter()
    _placements(terms, names, found)
    for town, name in names.items():
        mine = terms.of(town)
        cuts = {kind: end_of(mine[kind].before(clock.today())) for kind in OF_TOWN}
        for kind, number in counted({k: of_town(k, town, cuts[k]) for k in OF_TOWN}).items():
            found[name, kind, GO] += number
    for kind, number in of_everybody(terms, clock.today()).items():
        found["", kind, GO] += number
    found["", Kind.FILES, GO] += len(loose_blobs(None))
    found["", Kind.AUDIT, GO] += _events(terms)
    order = list(Kind)
    rows = sorted(found.items(), key=lambda one: (one[0][0], order.index(one[0][1]), one[0][2]))
    return [Planned(*key, number) for key, number in rows if number]


def _placements(
    terms: InForce, names: dict[UUID, str], found: Counter[tuple[str, Kind, str]]
) -> None:
    today = clock.today()
    for due in due_placements(terms, today + timedelta(days=OFFER_DAYS)):
        offer = offered([due.placement_id]).get((due.placement_id, due.kind))
        ripe = offer and offer.goes_on <= today and due.on <= today
        what = GO if ripe else WAIT if offer else OFFER
        found[names.get(due.municipality_id, ""), due.kind, what] += 1


def _events(terms: InForce) -> int:
    cut = end_of(terms.shared[Kind.AUDIT].before(clock.today()))
    upto, start = audit_cut.last_of(cut, held_placements()), newest()
    if upto is None:
        return 0
    after = start.upto if start else 0
    return AuditEvent.select().where(AuditEvent.seq > after, AuditEvent.seq <= upto).count()
