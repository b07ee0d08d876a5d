"""What is said about hours, in plain words."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from pwa import access, dates, words
from pwa.domain.hours import Change, Day, monday_of
from pwa.forms import asked_day

words.add_errors(
    {
        "week_not_over": lazy_gettext(
            "Deze week is nog bezig. Bevestigen kan als de laatste werkdag is ingevuld."
        ),
        "nothing_filled": lazy_gettext("In deze week is nog niets ingevuld. Vul eerst een dag in."),
        "no_such_week": lazy_gettext(
            "Over deze week kun je niets zeggen: je werkte toen hier niet."
        ),
        "answer_missing": lazy_gettext("Schrijf een antwoord, of verbeter een dag."),
    }
)


def time_said(minutes: int) -> str:
    """ "7 uur en 30 minuten"."""
    whole, rest = divmod(minutes, 60)
    hours = str(ngettext("%(num)s uur", "%(num)s uur", whole))
    if not rest:
        return hours
    more = str(ngettext("%(num)s minuut", "%(num)s minuten", rest))
    return str(_("%(hours)s en %(minutes)s", hours=hours, minutes=more)) if whole else more


def day_head(day: date) -> str:
    """ "Maandag 9 maart", to begin a line with."""
    said = dates.long_day(day)
    return said[:1].upper() + said[1:]


def day_said(day: Day | None) -> str:
    """ "Te laat, 6 uur", as it stood or stands."""
    if day is None or day.code is None:
        return str(_("niet ingevuld"))
    return f"{words.word(day.code).lower()}, {time_said(day.counted)}"


def change_said(one: Change) -> str:
    """ "Maandag 9 maart was aanwezig, 8 uur en is nu te laat, 6 uur." """
    told = _(
        "%(day)s was: %(before)s. Nu: %(after)s.",
        day=day_head(one.day),
        before=day_said(one.before),
        after=day_said(one.after),
    )
    return str(told)


def around(monday: date) -> dict[str, Any]:
    """What both faces of a week show."""
    return {
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(weeks=1),
        "after": monday + timedelta(weeks=1),
        "this_week": monday_of(access.me().today),
        "today": access.me().today,
        "time_said": time_said,
        "change_said": change_said,
        "day_head": day_head,
    }


def asked_week() -> date | None:
    """The Monday of the week that was asked for; anything odd, or far away, is none."""
    day, today = asked_day("week"), access.me().today
    return monday_of(day) if day and timedelta() <= today - day < timedelta(3660) else None
