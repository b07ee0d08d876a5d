"""One new placement of candidate_a1 with its agreement, walked on step by step, for tests."""

from dataclasses import replace
from datetime import date
from typing import Any

from pwa.domain.enums import PlacementKind
from pwa.domain.ids import uuid7
from pwa.models import Agreement, Placement
from pwa.models.agreement_facts import agreement_of, version_of
from pwa.services import agreement_signing, agreements, planning
from pwa.services.agreements import Terms
from pwa.services.placements import Agreed
from tests.people import EVERY_DAY, Cast

TERMS = Terms(
    "Elke vrijdag om half vier, tien minuten.", "Sara wijst het werk. Tom let op de machine.",
    "Via de gemeente verzekerd tegen ongevallen.", "Bril en handschoenen, altijd.",
)  # fmt: skip
AGREED = Agreed(
    PlacementKind.PROEFPLAATS, date(2026, 7, 6), date(2026, 9, 4), EVERY_DAY,
    ("Zelf een order afbramen.",),
)  # fmt: skip


class Case:
    """`Case(cast)` is planned as a draft; `offered()`, `sign("coach_1")` go on from there."""

    def __init__(self, cast: Cast, **changes: Any) -> None:
        self.cast = cast
        reasons = changes.pop("reasons", {})
        plan = planning.Plan(
            uuid7(), None, cast.workplace_a.id, cast.a1_row.id, cast.supervisor_a.id,
            cast.substitute.id, replace(AGREED, **changes), TERMS, reasons,
        )  # fmt: skip
        self.id = planning.plan(cast.as_("coach_1"), plan).placement.id

    @property
    def placement(self) -> Placement:
        return Placement.with_people().where(Placement.id == self.id).get()

    @property
    def agreement(self) -> Agreement:
        found = agreement_of(self.id)
        assert found
        return found

    @property
    def hash(self) -> str:
        version = version_of(self.agreement)
        return version.content_hash if version else ""

    def offered(self) -> "Case":
        agreements.offer(self.cast.as_("coach_1"), self.placement)
        return self

    def sign(self, *who: str) -> "Case":
        for one in who:
            agreement_signing.sign(self.cast.as_(one), self.placement, self.hash)
        return self

    @property
    def path(self) -> str:
        return f"/plaatsingen/{self.id}/overeenkomst"
