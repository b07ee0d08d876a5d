"""The months that one premium looks back on (Participatiewet art. 10a: every six months)."""

from datetime import date, timedelta

from pwa.domain.periods import add_months


def half_year(
    start: date, end: date, month: int, every: int, prior_months: int = 0
) -> tuple[date, date]:
    """First and last day of the months up to `month`, as far as they were worked in this place.

    `month` counts months worked before; of those nothing is known here.
    """
    first = add_months(start, month - every - prior_months)
    after = add_months(start, month - prior_months)
    return max(first, start), min(after - timedelta(days=1), end)


def ends_at(start: date, month: int, prior_months: int = 0) -> date:
    """The last day of that month of the whole time, this place and those before."""
    return add_months(start, month - prior_months) - timedelta(days=1)
