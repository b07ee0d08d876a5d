"""The rules of a municipality: read by its coaches, changed in versions by who looks after them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, words
from pwa.domain.enums import PlacementKind, Role
from pwa.domain.errors import BadInput, Stale
from pwa.domain.milestones import CHANCE, PREMIUM, MilestoneRule, Offset, RuleProfile, milestones
from pwa.domain.periods import add_months
from pwa.forms import Reader
from pwa.models import Organisation
from pwa.pages import page
from pwa.policies import rule_profiles as policies
from pwa.queries import rule_changes
from pwa.queries import rule_profiles as queries
from pwa.routes import rule_form
from pwa.routes.rule_form import RuleForm
from pwa.services import rule_profiles

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
    return redirect(url_for("rule_profiles.index", organisation=own[0]))


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
    now = queries.versions(organisation, _kind(kind))[0]
    return _form(organisation, _kind(kind), rule_form.of(now.number, now.profile))


@bp.post("/gemeenten/<uuid:organisation>/regels/<kind>/wijzigen", may=policies.edit)
def save(organisation: Organisation, kind: str) -> Any:
    """One form, and what its buttons do: change a line, look what it would mean, keep it."""
    form, of_kind = rule_form.read(), _kind(kind)
    if form.do not in ("look", "save"):
        return _form(organisation, of_kind, form.changed())
    profile, form = rule_form.profile_of(form, of_kind)
    if profile is None:
        return _form(organisation, of_kind, form, 422)
    if form.do == "look":
        return _preview(organisation, form, profile)
    try:
        row = rule_profiles.save(access.me(), organisation, form.version, profile)
    except Stale:
        return _stale(organisation, of_kind, form)
    except BadInput as wrong:
        again = replace(form, errors=words.errors(wrong.fields))
        return _form(organisation, of_kind, again, 422)
    n = row.version
    flash(_("Versie %(n)s geldt voor wie nu begint. Wie bezig is, houdt de oude.", n=n), "success")
    return redirect(url_for("rule_profiles.show", organisation=organisation.id, kind=kind), 303)


def _form(
    organisation: Organisation,
    kind: PlacementKind,
    form: RuleForm,
    status: int = 200,
    theirs: queries.Version | None = None,
) -> Any:
    return page(
        "rule_profiles/edit.html",
        town=organisation,
        kind=kind,
        form=form,
        theirs=theirs,
        their_lines=[(one, when_of(one)) for one in theirs.profile.milestones] if theirs else [],
        offsets=[(str(one), text) for one, text in _offsets().items()],
        who=[(str(one), words.word(one).capitalize()) for one in rule_form.WHO],
        special=_special(),
        asks_month=CHANCE,
        most=rule_form.MOST,
        status=status,
    )


def _preview(organisation: Organisation, form: RuleForm, profile: RuleProfile) -> Any:
    """What it would mean, in days and counts, before it counts."""
    today = access.me().today
    return page(
        "rule_profiles/preview.html",
        town=organisation,
        kind=profile.kind,
        form=form,
        profile=profile,
        start=today,
        end=_end(profile, today),
        sample=[
            (one.what.said_in(words.language()), one.due, one.who)
            for one in milestones(profile, today, _end(profile, today))
        ],
        preview=rule_changes.preview(organisation.id, profile.kind, profile, words.language()),
    )


def _end(profile: RuleProfile, start: date) -> date:
    return add_months(start, profile.max_months) - timedelta(days=1)


def _stale(organisation: Organisation, kind: PlacementKind, form: RuleForm) -> Any:
    """Somebody saved another version: it can be read, and mine can be kept after it."""
    theirs = queries.versions(organisation, kind)[0]
    mine = replace(form, head=form.head | {"version": str(theirs.number)})
    return _form(organisation, kind, mine, 409, theirs)


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


def _offsets() -> dict[Offset, str]:
    return {
        Offset.WEEKS_AFTER_START: _("weken na de start"),
        Offset.MONTHS_AFTER_START: _("maanden na de start (eerdere maanden tellen mee)"),
        Offset.FRACTION: _("procent van de periode"),
        Offset.DAYS_BEFORE_END: _("dagen voor het einde"),
    }


def _special() -> list[tuple[str, str]]:
    return [
        ("tick", _("Een gesprek of moment om af te vinken")),
        ("interim", _("Tussenevaluatie")),
        ("final", _("Eindevaluatie")),
        (PREMIUM, _("Premie: de coach beslist met een reden")),
        (CHANCE, _("De vraag of de kans op werk groter is")),
    ]


def when_of(rule: MilestoneRule) -> str:
    """ "aan het eind van week 4", "na 6 maanden, en daarna steeds weer"."""
    n = rule.n
    if rule.repeat:
        return str(_("elke %(n)s maanden, eerdere maanden tellen mee", n=n))
    said = {
        Offset.WEEKS_AFTER_START: _("aan het eind van week %(n)s", n=n),
        Offset.MONTHS_AFTER_START: _("na %(n)s maanden, eerdere maanden tellen mee", n=n),
        Offset.FRACTION: _("op %(n)s procent van de periode", n=n),
        Offset.DAYS_BEFORE_END: _("%(n)s dagen voor het einde", n=n),
    }
    return str(said[rule.offset])
