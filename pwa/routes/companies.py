"""The company in its own words, for all its people; the employer writes them."""

from typing import Any

from flask_babel import gettext as _

from pwa import access, words
from pwa.domain.enums import Role
from pwa.models import Organisation
from pwa.models.company_facts import acquaintance_with
from pwa.pages import page
from pwa.policies import acquaintance as acquaintance_policies
from pwa.policies import companies as policies
from pwa.policies import handbooks as handbook_policies
from pwa.policies import profiles as profile_policies
from pwa.queries import companies as queries
from pwa.queries import devices
from pwa.queries.agreements import company_to_sign
from pwa.queries.note_time import note_time
from pwa.routes import company_choices
from pwa.routes.profile_parts import parts
from pwa.routes.which import to_own

bp = access.GuardedBlueprint("companies", __name__)


@bp.get("/bedrijven", may=policies.list_companies)
def index() -> Any:
    return page("companies/index.html", companies=queries.companies(access.me().id))


@bp.get("/ons-bedrijf", may=policies.own_company)
def mine() -> Any:
    """To the page of the company in which this person works."""
    me = access.me()
    own = [*me.organisations(Role.EMPLOYER_ADMIN), *me.organisations(Role.SUPERVISOR)]
    return to_own(own, "companies.show", _("Ons bedrijf"))


@bp.get("/bedrijven/<uuid:organisation>", may=policies.read)
def show(organisation: Organisation) -> Any:
    me = access.me()
    counts = None
    waiting: tuple[devices.Waiting, ...] = ()
    if policies.edit(me, organisation):
        counts = queries.placement_counts(organisation.id, me.today)
        waiting = devices.waiting_in([organisation.id], me.now)
    company = queries.company_view(organisation, me.today, words.language())
    coach = acquaintance_policies.know(me, organisation)
    works_here = policies.own_company(me) or coach
    return page(
        "companies/show.html",
        company=company,
        counts=counts,
        known=acquaintance_with(organisation.id, me.id, company.profile.id) if coach else None,
        reads_visits=acquaintance_policies.read_visits(me, organisation),
        devices=waiting,
        to_sign=company_to_sign(organisation.id) if policies.edit(me, organisation) else (),
        can_edit=policies.edit(me, organisation),
        sees_people=works_here,
        note_time=note_time(organisation.id, me.now) if works_here else None,
        parts=parts(),
        can_see_versions=profile_policies.read_versions(me, organisation),
        draft_policy=handbook_policies.draft,
    )


@bp.get("/bedrijven/<uuid:organisation>/wijzigen", may=policies.edit)
def edit(organisation: Organisation) -> Any:
    """What the company chose; its own words are written in `profiles`."""
    return company_choices.opened(organisation)


@bp.post("/bedrijven/<uuid:organisation>/wijzigen", may=policies.edit)
def save(organisation: Organisation) -> Any:
    return company_choices.written(organisation)
