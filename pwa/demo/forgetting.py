"""Somebody of half a year ago: what she can still take along, and what was forgotten already."""

from datetime import date, time, timedelta

from pwa import clock
from pwa.demo.cast import World
from pwa.domain.enums import Advice, PlacementKind
from pwa.domain.ids import uuid7
from pwa.domain.periods import add_months
from pwa.domain.schedule import Shift, WeekSchedule
from pwa.domain.states import PlacementState, UserState
from pwa.models import Placement, load_person
from pwa.services import endings, notes, people, placements, retention
from pwa.services.audit_keys import AuditKeys
from pwa.services.notes import NoteEntry

NAME = "Toos Verbeek"
_SAID = (
    (7, "Vond de groene paden zelf. Alle onderdelen van wagen 3 geteld, één mis, klopte."),
    (30, "Zette de lege kratten zonder vragen terug waar ze horen."),
)
_SHIFT = Shift(time(8), time(12), 15)


def remember(world: World, today: date) -> None:
    """A place that ended so long ago that its notes go next week, and one that never started."""
    ended = add_months(today + timedelta(days=8), -6)
    began = ended - timedelta(days=60)
    with clock.at(clock.at_local(began - timedelta(days=7), time(10))):
        placement = _placed(world, began, ended)
        _placed(world, today - timedelta(days=70), today - timedelta(days=10), draft=True)
    for days, text in _SAID:
        day = began + timedelta(days=days - began.weekday())
        with clock.at(clock.at_local(day, time(11, 40))):
            entry = NoteEntry(ids={placement.id: uuid7()}, day=day, text=text)
            notes.write(load_person(world.users["sjaak"]), entry)
    with clock.at(clock.at_local(ended, time(15))):
        wanted = endings.Onward(Advice.PAID_ELSEWHERE, "Bakkerij in Kessenbroek, 20 uur.")
        endings.decide(load_person(world.users["bram"]), placement, wanted)
    for days in (21, 5):
        with clock.at(clock.at_local(today - timedelta(days=days), time(3, 30))):
            retention.run(AuditKeys(()), "timer")


def _placed(world: World, start: date, end: date, *, draft: bool = False) -> Placement:
    coach = load_person(world.users["bram"])
    if "toos" not in world.candidates:
        user = world.users["toos"] = people.add_user(None, NAME)
        user.state = UserState.ACTIVE
        user.save()
        world.candidates["toos"] = people.add_candidate(
            None, user, world.organisations["kessenbroek"], world.users["bram"]
        )
    week = WeekSchedule.of(dict.fromkeys(range(5), _SHIFT)).to_json()
    kind = PlacementKind.ONTWIKKELPLEK
    agreed = placements.Agreed(kind, start, end, week, ("Zelf een wagen vullen.",))
    place, book = world.workplaces["magazijn"], world.handbooks["noorderkamp"]
    if draft:
        return placements.place(
            coach, world.candidates["toos"], place, book, agreed, state=PlacementState.DRAFT
        )
    row = placements.place(coach, world.candidates["toos"], place, book, agreed)
    placements.assign(coach, row, world.users["sjaak"], main=True)
    return row
