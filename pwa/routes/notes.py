"""Write a note in three touches; undo, change, talk about it."""

from typing import Any
from uuid import uuid5

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from pwa import access, dates, words
from pwa.database import transaction
from pwa.domain.errors import BadInput, DomainError, NotAllowed, Stale
from pwa.forms import Reader
from pwa.models import Note, Placement
from pwa.models.photos import MOST_PHOTOS
from pwa.pages import page
from pwa.policies import notes as policies
from pwa.queries import note_page
from pwa.queries.notes import card
from pwa.queries.writing import writing
from pwa.routes.note_forms import ChangeForm, NoteForm
from pwa.services import audit, handovers, note_changes, notes, photos

bp = access.GuardedBlueprint("notes", __name__, url_prefix="/notities")


@bp.get("/nieuw", may=policies.write)
def new() -> Any:
    wanted = Reader(request.args).ids("voor")
    if not wanted:
        flash(_("Kies eerst over wie het gaat."), "warning")
        return redirect(url_for("today.index", samen=1))
    view = writing(access.me(), wanted) or abort(404)
    first = view.days[0] if view.days else None
    return _writing_page(view, NoteForm.new(view.ids, first))


def _writing_page(view: Any, form: NoteForm, status: int = 200) -> Any:
    return page("notes/new.html", status=status, writing=view, form=form, most_photos=MOST_PHOTOS)


@bp.post("/", may=policies.write)
def create() -> Any:
    form = NoteForm.read()
    refused = None if form.errors else _refused(form)
    if form.errors or refused:
        return _again(form, refused)
    if form.is_line_only:
        flash(
            _("Ontvangen %(time)s. De regel voor de volgende ploeg is bewaard.", time=_now()),
            "success",
        )
    else:
        flash(_("Ontvangen %(time)s. De notitie is bewaard.", time=_now()), "success")
    first = next(iter(form.ids))
    return redirect(url_for("today.index", _anchor=f"p-{first}"), 303)


def _again(form: NoteForm, refused: DomainError | None) -> Any:
    """The same page with everything that was typed. An id that held something else is renewed."""
    view = writing(access.me(), form.ids, form.tiles) or abort(404)
    if refused is None:
        return _writing_page(view, form, 422)
    errors, again = sentences(refused), refused.code == "id_reused"
    return _writing_page(view, form.with_errors(errors, new_ids=again), refused.status)


def _now() -> str:
    return dates.hour(access.me().now)


def _refused(form: NoteForm) -> DomainError | None:
    """Keep the note, its photos and the line for the next shift in one commit, or say why not."""
    try:
        with transaction():
            for note in () if form.is_line_only else notes.write(access.me(), form.entry()):
                _keep_photos(note, form)
            if form.handover:
                _leave(form)
    except DomainError as refused:
        return refused
    return None


def _leave(form: NoteForm) -> None:
    """The line's id follows from that of the form: posted twice it is one line."""
    rows = list(Placement.with_people().where(Placement.id.in_(list(form.ids))))
    if len(rows) != len(form.ids):
        raise NotAllowed("not_guided")
    for placement in rows:
        id = uuid5(form.ids[placement.id], "handover")
        handovers.leave(access.me(), placement, form.handover, id=id)


def _keep_photos(note: Note, form: NoteForm) -> None:
    """A photo's id follows from the note's and from what is on it: posted twice it is one photo."""
    for picture in form.photos:
        id = uuid5(note.id, picture.sha256)
        photos.add(access.me(), note.id, id, picture, form.made_at)


def sentences(refused: DomainError) -> dict[str, str]:
    """What to show above the form, field by field."""
    if isinstance(refused, BadInput):
        return words.errors(refused.fields)
    code = "note_id_reused" if refused.code == "id_reused" else refused.code
    return {"text": words.error(code, **refused.details)}


@bp.get("/<uuid:note>", may=policies.read)
def show(note: Note) -> Any:
    with transaction():
        view = note_page.note_page(access.me(), note)
        audit.record_reading(access.me(), [note.placement], "notities")
    return page("notes/show.html", view=view)


@bp.get("/<uuid:note>/wijzigen", may=policies.change)
def edit(note: Note) -> Any:
    return _edit_page(note, ChangeForm.of(card(access.me(), note)))


def _edit_page(note: Note, form: ChangeForm, status: int = 200) -> Any:
    with transaction():
        view = note_page.edit_page(access.me(), note, form.tiles)
        audit.record_reading(access.me(), [note.placement], "notities")
    return page("notes/edit.html", status=status, view=view, form=form)


@bp.post("/<uuid:note>", may=policies.change)
def update(note: Note) -> Any:
    form, revision, status = ChangeForm.read(), 0, 422
    errors = form.errors
    if not errors:
        try:
            note_changes.change(access.me(), note, form.wanted())
            flash(_("Opgeslagen %(time)s.", time=_now()), "success")
            return redirect(url_for("notes.show", note=note.id), 303)
        except DomainError as refused:
            errors, status = sentences(refused), refused.status
            revision = note.revision if isinstance(refused, Stale) else 0
    return _edit_page(note, form.with_errors(errors, revision), status)


@bp.post("/<uuid:note>/ongedaan", may=policies.undo)
def undo(note: Note) -> Any:
    Reader().done()
    note_changes.withdraw(access.me(), note)
    flash(_("De notitie is ongedaan gemaakt. Niemand anders leest hem."), "success")
    return redirect(url_for("today.index", _anchor=f"p-{note.placement_id}"), 303)


@bp.post("/<uuid:note>/terugzetten", may=policies.restore)
def restore(note: Note) -> Any:
    Reader().done()
    note_changes.restore(access.me(), note)
    flash(_("De notitie staat er weer."), "success")
    return redirect(url_for("today.index", _anchor=f"p-{note.placement_id}"), 303)


@bp.post("/<uuid:note>/intrekken", may=policies.withdraw)
def withdraw(note: Note) -> Any:
    r = Reader()
    reason = r.line("reason", most=note_changes.MOST_REASON)
    errors = words.errors(r.done())
    try:
        if not errors:
            note_changes.withdraw(access.me(), note, reason)
            flash(_("De notitie is teruggenomen. De tekst staat er niet meer."), "success")
            return redirect(url_for("notes.show", note=note.id), 303)
    except BadInput as refused:
        errors = sentences(refused)
    return _show_again(note, errors, reason)


def _show_again(note: Note, errors: dict[str, str], reason: str) -> Any:
    with transaction():
        view = note_page.note_page(access.me(), note)
        audit.record_reading(access.me(), [note.placement], "notities")
    return page(
        "notes/show.html",
        status=422,
        view=view,
        errors=errors,
        reason=reason,
        may_move=policies.move,
    )


@bp.get("/<uuid:note>/verkeerde-persoon", may=policies.move)
def wrong_person(note: Note) -> Any:
    people = note_page.others_for(access.me(), note)
    return page("notes/move.html", note=note, people=people)


@bp.post("/<uuid:note>/verkeerde-persoon", may=policies.move)
def move(note: Note) -> Any:
    r = Reader()
    wanted = r.id("placement")
    r.done()
    to = Placement.visible_to(access.me()).where(Placement.id == wanted).first() or abort(404)
    moved = note_changes.move(access.me(), note, to)
    name = words.first_name(to.candidate.user.name)
    flash(_("De notitie staat nu bij %(name)s.", name=name), "success")
    return redirect(url_for("today.index", _anchor=f"p-{moved.placement_id}"), 303)


@bp.post("/<uuid:note>/besproken", may=policies.discuss)
def discussed(note: Note) -> Any:
    Reader().done()
    note.placement = Placement.with_people().where(Placement.id == note.placement_id).get()
    notes.mark_discussed(access.me(), note)
    flash(_("Opgeslagen: jullie hebben het besproken."), "success")
    return redirect(url_for("today.index"), 303)
