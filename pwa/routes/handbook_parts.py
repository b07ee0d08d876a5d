"""Write on a draft, part by part: it keeps itself, and shows at once how it will look."""

from typing import Any
from uuid import UUID

from flask import abort, flash, jsonify, redirect, url_for
from flask_babel import gettext as _

from pwa import access, clock, dates, words
from pwa.domain.enums import Tone
from pwa.domain.errors import BadInput, Stale
from pwa.domain.handbook import ICONS, MOST_LABEL, MOST_SENTENCE, MOST_TILE
from pwa.forms import Reader, sent_by_itself
from pwa.models import Competence, Handbook
from pwa.pages import page
from pwa.policies import handbooks as policies
from pwa.queries import handbooks as queries
from pwa.routes.handbook_forms import CompetenceForm, NewPart, differences, edition_of
from pwa.routes.handbooks import draft_page
from pwa.routes.icon_words import ICON_WORDS
from pwa.services import handbook_order as order
from pwa.services import handbook_parts as parts

bp = access.GuardedBlueprint("handbook_parts", __name__, url_prefix="/handboeken")


@bp.get("/<uuid:handbook>/onderdeel/<uuid:competence_id>", may=policies.edit)
def edit(handbook: Handbook, competence_id: UUID) -> Any:
    row = _row(handbook, competence_id)
    return _edit_page(handbook, row, CompetenceForm.of(row))


@bp.post("/<uuid:handbook>/onderdeel/<uuid:competence_id>", may=policies.edit)
def save(handbook: Handbook, competence_id: UUID) -> Any:
    row = _row(handbook, competence_id)
    form = CompetenceForm.read(handbook)
    if form.errors:
        return _refused(handbook, row, form, form.errors)
    try:
        edition = parts.save_competence(
            access.me(), handbook, form.edition, competence_id, form.entry()
        )
    except Stale:
        return _stale(handbook, row, form)
    except BadInput as refused:
        return _refused(handbook, row, form, words.errors(refused.fields))
    if sent_by_itself():
        return jsonify(saved=dates.hour(clock.now()), edition=edition)
    return _onward(handbook, competence_id, form)


def _onward(handbook: Handbook, competence_id: UUID, form: CompetenceForm) -> Any:
    if form.do:
        return redirect(
            url_for(
                "handbook_parts.edit",
                handbook=handbook.id,
                competence_id=competence_id,
                _anchor=form.anchor,
            ),
            303,
        )
    flash(_("Bewaard in de nieuwe versie."), "success")
    return redirect(_back(handbook, competence_id), 303)


def _refused(
    handbook: Handbook, row: Competence, form: CompetenceForm, errors: dict[str, str]
) -> Any:
    if sent_by_itself():
        return jsonify(message=next(iter(errors.values()))), 422
    return _edit_page(handbook, row, form, 422, errors=errors)


def _stale(handbook: Handbook, row: Competence, form: CompetenceForm) -> Any:
    """Somebody else saved: both texts beside each other; saving again is a choice."""
    if sent_by_itself():
        return jsonify(message=words.error("stale")), 409
    now = Competence.get_by_id(row.id)
    return _edit_page(handbook, now, form, 409, theirs=differences(form, now))


@bp.post("/<uuid:handbook>/onderdeel/<uuid:competence_id>/voorbeeld", may=policies.edit)
def preview(handbook: Handbook, competence_id: UUID) -> Any:
    """How it will look, of what was typed; nothing is kept."""
    row = _row(handbook, competence_id)
    form = CompetenceForm.read(handbook)
    return _edit_page(handbook, row, form, errors=form.errors, unsaved=True)


@bp.post("/<uuid:handbook>/onderdelen", may=policies.edit)
def add(handbook: Handbook) -> Any:
    form = NewPart.read()
    if form.errors:
        return draft_page(handbook, new=form, errors=form.errors)
    group = form.wanted(otherwise=_("Waar we op letten"))
    try:
        row = parts.add_competence(access.me(), handbook, form.edition, form.label, group)
    except BadInput as wrong:
        return draft_page(handbook, new=form, errors=words.errors(wrong.fields))
    return redirect(url_for("handbook_parts.edit", handbook=handbook.id, competence_id=row.id), 303)


@bp.post("/<uuid:handbook>/onderdeel/<uuid:competence_id>/verplaatsen", may=policies.edit)
def move(handbook: Handbook, competence_id: UUID) -> Any:
    _row(handbook, competence_id)
    edition, step = _step()
    order.move_competence(access.me(), handbook, edition, competence_id, step)
    return redirect(_back(handbook, competence_id), 303)


@bp.post("/<uuid:handbook>/onderdeel/<uuid:competence_id>/weg", may=policies.edit)
def drop(handbook: Handbook, competence_id: UUID) -> Any:
    row = _row(handbook, competence_id)
    r = Reader()
    edition = edition_of(r)
    r.done()
    parts.drop_competence(access.me(), handbook, edition, competence_id)
    flash(_("“%(label)s” is uit deze versie.", label=row.label), "success")
    return redirect(url_for("handbooks.show", handbook=handbook.id), 303)


@bp.post("/<uuid:handbook>/onderdeel/<uuid:competence_id>/verbergen", may=policies.edit)
def put_away(handbook: Handbook, competence_id: UUID) -> Any:
    _row(handbook, competence_id)
    r = Reader()
    edition, hidden = edition_of(r), r.flag("hidden")
    r.done()
    parts.put_away(access.me(), handbook, edition, competence_id, hidden=hidden)
    return redirect(_back(handbook, competence_id), 303)


@bp.post("/<uuid:handbook>/groep/verplaatsen", may=policies.edit)
def move_group(handbook: Handbook) -> Any:
    r = Reader()
    code = r.line("code", most=MOST_LABEL)
    edition, step = _step(r)
    order.move_group(access.me(), handbook, edition, code, step)
    return redirect(url_for("handbooks.show", handbook=handbook.id, _anchor=f"g-{code}"), 303)


@bp.post("/<uuid:handbook>/groep", may=policies.edit)
def rename_group(handbook: Handbook) -> Any:
    r = Reader()
    code, edition = r.line("code", most=MOST_LABEL), edition_of(r)
    label = r.line("label", most=MOST_LABEL, required=True)
    second = r.line("second", most=MOST_LABEL) if handbook.second_language else None
    if errors := words.errors(r.done()):
        renamed = {
            "code": code, "label": label, "second": second or "", "edition": str(edition),
            "error": next(iter(errors.values())),
        }  # fmt: skip
        return draft_page(handbook, errors={f"label-{code}": renamed["error"]}, renamed=renamed)
    order.rename_group(access.me(), handbook, edition, code, label, second)
    return redirect(url_for("handbooks.show", handbook=handbook.id, _anchor=f"g-{code}"), 303)


def _row(handbook: Handbook, competence_id: UUID) -> Competence:
    return queries.competence_of(handbook, competence_id) or abort(404)


def _step(r: Reader | None = None) -> tuple[int, int]:
    r = r or Reader()
    step, edition = r.option("step", ("up", "down")), edition_of(r)
    if r.done():
        abort(422)
    return edition, -1 if step == "up" else 1


def _back(handbook: Handbook, competence_id: UUID) -> str:
    return url_for("handbooks.show", handbook=handbook.id, _anchor=f"c-{competence_id}")


def _edit_page(
    handbook: Handbook,
    row: Competence,
    form: CompetenceForm,
    status: int = 200,
    *,
    errors: dict[str, str] | None = None,
    theirs: list[tuple[str, str]] | None = None,
    unsaved: bool = False,
) -> Any:
    pinned = {name for tile in form.tiles for name in tile.departments}
    departments = queries.departments_of(handbook.organisation_id)
    return page(
        "handbooks/edit.html",
        status=status,
        book=handbook,
        competence_id=row.id,
        form=form,
        edition=row.edition if theirs is not None else form.edition,
        errors=errors or {},
        theirs=theirs,
        unsaved=unsaved,
        groups=queries.groups_of(handbook),
        departments=sorted({*departments, *pinned}),
        tones=[(tone.value, words.word(tone)) for tone in Tone],
        levels=[(n, f"{n} {words.word(n)}") for n in (1, 2, 3, 4)],
        icons=sorted(((name, str(ICON_WORDS[name])) for name in ICONS), key=lambda one: one[1]),
        most={"label": MOST_LABEL, "sentence": MOST_SENTENCE, "tile": MOST_TILE},
    )
