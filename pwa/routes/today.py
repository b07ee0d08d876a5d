"""Vandaag: the supervisor's page on the floor."""

from typing import Any

from flask import current_app, request, url_for

from pwa import access
from pwa.database import transaction
from pwa.domain.enums import AttendanceCode
from pwa.domain.ids import uuid7
from pwa.pages import page
from pwa.policies.basics import as_supervisor
from pwa.queries.today import Near, Today, today
from pwa.routes import correction_words
from pwa.services import audit

bp = access.GuardedBlueprint("today", __name__, url_prefix="/vandaag")

CODES = (
    (AttendanceCode.PRESENT, "user-check"),
    (AttendanceCode.LATE, "clock"),
    (AttendanceCode.LEFT_EARLY, "door-open"),
    (AttendanceCode.ABSENT_REPORTED, "phone"),
    (AttendanceCode.ABSENT_UNREPORTED, "user-x"),
    (AttendanceCode.APPOINTMENT, "calendar-clock"),
    (AttendanceCode.LEAVE, "sun"),
    (AttendanceCode.COMPANY_CLOSED, "lock"),
)
"""Every choice with its picture, in the order of the buttons."""


@bp.get("/", may=as_supervisor)
def index() -> Any:
    with transaction():
        view = today(access.me())
        audit.record_reading(access.me(), view.read, "notities")
    return page("today/index.html", **_facts(view), several="samen" in request.args)


def _facts(view: Today) -> dict[str, Any]:
    return {
        "today": view,
        "codes": CODES,
        "new_id": uuid7,
        "link_of": _link,
        "requests": view.asked,
        **correction_words.for_templates(),
    }


def _link(near: Near) -> str:
    """Where what is near can be done; empty where it is only good to know."""
    if near.evaluation_id:
        return _url("evaluations.show", evaluation=near.evaluation_id)
    if near.code in ("interim", "final"):
        return _url("evaluations.new", placement=near.placement_id, soort=near.code)
    return _url("placements.show", placement=near.placement_id)


def _url(endpoint: str, **ids: Any) -> str:
    return url_for(endpoint, **ids) if endpoint in current_app.view_functions else ""
