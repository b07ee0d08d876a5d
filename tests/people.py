"""The cast of the tests: everybody is somebody, and everybody's work is on the same three places.

    Kessenbroek: coach_1, privacy_officer, municipality_admin    Anderdam: coach_2
    De Linie (A): employer_a, supervisor_a, substitute, colleague, former
    Noorderkamp (B): employer_b, supervisor_b

    candidate_a1  placement_a1 at A, coach_1: supervisor_a, substitute; `former` until 6 February
    candidate_a2  placement_a2 at A, coach_1: supervisor_a, colleague
    candidate_b1  placement_b1 at B, coach_2: supervisor_b

Placements run from 12 January to 30 June 2026 on all seven days, so that no test depends on the
weekday. Notes: note_a1 (shared), secret_a1 (first to be discussed), note_a2, note_b1,
old_note_a1 (by `former`). Rows are in `cast` under these names; names end in what they are.
"""

import pickle
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.database import connected
from pwa.domain.enums import OrganisationKind, PlacementKind, Role
from pwa.domain.ids import uuid7
from pwa.domain.schedule import Shift, WeekSchedule
from pwa.domain.states import NoteVisibility, UserState
from pwa.models import Note, Person, Placement, User, load_person
from pwa.services import handbooks, handovers, notes, people, placements
from pwa.services.notes import NoteEntry

NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
"""Wednesday 11 March 2026, 10:00 on a Dutch wall."""

TODAY = date(2026, 3, 11)
START, END = date(2026, 1, 12), date(2026, 6, 30)
EVERY_DAY = WeekSchedule.of({n: Shift(time(7, 30), time(16), 30) for n in range(7)}).to_json()

NAMES = {
    "coach_1": "Anna de Groot",
    "coach_2": "Bas Vermeer",
    "privacy_officer": "Pia Veldkamp",
    "municipality_admin": "Mina Yilmaz",
    "employer_a": "Eva Linden",
    "employer_b": "Nico Kamp",
    "supervisor_a": "Sara Jansen",
    "substitute": "Tom Bakker",
    "colleague": "Kees Mulder",
    "former": "Frits Oud",
    "supervisor_b": "Joris Berg",
    "candidate_a1": "Amina El Idrissi",
    "candidate_a2": "Willem de Boer",
    "candidate_b1": "Łucja Świątek",
}

SEATS = {
    "coach_1": (Role.COACH, "kessenbroek"),
    "coach_2": (Role.COACH, "anderdam"),
    "privacy_officer": (Role.PRIVACY_OFFICER, "kessenbroek"),
    "municipality_admin": (Role.MUNICIPALITY_ADMIN, "kessenbroek"),
    "employer_a": (Role.EMPLOYER_ADMIN, "company_a"),
    "employer_b": (Role.EMPLOYER_ADMIN, "company_b"),
    "supervisor_a": (Role.SUPERVISOR, "company_a"),
    "substitute": (Role.SUPERVISOR, "company_a"),
    "colleague": (Role.SUPERVISOR, "company_a"),
    "former": (Role.SUPERVISOR, "company_a"),
    "supervisor_b": (Role.SUPERVISOR, "company_b"),
}


class Cast(SimpleNamespace):
    """Users by role, and the rows around them, as attributes."""

    def copy(self) -> "Cast":
        """The same people once more: what is done to them stays with this copy."""
        again: Cast = pickle.loads(pickle.dumps(self))  # quicker than deepcopy
        return again

    def user(self, who: Any) -> User | None:
        """The user meant by a name of the cast, a user, or None (a stranger)."""
        return getattr(self, who) if isinstance(who, str) else who

    def as_(self, who: Any) -> Person:
        """This user as services and policies see them, at the moment of the clock."""
        user = self.user(who)
        with connected():
            return load_person(user)

    def everybody(self) -> dict[str, User]:
        return {name: getattr(self, name) for name in NAMES}


def arrive() -> Cast:
    """Fill an empty database, through the services, some months before NOW."""
    cast = Cast()
    with clock.at(clock.at_local(date(2026, 1, 5), time(9))):
        _organisations(cast)
        _users(cast)
        _candidates(cast)
    with clock.at(clock.at_local(date(2026, 1, 8), time(9))):
        _placements(cast)
    _daily(cast)
    return cast


def _organisations(cast: Cast) -> None:
    kind = OrganisationKind
    cast.kessenbroek = people.add_organisation(None, kind.MUNICIPALITY, "Gemeente Kessenbroek")
    cast.anderdam = people.add_organisation(None, kind.MUNICIPALITY, "Gemeente Anderdam")
    cast.company_a = people.add_organisation(None, kind.EMPLOYER, "Plaatwerk De Linie B.V.")
    cast.company_b = people.add_organisation(None, kind.EMPLOYER, "Noorderkamp Machinebouw B.V.")
    cast.handbook_a = handbooks.copy_starter(None, cast.company_a)
    cast.handbook_b = handbooks.copy_starter(None, cast.company_b)


def _users(cast: Cast) -> None:
    for key, name in NAMES.items():
        setattr(cast, key, people.add_user(None, name, phone="0612345678"))
    User.update(state=UserState.ACTIVE).execute()
    for key in NAMES:
        setattr(cast, key, User.get_by_id(getattr(cast, key).id))
    for key, (role, where) in SEATS.items():
        people.add_member(None, getattr(cast, key), getattr(cast, where), role)


def _candidates(cast: Cast) -> None:
    for key, where, coach in (
        ("a1", cast.kessenbroek, cast.coach_1),
        ("a2", cast.kessenbroek, cast.coach_1),
        ("b1", cast.anderdam, cast.coach_2),
    ):
        user = getattr(cast, f"candidate_{key}")
        setattr(cast, f"{key}_row", people.add_candidate(None, user, where, coach))


def _placements(cast: Cast) -> None:
    add = placements.add_workplace
    cast.workplace_a = add(None, cast.company_a, "Medewerker afbramen", department="afbramen")
    cast.workplace_b = add(None, cast.company_b, "Medewerker magazijn", department="magazijn")
    cast.placement_a1 = _place(cast, "a1", "a", "Zelf een order afbramen.")
    cast.placement_a2 = _place(cast, "a2", "a", "Op tijd komen.")
    cast.placement_b1 = _place(cast, "b1", "b", "Zelf een order verzamelen.")
    for placement, user, main in (
        (cast.placement_a1, cast.supervisor_a, True),
        (cast.placement_a1, cast.substitute, False),
        (cast.placement_a2, cast.supervisor_a, True),
        (cast.placement_a2, cast.colleague, False),
        (cast.placement_b1, cast.supervisor_b, True),
    ):
        placements.assign(None, placement, user, main=main)
    placements.assign(None, cast.placement_a1, cast.former, main=False, to_on=date(2026, 2, 6))


def _place(cast: Cast, who: str, where: str, goal: str) -> Placement:
    kind = PlacementKind.ONTWIKKELPLEK
    return placements.place(
        None,
        getattr(cast, f"{who}_row"),
        getattr(cast, f"workplace_{where}"),
        getattr(cast, f"handbook_{where}"),
        placements.Agreed(kind, START, END, EVERY_DAY, (goal,)),
    )


def _daily(cast: Cast) -> None:
    for name, who, placement, day, text in (
        ("old_note_a1", "former", "a1", date(2026, 1, 20), "Leerde de slijpmachine kennen."),
        ("note_a1", "supervisor_a", "a1", date(2026, 3, 5), "Deed order 41-207 helemaal zelf."),
        ("note_a2", "colleague", "a2", date(2026, 3, 5), "Belde om kwart over zeven, trein stond."),
        ("note_b1", "supervisor_b", "b1", date(2026, 3, 5), "Vond zelf de verkeerde stelling."),
    ):
        setattr(cast, name, write_note(cast, who, placement, text, day))
    cast.secret_a1 = write_note(
        cast, "supervisor_a", "a1", "Was boos toen de bout los zat.", date(2026, 3, 10),
        visibility=NoteVisibility.DISCUSS_FIRST,
    )  # fmt: skip
    with clock.at(NOW - timedelta(hours=18)):
        author = cast.as_("substitute")
        cast.handover_a1 = handovers.leave(author, cast.placement_a1, "Dozen laag stapelen.")


def write_note(
    cast: Cast, who: str, placement: str, text: str, day: date = TODAY, **facts: Any
) -> Note:
    """A note of this person, written at two o'clock of that day (now, if that is today)."""
    moment = NOW if day == TODAY else clock.at_local(day, time(14))
    with clock.at(moment):
        ids: dict[UUID, UUID] = {getattr(cast, f"placement_{placement}").id: uuid7()}
        return notes.write(cast.as_(who), NoteEntry(ids=ids, day=day, text=text, **facts))[0]
