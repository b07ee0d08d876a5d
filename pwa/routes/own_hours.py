"""Mijn uren: the candidate reads the own week, and says when something is wrong."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.database import transaction
from pwa.domain.errors import BadInput, DomainError, NotAllowed
from pwa.domain.hours import MOST_TEXT, monday_of
from pwa.domain.ids import uuid7
from pwa.forms import Reader, asked_day
from pwa.models import Placement
from pwa.models.layout_facts import for_placement
from pwa.pages import not_now, page
from pwa.policies import hours as policies
from pwa.queries import hours as queries
from pwa.queries import hours_statement, own_placement
from pwa.routes.hours import bp as bp
from pwa.routes.hours_words import around, asked_week
from pwa.services import audit, hours, layout_printing


@dataclass(frozen=True)
class ContestForm:
    id: UUID
    monday: date | None
    text: str
    day: date | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "ContestForm":
        r = Reader()
        id = r.id("id")
        r.errors.pop("id", None)  # a broken one costs nobody the words that were typed
        text = r.text("text", most=MOST_TEXT, required=True)
        monday, day = r.day("monday"), r.day("day", required=False)
        r.moment("made_at")
        return cls(id or uuid7(), monday, text, day, words.errors(r.done()))


@bp.get("/mijn-uren", may=policies.own_page)
def mine() -> Any:
    chosen = asked_day("dag")
    week = monday_of(chosen) if chosen else asked_week()
    return _page(_asked_placement(), week, chosen=chosen)


def _page(
    placement_id: UUID | None,
    monday: date | None,
    status: int = 200,
    form: ContestForm | None = None,
    chosen: date | None = None,
) -> Any:
    me = access.me()
    places = own_placement.own_placements(me)
    placement = own_placement.chosen(places, placement_id)
    if placement is None:
        return page("progress/nothing.html")
    last = monday_of(min(me.today, placement.last_day))
    shown = monday or queries.week_to_read(placement, me.today)
    return page(
        "hours/mine.html",
        status=status,
        placement=placement,
        monday=shown,
        view=queries.own_week(placement, shown),
        first=monday_of(placement.start_on),
        last=last,
        others=[one for one in places if one != placement],
        form=form,
        chosen=chosen,
        last_day=me.today,
        new_id=uuid7,
        most=MOST_TEXT,
        **around(shown),
    )


def _asked_placement() -> UUID | None:
    try:
        return UUID(request.args.get("plek", ""))
    except ValueError:
        return None


@bp.post("/mijn-uren/<uuid:placement>", may=policies.contest)
def contest(placement: Placement) -> Any:
    form = ContestForm.read()
    if form.errors or form.monday is None:
        return _page(placement.id, form.monday, 422, form)
    try:
        hours.contest(access.me(), placement, form.id, form.monday, form.text, form.day)
    except (BadInput, NotAllowed) as wrong:
        told = {"text": words.error(wrong.code, **wrong.details)}
        again = ContestForm(uuid7(), form.monday, form.text, form.day, told)
        return _page(placement.id, form.monday, wrong.status, again)
    flash(_("Bewaard. Je krijgt hier antwoord."), "success")
    return redirect(url_for("hours.mine", plek=placement.id, week=form.monday), 303)


@bp.get("/plaatsingen/<uuid:placement>/urenoverzicht", may=policies.read_statement)
def statement(placement: Placement) -> Any:
    """The hours of all weeks that are over, as PDF."""
    me = access.me()
    with transaction():
        document = hours_statement.document(placement, me.today)
        audit.record_reading(me, [placement], "uren")
    try:
        data = layout_printing.concept(document, for_placement(placement))
    except DomainError as problem:
        told = words.error(problem.code, **problem.details)
        return not_now(page("hours/no_pdf.html", sentence=told), problem)
    response = make_response(data)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="urenoverzicht-{me.today}.pdf"'
    return response
