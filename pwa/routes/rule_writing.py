"""Writing the rules of a municipality: kept while typing, looked at, and only then a version."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from flask import flash, jsonify, redirect, url_for
from flask_babel import gettext as _

from pwa import access, dates, words
from pwa.domain.enums import PlacementKind
from pwa.domain.errors import BadInput, Stale
from pwa.domain.milestones import CHANCE, RuleProfile, milestones
from pwa.domain.periods import add_months
from pwa.forms import sent_by_itself
from pwa.models import Organisation, RuleDraft
from pwa.pages import page
from pwa.queries import rule_changes
from pwa.queries import rule_profiles as queries
from pwa.routes import rule_form, rule_words
from pwa.routes.rule_form import RuleForm
from pwa.services import rule_drafts


def opened(town: Organisation, kind: PlacementKind) -> Any:
    """The form with what was typed before, else with the rules of now."""
    now, draft = queries.versions(town, kind)[0], rule_drafts.draft_of(access.me(), town, kind)
    if draft is None:
        return _form(town, kind, rule_form.of(now.number, now.profile))
    form = rule_form.kept(draft.fields, draft.edition)
    if form.version == now.number:
        return _form(town, kind, form, draft=draft)
    return _form(town, kind, form.beside(version=now.number), theirs=now)


def written(town: Organisation, kind: PlacementKind) -> Any:
    """Keep what was typed, by itself or by any button; then do what the button says."""
    me, form = access.me(), rule_form.read()
    itself = sent_by_itself()
    shown = form if itself or form.do in ("look", "save") else form.changed()
    try:
        draft = rule_drafts.keep(me, town, kind, form.edition, shown.to_keep)
    except Stale:
        return _two_windows(town, kind, shown, itself)
    if itself:
        return jsonify(saved=dates.hour(draft.saved_at), edition=draft.edition)
    form = shown.beside(edition=draft.edition)
    if form.do not in ("look", "save"):
        return _form(town, kind, form, saved=draft)
    profile, form = rule_form.profile_of(form, kind)
    if profile is None:
        return _form(town, kind, form, 422)
    return _preview(town, form, profile) if form.do == "look" else _save(town, form, profile)


def _save(town: Organisation, form: RuleForm, profile: RuleProfile) -> Any:
    kind = profile.kind
    try:
        row = rule_drafts.save(access.me(), town, form.version, profile)
    except Stale:  # somebody saved another version: it can be read, and mine can come after it
        theirs = queries.versions(town, kind)[0]
        return _form(town, kind, form.beside(version=theirs.number), 409, theirs)
    except BadInput as wrong:
        return _form(town, kind, replace(form, errors=words.errors(wrong.fields)), 422)
    n = row.version
    flash(_("Versie %(n)s geldt voor wie nu begint. Wie bezig is, houdt de oude.", n=n), "success")
    return redirect(url_for("rule_profiles.show", organisation=town.id, kind=kind.value), 303)


def _two_windows(town: Organisation, kind: PlacementKind, form: RuleForm, itself: bool) -> Any:
    """The same person typed in another window too: both texts, and going on is a choice."""
    if itself:
        told = _("Je hebt dit ook in een ander scherm open. Kijk wat dit betekent, dan kies je.")
        return jsonify(message=told), 409
    draft = rule_drafts.draft_of(access.me(), town, kind)
    edition = draft.edition if draft else 0
    kept = rule_form.kept(draft.fields, edition) if draft else form
    other = rule_words.other_text(form, kept)
    return _form(town, kind, form.beside(edition=edition), 409, other=other)


def _form(
    town: Organisation,
    kind: PlacementKind,
    form: RuleForm,
    status: int = 200,
    theirs: queries.Version | None = None,
    draft: RuleDraft | None = None,
    saved: RuleDraft | None = None,
    other: list[tuple[str, str]] | None = None,
) -> Any:
    lines = theirs.profile.milestones if theirs else ()
    return page(
        "rule_profiles/edit.html",
        town=town,
        kind=kind,
        form=form,
        theirs=theirs,
        their_lines=[(one, rule_words.when_of(one)) for one in lines],
        draft=draft,
        saved=dates.hour(saved.saved_at) if saved else "",
        other=other,
        offsets=list(rule_words.offsets().items()),
        who=list(rule_words.who().items()),
        special=rule_words.special(),
        asks_month=CHANCE,
        most=rule_form.MOST,
        status=status,
    )


def _preview(town: Organisation, form: RuleForm, profile: RuleProfile) -> Any:
    """What it would mean, in days and counts, before it counts."""
    today, language = access.me().today, words.language()
    end = _end(profile, today)
    return page(
        "rule_profiles/preview.html",
        town=town,
        kind=profile.kind,
        form=form,
        profile=profile,
        start=today,
        end=end,
        sample=[
            (one.what.said_in(language), one.due, one.who)
            for one in milestones(profile, today, end)
        ],
        preview=rule_changes.preview(town.id, profile.kind, profile, language),
    )


def _end(profile: RuleProfile, start: date) -> date:
    return add_months(start, profile.max_months) - timedelta(days=1)
