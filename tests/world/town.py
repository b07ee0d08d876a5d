"""A region to play in: two municipalities, three companies, everybody's facts beside the rows."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.domain.enums import OrganisationKind, PlacementKind, Role
from pwa.domain.errors import DomainError
from pwa.domain.schedule import Shift, WeekSchedule
from pwa.domain.states import UserState
from pwa.models import Membership, Person, Placement, User, load_person
from pwa.services import handbooks, people, placements
from tests.world import facts as told
from tests.world.facts import Facts, Guide, Kind, Seat, Words

BEGIN = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
START, END = date(2026, 1, 12), date(2026, 6, 30)
EVERY_DAY = WeekSchedule.of({n: Shift(time(7, 30), time(16), 30) for n in range(7)}).to_json()

SEATS = {
    "coach_k1": (Role.COACH, "kessenbroek"),
    "coach_k2": (Role.COACH, "kessenbroek"),
    "coach_a1": (Role.COACH, "anderdam"),
    "coach_a2": (Role.COACH, "anderdam"),
    "officer_k": (Role.PRIVACY_OFFICER, "kessenbroek"),
    "officer_a": (Role.PRIVACY_OFFICER, "anderdam"),
    "admin_k": (Role.MUNICIPALITY_ADMIN, "kessenbroek"),
    "admin_a": (Role.MUNICIPALITY_ADMIN, "anderdam"),
    "office_x": (Role.EMPLOYER_ADMIN, "company_x"),
    "office_y": (Role.EMPLOYER_ADMIN, "company_y"),
    "office_z": (Role.EMPLOYER_ADMIN, "company_z"),
    "guide_x1": (Role.SUPERVISOR, "company_x"),
    "guide_x2": (Role.SUPERVISOR, "company_x"),
    "guide_x3": (Role.SUPERVISOR, "company_x"),
    "guide_y1": (Role.SUPERVISOR, "company_y"),
    "guide_y2": (Role.SUPERVISOR, "company_y"),
    "guide_z1": (Role.SUPERVISOR, "company_z"),
    "guide_z2": (Role.SUPERVISOR, "company_z"),
}
PEOPLE = {
    "candidate_1": ("kessenbroek", "coach_k1"),
    "candidate_2": ("kessenbroek", "coach_k1"),
    "candidate_3": ("kessenbroek", "coach_k2"),
    "candidate_4": ("anderdam", "coach_a1"),
    "candidate_5": ("anderdam", "coach_a2"),
}
PLACES = {
    "place_1": ("candidate_1", "company_x", START, END, ("guide_x1", "guide_x2")),
    "place_2": ("candidate_2", "company_x", START, date(2026, 4, 3), ("guide_x2", "guide_x3")),
    "place_3": ("candidate_3", "company_y", START, END, ("guide_y1", "guide_y2")),
    "place_4": ("candidate_4", "company_z", START, END, ("guide_z1", "guide_z2")),
    "place_5": ("candidate_5", "company_y", date(2026, 3, 25), END, ("guide_y2",)),
}
"""At one company sit people of both municipalities; one placement ends soon, one has to begin."""


class Town:
    """Rows by the names of their facts, and `facts` for the rule book."""

    def __init__(self) -> None:
        self.facts = Facts(BEGIN, BEGIN.date())
        self.users: dict[str, User] = {}
        self.places: dict[str, Any] = {}
        self.members: dict[str, Membership] = {}
        self.candidates: dict[str, Any] = {}
        self.placements: dict[str, UUID] = {}
        self.notes: list[tuple[UUID, Words]] = []
        self.evaluations: dict[str, UUID] = {}
        self.cases: list[tuple[UUID, told.Case]] = []
        self.covers: list[tuple[UUID, told.Cover]] = []
        self.stand_ins: list[tuple[UUID, told.Guide]] = []
        self.tablets: list[tuple[UUID, str, str]] = []
        self.questions: list[Any] = []
        self.photos: list[tuple[UUID, int, Words]] = []
        self.waiting: list[Any] = []
        """On devices, sealed."""
        self.claims: list[tuple[UUID, Words]] = []
        self.done = self.refused = 0

    def as_(self, who: str) -> Person:
        return load_person(User.get_by_id(self.users[who].id))

    def placement(self, name: str) -> Placement:
        row: Placement = Placement.with_people().where(Placement.id == self.placements[name]).get()
        return row

    def try_(self, deed: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """What the service gives; None when it refused. `True` for one that gives nothing."""
        try:
            answer = deed(*args, **more)
        except DomainError:
            self.refused += 1
            return None
        self.done += 1
        return True if answer is None else answer

    def next_words(self, after: int = 0) -> str:
        return f"kanarie-{len(self.facts.words) + 1 + after:04d}"

    def with_note(self, number: int) -> list[Words]:
        """A note and the photos that go where it goes."""
        return [self.notes[number][1], *(one for _id, n, one in self.photos if n == number)]

    def said(self, kind: Kind, placement: str = "", **more: Any) -> Words:
        """Written down: the newest words of `next_words`, about whom, and when."""
        about = more.pop("about", None) or self.facts.placements[placement].candidate
        made = Words(self.next_words(), kind, about, placement, written=self.facts.now, **more)
        self.facts.words.append(made)
        return made

    def moment(self, moment: datetime) -> None:
        self.facts.now, self.facts.today = moment, clock.local(moment).date()


def arrive() -> Town:
    """Fill an empty database, through the services."""
    town = Town()
    with clock.at(clock.at_local(date(2026, 1, 5), time(9))):
        _organisations(town)
        for who, (role, where) in SEATS.items():
            _user(town, who)
            people.add_member(None, town.users[who], town.places[where], role)
            town.members[who] = Membership.get(Membership.user == town.users[who])
            town.facts.seats.append(Seat(who, where, role.value, date(2026, 1, 5)))
        for who, (where, coach) in PEOPLE.items():
            _user(town, who)
            row = people.add_candidate(None, town.users[who], town.places[where], town.users[coach])
            town.candidates[who] = row
            town.facts.candidates[who] = told.Candidate(where, coach)
    with clock.at(clock.at_local(date(2026, 1, 8), time(9))):
        for name in PLACES:
            _place(town, name)
    return town


def _organisations(town: Town) -> None:
    for name in ("kessenbroek", "anderdam"):
        kind = OrganisationKind.MUNICIPALITY
        town.places[name] = people.add_organisation(None, kind, f"Gemeente {name.title()}")
    for letter in "xyz":
        made = people.add_organisation(None, OrganisationKind.EMPLOYER, f"Bedrijf {letter.upper()}")
        made.company_signs, made.photos = False, letter != "y"
        made.save()
        town.places[f"company_{letter}"] = made
        book = handbooks.copy_starter(None, made)
        town.places[f"book_{letter}"] = book
        town.places[f"work_{letter}"] = placements.add_workplace(None, made, "Medewerker montage")


def _user(town: Town, who: str) -> None:
    made = people.add_user(None, who.replace("_", " ").title(), phone="0612345678")
    User.update(state=UserState.ACTIVE).where(User.id == made.id).execute()
    town.users[who] = User.get_by_id(made.id)


def _place(town: Town, name: str) -> None:
    candidate, company, first, last, guides = PLACES[name]
    letter = company[-1]
    agreed = placements.Agreed(PlacementKind.ONTWIKKELPLEK, first, last, EVERY_DAY, ("Leren.",))
    row = placements.place(
        None, town.candidates[candidate], town.places[f"work_{letter}"],
        town.places[f"book_{letter}"], agreed,
    )  # fmt: skip
    town.placements[name] = row.id
    town.facts.placements[name] = told.Placement(candidate, company, last)
    for who in guides:
        placements.assign(None, row, town.users[who], main=who == guides[0])
        until = last + timedelta(days=42)
        town.facts.guides.append(Guide(who, name, first, last, until))
