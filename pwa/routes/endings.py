"""An early stop with dignity, and what comes after a placement."""

from datetime import date
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, clock, dates, words
from pwa.domain.enums import Advice
from pwa.domain.running import StopReason
from pwa.forms import Reader
from pwa.models import Person, Placement
from pwa.models.person import NOTES_STAY_READABLE
from pwa.pages import page
from pwa.policies import placements as policies
from pwa.queries import onward as queries
from pwa.queries.running import Stopped
from pwa.routes import evaluation_words, steps
from pwa.routes.running import sure
from pwa.routes.steps import Step
from pwa.services import endings
from pwa.services.endings import MOST_TEXT, Onward, Stopping
from pwa.services.running import require_move

bp = access.GuardedBlueprint("endings", __name__)


def _read_stop(r: Reader) -> Stopping | None:
    last_on, reason = r.day("last_on"), r.choice("reason", StopReason)
    told_by, told_on = r.id("told_by"), r.day("told_on")
    texts = r.text("text", most=MOST_TEXT), r.text("candidate_words", most=MOST_TEXT)
    evaluation = r.option("evaluation", ("yes", "no"))
    if not (last_on and reason and told_by and told_on and evaluation):
        return None
    return Stopping(last_on, reason, told_by, told_on, *texts, evaluation == "yes")


def _read_onward(r: Reader) -> Onward | None:
    advice, text = r.choice("advice", Advice), r.text("text", most=MOST_TEXT)
    return Onward(advice, text) if advice else None


@bp.get("/plaatsingen/<uuid:placement>/eerder-stoppen", may=policies.coaches)
def stop(placement: Placement) -> Any:
    me, today = access.me(), clock.today().isoformat()
    require_move(me, placement, "end_early")
    typed = {"last_on": today, "told_on": today, "told_by": str(me.id), "evaluation": "yes"}
    return _stop_form(me, placement, Step(typed), 200)


@bp.post("/plaatsingen/<uuid:placement>/eerder-stoppen", may=policies.coaches)
def do_stop(placement: Placement) -> Any:
    me, step = access.me(), steps.read(_read_stop)

    def preview(step: Step[Stopping]) -> Any:
        endings.check_stop(me, placement, step.sure, step.seen)
        return _stop_preview(me, placement, step)

    def do(step: Step[Stopping]) -> Any:
        endings.end_early(me, placement, step.sure, step.seen)
        flash(_("Vastgelegd. De begeleiders lezen wat er van hen gevraagd wordt."), "success")
        return redirect(url_for("placements.show", placement=placement.id), 303)

    return steps.answer(
        step, form=lambda s, status: _stop_form(me, placement, s, status), preview=preview, do=do
    )


@bp.get("/plaatsingen/<uuid:placement>/hierna", may=policies.coaches)
def onward(placement: Placement) -> Any:
    endings.check_decide(access.me(), placement, None)
    found = queries.proposal(placement)
    return _onward_form(placement, Step({"advice": found.advice.value} if found else {}), 200)


@bp.post("/plaatsingen/<uuid:placement>/hierna", may=policies.coaches)
def do_onward(placement: Placement) -> Any:
    me, step = access.me(), steps.read(_read_onward)

    def preview(step: Step[Onward]) -> Any:
        endings.check_decide(me, placement, step.seen)
        return _onward_preview(placement, step)

    def do(step: Step[Onward]) -> Any:
        endings.decide(me, placement, step.sure, step.seen)
        flash(_("Bewaard. De kandidaat en de begeleiders lezen wat hierna komt."), "success")
        return redirect(url_for("placements.show", placement=placement.id), 303)

    return steps.answer(
        step, form=lambda s, status: _onward_form(placement, s, status), preview=preview, do=do
    )


def _tellers(me: Person, placement: Placement) -> list[tuple[str, str]]:
    guides = [(str(id), name) for id, name in queries.guides(placement)]
    return [(str(me.id), _("Ikzelf")), *guides]


def _stop_form(me: Person, placement: Placement, form: Step[Stopping], status: int) -> Any:
    return page(
        "running/stop.html", status=status, placement=placement, form=form, most=MOST_TEXT,
        reasons=[(one.value, words.word(one)) for one in StopReason],
        tellers=_tellers(me, placement),
    )  # fmt: skip


def _stop_preview(me: Person, placement: Placement, form: Step[Stopping]) -> Any:
    wanted, name = form.sure, placement.candidate.user.name
    last = dates.long_day(wanted.last_on)
    guide = next((one[1] for one in queries.guides(placement)), "")
    happens = (
        _("De laatste werkdag van %(name)s is %(day)s.", name=name, day=last),
        *_after(me, placement, wanted, guide),
        _("Daarna kies jij wat er hierna komt."),
    )
    told = dict(_tellers(me, placement)).get(str(wanted.told_by), "")
    told = me.name if wanted.told_by == me.id else told
    shown = Stopped(
        wanted.last_on, wanted.reason, wanted.text, wanted.candidate_words, wanted.evaluation,
        told, wanted.told_on,
    )  # fmt: skip
    return sure(
        placement, form, happens, action=url_for("endings.do_stop", placement=placement.id),
        title=_("Eerder stoppen"), yes=_("Ja, leg vast"), stop=shown, coach_name=me.name,
    )  # fmt: skip


def _after(me: Person, placement: Placement, wanted: Stopping, guide: str) -> tuple[str, str]:
    """What who guides can still do, counted from the last day, which may be some time ago."""
    notes, evaluate = queries.open_until(placement, wanted.last_on)
    day = dates.long_day(evaluate)
    if evaluate < me.today:
        writes = _(
            "Een begeleider kon erbij tot en met %(day)s, en schrijft geen eindevaluatie meer.",
            day=day,
        )
    elif wanted.evaluation:
        writes = _(
            "%(guide)s krijgt de vraag om een korte eindevaluatie te schrijven, en kan erbij tot"
            " en met %(day)s.", guide=guide, day=day,
        )  # fmt: skip
    else:
        writes = _(
            "Er komt geen eindevaluatie. De begeleiders kunnen erbij tot en met %(day)s.", day=day
        )
    day = dates.long_day(notes)
    if notes < me.today:
        return writes, _("Een notitie kon tot en met %(day)s.", day=day)
    return writes, _("Notities over gewerkte dagen kunnen nog tot en met %(day)s.", day=day)


def _onward_form(placement: Placement, form: Step[Onward], status: int) -> Any:
    found = queries.proposal(placement)
    return page(
        "running/onward.html", status=status, placement=placement, form=form, most=MOST_TEXT,
        proposal=found, labels=evaluation_words.advice_labels(),
        advices=[(one.value, words.word(one)) for one in Advice if one is not Advice.EXTEND],
        may_extend=placement.ended_on is None,
    )  # fmt: skip


def _reads_notes(last_day: date) -> str:
    """Until when the coach reads notes: it counts from the last day, not from this choice."""
    until = last_day + NOTES_STAY_READABLE
    day = dates.long_day(until)
    if until < clock.today():
        return str(
            _(
                "Notities kon je lezen tot en met %(day)s. Getekende evaluaties lees je nog.",
                day=day,
            )
        )
    return str(
        _(
            "Notities kun je lezen tot en met %(day)s. Getekende evaluaties lees je daarna nog.",
            day=day,
        )
    )


def _onward_preview(placement: Placement, form: Step[Onward]) -> Any:
    wanted, name = form.sure, placement.candidate.user.name
    closes = placement.ended_on is None
    happens = [
        _("Hierna: %(what)s.", what=words.word(wanted.advice)),
        _("%(name)s en de begeleiders lezen dit.", name=name),
    ]
    if closes:
        happens += [
            _("De werkplek is dan afgerond. De laatste dag was %(day)s.",
              day=dates.long_day(placement.planned_end_on)),
            _reads_notes(placement.planned_end_on),
        ]  # fmt: skip
    return sure(
        placement, form, happens, action=url_for("endings.do_onward", placement=placement.id),
        title=_("Wat komt hierna?"), yes=_("Ja, dit komt hierna"), quote=wanted.text,
    )  # fmt: skip
