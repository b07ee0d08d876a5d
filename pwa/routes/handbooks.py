"""The handbook: readable by all people of the company, begun and changed by the employer."""

import json
from typing import Any

from flask import Response, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, words
from pwa.domain.errors import DomainError
from pwa.domain.handbook import MOST_LANGUAGE, to_json
from pwa.forms import Reader
from pwa.models import Handbook, Organisation
from pwa.models.company_facts import first_steps
from pwa.pages import page
from pwa.policies import handbooks as policies
from pwa.queries import handbook_data, handbook_versions
from pwa.queries import handbooks as queries
from pwa.routes.first_steps import onward
from pwa.routes.handbook_forms import NewPart, edition_of
from pwa.services import handbook_drafts as drafts
from pwa.services import handbooks

bp = access.GuardedBlueprint("handbooks", __name__)


words.add_errors(
    {
        "handbook_empty": lazy_gettext(
            "Laat minstens een onderdeel zien voor je dit in gebruik neemt."
        ),
        "draft_exists": lazy_gettext(
            "Er is al een concept. Neem het in gebruik of gooi het weg, dan kan dit."
        ),
        "nothing_chosen": lazy_gettext("Kies er minstens een, of begin met een leeg handboek."),
    }
)


@bp.get("/bedrijven/<uuid:organisation>/handboek/nieuw", may=policies.start)
def new(organisation: Organisation) -> Any:
    draft = handbooks.draft_in(organisation.id)
    if draft:
        return redirect(url_for("handbooks.show", handbook=draft.id))
    return _new_page(organisation, handbooks.starter().default_active)


def _new_page(
    organisation: Organisation, chosen: tuple[str, ...], status: int = 200, error: str = ""
) -> Any:
    return page(
        "handbooks/new.html",
        status=status,
        company=organisation,
        starter=handbooks.starter(),
        chosen=chosen,
        has_one=handbooks.active_of(organisation.id) is not None,
        errors={"chosen": error} if error else {},
    )


@bp.post("/bedrijven/<uuid:organisation>/handboek/nieuw", may=policies.start)
def create(organisation: Organisation) -> Any:
    r = Reader()
    codes = [one.code for one in handbooks.starter().competences]
    chosen = tuple(code for code in codes if r.flag(f"c-{code}"))
    empty = r.option("how", ("starter", "empty"), required=False) == "empty"
    r.done()
    if not chosen and not empty:
        return _new_page(organisation, chosen, 422, words.error("nothing_chosen"))
    try:
        book = handbooks.start(access.me(), organisation, () if empty else chosen)
    except DomainError as refused:
        return _new_page(organisation, chosen, refused.status, words.error(refused.code))
    flash(
        _("Dit is jullie eigen handboek. Niemand anders ziet het tot je het in gebruik neemt."),
        "success",
    )
    return redirect(url_for("handbooks.show", handbook=book.id), 303)


@bp.get("/handboeken/<uuid:handbook>", may=policies.read)
def show(handbook: Handbook) -> Any:
    me = access.me()
    if policies.edit(me, handbook):
        return draft_page(handbook)
    return page(
        "handbooks/show.html",
        book=queries.handbook_view(handbook, words.language()),
        company=handbook.organisation,
        can_draft=policies.draft(me, handbook),
        can_take_out=policies.take_out(me, handbook),
        can_compare=policies.compare(me, handbook.organisation),
    )


def draft_page(
    handbook: Handbook,
    *,
    new: NewPart | None = None,
    errors: dict[str, str] | None = None,
    renamed: dict[str, str] | None = None,
) -> Any:
    """The draft as its writers see it, with what was typed where something is wrong."""
    return page(
        "handbooks/draft.html",
        status=422 if errors else 200,
        book=queries.handbook_view(handbook),
        company=handbook.organisation,
        groups=queries.groups_of(handbook),
        new=new,
        renamed=renamed or {},
        errors=errors or {},
        most_language=MOST_LANGUAGE,
    )


@bp.post("/handboeken/<uuid:handbook>/nieuwe-versie", may=policies.draft)
def draft(handbook: Handbook) -> Any:
    Reader().done()
    book = drafts.draft_of(access.me(), handbook)
    return redirect(url_for("handbooks.show", handbook=book.id), 303)


@bp.post("/handboeken/<uuid:handbook>/tweede-taal", may=policies.edit)
def language(handbook: Handbook) -> Any:
    r = Reader()
    edition, name = edition_of(r), r.line("second_language", most=MOST_LANGUAGE)
    if errors := words.errors(r.done()):
        return draft_page(handbook, errors=errors)
    drafts.choose_language(access.me(), handbook, edition, name)
    flash(_("Bewaard."), "success")
    return redirect(url_for("handbooks.show", handbook=handbook.id, _anchor="language"), 303)


@bp.get("/handboeken/<uuid:handbook>/in-gebruik", may=policies.edit)
def before_use(handbook: Handbook) -> Any:
    """What taking it into use would change, and who keeps the old one."""
    return page(
        "handbooks/before_use.html",
        book=handbook,
        company=handbook.organisation,
        step=handbook_versions.before_use(handbook, access.me().today),
    )


@bp.post("/handboeken/<uuid:handbook>/in-gebruik", may=policies.edit)
def activate(handbook: Handbook) -> Any:
    r = Reader()
    edition = edition_of(r)
    r.done()
    before = first_steps(handbook.organisation_id)
    drafts.activate(access.me(), handbook, edition)
    flash(
        _("In gebruik. Wie nu begint, krijgt deze versie. Wie al bezig is, houdt de oude."),
        "success",
    )
    there = url_for("handbooks.show", handbook=handbook.id)
    return redirect(onward(handbook.organisation_id, before, there), 303)


@bp.post("/handboeken/<uuid:handbook>/weg", may=policies.edit)
def throw_away(handbook: Handbook) -> Any:
    r = Reader()
    edition = edition_of(r)
    r.done()
    drafts.throw_away(access.me(), handbook, edition)
    flash(_("De nieuwe versie is weg. De versie in gebruik is gebleven."), "success")
    return redirect(url_for("companies.show", organisation=handbook.organisation_id), 303)


@bp.get("/handboeken/<uuid:handbook>/bestand", may=policies.take_out)
def file(handbook: Handbook) -> Any:
    """The version as a file that can be read in again, here or at another company."""
    data = to_json(handbook_data.data_of(handbook))
    body = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    answer = Response(body, mimetype="application/json")
    name = f"handboek-versie-{handbook.version}.json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
