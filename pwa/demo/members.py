"""People come and go in the demo: one supervisor left three weeks ago, one has a link."""

from datetime import date, time, timedelta

from pwa import clock
from pwa.demo.cast import World
from pwa.domain.enums import Role
from pwa.domain.states import UserState
from pwa.models import User, load_person
from pwa.services import leaving, members, people
from pwa.services.leaving import Leaving
from pwa.services.members import Newcomer


def come_and_go(world: World, today: date) -> None:
    """At De Linie, arranged by Petra."""
    petra, company = world.users["petra"], world.organisations["linie"]
    since, last = today - timedelta(days=300), today - timedelta(days=21)
    with clock.at(clock.at_local(since, time(9))):
        user = people.add_user(None, "Hans Verbeek", phone="0485 000 117")
        User.update(state=UserState.ACTIVE).where(User.id == user.id).execute()
        row = people.add_member(None, user, company, Role.SUPERVISOR, job="lassen")
    with clock.at(clock.at_local(last - timedelta(days=7), time(16))):
        leaving.leave(load_person(petra), row, Leaving(last))
    with clock.at(min(clock.now(), clock.at_local(today, time(8, 30)))):
        wanted = Newcomer("Joost van Dam", Role.SUPERVISOR, "lassen", "0485 000 118")
        members.invite(load_person(petra), company, wanted)
