"""Who was in already hears who made a new link: at each sign-in, until it was read."""

from flask import flash
from flask_babel import gettext as _

from pwa import dates
from pwa.models import User
from pwa.queries.ways import Told, unread_links


def told(one: Told) -> str:
    """ "Nieuwe link gemaakt door Petra van Gool, vandaag om 14:02." """
    said = _(
        "Nieuwe link gemaakt door %(name)s, %(day)s om %(hour)s.",
        name=one.name or _("wie Opstap beheert"),
        day=dates.day_name(dates.local_day(one.at)),
        hour=dates.hour(one.at),
    )
    return str(said)


def tell_links(user: User) -> None:
    for one in unread_links(user.id):
        flash(told(one) + " " + _("Vroeg jij daar niet om? Zeg het meteen."), "warning")
