"""Let a placement stand still for a while, and go on again."""

from datetime import date
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from pwa import access, clock, dates, words
from pwa.domain.running import PauseReason, days_paused
from pwa.forms import Reader
from pwa.models import Pause, Placement
from pwa.pages import page
from pwa.policies import placements as policies
from pwa.queries import moved_ends
from pwa.routes import running_words, steps
from pwa.routes.steps import Step
from pwa.services import pauses
from pwa.services.pauses import Pausing, Resuming
from pwa.services.running import require_move

bp = access.GuardedBlueprint("running", __name__)
MOST_TEXT = 600


def _read_pause(r: Reader) -> Pausing | None:
    from_on, reason = r.day("from_on"), r.choice("reason", PauseReason)
    text = r.text("text", most=MOST_TEXT)
    return Pausing(from_on, reason, text) if from_on and reason else None


def _read_resume(r: Reader) -> Resuming | None:
    back_on, move = r.day("back_on"), r.option("move_end", ("yes", "no"))
    return Resuming(back_on, move == "yes") if back_on and move else None


@bp.get("/plaatsingen/<uuid:placement>/stilzetten", may=policies.coaches)
def pause(placement: Placement) -> Any:
    require_move(access.me(), placement, "pause")
    typed = {"from_on": clock.today().isoformat()}
    return _pause_form(placement, Step(typed), 200)


@bp.post("/plaatsingen/<uuid:placement>/stilzetten", may=policies.coaches)
def do_pause(placement: Placement) -> Any:
    me, step = access.me(), steps.read(_read_pause)

    def preview(step: Step[Pausing]) -> Any:
        pauses.check_pause(me, placement, step.sure, step.seen)
        return _pause_preview(placement, step)

    def do(step: Step[Pausing]) -> Any:
        pauses.pause(me, placement, step.sure, step.seen)
        flash(_("De werkplek staat stil. Iedereen eromheen kan het lezen."), "success")
        return _back(placement)

    return steps.answer(
        step, form=lambda s, status: _pause_form(placement, s, status), preview=preview, do=do
    )


@bp.get("/plaatsingen/<uuid:placement>/weer-verder", may=policies.coaches)
def resume(placement: Placement) -> Any:
    pauses.require_open(access.me(), placement)
    begun = placement.paused_from or clock.today()
    return _resume_form(placement, Step({"back_on": max(begun, clock.today()).isoformat()}), 200)


@bp.post("/plaatsingen/<uuid:placement>/weer-verder", may=policies.coaches)
def do_resume(placement: Placement) -> Any:
    me, step = access.me(), steps.read(_read_resume)
    pauses.require_open(me, placement)

    def preview(step: Step[Resuming]) -> Any:
        pauses.check_resume(me, placement, step.sure, step.seen)
        return _resume_preview(placement, step)

    def do(step: Step[Resuming]) -> Any:
        pauses.resume(me, placement, step.sure, step.seen)
        flash(_("De werkplek gaat weer verder. Iedereen eromheen kan het lezen."), "success")
        return _back(placement)

    return steps.answer(
        step, form=lambda s, status: _resume_form(placement, s, status), preview=preview, do=do
    )


def _back(placement: Placement) -> Any:
    return redirect(url_for("placements.show", placement=placement.id), 303)


def _pause_form(placement: Placement, form: Step[Pausing], status: int) -> Any:
    return page(
        "running/pause.html", status=status, placement=placement, form=form, most=MOST_TEXT,
        reasons=[(one.value, words.word(one)) for one in PauseReason],
    )  # fmt: skip


def _pause_preview(placement: Placement, form: Step[Pausing]) -> Any:
    name, day = placement.candidate.user.name, dates.long_day(form.sure.from_on)
    happens = (
        _("Vanaf %(day)s vraagt Vandaag niet meer naar %(name)s.", day=day, name=name),
        _("Aanwezigheid en notities hoeven niet. Komt er toch iemand, dan kan het wel."),
        _("Alles wat er staat, blijft te lezen."),
        _("Het einde blijft %(day)s. Bij het verdergaan kies je of het opschuift.",
          day=dates.long_day(placement.planned_end_on)),
        _("%(name)s en de begeleiders lezen de reden: %(reason)s.",
          name=name, reason=words.word(form.sure.reason)),
    )  # fmt: skip
    return sure(
        placement, form, happens, action=url_for("running.do_pause", placement=placement.id),
        title=_("Even stilzetten"), yes=_("Ja, zet stil"), quote=form.sure.text,
    )  # fmt: skip


def _resume_form(placement: Placement, form: Step[Resuming], status: int) -> Any:
    begun = placement.paused_from or clock.today()
    days = days_paused(begun, max(begun, _back_on(form) or clock.today()))
    return page(
        "running/resume.html", status=status, placement=placement, form=form,
        days=ngettext("%(num)s dag", "%(num)s dagen", days), paused=Pause.newest(placement.id),
    )  # fmt: skip


def _back_on(form: Step[Resuming]) -> date | None:
    try:
        return date.fromisoformat(form.get("back_on"))
    except ValueError:
        return None


def _resume_preview(placement: Placement, form: Step[Resuming]) -> Any:
    wanted, name = form.sure, placement.candidate.user.name
    begun = placement.paused_from or wanted.back_on
    days = days_paused(begun, wanted.back_on)
    end, first = moved_ends.after_pause(placement, days if wanted.move_end else 0)
    happens = [
        _("%(name)s werkt weer vanaf %(day)s.", name=name, day=dates.long_day(wanted.back_on)),
        ngettext("De pauze is %(num)s dag.", "De pauze is %(num)s dagen.", days)
        if days
        else _("Er was nog geen dag pauze. De pauze verdwijnt."),
        _("Het einde wordt %(day)s.", day=dates.long_day(end))
        if end != placement.planned_end_on
        else _("Het einde blijft %(day)s.", day=dates.long_day(end)),
    ]
    rules = moved_ends.rules_said(placement, words.language())
    found = moved_ends.warnings(placement, end) if end != placement.planned_end_on else []
    return sure(
        placement, form, happens, action=url_for("running.do_resume", placement=placement.id),
        title=_("Weer verder"), yes=_("Ja, ga verder"),
        beside=moved_ends.beside(placement, end, first, words.language()),
        warned=[running_words.warning(one, rules) for one in found], rules=rules,
    )  # fmt: skip


def sure(placement: Placement, form: Step[Any], happens: Any, **view: Any) -> Any:
    """What will happen, with yes and back."""
    usual: dict[str, Any] = {"quote": "", "beside": (), "warned": (), "rules": None, "stop": None}
    told = {**usual, "today": clock.today(), "has_final": False, **view}
    return page("running/sure.html", placement=placement, form=form, happens=happens, **told)
