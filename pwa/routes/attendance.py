"""Who was there: one touch for everyone, or one person by one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.domain.enums import AttendanceCode
from pwa.domain.errors import BadInput
from pwa.errors import answer
from pwa.forms import Reader
from pwa.models import Placement
from pwa.policies import attendance as policies
from pwa.services import attendance

bp = access.GuardedBlueprint("attendance", __name__, url_prefix="/aanwezigheid")

_FIELD = "voor-"
"""`voor-<placement id>` holds the new id of that person's fact."""


@dataclass(frozen=True)
class All:
    """One fact for several people: each with an id of its own."""

    day: date | None
    ids: dict[UUID, UUID] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "All":
        r = Reader()
        ids = people_of(r, _FIELD)
        if not ids:
            r.fail("voor", "missing")
        return cls(r.day("day"), ids, words.errors(r.done()))


def people_of(reader: Reader, prefix: str, most: int = 60) -> dict[UUID, UUID]:
    """Placement id -> new id, from fields named `<prefix><placement id>`.

    What is wrong with these hidden fields is said about the page as a whole.
    """
    ids: dict[UUID, UUID] = {}
    for name in reader.names(prefix)[:most]:
        new = reader.id(name)
        try:
            placement = UUID(name.removeprefix(prefix))
        except ValueError:
            new = None
        if new is None:
            reader.errors.pop(name, None)
            reader.fail("main", "unknown")
        else:
            ids[placement] = new
    return ids


@bp.post("/iedereen", may=policies.fill_all)
def everyone() -> Any:
    return _all(attendance.fill_untouched, _("Opgeslagen: iedereen is er."))


@bp.post("/dicht", may=policies.fill_all)
def closed() -> Any:
    return _all(attendance.company_closed, _("Opgeslagen: het bedrijf is dicht."))


def _all(verb: Callable[..., Any], done: str) -> Any:
    form = All.read()
    if form.errors or form.day is None:
        return answer(422, next(iter(form.errors.values()), ""))
    try:
        verb(access.me(), form.ids, form.day)
    except BadInput as wrong:
        return _refused(wrong)
    flash(done, "success")
    return redirect(url_for("today.index"), 303)


def _refused(wrong: BadInput) -> Any:
    return answer(422, next(iter(words.errors(wrong.fields).values())))


@bp.post("/<uuid:placement>", may=policies.fill)
def fill(placement: Placement) -> Any:
    r = Reader()
    id, day, code = r.id("id"), r.day("day"), r.choice("code", AttendanceCode)
    minutes = r.number("actual_minutes", 0, attendance.MOST_MINUTES, default=-1)
    made_at = r.moment("made_at")
    if r.done() or day is None or code is None:
        return answer(422, next(iter(words.errors(r.errors).values()), ""))
    actual = None if minutes == -1 else minutes
    try:
        attendance.fill(
            access.me(), placement, day, code, id=id, actual_minutes=actual, made_at=made_at
        )
    except BadInput as wrong:
        return _refused(wrong)
    return _back(placement, day, code)


def _back(placement: Placement, day: date, code: AttendanceCode) -> Any:
    person = access.me()
    name = words.first_name(placement.candidate.user.name)
    flash(_("Opgeslagen: %(name)s, %(what)s.", name=name, what=words.word(code).lower()), "success")
    if day != person.today:
        return redirect(url_for("placements.show", placement=placement.id), 303)
    return redirect(url_for("today.index", _anchor=f"p-{placement.id}"), 303)
