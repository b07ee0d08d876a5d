"""Bewaren: how long what stays, what goes soon, and what was forgotten; for a privacy officer."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pwa import access, words
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, Stale
from pwa.domain.retention import Kind, how_long
from pwa.forms import Reader
from pwa.models import Organisation
from pwa.models.retention_facts import default_terms
from pwa.pages import page
from pwa.policies import retention as policies
from pwa.queries import retention as queries
from pwa.services import retention_terms

bp = access.GuardedBlueprint("retention", __name__, url_prefix="/privacy/bewaren")

words.add_errors(
    {
        "retention_too_short": _l(
            "Evaluaties blijven minstens zo lang als notities,"
            " en de plaatsing minstens zo lang als de evaluaties."
        ),
        "retention_unchanged": _l("Er is niets veranderd. Er komt geen nieuwe versie."),
        "audit_broken": _l("Het logboek klopt niet. Er gaat niets van weg."),
    }
)

STARTED_BY = {
    "timer": _l("vanzelf, 's nachts"),
    "command": _l("door de beheerder"),
    "restore": _l("na het terugzetten van een back-up"),
}


@bp.get("", may=policies.has_own)
def mine() -> Any:
    """To the municipality of this officer."""
    own = access.me().organisations(Role.PRIVACY_OFFICER)
    return redirect(url_for("retention.index", organisation=own[0]))


@bp.get("/<uuid:organisation>", may=policies.look_after)
def index(organisation: Organisation) -> Any:
    view = queries.overview(organisation, access.me().today)
    return page("retention/index.html", town=organisation, view=view, **_sayings())


@bp.get("/<uuid:organisation>/wijzigen", may=policies.look_after)
def edit(organisation: Organisation) -> Any:
    return _form(organisation, *queries.form(organisation))


@bp.post("/<uuid:organisation>/wijzigen", may=policies.look_after)
def save(organisation: Organisation) -> Any:
    """First what it would mean, and then it counts."""
    r = Reader()
    do = r.option("do", ("look", "save", "edit"))
    version = r.number("version", 0, 1_000_000, default=0) or 0
    terms = default_terms().values()
    numbers = {one.kind.value: r.number(one.kind.value, one.least, one.most) for one in terms}
    typed = {kind.value: request.form.get(kind.value, "")[:9] for kind in Kind}
    errors = words.errors(r.done())
    if errors or do == "edit":
        return _form(organisation, version, typed, errors)
    chosen = {name: number for name, number in numbers.items() if number is not None}
    try:
        if do == "look":
            changed = queries.preview(organisation, chosen, access.me().today)
            return _preview(organisation, version, typed, changed)
        retention_terms.save(access.me(), organisation, version, chosen)
    except BadInput as wrong:
        return _form(organisation, version, typed, words.errors(wrong.fields))
    except Stale:
        return _form(organisation, queries.form(organisation)[0], typed, stale=True)
    flash(_("Bewaard. De nieuwe termijnen gelden vanaf nu."), "success")
    return redirect(url_for("retention.index", organisation=organisation.id), 303)


def _form(
    town: Organisation,
    version: int,
    typed: dict[str, str],
    errors: dict[str, str] | None = None,
    *,
    stale: bool = False,
) -> Any:
    status = 409 if stale else 422 if errors else 200
    return page(
        "retention/edit.html", town=town, version=version, typed=typed, errors=errors or {},
        stale=stale, terms=default_terms(), status=status, **_sayings(),
    )  # fmt: skip


def _preview(town: Organisation, version: int, typed: dict[str, str], changed: Any) -> Any:
    if not changed:
        return _form(town, version, typed, {"notes": words.error("retention_unchanged")})
    return page(
        "retention/preview.html", town=town, version=version, typed=typed, changed=changed,
        **_sayings(),
    )  # fmt: skip


@bp.get("/<uuid:organisation>/verslag/<uuid:run_id>", may=policies.look_after)
def report(organisation: Organisation, run_id: UUID) -> Any:
    found = queries.report(run_id, organisation) or abort(404)
    return page("retention/report.html", town=organisation, view=found, **_sayings())


def _sayings() -> dict[str, Any]:
    """What the pages need to say terms and runs in words."""
    language = words.language()
    return {
        "language": language,
        "how_long": lambda term: how_long(term, language),
        "started_by": lambda name: STARTED_BY.get(name, name),
    }
