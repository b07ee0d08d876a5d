"""Hand one or all own candidates to another coach, for a period or for good."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from pwa import access, clock, dates
from pwa.forms import Reader, read_args
from pwa.models import CoachCover, Person
from pwa.pages import page
from pwa.policies import covers as policies
from pwa.queries import covers as queries
from pwa.routes import steps
from pwa.routes.steps import Step
from pwa.services import covers
from pwa.services.covers import HandingOver

bp = access.GuardedBlueprint("covers", __name__)
ALL = "all"


def _read(r: Reader) -> tuple[str, HandingOver] | None:
    which, to_coach = r.line("candidates", most=60, required=True), r.id("to_coach")
    length = r.option("length", ("period", "good"))
    good = length == "good"
    from_on, to_on = r.day("from_on", required=not good), r.day("to_on", required=not good)
    if good:
        r.errors.pop("from_on", None)
        r.errors.pop("to_on", None)
        from_on, to_on = clock.today(), None
    reason = r.line("reason", most=300)
    if not (which and to_coach and length and from_on):
        return None
    return which, HandingOver(to_coach, from_on, to_on, reason)


@bp.get("/kandidaten-overdragen", may=policies.arrange)
def new() -> Any:
    asked = read_args("kandidaat")["kandidaat"]
    typed = {"candidates": asked or ALL, "length": "period"}
    return _form(access.me(), Step(typed), 200)


@bp.post("/kandidaten-overdragen", may=policies.arrange)
def create() -> Any:
    me, step = access.me(), steps.read(_read)

    def preview(step: Step[tuple[str, HandingOver]]) -> Any:
        which, wanted = step.sure
        chosen = _chosen(me, which)
        covers.check_hand_over(me, [one.row for one in chosen], wanted)
        return _preview(me, step, chosen)

    def do(step: Step[tuple[str, HandingOver]]) -> Any:
        which, wanted = step.sure
        made = covers.hand_over(me, [one.row for one in _chosen(me, which)], wanted)
        said = ngettext("%(num)s kandidaat overgedragen.", "%(num)s kandidaten overgedragen.",
                        len(made))  # fmt: skip
        flash(said, "success")
        return redirect(url_for("coaching.index"), 303)

    return steps.answer(step, form=lambda s, status: _form(me, s, status), preview=preview, do=do)


@bp.post("/kandidaten-overdragen/<uuid:cover>/stoppen", may=policies.end)
def end(cover: CoachCover) -> Any:
    Reader().done()
    covers.end_cover(access.me(), cover)
    flash(_("Gestopt. De eigen coach is weer de enige coach."), "success")
    return redirect(url_for("covers.new"), 303)


def _chosen(me: Person, which: str) -> list[queries.Own]:
    own = queries.own_candidates(me)
    return own if which == ALL else [one for one in own if str(one.row.id) == which]


def _form(me: Person, form: Step[Any], status: int) -> Any:
    own = queries.own_candidates(me)
    towns: set[UUID] = {one.row.municipality_id for one in own}
    options = [(str(one.row.id), one.name) for one in own]
    everybody = _("Al mijn kandidaten (%(n)s)", n=len(own))
    return page(
        "running/hand_over.html", status=status, form=form, today=me.today, has_own=bool(own),
        candidates=[(ALL, everybody), *options] if len(own) > 1 else options,
        coaches=[(str(id), name) for id, name in covers.colleagues(me, towns).items()],
        arranged=queries.arranged(me),
    )  # fmt: skip


def _preview(me: Person, form: Step[Any], chosen: list[queries.Own]) -> Any:
    wanted: HandingOver = form.sure[1]
    towns = {one.row.municipality_id for one in chosen}
    name = covers.colleagues(me, towns).get(wanted.to_coach, "")
    return page(
        "running/hand_over_sure.html", form=form, happens=_happens(name, wanted),
        names=[one.name for one in chosen], yes=_("Ja, draag over"),
        action=url_for("covers.create"),
    )  # fmt: skip


def _happens(name: str, wanted: HandingOver) -> list[str]:
    reads = _("De kandidaten en hun begeleiders lezen wie de coach is.")
    if wanted.to_on is None:
        return [
            _("%(name)s is vanaf nu de coach.", name=name),
            _("Jij kunt hun pagina's meteen niet meer openen."),
            _("Wat al voor een periode was afgesproken, stopt."),
            reads,
        ]
    days = dates.stretch(wanted.from_on, wanted.to_on)
    return [
        _("%(name)s neemt waar: %(days)s.", name=name, days=days),
        _("In die dagen leest, beslist en tekent %(name)s als coach.", name=name),
        _("Jij blijft coach en kunt alles blijven openen."),
        reads,
    ]
