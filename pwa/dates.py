"""Days and hours as people read them."""

from datetime import date, datetime

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _
from jinja2 import Environment

from pwa import clock


def day_name(day: date, today: date | None = None) -> str:
    """ "vandaag", "gisteren" or "maandag 3 november"."""
    gap = ((today or clock.today()) - day).days
    if gap in (0, 1, -1):
        return str({0: gettext("vandaag"), 1: gettext("gisteren"), -1: gettext("morgen")}[gap])
    return long_day(day)


def long_day(day: date) -> str:
    """ "maandag 3 november", with the year when it is not this one."""
    return _with_year(day, "EEEE d MMMM")


def stretch(first: date, last: date) -> str:
    """One day, or from .. up to and including."""
    start = long_day(first)
    if first == last:
        return start
    return str(_("%(start)s tot en met %(end)s", start=start, end=long_day(last)))


def short_day(day: date) -> str:
    """ "ma 3 nov", with the year when it is not this one."""
    return _with_year(day, "EE d MMM")


def day_and_month(day: date) -> str:
    """ "3 november", with the year when it is not this one."""
    return _with_year(day, "d MMMM")


def _with_year(day: date, pattern: str) -> str:
    return str(format_date(day, pattern if day.year == clock.today().year else f"{pattern} yyyy"))


def hour(moment: datetime) -> str:
    """ "14:32" as a Dutch clock shows it."""
    return clock.local(moment).strftime("%H:%M")


def local_day(moment: datetime) -> date:
    """The day on a Dutch wall at this moment."""
    return clock.local(moment).date()


def register(env: Environment) -> None:
    """Filters for templates."""
    env.filters.update(
        day_name=day_name,
        long_day=long_day,
        stretch=stretch,
        short_day=short_day,
        hour=hour,
        local_day=local_day,
    )
