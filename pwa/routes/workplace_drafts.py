"""Writing a place of work: kept while typing, looked at, and only then offered."""

from dataclasses import replace
from typing import Any

from flask import flash, jsonify, redirect, url_for
from flask_babel import gettext as _

from pwa import access, dates, words
from pwa.domain.enums import WorkplaceNeed
from pwa.domain.errors import Stale
from pwa.domain.workplaces import MOST_PHYSICAL, MOST_TASKS, PlaceContent, WorkFact, differences
from pwa.forms import Reader, sent_by_itself
from pwa.models import Organisation, Workplace, WorkplaceDraft
from pwa.models.company_facts import first_steps
from pwa.models.workplaces import content_of
from pwa.pages import page
from pwa.policies import workplaces as policies
from pwa.queries import workplaces as queries
from pwa.routes.first_steps import onward
from pwa.routes.workplace_form import FACT_WORDS, FIELD_WORDS, PlaceForm, facts_said
from pwa.routes.workplaces import bp as bp
from pwa.services import workplaces

Place = Workplace | Organisation
"""What is written about: a workplace, or a company that gets a new one."""


@bp.get("/bedrijven/<uuid:organisation>/werkplekken/nieuw", may=policies.add)
def new(organisation: Organisation) -> Any:
    return _open(organisation)


@bp.post("/bedrijven/<uuid:organisation>/werkplekken/nieuw", may=policies.add)
def create(organisation: Organisation) -> Any:
    return _keep(organisation)


@bp.get("/werkplekken/<uuid:workplace>/wijzigen", may=policies.edit)
def edit(workplace: Workplace) -> Any:
    return _open(workplace)


@bp.post("/werkplekken/<uuid:workplace>/wijzigen", may=policies.edit)
def save(workplace: Workplace) -> Any:
    return _keep(workplace)


def _open(place: Place) -> Any:
    """The form with what was typed before, else with what is offered now."""
    draft = workplaces.draft_about(access.me(), place.id)
    if draft:
        form = PlaceForm.typed(draft.content, draft.edition, draft.base)
        return _form_page(place, replace(form, errors={}), draft)
    if isinstance(place, Organisation):
        return _form_page(place, PlaceForm())
    return _form_page(place, PlaceForm.of(content_of(place), base=place.edition))


def _keep(place: Place) -> Any:
    """Keep what was typed, by itself or by the button; by the button it is shown next."""
    form, itself = PlaceForm.read(), sent_by_itself()
    if isinstance(place, Workplace):
        form = form.beside(content_of(place).asks)
    try:
        draft = workplaces.keep_draft(access.me(), place, form.edition, form.base, form.to_keep())
    except Stale:
        return _two_windows(place, form, itself)
    if itself:
        return jsonify(saved=dates.hour(draft.saved_at), edition=draft.edition)
    if form.errors:
        return _form_page(place, replace(form, edition=draft.edition), draft, 422)
    return redirect(url_for("workplaces.preview", place_draft=draft.id), 303)


def _two_windows(place: Place, form: PlaceForm, itself: bool) -> Any:
    """The same person typed in another window too: both texts, and saving again is a choice."""
    if itself:
        told = _("Je hebt dit ook in een ander scherm open. Druk op Bekijken om te kiezen.")
        return jsonify(message=told), 409
    draft = workplaces.draft_about(access.me(), place.id)
    kept = draft.content if draft else {}
    other = PlaceForm.typed(kept, 0, 0).content
    form = replace(form, edition=draft.edition if draft else 0)
    return _form_page(place, form, draft, 409, theirs=other, own=True)


@bp.get("/werkplekken/concept/<uuid:place_draft>", may=policies.own_draft)
def preview(place_draft: WorkplaceDraft) -> Any:
    """How it will read, before it counts."""
    form = PlaceForm.typed(place_draft.content, place_draft.edition, place_draft.base)
    if not place_draft.content or form.errors:
        return redirect(_writing(place_draft))
    me, language, place = access.me(), words.language(), place_draft.workplace
    if place:
        view = queries.view_of(place, me.today, language, form.content)
    else:
        view = queries.new_view(place_draft.organisation_id, language, form.content)
    facts, back = facts_said(form.content), _writing(place_draft)
    return page("workplaces/preview.html", draft=place_draft, view=view, facts=facts, back=back)


@bp.post("/werkplekken/concept/<uuid:place_draft>", may=policies.own_draft)
def publish(place_draft: WorkplaceDraft) -> Any:
    r = Reader()
    edition = r.number("edition", 0, 1_000_000, default=0) or 0
    r.done()
    if not place_draft.content:  # a second post: it is offered, or was thrown away
        return redirect(_result(place_draft), 303)
    form = PlaceForm.typed(place_draft.content, place_draft.edition, place_draft.base)
    if form.errors:
        return _form_page(_place_of(place_draft), form, place_draft, 422)
    before = first_steps(place_draft.organisation_id)
    try:
        made = workplaces.publish(access.me(), place_draft, edition, form.content)
    except Stale:
        return _newest(place_draft)
    flash(_("Bewaard. Zo biedt jullie bedrijf deze werkplek nu aan."), "success")
    there = url_for("workplaces.show", workplace=made.id)
    return redirect(onward(made.organisation_id, before, there), 303)


def _place_of(draft: WorkplaceDraft) -> Place:
    return draft.workplace or draft.organisation


def _newest(draft: WorkplaceDraft) -> Any:
    """The draft or the place changed since: what was typed, beside what is offered now."""
    fresh = WorkplaceDraft.get_by_id(draft.id)
    form = PlaceForm.typed(fresh.content, fresh.edition, fresh.base)
    return _form_page(_place_of(fresh), form, fresh, 409)


@bp.post("/werkplekken/concept/<uuid:place_draft>/weg", may=policies.own_draft)
def drop(place_draft: WorkplaceDraft) -> Any:
    Reader().done()
    if place_draft.content:
        workplaces.throw_away(access.me(), place_draft)
    flash(_("Weggegooid wat nog niet aangeboden was."), "success")
    return redirect(_result(place_draft), 303)


def _writing(draft: WorkplaceDraft) -> str:
    if draft.workplace_id:
        return url_for("workplaces.edit", workplace=draft.workplace_id)
    return url_for("workplaces.new", organisation=draft.organisation_id)


def _result(draft: WorkplaceDraft) -> str:
    if draft.workplace_id:
        return url_for("workplaces.show", workplace=draft.workplace_id)
    return url_for("companies.show", organisation=draft.organisation_id, _anchor="werkplekken")


def _form_page(
    place: Place,
    form: PlaceForm,
    draft: WorkplaceDraft | None = None,
    status: int = 200,
    theirs: PlaceContent | None = None,
    own: bool = False,
) -> Any:
    """The form; where somebody offered another text since, that text stands above it. Beside what
    was typed in another window it waits: offering tells of it then."""
    new, base = isinstance(place, Organisation), form.base
    if isinstance(place, Workplace) and theirs is None:
        theirs = content_of(place) if form.base != place.edition else None
        base = place.edition
    company = place if isinstance(place, Organisation) else place.organisation
    asked = queries.asked(company.id, words.language(), {})
    labels = {one.code: one.label for one in asked}
    other = _other(form, theirs, labels) if theirs else []
    return page(
        "workplaces/edit.html",
        status=status,
        company=company,
        place=None if new else place,
        form=replace(form, base=base),
        draft=draft,
        other=other,
        own=own,
        late=status == 409,
        facts=[(f"fact-{fact}", FACT_WORDS[fact], fact in form.facts) for fact in WorkFact],
        asked=asked,
        needs=[
            *((one.value, words.word(one)) for one in WorkplaceNeed),
            ("", _("nog niet gezegd")),
        ],
        labels=FIELD_WORDS,
        most_tasks=MOST_TASKS,
        most_physical=MOST_PHYSICAL,
    )


def _other(form: PlaceForm, theirs: PlaceContent, labels: dict[str, str]) -> list[tuple[str, str]]:
    """(question, what the other text says) for all that differs."""
    names = differences(form.content, theirs)
    return [(str(FIELD_WORDS[name]), _told(name, theirs, labels)) for name in names]


def _told(name: str, content: PlaceContent, labels: dict[str, str]) -> str:
    if name == "facts":
        return ", ".join(facts_said(content))
    if name == "asks":
        needs = [(labels[code], need) for code, need in content.asks.items() if code in labels]
        return ", ".join(f"{label}: {words.word(need)}" for label, need in needs)
    return str(getattr(content, name) or "")
