"""What refusals around a running placement mean, and what happens next, in words."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import dates, words
from pwa.domain.milestones import DurationWarning
from pwa.queries.moved_ends import Rules

words.add_errors(
    {
        "pause_is_planned": lazy_gettext(
            "Deze werkplek wordt al stilgezet. Kijk op de pagina van de kandidaat."
        ),
        "pause_too_early": lazy_gettext(
            "Kies een dag in de afgelopen twee weken, of later. Niet voor de eerste werkdag en niet"
            " in een eerdere pauze."
        ),
        "pause_too_late": lazy_gettext("Kies een dag binnen drie maanden en voor het einde."),
        "back_outside_pause": lazy_gettext(
            "Kies een dag na het begin van de pauze: in de afgelopen twee weken, of binnen drie"
            " maanden."
        ),
        "back_after_end": lazy_gettext(
            "Dan is de werkplek al voorbij. Laat het einde opschuiven, of verleng eerst."
        ),
        "end_not_later": lazy_gettext("Kies een dag na het einde dat er nu staat."),
        "stop_after_end": lazy_gettext(
            "De werkplek stopt dan vanzelf al. Kies een dag voor het einde."
        ),
        "tell_first": lazy_gettext(
            "Vertel het eerst zelf. Daarna leg je het hier vast. Het staat dan meteen op de"
            " telefoon."
        ),
        "not_ended_yet": lazy_gettext(
            "De laatste werkdag is nog niet geweest. Daarna kun je hier kiezen wat er komt."
        ),
        "not_a_colleague": lazy_gettext("Deze collega kan dit niet overnemen. Kies iemand anders."),
        "day_gone": lazy_gettext("Die dag is al geweest. Kies vandaag of later."),
        "cover_too_far": lazy_gettext("Kies een dag binnen drie maanden."),
        "cover_overlaps": lazy_gettext(
            "In deze dagen neemt al iemand waar. Kies andere dagen, of stop dat eerst hieronder."
        ),
        "stand_in_overlaps": lazy_gettext(
            "In deze dagen begeleidt al een collega. Kies andere dagen, of stop dat eerst"
            " hieronder."
        ),
        "colleague_is_away": lazy_gettext(
            "Deze collega is er in die dagen zelf niet. Kies iemand anders."
        ),
        "outside_placement": lazy_gettext(
            "In deze dagen werkt een van hen hier niet. Kies andere dagen of andere mensen."
        ),
    }
)


def warning(one: DurationWarning, rules: Rules) -> str:
    """What may be wrong with the new end; the coach decides."""
    facts = {"n": rules.months, "more": rules.more_months}
    if one is DurationWarning.PRIOR_MONTHS_USED_UP:
        return str(_("De maanden van hiervoor zijn samen al %(n)s of meer.", **facts))
    return str(_("Dit is langer dan de regel: %(n)s maanden, met hooguit %(more)s erbij.", **facts))


def until(day: date) -> str:
    return str(_("tot en met %(day)s", day=dates.long_day(day)))
