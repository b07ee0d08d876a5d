"""A tablet in the hall of company_a, enrolled as people do it: `hall = Hall(app, cast, browse)`."""

from datetime import timedelta
from typing import Any

from pwa import clock
from pwa.access import COOKIE
from pwa.models import DevicePin, Tablet, User
from pwa.services import people, pins
from tests.browse import Page, Visitor
from tests.people import Cast

PASSWORD, PIN, OTHER_PIN = "twaalf dozen laag", "274913", "618302"
DEVICE = "opstap_device"
PAGE = {"Accept": "text/html"}
"""What a browser says when somebody opens a page, and a worker that fetches one does not."""


class Hall:
    """`browser` is the tablet itself: enrolled, locked, and nobody has a PIN yet."""

    def __init__(self, app: Any, cast: Cast, browse: Any, admin: str = "employer_a") -> None:
        self.app, self.cast, self.browse = app, cast, browse
        self.pepper = app.extensions["opstap"].pin_pepper()
        self.office: Visitor = browse(admin)
        self.company = getattr(cast, "company_b" if admin.endswith("_b") else "company_a")
        self.browser: Visitor = browse(None)
        self.browser.headers |= PAGE
        secret = people.hash_password(PASSWORD)
        for key, user in cast.everybody().items():
            login = f"{key}@voorbeeld.nl"
            User.update(login=login, password_hash=secret).where(User.id == user.id).execute()
        self.code = self.new_code()
        assert self.type_code(self.code).status == 303
        self.row = Tablet.get(Tablet.organisation == self.company)

    def new_code(self, label: str = "Tablet hal 2") -> str:
        """Its admin gives a tablet a name, and reads the code from the screen."""
        page = self.office.get(f"/bedrijven/{self.company.id}/tablets")
        page = page.submit("Maak een code", label=label).follow()
        return "".join(page.find(".//p[@id='code']")[0].itertext()).strip()

    def type_code(self, code: str, browser: Visitor | None = None) -> Page:
        return (browser or self.browser).post("/tablet/koppelen", {"code": code})

    def has_pin(self, who: str, pin: str = PIN) -> None:
        """As if this person had chosen it there before."""
        user = self.cast.user(who)
        DevicePin.delete().where(
            DevicePin.user == user, DevicePin.device == self.row.device_id
        ).execute()
        pins.choose(self.cast.as_(who), self.row, pin, self.pepper)

    def enter(self, who: str, pin: str = PIN) -> Page:
        """This person's tile, and a PIN."""
        page = self.browser.post(f"/tablet/{self.cast.user(who).id}", {"pin": pin})
        if page.status == 303:
            self.browser.user = self.cast.user(who)
        return page

    def lock(self) -> Page:
        page = self.browser.post("/afmelden")
        self.browser.user = None
        return page

    def with_password(self, who: str, then: str = "") -> Page:
        typed = {"login": f"{who}@voorbeeld.nl", "password": PASSWORD, "next": then}
        page = self.browser.post("/aanmelden", typed)
        self.browser.user = self.cast.user(who)
        return page

    def cookie(self, name: str = COOKIE) -> str:
        found = self.browser.client.get_cookie(name)
        return found.value if found else ""

    def thief(self, **cookies: str) -> Visitor:
        """Another browser that holds these cookies."""
        other: Visitor = self.browse(None)
        for name, value in cookies.items():
            other.client.set_cookie(name, value)
        return other

    def fresh(self) -> Tablet:
        found: Tablet = Tablet.get_by_id(self.row.id)
        return found


def later(minutes: float) -> Any:
    """`with later(15):` the clock stands so many minutes on from where it stands now."""
    return clock.at(clock.now() + timedelta(minutes=minutes))
