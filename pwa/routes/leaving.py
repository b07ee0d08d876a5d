"""Somebody's role ends on a day: who goes on, what happens, and yes."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from pwa import access, clock, dates, words
from pwa.domain.enums import Role
from pwa.domain.errors import Stale
from pwa.forms import Reader
from pwa.models import Membership
from pwa.pages import page
from pwa.policies import members as policies
from pwa.routes import steps
from pwa.routes.steps import Step
from pwa.services import leaving, members
from pwa.services.leaving import NOBODY, Leaving

bp = access.GuardedBlueprint("leaving", __name__)
HEIR = "heir-"


def _read(r: Reader) -> Leaving | None:
    last_on, coach = r.day("last_on"), r.id("coach", required=False)
    heirs: dict[UUID, UUID | None] = {}
    for name in r.names(HEIR):
        placement, value = _id(name.removeprefix(HEIR)), r.line(name, most=60)
        heir = _id(value)
        if placement and value and (heir or value == NOBODY):
            heirs[placement] = heir
        elif value:
            r.fail(name, "unknown")
    return Leaving(last_on, heirs, coach) if last_on else None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@bp.get("/mensen/<uuid:member>/stoppen", may=policies.change)
def new(member: Membership) -> Any:
    members.check_admin_stays(member)
    return _form(member, Step({"last_on": str(clock.today())}, seen=_mark(member)), 200)


@bp.post("/mensen/<uuid:member>/stoppen", may=policies.change)
def create(member: Membership) -> Any:
    me, step = access.me(), steps.read(_read)

    def preview(step: Step[Leaving]) -> Any:
        leaving.check(me, member, step.sure)
        return _preview(member, step)

    def do(step: Step[Leaving]) -> Any:
        if step.seen != _mark(member):
            raise Stale()
        leaving.leave(me, member, step.sure)
        day = dates.long_day(step.sure.last_on)
        said = _("Geregeld. De laatste dag van %(name)s is %(day)s.", name=_name(member), day=day)
        flash(said, "success")
        return redirect(url_for("members.show", member=member.id), 303)

    return steps.answer(step, form=lambda s, code: _form(member, s, code), preview=preview, do=do)


def _mark(member: Membership) -> str:
    return str(member.to_on or "-")


def _name(member: Membership) -> str:
    return str(member.user.name)


def _form(member: Membership, form: Step[Any], status: int) -> Any:
    today = clock.today()
    asked = leaving.to_ask(leaving.guided(member, today)) if _guides(member) else []
    able = leaving.heirs(member, asked, today)
    nobody = (NOBODY, _("Niemand. De begeleiding stopt."))
    people = [
        (
            f"{HEIR}{row.placement_id}",
            row.placement.candidate.user.name,
            [*able[row.placement_id].items(), nobody],
        )
        for row in asked
    ]
    coaches = leaving.successors(access.me(), member, today) if _coaches(member) else {}
    return page(
        "members/leave.html", status=status, form=form, row=member, people=people, today=today,
        candidates=leaving.candidates_of(member) if _coaches(member) else 0,
        coaches=list(coaches.items()), seen=_mark(member), named=member.user.name,
        organisation=member.organisation,
    )  # fmt: skip


def _guides(member: Membership) -> bool:
    return member.role is Role.SUPERVISOR


def _coaches(member: Membership) -> bool:
    return member.role is Role.COACH


def _preview(member: Membership, form: Step[Leaving]) -> Any:
    return page(
        "members/leave_sure.html", form=form, happens=_happens(member, form.sure), row=member
    )


def _happens(member: Membership, wanted: Leaving) -> list[str]:
    name, day = _name(member), dates.long_day(wanted.last_on)
    role, where = words.word(member.role), member.organisation.name
    told = [
        _("Bij %(where)s is %(name)s %(role)s tot en met %(day)s.", name=name, day=day, role=role,
          where=where),
        _("Daarna kan %(name)s hiermee niets meer openen, ook niet op een toestel waar %(name)s al"
          " was aangemeld.", name=name),
    ]  # fmt: skip
    if _guides(member):
        told += _guidance(member, wanted)
        told.append(
            _("Wat %(name)s schreef en nog op een toestel wacht, komt gewoon aan.", name=name)
        )
    if _coaches(member) and wanted.coach:
        told += _handed_over(member, wanted)
    return told


def _guidance(member: Membership, wanted: Leaving) -> list[str]:
    told, asked = [], leaving.to_ask(leaving.guided(member, wanted.last_on))
    able = leaving.heirs(member, asked, wanted.last_on)
    for row in asked:
        candidate, heir = row.placement.candidate.user.name, wanted.heirs.get(row.placement_id)
        if heir is None:
            told.append(_("Niemand begeleidt %(candidate)s daarna.", candidate=candidate))
        else:
            name = able[row.placement_id][heir]
            told.append(_("%(name)s begeleidt daarna %(candidate)s, en schrijft de evaluatie.",
                          name=name, candidate=candidate))  # fmt: skip
    if told:
        told.append(_("De kandidaten en hun coach lezen dit."))
    return told


def _handed_over(member: Membership, wanted: Leaving) -> list[str]:
    count = leaving.candidates_of(member)
    names = leaving.successors(access.me(), member, wanted.last_on)
    coach = names.get(wanted.coach, "") if wanted.coach else ""
    return [
        ngettext("%(num)s kandidaat gaat vandaag naar %(coach)s.",
                 "%(num)s kandidaten gaan vandaag naar %(coach)s.", count, coach=coach),
        _("%(name)s neemt nog waar tot en met %(day)s.", name=_name(member),
          day=dates.long_day(wanted.last_on)),
        _("De kandidaten en hun begeleiders lezen dit."),
    ]  # fmt: skip
