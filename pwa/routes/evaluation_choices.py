"""The page on which somebody chooses, field by field, when two people wrote in the same one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from pwa import dates, words
from pwa.domain.actions import printed
from pwa.domain.enums import Advice
from pwa.domain.merging import Clash, mark, write_marks
from pwa.pages import page
from pwa.queries.evaluation_form import Agreed
from pwa.routes import evaluation_pages as pages
from pwa.routes.evaluation_fields import agreed_in
from pwa.routes.evaluation_saving import Kept
from pwa.routes.evaluation_words import advice_labels

JOINED = ("strengths", "points", "support", "company_statement", "words", "example", "actions")
"""Fields of which both texts can be kept, one under the other; of a level one has to be chosen."""


@dataclass(frozen=True)
class Choice:
    """One field with both texts, as people read them; `fields` is how mine travels on."""

    field: str
    label: str
    mine: str
    theirs: str
    both: bool
    fields: tuple[tuple[str, str], ...]


def page_of(kept: Kept, labels: Mapping[str, str], action: str, *, own: bool = False) -> Any:
    """409: what clashes, side by side. Everything else of the form is saved already."""
    shown = {one.field: mark(one.theirs) for one in kept.clashes}
    row = kept.row
    return page(
        "evaluations/stale.html",
        status=409,
        **pages.head(row),
        choices=[_choice(one, labels, own) for one in kept.clashes],
        base=write_marks(shown),
        edition=row.candidate_edition if own else row.edition,
        ask=" ".join(shown),
        action=action,
        own=own,
    )


def names(clashes: tuple[Clash, ...], labels: Mapping[str, str]) -> str:
    return ", ".join(_label(one.field, labels) for one in clashes)


def sentence(clashing: str, *, own: bool) -> str:
    if own:
        said = _("Dit is op een ander toestel ook veranderd: %(what)s", what=clashing)
    else:
        said = _("Iemand anders veranderde ook: %(what)s", what=clashing)
    return str(said) + ("" if said.endswith("?") else ".") + _go()


def _go() -> str:
    return " " + str(_("Druk op Bewaren om te kiezen."))


def also(*, own: bool) -> str:
    if own:
        return str(
            _("Je schreef ook op een ander toestel. Open de pagina opnieuw om alles te zien.")
        )
    return str(_("Iemand anders schreef ook. Open de pagina opnieuw om alles te zien."))


def _choice(clash: Clash, labels: Mapping[str, str], own: bool) -> Choice:
    name = clash.field
    return Choice(
        field=name,
        label=_label(name, labels),
        mine=_said(name, clash.mine, own),
        theirs=_said(name, clash.theirs, own),
        both=name.partition(".")[0] in JOINED and bool(clash.mine and clash.theirs),
        fields=tuple(_as_fields(name, clash.mine)),
    )


def _label(name: str, labels: Mapping[str, str]) -> str:
    part, _dot, rest = name.partition(".")
    if part == "level":
        return labels.get(rest, rest)
    if part == "example":
        return str(_("%(label)s: voorbeeld", label=labels.get(rest, rest)))
    if rest:
        return advice_labels()[rest]
    return {  # type: ignore[no-any-return]
        "strengths": _("Wat gaat goed?"),
        "points": _("Wat kan beter?"),
        "support": _("Wat is er nodig?"),
        "company_statement": _("Wat zegt het bedrijf?"),
        "advice": _("Advies"),
        "actions": _("Afspraken"),
        "talk_on": _("Wanneer was het gesprek?"),
        "talk_with": _("Wie waren erbij?"),
        "words": _("In je eigen woorden"),
    }[part]


def _said(name: str, text: str, own: bool) -> str:
    """A field's text as people read it."""
    if not text:
        return str(_("leeg"))
    if name.startswith("level."):
        return str(_("Weet ik niet")) if own and text == "0" else words.word(int(text))
    if name == "advice":
        return words.word(Advice(text))
    if name in ("talk_on", "advice.from", "advice.decide_by"):
        return _day(text)
    if name == "actions":
        return "\n".join(_agreed(one) for one in agreed_in(text))
    return text


def _day(text: str) -> str:
    try:
        return dates.long_day(date.fromisoformat(text))
    except ValueError:
        return text


def _agreed(one: Agreed) -> str:
    by = dates.long_day(one.by_on) if one.by_on else ""
    return ", ".join(filter(None, (one.what, printed(one.who, one.whose), by)))


def _as_fields(name: str, mine: str) -> list[tuple[str, str]]:
    """The form fields that say what I wrote."""
    if name != "actions":
        return [(name, mine)]
    found = []
    for place, one in enumerate(agreed_in(mine) or [Agreed("", "", None)]):
        by = one.by_on.isoformat() if one.by_on else ""
        pairs = (("action", one.what), ("action_who", one.who), ("action_by", by))
        found += [(f"{start}.{place}", text) for start, text in pairs]
        found += [(f"action_whose.{place}", whose) for whose in one.whose]
    return found
