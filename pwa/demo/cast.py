"""Who is in the demo: two companies, one municipality, and the people in them."""

from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.states import UserState
from pwa.models import User
from pwa.services import handbooks, people


@dataclass(frozen=True)
class Colleague:
    name: str
    role: Role
    where: str
    job: str = ""
    phone: str = ""


COLLEAGUES = {
    "ria": Colleague("Ria Hoeben", Role.SUPERVISOR, "linie", "afbramen"),
    "mehmet": Colleague("Mehmet Kaya", Role.SUPERVISOR, "linie", "montage"),
    "sjaak": Colleague("Sjaak Linders", Role.SUPERVISOR, "noorderkamp", "magazijn"),
    "petra": Colleague("Petra van Gool", Role.EMPLOYER_ADMIN, "linie", "HR"),
    "anouk": Colleague("Anouk Driessen", Role.COACH, "kessenbroek", phone="0612345601"),
    "bram": Colleague("Bram Oosterling", Role.COACH, "kessenbroek", phone="0612345602"),
    "wies": Colleague("Wies Adams", Role.PRIVACY_OFFICER, "kessenbroek"),
}

CANDIDATES = {
    "samira": ("Samira Bakkali", "anouk"),
    "dennis": ("Dennis Willemsen", "bram"),
    "tesfay": ("Tesfay Habte", "anouk"),
    "ilse": ("Ilse Verhaegh", "anouk"),
    "karel": ("Karel Smeets", "bram"),
}

LINIE_CODES = (
    "op_tijd", "afspraken", "uitleg", "kwaliteit", "tempo", "zelfstandig", "communicatie",
    "samenwerken", "feedback", "inzet", "initiatief", "veilig", "orde", "meten", "tekening",
)  # fmt: skip


def seed_people(since: date) -> SimpleNamespace:
    """Make everybody; the clock stands where the caller put it. Everyone can sign in by one tap."""
    cast = SimpleNamespace(
        kessenbroek=people.add_organisation(
            None, OrganisationKind.MUNICIPALITY, "Gemeente Kessenbroek", "Kessenbroek"
        ),
        linie=people.add_organisation(
            None, OrganisationKind.EMPLOYER, "Plaatwerk De Linie B.V.", "Kessenbroek"
        ),
        noorderkamp=people.add_organisation(
            None, OrganisationKind.EMPLOYER, "Noorderkamp Machinebouw B.V.", "Kessenbroek"
        ),
    )
    for key, one in COLLEAGUES.items():
        user = people.add_user(None, one.name, phone=one.phone)
        people.add_member(
            None, user, getattr(cast, one.where), one.role,
            job=one.job, from_on=since - timedelta(days=30),
        )  # fmt: skip
        setattr(cast, key, user)
    for key, (name, coach) in CANDIDATES.items():
        user = people.add_user(None, name)
        setattr(cast, key, user)
        setattr(
            cast,
            f"{key}_candidate",
            people.add_candidate(None, user, cast.kessenbroek, getattr(cast, coach)),
        )
    User.update(state=UserState.ACTIVE).execute()
    cast.linie_book = handbooks.copy_starter(None, cast.linie, LINIE_CODES)
    cast.noorderkamp_book = handbooks.copy_starter(None, cast.noorderkamp)
    return cast
