"""Whom one guides, and one placement with its days."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import current_app, redirect, request, url_for

from pwa import access, words
from pwa.database import transaction
from pwa.domain.enums import AttendanceCode, Role
from pwa.domain.ids import uuid7
from pwa.domain.states import Actor
from pwa.models import Placement
from pwa.pages import page
from pwa.policies import goals
from pwa.policies import placements as policies
from pwa.policies.privacy_cases import know_hold
from pwa.queries import company_clock
from pwa.queries.actions import agreements_on
from pwa.queries.agreements import company_to_sign, start_card
from pwa.queries.evaluation_documents import kept_of
from pwa.queries.evaluations import waiting_for
from pwa.queries.placement_show import PlacementPage, counts, placement_page
from pwa.queries.placements_index import listed
from pwa.queries.running import moves_of
from pwa.routes import correction_words, milestones
from pwa.services import audit

bp = access.GuardedBlueprint("placements", __name__)


@bp.get("/kandidaten", may=policies.list_them)
def index() -> Any:
    me = access.me()
    companies = me.organisations(Role.EMPLOYER_ADMIN)
    talks = company_clock.talks(companies, me.today, words.language()) if companies else None
    waiting = waiting_for(me) if companies else ()
    to_sign = [one for one in waiting if Actor.EMPLOYER_ADMIN in one.turns]
    papers = [one for own in companies for one in company_to_sign(own)]
    return page(
        "placements/index.html", people=listed(me), talks=talks, to_sign=to_sign, papers=papers
    )


@bp.get("/plaatsingen/<uuid:placement>", may=policies.see)
def show(placement: Placement) -> Any:
    me = access.me()
    if placement.candidate_id == me.candidate_id:
        return redirect(url_for("progress.index"))
    if not policies.read_notes(me, placement):
        return _counts(placement)
    with transaction():
        view = placement_page(me, placement, _before())
        before = start_card(me, placement, words.language())
        audit.record_reading(me, [placement], "notities")
    links, around = (
        _links(placement) | {"evaluations": _evaluations(view)},
        policies.around(me, placement),
    )
    return page(
        "placements/show.html", view=view, kept=view.kept,
        links=links, before=before, today=me.today, new_id=uuid7,
        moves=moves_of(me, placement), law=milestones.card(placement, view.clock, view.stones),
        codes=[(code.value, words.word(code)) for code in AttendanceCode],
        requests=[one for one in view.news.asked if one.open and around],
        **correction_words.for_templates(), around=around,
        held=placement.legal_hold and know_hold(me, placement),
    )  # fmt: skip


def _counts(placement: Placement) -> Any:
    with transaction():
        view = counts(placement, access.me().today)
        kept = kept_of(access.me(), placement)
        agreed = [one for one in agreements_on(access.me(), placement) if one.mine] if kept else []
        before = start_card(access.me(), placement, words.language())
        audit.record_reading(access.me(), [placement], "aanwezigheid")
    law = milestones.card(placement, view.clock, view.stones)
    return page(
        "placements/counts.html", placement=placement, counts=view, before=before, law=law,
        kept=kept, agreed=agreed, today=access.me().today,
    )  # fmt: skip


def _before() -> date | None:
    """The day from which the timeline goes back; anything odd is the newest page."""
    try:
        return date.fromisoformat(request.args.get("voor", "")[:10])
    except ValueError:
        return None


def _evaluations(view: PlacementPage) -> dict[UUID, str]:
    """Evaluation -> its page, for those that this person may open."""
    me = access.me()
    if "evaluations.show" not in current_app.view_functions:
        return {}
    shown = view.evaluations if policies.guides(me, view.placement) else view.read_by_coach
    return {one.id: url_for("evaluations.show", evaluation=one.id) for one in shown}


def _links(placement: Placement) -> dict[str, str]:
    """What this person can do here, as far as it may and exists; else an empty address."""
    me, known = access.me(), current_app.view_functions
    found = {"note": "", "evaluation": "", "visit": "", "people": "", "goals": ""}
    if goals.mark(me, placement):
        found["goals"] = url_for("goals.mark", placement=placement.id)
    if policies.write_note(me, placement):
        found["note"] = url_for("notes.new", voor=placement.id)
        if "evaluations.new" in known:
            found["evaluation"] = url_for("evaluations.new", placement=placement.id)
    if policies.coaches(me, placement) and "visits.new" in known:
        found["visit"] = url_for("visits.new", placement=placement.id)
        found["people"] = url_for("ways_in.of_placement", placement=placement.id)
    return found
