"""How a check of the law clock is said, everywhere: "over 12 werkdagen", "vandaag", "gedaan".

Days are working days of the company. Where there is no difference, people hear "morgen".
"""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from jinja2 import Environment

from pwa import clock, dates, words
from pwa.domain.milestones import MilestoneState
from pwa.models.clocks import Stone


def when(stone: Stone, today: date | None = None) -> str:
    """ "over 12 werkdagen", "morgen", "vandaag", "3 werkdagen te laat", "gedaan op .. door .."."""
    if stone.done is not None:
        day = dates.long_day(dates.local_day(stone.done.at))
        if not stone.done.ticked:
            return str(_("begonnen op %(day)s door %(name)s", day=day, name=stone.done.by))
        return str(_("gedaan op %(day)s door %(name)s", day=day, name=stone.done.by))
    return until(stone.due, stone.days, today or clock.today())


def until(due: date, days: int, today: date) -> str:
    """The same for a day and the working days between."""
    gap = (due - today).days
    if gap == 0:
        return str(_("vandaag"))
    if gap == 1:
        return str(_("morgen"))
    if gap > 1:
        return str(ngettext("over %(num)s werkdag", "over %(num)s werkdagen", days))
    late = max(1, -days)
    return str(ngettext("%(num)s werkdag te laat", "%(num)s werkdagen te laat", late))


def what(stone: Stone) -> str:
    """What has to happen; of what comes back, after which month."""
    check = stone.milestone
    said = check.what.said_in(words.language())
    if check.rule is None or not check.rule.repeat:
        return said
    return str(_("%(what)s (maand %(n)s)", what=said, n=check.month))


def gently(stone: Stone, today: date | None = None) -> str:
    """The same for the candidate: what others are late with is no alarm of theirs."""
    if stone.done is not None:
        return str(_("geweest op %(day)s", day=dates.long_day(dates.local_day(stone.done.at))))
    if stone.state is MilestoneState.OVERDUE:
        return str(_("komt nog"))
    return when(stone, today)


def capital(text: str) -> str:
    """The first letter a capital, names further on left as they are."""
    return text[:1].upper() + text[1:]


def register(env: Environment) -> None:
    """Filters for templates."""
    env.filters.update(when=when, what=what, gently=gently, capital=capital)
