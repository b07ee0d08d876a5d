"""The tablet in the hall of the demo's first company, with a PIN for its supervisors."""

from pwa.demo.cast import World
from pwa.models import load_person
from pwa.services import tablet_demo, tablets

LABEL, COMPANY, WHO = "Tablet hal 2", "linie", ("ria", "mehmet")


def hang(world: World, pepper: bytes) -> None:
    """Enrolled as in real life; without a pepper nobody can have a PIN, and nobody has."""
    _row, code = tablets.add(None, world.organisations[COMPANY], LABEL, pepper)
    tablet, _token = tablets.enrol(code, pepper, "demo")
    for who in WHO if pepper else ():
        tablet_demo.choose(load_person(world.users[who]), tablet, pepper)
