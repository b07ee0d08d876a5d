"""Ik ben er niet: a colleague guides instead, for a period."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, dates
from pwa.forms import Reader, read_args
from pwa.models import Person, Placement, StandIn
from pwa.pages import page
from pwa.policies import stand_ins as policies
from pwa.queries import stand_ins as queries
from pwa.routes import steps
from pwa.routes.steps import Step
from pwa.services import stand_ins
from pwa.services.stand_ins import StandingIn

bp = access.GuardedBlueprint("stand_ins", __name__)
ALL = "all"


def _read(r: Reader) -> tuple[str, StandingIn] | None:
    """The placements are filled in later: "all" means all of the one who is away."""
    absent, which = r.id("absent"), r.line("people", most=60, required=True)
    colleague, from_on, to_on = r.id("colleague"), r.day("from_on"), r.day("to_on")
    if not (absent and which and colleague and from_on and to_on):
        return None
    return which, StandingIn(absent, colleague, from_on, to_on, ())


@bp.get("/ik-ben-er-niet", may=policies.arrange)
def new() -> Any:
    asked = read_args("wie")["wie"]
    return _form(access.me(), Step({"people": ALL, "absent": asked}), 200)


@bp.post("/ik-ben-er-niet", may=policies.arrange)
def create() -> Any:
    me, step = access.me(), steps.read(_read)

    def preview(step: Step[tuple[str, StandingIn]]) -> Any:
        rows = stand_ins.check_stand_in(me, _wanted(step.sure))
        return _preview(step, rows)

    def do(step: Step[tuple[str, StandingIn]]) -> Any:
        stand_ins.stand_in(me, _wanted(step.sure))
        flash(_("Afgesproken. Je collega ziet deze mensen vanzelf op de eerste dag."), "success")
        return redirect(url_for("stand_ins.new"), 303)

    return steps.answer(step, form=lambda s, status: _form(me, s, status), preview=preview, do=do)


@bp.post("/ik-ben-er-niet/<uuid:stand_in>/stoppen", may=policies.end)
def end(stand_in: StandIn) -> Any:
    Reader().done()
    stand_ins.end_stand_in(access.me(), stand_in)
    flash(_("Gestopt. De eigen begeleider is er weer."), "success")
    return redirect(url_for("stand_ins.new"), 303)


def _wanted(said: tuple[str, StandingIn]) -> StandingIn:
    which, one = said
    rows = stand_ins.guided(one.absent)
    if which == ALL:
        during = [row for row in rows if row.start_on <= one.to_on and row.last_day >= one.from_on]
        ids = tuple(row.id for row in during)
    else:
        ids = tuple(row.id for row in rows if str(row.id) == which)
    return StandingIn(one.absent, one.colleague, one.from_on, one.to_on, ids)


def _absent(me: Person, form: Step[Any], known: list[tuple[UUID, str]]) -> UUID | None:
    """Whose people are shown: who was asked for, else oneself, else nobody yet."""
    ids = [id for id, _name in known]
    asked = next((id for id in ids if str(id) == form.get("absent")), None)
    return asked or (me.id if me.id in ids else None)


def _form(me: Person, form: Step[Any], status: int) -> Any:
    known = queries.supervisors(me)
    absent = _absent(me, form, known)
    rows = stand_ins.guided(absent) if absent else []
    companies = {row.workplace.organisation_id for row in rows}
    everybody = [(ALL, _("Iedereen die in deze dagen werkt"))] if len(rows) > 1 else []
    people = [(str(row.id), row.candidate.user.name) for row in rows]
    return page(
        "running/stand_in.html", status=status, form=form, absent=absent, today=me.today,
        supervisors=known, myself=absent == me.id, people=[*everybody, *people],
        name=dict(known).get(absent, "") if absent else "",
        colleagues=list(stand_ins.colleagues(absent, companies).items()) if absent else [],
        arranged=queries.arranged(me),
    )  # fmt: skip


def _preview(form: Step[Any], rows: list[Placement]) -> Any:
    wanted: StandingIn = form.sure[1]
    companies = {row.workplace.organisation_id for row in rows}
    name = stand_ins.colleagues(wanted.absent, companies).get(wanted.colleague, "")
    days = dates.stretch(wanted.from_on, wanted.to_on)
    happens = [
        _("%(name)s begeleidt: %(days)s.", name=name, days=days),
        _("%(name)s leest in die dagen de notities, vult aanwezigheid in en schrijft.", name=name),
        _("Daarna ziet %(name)s hen niet meer.", name=name),
        _("De kandidaten en de coach lezen dit.")
    ]  # fmt: skip
    return page(
        "running/hand_over_sure.html", form=form, happens=happens,
        names=[row.candidate.user.name for row in rows], yes=_("Ja, spreek dit af"),
        action=url_for("stand_ins.create"),
    )  # fmt: skip
