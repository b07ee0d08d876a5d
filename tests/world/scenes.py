"""What happens in the world, who looks where afterwards, and which rule is loosened in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.world import asking, devices, files, moving, officers, photos, tablets, writing
from tests.world import loosened as planted
from tests.world.eyes import Reader
from tests.world.findings import twins_differ
from tests.world.machine import World

Look = Callable[[World, Reader], Sequence[str]]


def pages(world: World, reader: Reader) -> Sequence[str]:
    reader.open_(f"/plaatsingen/{world.town.placements['place_1']}")
    for id, _words in world.town.notes:
        reader.open_(f"/notities/{id}")
    return []


@dataclass(frozen=True)
class Scene:
    """`happens` tells who looks; `days` later; `look` tells what is wrong besides seen words."""

    happens: Callable[[World], str]
    loosen: Callable[[planted.Patch], None]
    days: int = 0
    look: Look = pages


def _waits(world: World) -> str:
    writing.note(world.town, "guide_x1", "place_1", True)
    return "coach_k1"


def _waits_for_candidate(world: World) -> str:
    _waits(world)
    return "candidate_1"


def _guided_for_a_day(world: World) -> str:
    moving.stand_in(world.town, "guide_x1", "guide_x3", "place_1", 0, 0)
    writing.note(world.town, "guide_x1", "place_1", False)
    return "guide_x3"


def _handed_over(world: World) -> str:
    writing.note(world.town, "guide_x1", "place_1", False)
    moving.cover(world.town, "coach_k1", "coach_k2", "candidate_1", 0)
    return "coach_k1"


def _looked_into(world: World) -> str:
    writing.visit(world.town, "coach_k1", "place_1")
    officers.open_case(world.town, "officer_k", "candidate_1", 5)
    officers.close_case(world.town, 0)
    return "officer_k"


def _on_a_device(world: World) -> str:
    """guide_x1 does not guide place_3: what was written about it is refused."""
    key = world.keys_of("guide_x1")
    assert key is not None
    devices.write(world.town, key, "guide_x1", "place_3", "note", 0)
    return "guide_x1"


def _device_sends(world: World, reader: Reader) -> Sequence[str]:
    devices.send(world.town, reader)
    assert not world.town.waiting, "the server took nothing"
    return []


def _with_photo(world: World) -> str:
    writing.note(world.town, "guide_x1", "place_1", False)
    photos.add(world.town, 0)
    writing.withdraw(world.town, "guide_x1", 0)
    return "candidate_1"


def _its_photos(world: World, reader: Reader) -> Sequence[str]:
    for id, _note, _words in world.town.photos:
        reader.open_(f"/fotos/{id}/klein")
    return []


def _asks(world: World) -> str:
    """Another colleague of the same company looks."""
    asking.about_hours(world.town, "place_1", 1, False)
    return "guide_x3"


def _questions(world: World, reader: Reader) -> Sequence[str]:
    for one in world.town.questions:
        reader.open_(f"/correcties/{one.id}")
    return []


def _contests_this_week(world: World) -> str:
    asking.about_hours(world.town, "place_1", 0, False)
    return "office_x"


def _statement(world: World, reader: Reader) -> Sequence[str]:
    reader.open_(f"/plaatsingen/{world.town.placements['place_1']}/urenoverzicht")
    return []


def _nothing_yet(_world: World) -> str:
    return "guide_x3"


def _day_is_filled(world: World, reader: Reader) -> Sequence[str]:
    pages = world.own_pages(reader.who)
    return twins_differ(reader, pages, lambda: asking.fill(world.town, "guide_x1", "place_1", 0, 0))


def _claims(world: World) -> str:
    tablets.next_step(world.app, world.town, "x")
    tablets.claim(world.app, world.town, "x", "guide_x1")
    return "guide_x2"


def _claimed(world: World, reader: Reader) -> Sequence[str]:
    for id, _words in world.town.claims:
        reader.open_(f"/te-bevestigen/{id}")
    return []


def _is_blocked(world: World) -> str:
    assert not files.wrong_in_calendar(world.reader("guide_x1"))
    moving.block(world.town, "guide_x1")
    return "guide_x1"


def _calendar(_world: World, reader: Reader) -> Sequence[str]:
    return files.wrong_in_calendar(reader)


def _lived_a_day(world: World) -> str:
    writing.own_day(world.town, "place_1")
    return "candidate_1"


def _dossier(_world: World, reader: Reader) -> Sequence[str]:
    return files.wrong_in_dossier(reader)


def _access(_world: World, reader: Reader) -> Sequence[str]:
    return files.wrong_in_access(reader, Random(1))


SCENES: dict[str, Scene] = {
    "a note that waits for the talk": Scene(_waits, planted.waiting_notes_are_shown),
    "a stand-in who went": Scene(_guided_for_a_day, planted.guiding_never_ends, 2),
    "a coach who handed over": Scene(_handed_over, planted.an_old_coach_reads_on, 1),
    "a case that was closed": Scene(_looked_into, planted.cases_stay_open, 1),
    "an answer of the outbox": Scene(_on_a_device, planted.a_refusal_quotes, 0, _device_sends),
    "a photo of a withdrawn note":
        Scene(_with_photo, planted.photos_outlive_their_note, 0, _its_photos),
    "a question of a candidate": Scene(_asks, planted.questions_are_for_all, 0, _questions),
    "hours of a running week":
        Scene(_contests_this_week, planted.a_statement_shows_this_week, 0, _statement),
    "a day of attendance": Scene(_nothing_yet, planted.everybody_guides_all, 0, _day_is_filled),
    "a note from a locked tablet": Scene(_claims, planted.colleagues_read_claims, 0, _claimed),
    "the calendar of one who is out": Scene(_is_blocked, planted.a_calendar_stays, 0, _calendar),
    "names in a calendar": Scene(lambda _: "coach_k1", planted.a_calendar_has_names, 0, _calendar),
    "a dossier with what waits":
        Scene(_waits_for_candidate, planted.waiting_notes_are_shown, 0, _dossier),
    "a dossier that lacks something":
        Scene(_lived_a_day, planted.a_dossier_lacks_days, 0, _dossier),
    "a dossier on a closed case": Scene(_looked_into, planted.cases_stay_open, 1, _access),
}  # fmt: skip
