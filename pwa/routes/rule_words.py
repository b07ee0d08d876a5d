"""The rules of a municipality in words: what a number counts, what a moment is, what was asked."""

from flask_babel import gettext as _

from pwa import words
from pwa.domain.milestones import CHANCE, PREMIUM, MilestoneRule, Offset
from pwa.routes import rule_form
from pwa.routes.rule_form import RuleForm


def offsets() -> dict[str, str]:
    return {
        str(Offset.WEEKS_AFTER_START): _("weken na de start"),
        str(Offset.MONTHS_AFTER_START): _("maanden na de start (eerdere maanden tellen mee)"),
        str(Offset.FRACTION): _("procent van de periode"),
        str(Offset.DAYS_BEFORE_END): _("dagen voor het einde"),
    }


def who() -> dict[str, str]:
    return {str(one): words.word(one).capitalize() for one in rule_form.WHO}


def special() -> list[tuple[str, str]]:
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


def _questions() -> dict[str, str]:
    return {
        "max_months": _("Hooguit hoeveel maanden?"),
        "max_extension_months": _("Hoeveel maanden mag het langer?"),
        "source_nl": _("Bron: in welke wet of verordening staat dit?"),
        "source_en": _("Bron, in het Engels"),
        "extension_nl": _("Wanneer mag het langer?"),
        "extension_en": _("Wanneer het langer mag, in het Engels"),
    }


def other_text(mine: RuleForm, other: RuleForm) -> list[tuple[str, str]]:
    """(question, what the other window says) for all that differs; moments as whole lines."""
    differs = [
        (question, other.head[name])
        for name, question in _questions().items()
        if other.head[name] != mine.head[name]
    ]
    for n, line in enumerate(other.lines):
        if n >= len(mine.lines) or line != mine.lines[n]:
            differs.append((str(_("Moment %(n)s", n=n + 1)), _line(line)))
    gone = range(len(other.lines), len(mine.lines))
    return [*differs, *((str(_("Moment %(n)s", n=n + 1)), "") for n in gone)]


def _line(line: rule_form.Line) -> str:
    """One moment as it was typed, in a sentence."""
    when = f"{line['n']} {offsets().get(line['offset'], '')}".strip()
    again = _("Komt steeds terug (alleen bij maanden)") if line["repeat"] else ""
    ends = line["no_ends_at"] and _("Nee: stopt na %(n)s maanden", n=line["no_ends_at"])
    told = [line["nl"], when, again, who().get(line["who"], ""), ends, line["candidate_nl"],
            line["en"], line["candidate_en"]]  # fmt: skip
    return " · ".join(str(one) for one in told if one)
