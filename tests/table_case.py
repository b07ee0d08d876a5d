"""An evaluation that waits for signatures, and a tablet that goes round to collect them."""

from typing import Any

from pwa.models import DevicePin, User
from pwa.models.people import Device
from pwa.services import people, pins
from tests.browse import Page, Visitor
from tests.evaluation_case import Case
from tests.people import Cast

PIN, PASSWORD = "274913", "twaalf dozen laag"


def give_ways_in(app: Any, cast: Cast) -> None:
    """A PIN on an own phone for the candidates, a password for everybody else."""
    pepper = app.extensions["opstap"].pin_pepper()
    secret = people.hash_password(PASSWORD)
    for key, user in cast.everybody().items():
        if not key.startswith("candidate"):
            login = f"{key}@voorbeeld.nl"
            User.update(login=login, password_hash=secret).where(User.id == user.id).execute()
            continue
        give_pin(user, pepper)


def give_pin(user: User, pepper: bytes) -> None:
    """On an own phone."""
    device = Device.create(token_hash=f"telefoon van {user.id}")
    kept = pins._hasher.hash(pins._peppered(PIN, pepper, device.id))
    DevicePin.create(user=user, device=device, pin_hash=kept)


class Table:
    """`Table(app, cast, browse)`: frozen, and Sara (supervisor_a) holds the tablet."""

    def __init__(self, app: Any, cast: Cast, browse: Any, who: str = "supervisor_a") -> None:
        give_ways_in(app, cast)
        self.cast, self.browse = cast, browse
        self.case = Case(cast)
        self.case.company_asks()
        self.case.to("signing")
        self.tablet: Visitor = browse(who)
        self.path = f"/evaluaties/{self.case.ev.id}"

    def code(self, guest: str = "Petra van Gool", job: str = "HR") -> str:
        """A code for a guest, as its maker reads it."""
        page = self.tablet.post(f"{self.path}/tafel/code", {"guest": guest, "job": job})
        assert page.status == 200, page.text
        return "".join(page.find(".//p[@id='code']")[0].itertext())

    def begin(self) -> Page:
        page = self.tablet.post(f"{self.path}/tafel")
        assert page.status == 303
        return page.follow()

    def hold(self, who: str) -> Visitor:
        """Who holds the tablet now: the access log is about that person."""
        self.tablet.user = self.cast.user(who)
        return self.tablet

    def sit(self, who: str, **typed: str) -> Page:
        return self.tablet.post(f"/tafel/{who}", typed)

    def read(self) -> Page:
        return self.tablet.get("/tafel/tekenen")
