"""Dit klopt niet: a candidate asks to put something right, and reads what was answered."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.database import transaction
from pwa.domain.corrections import MOST_TEXT
from pwa.domain.enums import AttendanceCode
from pwa.domain.errors import BadInput, DomainError, NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.domain.notes import MOST_TEXT as MOST_NOTE
from pwa.forms import Reader
from pwa.models import Correction, Note
from pwa.pages import page
from pwa.policies import corrections as policies
from pwa.queries import corrections as queries
from pwa.routes.correction_words import for_templates
from pwa.services import audit, corrections
from pwa.services.corrections import Correcting, NewWords
from pwa.services.hours import DayChange
from pwa.services.note_changes import MOST_REASON

bp = access.GuardedBlueprint("corrections", __name__, url_prefix="/correcties")


@dataclass(frozen=True)
class Form:
    """What was typed in one of the forms; `which` says in which."""

    which: str = ""
    text: str = ""
    note: str | None = None
    tiles: tuple[UUID, ...] | None = None
    day: date | None = None
    code: AttendanceCode | None = None
    errors: dict[str, str] = field(default_factory=dict)
    revision: int = 0


@bp.get("/", may=policies.see_list)
def index() -> Any:
    """What waits on the first page alone, and what was answered, page by page."""
    me, before = access.me(), Reader(request.args).id("voor", required=False)
    done, older = queries.answered(me, before)
    waiting = () if before else queries.waiting(me, {})
    some = (*waiting, *done)
    return page("corrections/index.html", some=some, older=older, **for_templates())


@bp.get("/notitie/<uuid:note>", may=policies.ask_note)
def new(note: Note) -> Any:
    return _ask_page(note, uuid7())


def _ask_page(
    note: Note, id: UUID, text: str = "", errors: dict[str, str] | None = None, status: int = 200
) -> Any:
    return page(
        "corrections/ask.html", status=status, note=note, id=id, text=text, errors=errors or {},
        most=MOST_TEXT,
    )  # fmt: skip


@bp.post("/notitie/<uuid:note>", may=policies.ask_note)
def create(note: Note) -> Any:
    r = Reader()
    id, text = r.id("id"), r.text("text", most=MOST_TEXT, required=True)
    r.moment("made_at")
    r.errors.pop("id", None)
    if errors := words.errors(r.done()):
        return _ask_page(note, id or uuid7(), text, errors, 422)
    try:
        row = corrections.ask_note(access.me(), note, id or uuid7(), text)
    except NotAllowed as refused:
        told = {"text": words.error(refused.code)}
        return _ask_page(note, uuid7(), text, told, refused.status)
    flash(_("Bewaard. Je krijgt hier antwoord."), "success")
    return redirect(url_for("corrections.show", correction=row.id), 303)


@bp.get("/<uuid:correction>", may=policies.see)
def show(correction: Correction) -> Any:
    return _page(correction)


def _page(
    correction: Correction, form: Form | None = None, status: int = 200, late: bool = False
) -> Any:
    me = access.me()
    with transaction():
        view = queries.thread(correction, access.me().language)
        audit.record_reading(me, [view.row.placement], "correctie")
    note = view.row.note
    return page(
        "corrections/show.html",
        status=status,
        view=view,
        form=form or Form(),
        late=late,
        own=view.row.placement.candidate_id == me.candidate_id,
        may_change=note is not None and policies.change_words(me, note),
        asked=view.asked,
        monday=queries.week_of(view.row),
        codes=[(code.value, words.word(code)) for code in AttendanceCode],
        new_id=uuid7,
        today=me.today,
        most=MOST_TEXT,
        most_note=MOST_NOTE,
        most_reason=MOST_REASON,
        policies=policies,
        **for_templates(),
    )


def _read_correcting() -> tuple[Form, Correcting]:
    r = Reader()
    id, day_id, revision = r.id("id"), r.id("day_id"), r.number("revision", 1, 10_000, default=1)
    note = r.text("note", most=MOST_NOTE) if "note" in r.names("note") else None
    tiles = tuple(r.ids("tiles"))
    answer = r.text("text", most=MOST_REASON)
    day = r.day("day", required=False)
    code = r.choice("code", AttendanceCode, required=day is not None)
    form = Form("right", answer, note, tiles, day, code, words.errors(r.done()), revision or 1)
    new = NewWords(id, revision or 1, note, tiles) if id and note is not None else None
    change = DayChange(day_id, day, code) if day_id and day and code else None
    return form, Correcting(answer, new, change)


@bp.post("/<uuid:correction>/verbeteren", may=policies.put_right)
def right(correction: Correction) -> Any:
    form, wanted = _read_correcting()
    told = _("Verbeterd. De kandidaat leest het, met wat er eerst stond.")
    return _do(correction, form, told, lambda: _right(correction, wanted))


def _right(correction: Correction, wanted: Correcting) -> None:
    if correction.dispute_id:
        raise NotAllowed("wrong_state")
    corrections.correct(access.me(), correction, wanted)


@bp.post("/<uuid:correction>/blijft", may=policies.answer)
def keep(correction: Correction) -> Any:
    form = _read_words("keep")
    told = _("Je antwoord is bewaard. De kandidaat kan het lezen.")
    return _do(correction, form, told, lambda: _keep(correction, form))


def _keep(correction: Correction, form: Form) -> None:
    """Who guides answers about hours where the week is; a coach has no page of weeks."""
    if correction.dispute_id and not policies.answers_alone(access.me(), correction):
        raise NotAllowed("wrong_state")
    corrections.keep(access.me(), correction, form.text)


@bp.post("/<uuid:correction>/nog-eens", may=policies.ask_again)
def again(correction: Correction) -> Any:
    form = _read_words("again")
    told = _("Je vraag staat bij de begeleider.")
    me = access.me()
    return _do(
        correction, form, told, lambda: corrections.ask_again(me, correction, form.text)
    )  # fmt: skip


@bp.post("/<uuid:correction>/intrekken", may=policies.take_back)
def take_back(correction: Correction) -> Any:
    Reader().done()
    told = _("Goed. Je hoeft geen antwoord meer.")
    me = access.me()
    return _do(correction, Form(), told, lambda: corrections.take_back(me, correction))


def _read_words(which: str) -> Form:
    r = Reader()
    text = r.text("text", most=MOST_TEXT, required=True)
    return Form(which, text, errors=words.errors(r.done()))


def _do(correction: Correction, form: Form, told: str, step: Callable[[], Any]) -> Any:
    """Make the step; whoever was second reads what the first one did, with the own words kept."""
    if form.errors:
        return _page(correction, form, 422)
    try:
        step()
    except BadInput as wrong:
        return _page(correction, _with(form, words.errors(wrong.fields)), 422)
    except Stale as late:
        return _page(correction, form, late.status, late=True)
    except DomainError as refused:
        problem = {"text": words.error(refused.code, **refused.details)}
        return _page(correction, _with(form, problem), refused.status)
    flash(told, "success")
    return redirect(_next(correction), 303)


def _next(correction: Correction) -> str:
    """The request with its answer; the list for a coach who read it only as long as it waited."""
    if policies.see(access.me(), corrections.fresh(correction.id)):
        return url_for("corrections.show", correction=correction.id)
    return url_for("corrections.index")


def _with(form: Form, errors: dict[str, str]) -> Form:
    return replace(form, errors=errors)
