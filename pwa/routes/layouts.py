"""How the PDFs of a municipality look: its versions, an example, and taking one into use."""

from typing import Any

from flask import Response, abort, flash, make_response, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.domain.enums import Role
from pwa.domain.errors import DomainError, NotAllowed, Stale
from pwa.domain.layouts import LayoutState
from pwa.forms import Reader
from pwa.models import Layout, Organisation
from pwa.pages import not_now, page
from pwa.pdf.sample import sample
from pwa.policies import layouts as policies
from pwa.queries import layouts as queries
from pwa.queries.photos import file_of
from pwa.routes import layout_words
from pwa.routes.which import to_own
from pwa.services import layout_printing, layouts

bp = access.GuardedBlueprint("layouts", __name__)


@bp.get("/opmaak", may=policies.has_own)
def mine() -> Any:
    """To the layout of the municipality in which this person works."""
    me = access.me()
    own = me.organisations(Role.MUNICIPALITY_ADMIN) or me.organisations(Role.COACH)
    return to_own(own, "layouts.index", _("Opmaak"))


@bp.get("/gemeenten/<uuid:organisation>/opmaak", may=policies.read)
def index(organisation: Organisation) -> Any:
    return page(
        "layouts/index.html",
        town=organisation,
        found=queries.overview(organisation),
        problem=layout_words.problem,
        can_edit=policies.make(access.me(), organisation),
    )


@bp.post("/gemeenten/<uuid:organisation>/opmaak", may=policies.make)
def begin(organisation: Organisation) -> Any:
    Reader().done()
    draft = layouts.begin(access.me(), organisation)
    return redirect(url_for("layout_forms.edit", layout=draft.id), 303)


@bp.get("/opmaak/<uuid:layout>", may=policies.look_at)
def show(layout: Layout) -> Any:
    return show_page(layout)


def show_page(layout: Layout, status: int = 200, refused: str = "") -> Response:
    return page(
        "layouts/show.html",
        status=status,
        town=layout.municipality,
        one=queries.view(layout),
        parts=layout_words.parts(),
        refused=refused,
        is_draft=layout.state is LayoutState.DRAFT,
        is_used=layout.state is LayoutState.ACTIVE,
        can_edit=policies.edit(access.me(), layout),
    )


@bp.get("/opmaak/<uuid:layout>/voorbeeld", may=policies.look_at)
def example(layout: Layout) -> Any:
    """The example in this layout, as PDF; when it cannot be printed so, why."""
    try:
        printed = layout_printing.render(sample(layout.municipality.name), layout)
    except DomainError as missing:
        told = words.error(missing.code, **missing.details)
        return not_now(show_page(layout, refused=told), missing)
    if printed.problem:
        return show_page(layout, 422, layout_words.problem(printed.problem))
    answer = make_response(printed.pdf)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="voorbeeld-{layout.version}.pdf"'
    return answer


@bp.get("/opmaak/<uuid:layout>/logo", may=policies.look_at)
def logo(layout: Layout) -> Any:
    data, media_type = file_of(layout.logo_id) if layout.logo_id else abort(404)
    return Response(data, mimetype=media_type, headers={"Content-Disposition": "inline"})


@bp.post("/opmaak/<uuid:layout>/in-gebruik", may=policies.edit)
def use(layout: Layout) -> Any:
    """From now on every new PDF looks like this."""
    try:
        layouts.use(access.me(), layout, read_edition())
    except Stale:
        return _changed(layout)
    except NotAllowed as refused:
        said = words.error(refused.code, **refused.details)
        if "problem" in refused.details:
            said += " " + layout_words.problem(str(refused.details["problem"]))
        return show_page(layout, 409, said)
    flash(_("In gebruik. Nieuwe PDF's zien er voortaan zo uit."), "success")
    return redirect(url_for("layouts.index", organisation=layout.municipality_id), 303)


@bp.post("/opmaak/<uuid:layout>/stoppen", may=policies.edit)
def stop(layout: Layout) -> Any:
    Reader().done()
    try:
        layouts.stop(access.me(), layout)
    except Stale:
        return _changed(layout)
    flash(_("Nieuwe PDF's krijgen weer de standaardopmaak."), "success")
    return redirect(url_for("layouts.index", organisation=layout.municipality_id), 303)


@bp.post("/opmaak/<uuid:layout>/weggooien", may=policies.edit)
def throw_away(layout: Layout) -> Any:
    try:
        layouts.throw_away(access.me(), layout, read_edition())
    except Stale:
        return _changed(layout)
    flash(_("Het concept is weg. Wat in gebruik is, blijft."), "success")
    return redirect(url_for("layouts.index", organisation=layout.municipality_id), 303)


def _changed(layout: Layout) -> Response:
    """Somebody else was faster: what it is now, to decide again."""
    row = Layout.visible_to(access.me()).where(Layout.id == layout.id).first() or abort(404)
    return show_page(row, 409, words.error("stale"))


def read_edition() -> int:
    """Which edition the page showed; a broken one is an old one."""
    r = Reader()
    edition = r.number("edition", 0, 10**8, default=0)
    r.errors.pop("edition", None)
    r.done()
    return edition or 0
