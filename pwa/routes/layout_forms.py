"""Work on the draft of a layout: colours and words, order, logo, and a template of one's own."""

from dataclasses import dataclass, field, replace
from typing import Any

from flask import flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pwa import access, dates, words
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.layouts import LayoutState
from pwa.forms import Reader, sent_by_itself
from pwa.models import Layout
from pwa.pages import page
from pwa.pdf.look import HEADS, MOST, MOVABLE, OPTIONAL, STANDARD, starting_template
from pwa.pdf.sample import sample
from pwa.policies import layouts as policies
from pwa.queries import layouts as queries
from pwa.routes import layout_words
from pwa.routes.layouts import show_page
from pwa.services import layout_printing, layouts, pictures
from pwa.services.pictures import MOST_LOGO, Logo

bp = access.GuardedBlueprint("layout_forms", __name__, url_prefix="/opmaak/<uuid:layout>")

HEADINGS = tuple(f"heading_{part}" for part in (*MOVABLE, "signatures"))
TEXTS = ("accent", "head", "final_title", "interim_title", *HEADINGS, "top", "end", "privacy")
TEMPLATE = ("template", "stylesheet")
_LINES = frozenset({"accent", "head", "final_title", "interim_title", *HEADINGS})


@dataclass(frozen=True)
class LayoutForm:
    """What was typed on one of the two pages, and in which edition the page was made."""

    edition: int
    texts: dict[str, str]
    then: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, names: tuple[str, ...], then: tuple[str, ...]) -> "LayoutForm":
        r = Reader()
        edition = r.number("edition", 0, 10**8, default=0) or 0
        wanted = r.option("then", then, required=False)
        texts = {
            name: (r.line if name in _LINES else r.text)(name, most=MOST[name]) for name in names
        }
        texts = {
            name: "" if one == getattr(STANDARD, name, None) else one for name, one in texts.items()
        }
        return cls(edition, texts, wanted, words.errors(r.done()))


@bp.get("/wijzigen", may=policies.edit)
def edit(layout: Layout) -> Any:
    if layout.state is not LayoutState.DRAFT:
        return redirect(url_for("layouts.show", layout=layout.id))
    return _edit_page(layout, _form_of(layout))


def _form_of(layout: Layout) -> LayoutForm:
    return LayoutForm(layout.edition, dict(layout.texts))


@bp.post("/wijzigen", may=policies.edit)
def save(layout: Layout) -> Any:
    """Colours, words and fixed texts: by itself, or by the button."""
    form = LayoutForm.read(TEXTS, ("look",))
    kept = _kept(layout, form, _edit_page)
    return kept or redirect(url_for("layouts.show", layout=layout.id), 303)


def _kept(layout: Layout, form: LayoutForm, again: Any) -> Any:
    """Keep it. Gives the answer of a page that saves itself, or what to do about it, else None."""
    by_itself = sent_by_itself()
    try:
        if form.errors:
            return _refused(layout, form, again, by_itself)
        edition = layouts.save(access.me(), layout, form.edition, form.texts)
    except BadInput as wrong:
        bad = replace(form, errors=words.errors(wrong.fields))
        return _refused(layout, bad, again, by_itself)
    except Stale:
        if by_itself:
            raise
        return _both(layout, form, again)
    if by_itself:
        return jsonify(saved=dates.hour(access.me().now), edition=edition)
    return None


def _refused(layout: Layout, form: LayoutForm, again: Any, by_itself: bool) -> Any:
    if by_itself:
        return jsonify(message=next(iter(form.errors.values()))), 422
    return again(layout, form, 422)


def _both(layout: Layout, form: LayoutForm, again: Any) -> Response:
    """Somebody else changed the same: theirs to read, mine still in the form to save over it."""
    now = _again(layout)
    if now.state is not LayoutState.DRAFT:
        return show_page(now, 409, words.error("stale"))
    theirs = {
        name: now.texts.get(name, "")
        for name, mine in form.texts.items()
        if now.touched.get(name, 0) > form.edition and now.texts.get(name, "") != mine
    }
    page: Response = again(now, replace(form, edition=now.edition), 409, theirs)
    return page


def _as_it_stands(
    layout: Layout, why: dict[str, str], typed: dict[str, str] | None = None, status: int = 409
) -> Response:
    """It could not be, maybe since somebody else was faster: how it is now, to choose again."""
    now = _again(layout)
    if now.state is not LayoutState.DRAFT:
        return show_page(now, 409, words.error("stale"))
    stands = _form_of(now)
    form = replace(stands, errors=words.errors(why), texts=stands.texts | (typed or {}))
    return _edit_page(now, form, status)


def _again(layout: Layout) -> Layout:
    return access.find("layout", layout.id)  # type: ignore[no-any-return]


def _edit_page(
    layout: Layout, form: LayoutForm, status: int = 200, theirs: dict[str, str] | None = None
) -> Response:
    names = layout_words.parts()
    return page(
        "layouts/edit.html",
        status=status,
        town=layout.municipality,
        one=queries.view(layout),
        form=form,
        standard=STANDARD,
        parts=names,
        headings=[(name, names[name.removeprefix("heading_")]) for name in HEADINGS],
        heads=_heads(),
        theirs=_named(theirs or {}),
        most=MOST,
    )


def _heads() -> list[tuple[str, str]]:
    said = {"line": _("Streep ernaast"), "band": _("Gekleurd vlak"), "rule": _("Lijn eronder")}
    return [(name, said[name]) for name in HEADS]


def _named(theirs: dict[str, str]) -> list[tuple[str, str]]:
    """What the other wrote, by what the form calls it."""
    parts = {f"heading_{name}": label for name, label in layout_words.parts().items()}
    said = layout_words.parts() | parts | {
        "accent": _("Kleur"), "head": _("Kop van de eerste bladzijde"),
        "final_title": _("Titel van een eindevaluatie"),
        "interim_title": _("Titel van een tussenevaluatie"),
        "template": _("Sjabloon"), "stylesheet": _("Stijl"),
    }  # fmt: skip
    return [(said[name], text) for name, text in theirs.items()]


@bp.post("/volgorde", may=policies.edit)
def arrange(layout: Layout) -> Any:
    """Move a part one place, or print it or not."""
    r = Reader()
    edition = r.number("edition", 0, 10**8, default=0) or 0
    part = r.option("part", (*MOVABLE, *OPTIONAL))
    do = r.option("do", ("up", "down", "show", "hide"))
    if r.done():
        return _edit_page(layout, _form_of(layout), 422)
    try:
        if do in ("up", "down"):
            layouts.move_part(access.me(), layout, edition, part, -1 if do == "up" else 1)
        else:
            layouts.show_part(access.me(), layout, edition, part, do == "show")
    except NotAllowed as refused:
        flash(words.error(refused.code), "error")
    except Stale:
        return _as_it_stands(layout, {"volgorde": "stale"})
    return _to_edit(layout, "volgorde")


def _to_edit(layout: Layout, anchor: str) -> Any:
    return redirect(url_for("layout_forms.edit", layout=layout.id, _anchor=anchor), 303)


@bp.post("/logo", may=policies.edit)
def put_logo(layout: Layout) -> Any:
    request.max_content_length = MOST_LOGO + 1_000_000
    r = Reader()
    edition = r.number("edition", 0, 10**8, default=0) or 0
    said = r.line("logo_words", most=MOST["logo_words"], required=True)
    picture = _picture(r)
    wrong = r.done()
    if wrong or picture is None:
        return _as_it_stands(layout, wrong, {"logo_words": said}, 422)
    try:
        layouts.put_logo(access.me(), layout, edition, picture, said)
    except Stale:
        return _as_it_stands(layout, {"logo": "stale"}, {"logo_words": said})
    flash(_("Het logo staat erbij."), "success")
    return _to_edit(layout, "logo")


def _picture(r: Reader) -> Logo | None:
    sent = request.files.get("photos")
    if sent is None or not sent.filename:
        r.fail("photos", "logo_missing")
        return None
    try:
        return pictures.logo(sent.read(MOST_LOGO + 1))
    except BadInput as refused:
        r.fail("photos", refused.fields["photos"])
        return None
    finally:
        sent.close()


@bp.post("/logo/weghalen", may=policies.edit)
def drop_logo(layout: Layout) -> Any:
    r = Reader()
    edition = r.number("edition", 0, 10**8, default=0) or 0
    r.done()
    try:
        layouts.drop_logo(access.me(), layout, edition)
    except Stale:
        return _as_it_stands(layout, {"logo": "stale"})
    return _to_edit(layout, "logo")


@bp.get("/sjabloon", may=policies.edit)
def template(layout: Layout) -> Any:
    if layout.state is not LayoutState.DRAFT:
        return redirect(url_for("layouts.show", layout=layout.id))
    return _template_page(layout, _form_of(layout))


@bp.post("/sjabloon", may=policies.edit)
def save_template(layout: Layout) -> Any:
    """The template itself: kept as it is typed; the button says whether it works."""
    form = LayoutForm.read(TEMPLATE, ("check", "start", "clear"))
    if form.then == "start":
        begun = starting_template(queries.view(layout).look)
        form = replace(form, texts=form.texts | {"template": begun})
    if form.then == "clear":
        form = replace(form, texts=dict.fromkeys(TEMPLATE, ""))
    kept = _kept(layout, form, _template_page)
    if kept is not None:
        return kept
    if form.then != "check":
        return redirect(url_for("layout_forms.template", layout=layout.id), 303)
    return _checked(_again(layout))


def _checked(layout: Layout) -> Response:
    """It is kept whatever it is; whether it works is said beside it."""
    found = layout_printing.render(sample(layout.municipality.name), layout).problem
    said = layout_words.problem(found) if found else ""
    form = _form_of(layout)
    return _template_page(layout, form, problem=said, works=not said)


def _template_page(
    layout: Layout, form: LayoutForm, status: int = 200, theirs: dict[str, str] | None = None,
    problem: str = "", works: bool = False,
) -> Response:  # fmt: skip
    return page(
        "layouts/template.html",
        status=status,
        town=layout.municipality,
        one=queries.view(layout),
        form=form,
        theirs=_named(theirs or {}),
        parts=layout_words.parts(),
        problem=problem,
        works=works,
        most=MOST,
    )
