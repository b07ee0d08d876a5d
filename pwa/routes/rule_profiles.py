"""The rules of a municipality: read by its coaches, changed in versions by who looks after them."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, words
from pwa.domain.enums import PlacementKind, Role
from pwa.forms import Reader
from pwa.models import Organisation
from pwa.pages import page
from pwa.policies import rule_profiles as policies
from pwa.queries import rule_profiles as queries
from pwa.routes import rule_writing
from pwa.routes.rule_words import when_of
from pwa.routes.which import to_own
from pwa.services import rule_drafts, rule_profiles

bp = access.GuardedBlueprint("rule_profiles", __name__)

words.add_errors(
    {
        "repeat_of_months": lazy_gettext("Alleen een aantal maanden kan steeds terugkomen."),
        "nothing_changed": lazy_gettext("Er is niets veranderd. Er komt geen nieuwe versie."),
    }
)


@bp.get("/onze-regels", may=policies.has_own)
def mine() -> Any:
    """To the rules of the municipality in which this person works."""
    me = access.me()
    own = me.organisations(Role.MUNICIPALITY_ADMIN) or me.organisations(Role.COACH)
    return to_own(own, "rule_profiles.index", _("Regels"))


@bp.get("/gemeenten/<uuid:organisation>/regels", may=policies.read)
def index(organisation: Organisation) -> Any:
    everything = queries.newest(queries.versions(organisation))
    return page("rule_profiles/index.html", town=organisation, kinds=everything)


@bp.get("/gemeenten/<uuid:organisation>/regels/<kind>", may=policies.read)
def show(organisation: Organisation, kind: str) -> Any:
    return _show(organisation, _kind(kind), None)


@bp.get("/gemeenten/<uuid:organisation>/regels/<kind>/<int:number>", may=policies.read)
def version(organisation: Organisation, kind: str, number: int) -> Any:
    """An older version, as it was."""
    return _show(organisation, _kind(kind), number)


def _show(
    organisation: Organisation,
    kind: PlacementKind,
    number: int | None,
    typed: str = "",
    errors: dict[str, str] | None = None,
) -> Any:
    me = access.me()
    versions = queries.versions(organisation, kind)
    shown = versions[0]
    if number is not None:
        shown = next((one for one in versions if one.number == number), None) or abort(404)
    may_edit = policies.edit(me, organisation)
    return page(
        "rule_profiles/show.html",
        town=organisation,
        kind=kind,
        shown=shown,
        lines=[(one, when_of(one)) for one in shown.profile.milestones],
        versions=versions,
        suggestions=queries.suggestions(organisation, kind),
        can_edit=may_edit,
        can_suggest=policies.suggest(me, organisation),
        typed=typed,
        most=rule_profiles.MOST_SUGGESTION,
        errors=errors or {},
        status=422 if errors else 200,
    )


@bp.get("/gemeenten/<uuid:organisation>/regels/<kind>/wijzigen", may=policies.edit)
def edit(organisation: Organisation, kind: str) -> Any:
    return rule_writing.opened(organisation, _kind(kind))


@bp.post("/gemeenten/<uuid:organisation>/regels/<kind>/wijzigen", may=policies.edit)
def save(organisation: Organisation, kind: str) -> Any:
    """One form, and what its buttons do: change a line, look what it would mean, keep it."""
    return rule_writing.written(organisation, _kind(kind))


@bp.post("/gemeenten/<uuid:organisation>/regels/<kind>/weg", may=policies.edit)
def drop(organisation: Organisation, kind: str) -> Any:
    """Away with what was typed and not saved."""
    Reader().done()
    rule_drafts.throw_away(access.me(), organisation, _kind(kind))
    flash(_("Weggegooid wat nog niet bewaard was."), "success")
    return redirect(url_for("rule_profiles.show", organisation=organisation.id, kind=kind), 303)


@bp.post("/gemeenten/<uuid:organisation>/regels/<kind>/voorstel", may=policies.suggest)
def suggest(organisation: Organisation, kind: str) -> Any:
    r = Reader()
    text = r.text("text", most=rule_profiles.MOST_SUGGESTION, required=True)
    if errors := words.errors(r.done()):
        return _show(organisation, _kind(kind), None, text, errors)
    rule_profiles.suggest(access.me(), organisation, _kind(kind), text)
    flash(_("Je voorstel ligt klaar voor wie de regels beheert."), "success")
    return redirect(url_for("rule_profiles.show", organisation=organisation.id, kind=kind), 303)


@bp.post(
    "/gemeenten/<uuid:organisation>/regels/<kind>/voorstel/<uuid:suggestion_id>",
    may=policies.edit,
)
def close_suggestion(organisation: Organisation, kind: str, suggestion_id: UUID) -> Any:
    Reader().done()
    rule_profiles.close_suggestion(access.me(), organisation, suggestion_id)
    return redirect(url_for("rule_profiles.show", organisation=organisation.id, kind=kind), 303)


def _kind(name: str) -> PlacementKind:
    try:
        return PlacementKind(name)
    except ValueError:
        abort(404)
