"""What signing in means on an enrolled tablet: nobody else is in, and one is back where one was."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from pwa import clock
from pwa.models import Tablet, User
from pwa.models.tablets import Colleague, colleague_on, tablet_behind
from pwa.services import sessions, tablet_lock


@dataclass(frozen=True)
class Spot:
    """A tablet, and who came in; `colleague` is None for somebody without a tile there."""

    device_id: UUID
    colleague: Colleague | None
    place: str
    by_pin: bool

    def way(self, then: str) -> str:
        """To the own place. `then` may be somebody else's: only the page for a PIN counts."""
        choose = url_for("tablet_pins.choose")
        wants = self.colleague and (not self.colleague.has_pin or then == choose)
        if wants and not self.by_pin:
            return choose
        return self.place or url_for("home.index")


def here(token: str) -> Tablet | None:
    """The tablet that the browser with this token is."""
    return tablet_behind(sessions.hash_token(token)) if token else None


def taken(user: User, token: str, *, by_pin: bool) -> Spot | None:
    """This person takes the tablet: whoever was in there is out. None in any other browser."""
    tablet = here(token)
    if tablet is None or tablet.device_id is None:
        return None
    tablet_lock.clear(tablet.device_id)
    colleague = colleague_on(tablet, user.id, clock.today())
    place = tablet_lock.place_on(user.id, tablet.device_id)
    return Spot(tablet.device_id, colleague, place, by_pin)
