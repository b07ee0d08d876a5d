"""Hours of a week: "Klopt" for who guides, "Dit klopt niet" for the candidate, and an answer."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, dates, words
from pwa.database import transaction
from pwa.domain.enums import AttendanceCode
from pwa.domain.errors import BadInput, Stale
from pwa.domain.hours import MOST_TEXT, monday_of
from pwa.domain.ids import uuid7
from pwa.errors import answer as refuse
from pwa.forms import Reader
from pwa.models import Placement, WeekDispute
from pwa.pages import page
from pwa.policies import hours as policies
from pwa.queries import hours as queries
from pwa.routes.hours_words import around, asked_week
from pwa.services import attendance, audit, hours
from pwa.services.hours import DayChange

bp = access.GuardedBlueprint("hours", __name__)

_SEEN = "seen-"
"""`seen-<placement id>` holds the hash of the days that stood on the page."""


@dataclass(frozen=True)
class AnswerForm:
    """An answer to one dispute: a sentence, a day put right, or both."""

    about: UUID
    text: str = ""
    day: date | None = None
    code: AttendanceCode | None = None
    actual: str = ""
    change: DayChange | None = None
    errors: dict[str, str] = field(default_factory=dict)
    other: str = ""
    """What a colleague answered in the meantime."""

    @classmethod
    def read(cls, about: UUID) -> "AnswerForm":
        r = Reader()
        text = r.text("text", most=MOST_TEXT)
        new, day = r.id("id"), r.day("day", required=False)
        code = r.choice("code", AttendanceCode, required=day is not None)
        actual, minutes = _worked(r)
        change = DayChange(new, day, code, minutes) if new and day and code else None
        return cls(about, text, day, code, actual, change, words.errors(r.done()))


def _worked(r: Reader) -> tuple[str, int | None]:
    """Hours really worked as typed ("6:30"), and in minutes."""
    typed = r.line("actual", most=5)
    worked = r.clock_time("actual")
    return typed, worked.hour * 60 + worked.minute if worked else None


@bp.get("/uren", may=policies.see_weeks)
def index() -> Any:
    return _weeks(asked_week())


def _weeks(
    monday: date | None, status: int = 200, form: AnswerForm | None = None, late: bool = False
) -> Any:
    me = access.me()
    with transaction():
        view = queries.week_page(me, monday)
        audit.record_reading(me, [one.placement for one in view.people], "uren")
    return page(
        "hours/index.html",
        status=status,
        view=view,
        form=form,
        late=late,
        new_id=uuid7,
        codes=[(code.value, words.word(code)) for code in AttendanceCode],
        most=MOST_TEXT,
        **around(view.monday),
    )


@bp.post("/uren/klopt", may=policies.see_weeks)
def confirm() -> Any:
    """One week of one person, or of everybody without gaps whose week nobody contests."""
    r = Reader()
    monday = r.day("monday")
    seen, contested = _seen(r), r.ids("contested")
    if r.done() or monday is None or not seen:
        return refuse(422, words.error("bad_input"))
    try:
        hours.confirm(access.me(), monday, seen, contested)
    except Stale:
        return _weeks(monday, 409, late=True)
    flash(_("Bevestigd. De kandidaat kan het nalezen en zeggen of het klopt."), "success")
    return redirect(_week_of(monday), 303)


def _seen(r: Reader) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for name in r.names(_SEEN)[:60]:
        value = r.line(name, most=64)
        try:
            found[UUID(name.removeprefix(_SEEN))] = value
        except ValueError:
            r.fail("main", "unknown")
    return found


@bp.post("/uren/<uuid:placement>/dag", may=policies.fill)
def fill(placement: Placement) -> Any:
    """Fill in a day that was forgotten, or put one right."""
    r = Reader()
    id, day, code = r.id("id"), r.day("day"), r.choice("code", AttendanceCode)
    _typed, minutes = _worked(r)
    if r.done() or day is None or code is None:
        return refuse(422, next(iter(words.errors(r.errors).values()), ""))
    try:
        attendance.fill(access.me(), placement, day, code, id=id, actual_minutes=minutes)
    except BadInput as wrong:
        return refuse(422, next(iter(words.errors(wrong.fields).values())))
    what = words.word(code).lower()
    flash(_("Opgeslagen: %(day)s, %(what)s.", day=dates.long_day(day), what=what), "success")
    return redirect(_week_of(monday_of(day), f"p-{placement.id}"), 303)


@bp.post("/uren/tegenspraak/<uuid:week_dispute>", may=policies.answer)
def answer(week_dispute: WeekDispute) -> Any:
    form, monday = AnswerForm.read(week_dispute.id), week_dispute.monday
    if form.errors:
        return _weeks(monday, 422, form)
    try:
        hours.answer(access.me(), week_dispute, form.text, form.change)
    except BadInput as wrong:
        return _weeks(monday, 422, _again(form, words.errors(wrong.fields)))
    except Stale:
        return _weeks(monday, 409, form, late=True)
    flash(_("Je antwoord is bewaard. De kandidaat kan het lezen."), "success")
    return redirect(_week_of(monday, f"p-{week_dispute.placement_id}"), 303)


def _again(form: AnswerForm, errors: dict[str, str]) -> AnswerForm:
    return AnswerForm(form.about, form.text, form.day, form.code, form.actual, errors=errors)


def _week_of(monday: date, anchor: str | None = None) -> str:
    return url_for("hours.index", week=monday, _anchor=anchor)
