"""What the pages of an evaluation say about whose turn it is, and what a refusal means."""

from collections.abc import Mapping
from datetime import date

from flask_babel import format_date, lazy_gettext
from flask_babel import gettext as _

from pwa import words
from pwa.domain.states import Actor, EvaluationState
from pwa.models import Evaluation
from pwa.queries.evaluation_documents import Kept
from pwa.queries.evaluations import Names

_PARTS = ("example", "notes")

ERRORS = {
    "note_not_shared": lazy_gettext(
        "Een notitie hierbij is nog niet besproken. Bespreek hem eerst, of haal hem hier weg."
    ),
    "reaction_missing": lazy_gettext(
        "Schrijf waar je het niet mee eens bent. Dat komt er helemaal bij te staan."
    ),
    "evaluation_changed": lazy_gettext(
        "De evaluatie is veranderd nadat jij deze pagina opende. Lees hem opnieuw, en kies dan."
    ),
    "seen_first": lazy_gettext("Zeg eerst dat je hem gelezen hebt."),
    "already_decided": lazy_gettext("Je hebt al getekend. Wil je iets veranderen? Bel je coach."),
    "company_does_not_sign": lazy_gettext("Dit bedrijf tekent evaluaties niet."),
    "evaluation_empty": lazy_gettext("Er staat nog niets in. Vul eerst iets in."),
    "talk_before_ready": lazy_gettext("Het gesprek is na de dag waarop de evaluatie te lezen was."),
    "period_turned": lazy_gettext("De laatste dag ligt voor de eerste dag."),
    "action_without_what": lazy_gettext("Schrijf ook wat er wordt afgesproken."),
    "no_supervisor": lazy_gettext("Er is nog geen begeleider. Zet die er eerst bij."),
    "pdf_unavailable": lazy_gettext(
        "Op deze computer kan geen PDF gemaakt worden, dus vastleggen kan nog niet. Alles wat je"
        " schreef is bewaard. Wat er mist: %(reason)s"
    ),
    "pdf_slow": lazy_gettext(
        "De PDF kwam niet op tijd klaar. Alles is bewaard. Probeer het zo opnieuw."
    ),
    "pdf_failed": lazy_gettext(
        "De PDF kon niet gemaakt worden. Alles is bewaard. Vraag je coach om hulp."
    ),
}

words.add_errors(ERRORS)


def now_and_then(
    state: EvaluationState, turns: tuple[Actor, ...], names: Names
) -> tuple[str, str | None]:
    """The one line on top: who is next, and who comes after."""
    if not turns:
        if state is EvaluationState.FINAL:
            return _("klaar en afgetekend."), None
        return _("vervangen door een nieuwe versie."), None
    now = _doing(state, turns[0], names)
    if state is EvaluationState.READY:
        return now, _("gesprek met %(name)s.", name=names.supervisor)
    then = " ".join(f"{names.of(actor).removesuffix('.')}." for actor in turns[1:2])
    return now, then or None


def _doing(state: EvaluationState, actor: Actor, names: Names) -> str:
    name = names.of(actor)
    if state is EvaluationState.SIGNING:
        return _("%(name)s leest en tekent.", name=name)  # type: ignore[no-any-return]
    return {  # type: ignore[no-any-return]
        EvaluationState.DRAFT: _("%(name)s vult in.", name=name),
        EvaluationState.READY: _("%(name)s leest.", name=name),
        EvaluationState.DISCUSSED: _("%(name)s legt vast en tekent.", name=name),
        EvaluationState.RETURNED: _("%(name)s past aan.", name=name),
    }[state]


def advice_labels() -> dict[str, str]:
    """The labels of what an advice asks."""
    return {
        "function": _("Welk werk?"),
        "hours": _("Uren per week"),
        "months": _("Hoeveel maanden?"),
        "from": _("Vanaf"),
        "company": _("Bij welk bedrijf?"),
        "goal": _("Met welk doel?"),
        "training": _("Welke opleiding of cursus?"),
        "provider": _("Bij wie?"),
        "kind_of_work": _("Wat voor werk?"),
        "reason": _("Waarom?"),
        "missing": _("Wat mist er nog?"),
        "decide_by": _("Besluit voor"),
    }


def field_labels(competences: Mapping[str, str]) -> dict[str, str]:
    """Field -> what it is about, so that two of the same sentence can be told apart."""
    said = {f"{what}.{code}": label for code, label in competences.items() for what in _PARTS}
    details = {f"advice.{name}": label for name, label in advice_labels().items()}
    return {**said, **details, "advice": _("Advies")}


def hint(code: str, label: str) -> str:
    """A question to think about before freezing; only for who writes it."""
    return {  # type: ignore[no-any-return]
        "score_without_note": _("%(label)s: hier staat geen notitie bij.", label=label),
        "only_recent": _("Alle notities zijn van de laatste twee weken."),
        "supervisors_apart": _("%(label)s: twee begeleiders zien dit heel anders.", label=label),
        "level_jump": _("%(label)s: twee stappen anders dan de vorige keer.", label=label),
        "only_attention": _("Er is meer dan tien dagen alleen opgeschreven wat niet goed ging."),
    }[code]


def file_name(one: Evaluation | Kept, state: EvaluationState) -> str:
    """What its PDF is kept as: what it is, of when and whether it counts; nobody's name."""
    counts = {EvaluationState.FINAL: "", EvaluationState.SUPERSEDED: _("vervangen")}
    parts = (str(words.word(one.kind)), str(one.to_on), counts.get(state, _("concept")))
    return "-".join(filter(None, parts)).replace(" ", "-") + ".pdf"


def period(from_on: date, to_on: date) -> str:
    first, last = (str(format_date(day, "d MMM yyyy")) for day in (from_on, to_on))
    return _("%(first)s tot en met %(last)s", first=first, last=last)  # type: ignore[no-any-return]
