"""Walk the steps of a plan as a coach does, for tests of pages."""

from typing import Any

from tests.browse import Page, Visitor
from tests.people import Cast

NEW = {
    "company": "new",
    "company_name": "Bakkerij Zoet",
    "workplace": "new",
    "workplace_title": "Bakken",
    "candidate": "new",
    "candidate_name": "ሳራ ተስፋይ",
    "supervisor": "new",
    "supervisor_name": "Łukasz Żak",
    "goal_1": "Zelf een brood bakken.",
}
SAVE = "Maken en laten tekenen"


def known(cast: Cast, **changes: Any) -> dict[str, Any]:
    """Everybody and everything is known; the two warnings that it gives have a reason."""
    return {
        "company": str(cast.company_a.id),
        "workplace": str(cast.workplace_a.id),
        "candidate": str(cast.a1_row.id),
        "supervisor": str(cast.supervisor_a.id),
        "reason_overlap": "De ene plek loopt af.",
        "reason_places_full": "Er komt een tafel bij.",
        **changes,
    }


def walk(visitor: Visitor, answers: dict[str, Any], until: str = "controle") -> Page:
    """From the first page on, each time with what that step asks; stops where it is refused."""
    page = visitor.get("/plaatsingen/nieuw")
    page = page.submit("Verder", **_of("bedrijf", answers))
    while page.status == 303 and not page.location.endswith(f"/{until}"):
        page = page.follow()
        step = page.path.rpartition("/")[2]
        page = page.submit("Verder", **_of(step, answers))
    return page.follow() if page.status == 303 else page


def _of(step: str, answers: dict[str, Any]) -> dict[str, Any]:
    from pwa.routes.placing_steps import FIELDS

    extra = {"bedrijf": ("id",)}.get(step, ())
    left = FIELDS[step][:-1] if step == "bedrijf" else FIELDS[step]
    return {name: answers[name] for name in (*left, *extra) if name in answers}


def finish(page: Page, answers: dict[str, Any]) -> Page:
    return page.submit(SAVE, **{k: v for k, v in answers.items() if k.startswith("reason_")})
