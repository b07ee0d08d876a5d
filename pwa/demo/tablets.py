"""The tablet in the hall of the demo's first company, with a PIN for its supervisors."""

from datetime import time

from pwa import clock
from pwa.database import transaction
from pwa.demo.cast import World
from pwa.domain.ids import uuid7
from pwa.models import Tablet, load_person
from pwa.services import claimed, tablet_demo, tablets
from pwa.services.claimed import Words

LABEL, COMPANY, WHO = "Tablet hal 2", "linie", ("ria", "mehmet")
TEXT = "Karel begon zelf aan de dozen voor order 12, zonder dat ik het vroeg."


def hang(world: World, pepper: bytes) -> None:
    """Enrolled as in real life; without a pepper nobody can have a PIN, and nobody has."""
    _row, code = tablets.add(None, world.organisations[COMPANY], LABEL, pepper)
    tablet, _token = tablets.enrol(code, pepper, "demo")
    for who in WHO if pepper else ():
        tablet_demo.choose(load_person(world.users[who]), tablet, pepper)
    if pepper:
        _written_without_network(world, tablet)


def _written_without_network(world: World, tablet: Tablet) -> None:
    """Mehmet wrote on the locked tablet this morning, and did not confirm it yet."""
    moment = min(clock.now(), clock.at_local(clock.today(), time(7, 50)))
    words = Words("Karel", clock.local(moment).date(), TEXT)
    with clock.at(moment), transaction():
        claimed.take_in(tablet, uuid7(), world.users["mehmet"].id, words, moment)
