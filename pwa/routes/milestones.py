"""The law clock on a page: what is due, ticking it off, and the rules that a placement keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, moments, words
from pwa.domain.enums import EvaluationKind
from pwa.domain.milestones import CHANCE, PREMIUM, MilestoneState
from pwa.forms import Reader, own_path
from pwa.models import Placement
from pwa.models.clocks import Clock, Stone
from pwa.pages import page
from pwa.policies import decisions as decision_policies
from pwa.policies import evaluations as evaluation_policies
from pwa.policies import milestones as policies
from pwa.queries import rule_changes
from pwa.services import milestones

bp = access.GuardedBlueprint("milestones", __name__)

words.add_errors(
    {
        "decide_it": lazy_gettext("Dit vink je niet af: hier beslist de coach, met een reden."),
        "other_rules": lazy_gettext("De regels zijn intussen anders. Kijk nog een keer."),
    }
)


@dataclass(frozen=True)
class Line:
    """One check on the card of a placement: who may tick it off, or where it is decided."""

    stone: Stone
    what: str
    tick: bool
    undo: bool
    place: str
    begin: str = ""
    """Where the evaluation that is due can be started."""


NEAR_AT_MOST = 3


@dataclass(frozen=True)
class Card:
    """`near` is what is due and the first few that come; the rest is there to be opened."""

    placement: Placement
    near: tuple[Line, ...]
    later: tuple[Line, ...]
    done: tuple[Line, ...]
    rules: str
    newer: bool


def card(placement: Placement, clock: Clock, stones: Sequence[Stone]) -> Card:
    """What this person sees of the law clock of a placement, and may do there."""
    may_keep = policies.keep_rules(access.me(), placement)
    stones = [one for one in stones if policies.see(access.me(), placement, one.milestone)]
    waiting = [_line(placement, one) for one in stones if one.done is None]
    due = sum(one.stone.state is not MilestoneState.COMING for one in waiting)
    shown = max(due, NEAR_AT_MOST)
    return Card(
        placement=placement,
        near=tuple(waiting[:shown]),
        later=tuple(waiting[shown:]),
        done=tuple(_line(placement, one) for one in reversed(stones) if one.done),
        rules=url_for("milestones.rules", placement=placement.id) if may_keep else "",
        newer=clock.newest.number > clock.version.number and placement.ended_on is None,
    )


def _line(placement: Placement, one: Stone) -> Line:
    me, who = access.me(), one.milestone.who
    decided = one.milestone.is_decision
    mine = not decided and policies.tick_for(me, placement, who)
    may_decide = decided and decision_policies.decide(me, placement)
    now = one.done is None and one.state is not MilestoneState.COMING
    return Line(
        stone=one,
        what=moments.what(one),
        tick=mine and now,
        undo=mine and one.done is not None and one.done.ticked,
        place=place_of(placement.id, one) if may_decide and (now or one.done) else "",
        begin=_begin(placement, one) if now else "",
    )


def _begin(placement: Placement, one: Stone) -> str:
    kind = one.milestone.name
    if kind not in set(EvaluationKind) or not evaluation_policies.start(access.me(), placement):
        return ""
    return url_for("evaluations.new", placement=placement.id, soort=kind)


def place_of(placement: UUID, one: Stone) -> str:
    """Where this check is decided with words; empty where ticking it off is all."""
    if one.milestone.name == PREMIUM:
        month = one.milestone.month
        return url_for("decisions.premium", placement=placement, month=month)
    if one.milestone.name == CHANCE:
        return url_for("decisions.chance", placement=placement)
    return ""


@bp.post("/plaatsingen/<uuid:placement>/gedaan", may=policies.tick)
def tick(placement: Placement) -> Any:
    code, back = _asked(placement)
    milestones.done(access.me(), placement, code)
    flash(_("Genoteerd."), "success")
    return redirect(back, 303)


@bp.post("/plaatsingen/<uuid:placement>/toch-niet-gedaan", may=policies.tick)
def undo(placement: Placement) -> Any:
    code, back = _asked(placement)
    milestones.undo(access.me(), placement, code)
    flash(_("Teruggezet."), "success")
    return redirect(back, 303)


def _asked(placement: Placement) -> tuple[str, str]:
    """Which check, and the page to go back to: the one with the button."""
    r = Reader()
    code, back = r.line("code", most=60), own_path(r.line("next", most=200))
    r.done()
    return code, back or url_for("placements.show", placement=placement.id)


@bp.get("/plaatsingen/<uuid:placement>/regels", may=policies.keep_rules)
def rules(placement: Placement) -> Any:
    """The rules that this placement keeps, and what the newest ones would change."""
    return page(
        "milestones/rules.html",
        placement=placement,
        view=rule_changes.of_placement(placement, words.language()),
    )


@bp.post("/plaatsingen/<uuid:placement>/regels", may=policies.keep_rules)
def follow(placement: Placement) -> Any:
    r = Reader()
    version = r.number("version", 1, 100_000, default=0) or 0
    r.done()
    milestones.move_to_newest(access.me(), placement, version)
    flash(_("Deze plek volgt nu de nieuwe regels."), "success")
    return redirect(url_for("placements.show", placement=placement.id), 303)
