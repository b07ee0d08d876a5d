"""The steps in which a placement is planned: which fields each asks, and in which order.

What was typed is kept as it was typed, so that a coach can leave and come back.
"""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from flask_babel import gettext as _

from pwa import clock
from pwa.domain.enums import PlacementKind
from pwa.domain.periods import add_months
from pwa.domain.placement_checks import SENTENCES
from pwa.domain.schedule import WEEKDAYS

GOALS = 5
NEW = "new"

_WEEK = tuple(f"{day}_{part}" for day in WEEKDAYS for part in ("on", "start", "end", "break"))
REASONS = tuple(f"reason_{code}" for code in SENTENCES)
FIELDS: Mapping[str, tuple[str, ...]] = {
    "bedrijf": ("company", "company_name", "company_place", "contact_name", "candidate"),
    "kennismaken": (),
    "werkplek": ("workplace", "workplace_title", "department", "tasks"),
    "kandidaat": ("candidate", "candidate_name", "candidate_phone", "candidate_language"),
    "soort": ("kind", "prior_months"),
    "periode": ("start_on", "end_on"),
    "rooster": _WEEK,
    "doelen": tuple(f"goal_{n}" for n in range(1, GOALS + 1)),
    "begeleiders": (
        "supervisor", "supervisor_name", "supervisor_job",
        "substitute", "substitute_name", "substitute_job",
    ),
    "begeleiding": ("how_often", "who_does_what"),
    "veiligheid": ("insurance", "safety"),
    "controle": REASONS,
}  # fmt: skip
"""Step -> the fields that it asks, in the order of the steps."""


def steps(data: Mapping[str, str]) -> list[str]:
    """The steps of this plan: a company that is new has nothing yet to read."""
    new = data.get("company") == NEW
    return [name for name in FIELDS if not (new and name == "kennismaken")]


def step_of(name: str) -> str:
    """The step on which a field stands."""
    first = (step for step, fields in FIELDS.items() if name in fields and step != "bedrijf")
    return "bedrijf" if name in FIELDS["bedrijf"][:-1] else next(first, "controle")


def beginning(company: str = "", candidate: str = "") -> dict[str, str]:
    """Sensible values to start from: next Monday, two months, five days of eight hours."""
    today = clock.today()
    start = today + timedelta(days=7 - today.weekday())
    typed = {
        "company": company,
        "candidate": candidate,
        "candidate_language": "nl",
        "kind": PlacementKind.PROEFPLAATS.value,
        "start_on": start.isoformat(),
        "end_on": (add_months(start, 2) - timedelta(days=1)).isoformat(),
        "prior_months": "0",
    }
    for name in WEEKDAYS:
        hours = {f"{name}_start": "8:00", f"{name}_end": "16:30", f"{name}_break": "30"}
        typed |= hours | ({f"{name}_on": "1"} if name not in ("sat", "sun") else {})
    return typed


def merged(data: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """What is kept now. People and places of another company than before do not fit any more."""
    after = {**data, **typed}
    if typed.get("company", data.get("company")) != data.get("company"):
        after |= dict.fromkeys(("workplace", "supervisor", "substitute"), "")
    return after


def asked(step: str) -> set[str]:
    """The names under which errors of this step stand."""
    own = set(FIELDS[step]) - ({"candidate"} if step == "bedrijf" else set())
    return own | ({"week"} if step == "rooster" else set())


def chosen_id(data: Mapping[str, str], name: str) -> UUID | None:
    """The id that was chosen, None for something new or nothing."""
    try:
        return UUID(data.get(name, ""))
    except ValueError:
        return None


def days_of_the_week() -> list[tuple[str, str]]:
    """The names of the days in forms and on the screen."""
    names = (
        _("Maandag"), _("Dinsdag"), _("Woensdag"), _("Donderdag"), _("Vrijdag"), _("Zaterdag"),
        _("Zondag"),
    )  # fmt: skip
    return list(zip(WEEKDAYS, names, strict=True))
