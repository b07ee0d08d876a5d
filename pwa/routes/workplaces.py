"""Places of work: what a company offers, laid beside a candidate by a coach, and to copy."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from pwa import access, words
from pwa.database import transaction
from pwa.domain import vacancy
from pwa.forms import Reader
from pwa.models import Candidate, User, Workplace
from pwa.pages import page
from pwa.policies import workplaces as policies
from pwa.queries import companies as company_queries
from pwa.queries import workplace_beside
from pwa.queries import workplaces as queries
from pwa.routes.workplace_form import facts_said
from pwa.services import audit, workplaces

bp = access.GuardedBlueprint("workplaces", __name__)


@bp.get("/werkplekken/<uuid:workplace>", may=policies.read)
def show(workplace: Workplace) -> Any:
    me = access.me()
    view = queries.view_of(workplace, me.today, words.language())
    owns = policies.edit(me, workplace)
    return page(
        "workplaces/show.html",
        place=workplace,
        view=view,
        facts=facts_said(view.content),
        can_edit=owns,
        can_compare=policies.compare(me),
        can_copy=policies.copy_vacancy(me, workplace),
        earlier=[(one, facts_said(one.content)) for one in queries.earlier(workplace)]
        if owns
        else [],
    )


@bp.post("/werkplekken/<uuid:workplace>/aanbieden", may=policies.edit)
def retire(workplace: Workplace) -> Any:
    """ "Niet meer aanbieden", and back."""
    r = Reader()
    offered = r.flag("offered")
    r.done()
    workplaces.offer(access.me(), workplace, offered)
    told = _("Deze werkplek wordt weer aangeboden.")
    if not offered:
        told = _("Deze werkplek wordt niet meer aangeboden. Wie er nu werkt, blijft.")
    flash(told, "success")
    return redirect(url_for("workplaces.show", workplace=workplace.id), 303)


@bp.get("/werkplekken/<uuid:workplace>/vacature", may=policies.copy_vacancy)
def vacancy_text(workplace: Workplace) -> Any:
    with force_locale("nl"):
        text = vacancy.written(_vacancy(workplace))
    return page("workplaces/vacancy.html", place=workplace, text=text)


def _vacancy(workplace: Workplace) -> vacancy.Vacancy:
    view = queries.view_of(workplace, access.me().today, "nl")
    company = workplace.organisation
    return vacancy.Vacancy(
        company=company.name,
        town=company.place,
        place=view.content,
        facts=facts_said(view.content),
        must=[one.label for one in view.must],
        learnable=[one.label for one in view.learnable],
        words=company_queries.profile_words(company.id)[1],
    )


@bp.get("/werkplekken/<uuid:workplace>/naast", may=policies.compare)
def choose(workplace: Workplace) -> Any:
    """Whom to lay beside this place: the coach's own candidates, by name."""
    people = queries.own_candidates(access.me())
    return page("workplaces/choose.html", place=workplace, people=people)


@bp.get("/werkplekken/<uuid:workplace>/naast/<uuid:candidate>", may=policies.lay_beside)
def beside(workplace: Workplace, candidate: Candidate) -> Any:
    me, language = access.me(), words.language()
    with transaction():
        view = queries.view_of(workplace, me.today, language)
        both = workplace_beside.beside(me, workplace, candidate, view, language)
        audit.record_reading(me, both.read, "evaluatie bij plek")
        name = User.get_by_id(candidate.user_id).name
    return page(
        "workplaces/beside.html",
        place=workplace,
        view=view,
        facts=facts_said(view.content),
        both=both,
        name=name,
        candidate=candidate,
    )
