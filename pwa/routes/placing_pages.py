"""The pages on which a placement is planned: one decision each."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, dates, words
from pwa.domain.agreements import MOST_TEXT
from pwa.domain.enums import PlacementKind, Role
from pwa.models import PlacementPlan
from pwa.models.calendars import rules_of
from pwa.pages import page
from pwa.queries import companies, placing, plans
from pwa.routes.placing_check import checking
from pwa.routes.placing_steps import GOALS, NEW, REASONS, chosen_id, days_of_the_week, steps
from pwa.routes.profile_parts import parts

TITLES = {
    "bedrijf": lazy_gettext("Bij welk bedrijf?"),
    "kennismaken": lazy_gettext("Lees eerst wat het bedrijf zegt"),
    "werkplek": lazy_gettext("Welk werk?"),
    "kandidaat": lazy_gettext("Wie komt er werken?"),
    "soort": lazy_gettext("Wat voor plek is het?"),
    "periode": lazy_gettext("Van wanneer tot wanneer?"),
    "rooster": lazy_gettext("Welke dagen en uren?"),
    "doelen": lazy_gettext("Wat wil de kandidaat leren?"),
    "begeleiders": lazy_gettext("Wie begeleidt?"),
    "begeleiding": lazy_gettext("Hoe begeleiden jullie?"),
    "veiligheid": lazy_gettext("Verzekerd en veilig"),
    "controle": lazy_gettext("Klopt alles?"),
}


def first(id: UUID, data: Mapping[str, str], errors: dict[str, str] | None = None) -> Any:
    """The first step, before there is anything to keep; with what is not ready yet."""
    return page(
        "placing/new.html",
        status=422 if errors else 200,
        id=id,
        form=data,
        errors=errors or {},
        companies=companies.companies(access.me().id),
        unfinished=plans.unfinished(access.me()),
    )


def step(
    plan: PlacementPlan,
    name: str,
    data: Mapping[str, str],
    errors: dict[str, str] | None = None,
    status: int = 200,
    theirs: Mapping[str, str] | None = None,
) -> Any:
    way = steps(data)
    more: dict[str, Callable[[Mapping[str, str]], dict[str, Any]]] = {
        "bedrijf": lambda _data: {"companies": companies.companies(access.me().id)},
        "kennismaken": _company,
        "werkplek": _workplaces,
        "kandidaat": lambda _data: {"candidates": placing.candidates(access.me())},
        "soort": lambda _data: _kinds(),
        "periode": _kind,
        "rooster": lambda _data: {"days": days_of_the_week()},
        "doelen": lambda _data: {"goals": range(1, GOALS + 1)},
        "begeleiders": _guides,
        "veiligheid": _safety,
        "controle": lambda _data: checking(plan.id, data, errors or {}),
    }
    return page(
        f"placing/step_{name}.html",
        status=status,
        plan=plan,
        step=name,
        title=TITLES[name],
        at=way.index(name) + 1 if name in way else 1,
        way=[(one, TITLES[one]) for one in way],
        form=data,
        errors=_here(name, errors or {}),
        theirs=theirs or {},
        saved=dates.hour(plan.changed_at),
        most=MOST_TEXT,
        new_company=data.get("company") == NEW,
        **(more[name](data) if name in more else {}),
    )


def _here(step: str, errors: dict[str, str]) -> dict[str, str]:
    """Errors of fields that stand on this page; of other steps, the last page gives the address."""
    if step != "controle":
        return errors
    return {name: text for name, text in errors.items() if name in REASONS}


def _company(data: Mapping[str, str]) -> dict[str, Any]:
    company = chosen_id(data, "company")
    read = placing.company_to_read(company, access.me().id) if company else None
    return {"company": read, "parts": parts()}


def _workplaces(data: Mapping[str, str]) -> dict[str, Any]:
    company = chosen_id(data, "company")
    return {"places": placing.places_of(company, words.language()) if company else ()}


def _guides(data: Mapping[str, str]) -> dict[str, Any]:
    company = chosen_id(data, "company")
    return {"guides": placing.supervisors(company) if company else ()}


def _safety(data: Mapping[str, str]) -> dict[str, Any]:
    """The company's own words about safety, to start from."""
    company = chosen_id(data, "company")
    said = companies.profile_words(company)[1].get("safety", "") if company else ""
    return {"company_safety": said}


def _rules() -> Any:
    home = access.me().organisations(Role.COACH)[0]
    return rules_of([home])[home]


def _kinds() -> dict[str, Any]:
    rules = _rules()
    kinds = [(kind.value, words.word(kind).capitalize(), _length(rules[kind])) for kind in rules]
    return {"kinds": kinds, "rules": rules}


def _kind(data: Mapping[str, str]) -> dict[str, Any]:
    known = {kind.value: kind for kind in PlacementKind}
    kind = known.get(data.get("kind", ""))
    rule = _rules()[kind] if kind else None
    return {"rule": rule, "length": _length(rule) if rule else ""}


def _length(rules: Any) -> str:
    facts = {"n": rules.max_months, "more": rules.max_extension_months}
    return str(_("Hooguit %(n)s maanden, daarna hooguit %(more)s erbij", **facts))
