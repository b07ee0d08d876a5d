"""The demo: fictive companies, people and cases, seeded through the services with a moved clock."""

from datetime import timedelta

from pwa import clock
from pwa.database import connected
from pwa.demo.cast import seed_people
from pwa.services import installation


def fill() -> bool:
    """Fill an empty database; nothing happens where there is data. Says whether it did."""
    if not installation.is_empty():
        return False
    with connected():
        installation.put(installation.DEMO, True)
        with clock.at(clock.now() - timedelta(days=400)):
            seed_people(clock.today())
    return True
