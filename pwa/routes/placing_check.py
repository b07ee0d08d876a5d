"""The last page of a plan: everything together, and what there is to say about it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from pwa import access, words
from pwa.domain.enums import Role
from pwa.domain.placement_checks import Check, CheckCode
from pwa.models import Candidate
from pwa.models.agreement_facts import checks_of
from pwa.queries import placing
from pwa.routes.placing_form import plan_of
from pwa.routes.placing_steps import NEW, REASONS, chosen_id, days_of_the_week, step_of
from pwa.services.planning import Plan

_CHOICES = {
    "company": "company_name",
    "workplace": "workplace_title",
    "candidate": "candidate_name",
    "supervisor": "supervisor_name",
    "substitute": "substitute_name",
}
"""What was chosen -> the field that has its name where it is new."""


def checking(id: UUID, data: Mapping[str, str], wrong: Mapping[str, str]) -> dict[str, Any]:
    """The plan with the names of who was chosen, the warnings, and what is not right yet."""
    wanted, errors = plan_of(id, data)
    elsewhere = {name: text for name, text in wrong.items() if name not in REASONS}
    left = words.errors(errors) | elsewhere
    return {
        "wanted": wanted,
        "names": _names(data),
        "days": dict(days_of_the_week()),
        "checks": [(one, said(one)) for one in (checks(wanted) if wanted else ())],
        "open": [(step_of(name), text) for name, text in left.items()],
        "where": lambda step: url_for("placing.step", plan=id, step=step),
    }


def checks(wanted: Plan) -> tuple[Check, ...]:
    """What there is to say about this plan, in the words of this coach's municipality."""
    home = access.me().organisations(Role.COACH)[0]
    known = Candidate.get_or_none(Candidate.id == _known(wanted.candidate))
    agreed = wanted.agreed
    return checks_of(
        known.municipality_id if known else home,
        agreed.kind,
        (agreed.start_on, agreed.end_on),
        prior_months=agreed.prior_months,
        workplace=_known(wanted.workplace),
        candidate=_known(wanted.candidate),
        supervisor=_known(wanted.supervisor),
        language=words.language(),
    )


def _known(one: object) -> UUID | None:
    return one if isinstance(one, UUID) else None


def _names(data: Mapping[str, str]) -> dict[str, str]:
    """The names behind the choices, also where somebody is new."""
    found = placing.names(access.me(), {name: chosen_id(data, name) for name in _CHOICES})
    new = {name: data.get(field, "") for name, field in _CHOICES.items() if data.get(name) == NEW}
    return dict.fromkeys(_CHOICES, "") | found | new


def said(check: Check) -> str:
    """A check in words on the screen."""
    facts = dict(check.facts)
    sentences: dict[CheckCode, Callable[[], Any]] = {
        CheckCode.NEEDS_EXTENSION: lambda: _(
            "Dit is langer dan %(n)s maanden. Dat kan alleen met een verlenging.", **facts
        ),
        CheckCode.LONGER_THAN_ALLOWED: lambda: _(
            "Dit is langer dan mag: %(n)s maanden, met hooguit %(more)s erbij.", **facts
        ),
        CheckCode.PRIOR_MONTHS_USED_UP: lambda: _(
            "De maanden van hiervoor zijn samen al %(n)s of meer.", **facts
        ),
        CheckCode.PLACES_FULL: lambda: ngettext(
            "Er is één plek op deze werkplek, en die is bezet.",
            "Er zijn %(num)s plekken op deze werkplek, en er zijn er al %(taken)s bezet.",
            int(facts["places"]),
            taken=facts["taken"],
        ),
        CheckCode.OVERLAP: lambda: _(
            "Bij %(company)s heeft de kandidaat in deze tijd ook een plek.", **facts
        ),
        CheckCode.MANY_GUIDED: lambda: _("Deze begeleider begeleidt dan al %(n)s mensen.", **facts),
        CheckCode.KIND_ASKS: lambda: _("Bij deze soort plek hoort ook: %(what)s.", **facts),
    }
    return str(sentences[check.code]())
