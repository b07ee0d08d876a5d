"""Plan a placement on one screen, the company first."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from pwa import access, words
from pwa.domain.enums import PlacementKind
from pwa.domain.errors import BadInput
from pwa.domain.milestones import DurationWarning, duration_warnings
from pwa.domain.schedule import WEEKDAYS
from pwa.forms import read_args
from pwa.pages import page
from pwa.policies import placing as policies
from pwa.queries.placing import Choices, choices
from pwa.routes import placing_form, ways_in
from pwa.routes.placing_form import PlacingForm
from pwa.services import planning

bp = access.GuardedBlueprint("placing", __name__)

words.add_errors(
    {
        "end_before_start": lazy_gettext("Het einde ligt voor het begin."),
        "break_too_long": lazy_gettext("De pauze is langer dan de werkdag."),
        "same_person": lazy_gettext("Dit is al de begeleider. Kies iemand anders, of niemand."),
        "works_elsewhere": lazy_gettext("Deze begeleider werkt bij een ander bedrijf."),
        "plan_reused": lazy_gettext("Dit formulier is al gebruikt. Begin opnieuw."),
    }
)


@bp.get("/plaatsingen/nieuw", may=policies.plan)
def new() -> Any:
    args = read_args("bedrijf", "kandidaat")
    company = args["bedrijf"]
    place = f"c:{company}" if company else ""
    return _page(placing_form.empty(place, args["kandidaat"]))


@bp.post("/plaatsingen/nieuw", may=policies.plan)
def create() -> Any:
    form = placing_form.read()
    if form.plan is None:
        return _page(form, words.errors(form.errors))
    known = choices(access.me())
    warnings = _warnings(form.plan, known)
    if warnings and form.get("warned") != "1":
        return _page(form, {}, known, warnings)
    try:
        return _planned(planning.plan(access.me(), form.plan))
    except BadInput as wrong:
        return _page(form, words.errors(wrong.fields), known, warnings)


def _planned(done: planning.Planned) -> Response:
    ways_in.hold(done.tokens)
    flash(_("Het staat klaar. Geef iedereen de eigen link."), "success")
    return redirect(url_for("ways_in.of_placement", placement=done.placement.id), 303)


def _warnings(plan: planning.Plan, known: Choices) -> list[str]:
    """What may be wrong with the duration; the coach decides."""
    agreed = plan.agreed
    rules = known.rules[agreed.kind]
    found = duration_warnings(rules, agreed.start_on, agreed.end_on, agreed.prior_months)
    facts = {"n": rules.max_months, "more": rules.max_extension_months}
    return [_sentences(facts)[one] for one in found]


def _sentences(facts: dict[str, int]) -> dict[DurationWarning, str]:
    return {
        DurationWarning.NEEDS_EXTENSION: _(
            "Dit is langer dan %(n)s maanden. Dat kan alleen met een verlenging.", **facts
        ),
        DurationWarning.LONGER_THAN_ALLOWED: _(
            "Dit is langer dan mag: %(n)s maanden, met hooguit %(more)s erbij.", **facts
        ),
        DurationWarning.PRIOR_MONTHS_USED_UP: _(
            "De maanden van hiervoor zijn samen al %(n)s of meer.", **facts
        ),
    }


def _page(
    form: PlacingForm,
    errors: dict[str, str] | None = None,
    known: Choices | None = None,
    warnings: list[str] | None = None,
) -> Any:
    known = known or choices(access.me())
    return page(
        "placing/new.html",
        status=200 if errors is None else 422,
        form=form,
        errors=errors or {},
        warnings=warnings or [],
        known=known,
        places=_places(known),
        kinds=_kinds(known),
        days=_days(),
    )


def _places(known: Choices) -> list[tuple[str, str]]:
    options = [
        (f"w:{one.workplace_id}", f"{one.company}: {one.workplace}")
        if one.workplace_id
        else (f"c:{one.company_id}", _("%(company)s: nieuwe werkplek", company=one.company))
        for one in known.places
    ]
    return [(placing_form.NEW, _("Een nieuw bedrijf")), *options]


def _kinds(known: Choices) -> list[tuple[str, str, str]]:
    return [
        (kind.value, words.word(kind).capitalize(), _length(known, kind)) for kind in known.rules
    ]


def _length(known: Choices, kind: PlacementKind) -> str:
    rules = known.rules[kind]
    facts = {"n": rules.max_months, "more": rules.max_extension_months}
    return str(_("Hooguit %(n)s maanden, daarna hooguit %(more)s erbij", **facts))


def _days() -> list[tuple[str, str]]:
    names = (
        _("Maandag"), _("Dinsdag"), _("Woensdag"), _("Donderdag"), _("Vrijdag"), _("Zaterdag"),
        _("Zondag"),
    )  # fmt: skip
    return list(zip(WEEKDAYS, names, strict=True))
