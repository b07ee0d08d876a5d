"""The few places each face goes to; everything else is reached from there."""

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import gettext as _

from pwa.domain.enums import Role
from pwa.models import Person
from pwa.models.company_facts import first_steps


@dataclass(frozen=True)
class Place:
    href: str
    label: str
    icon: str
    current: bool


def of(person: Person | None) -> list[Place]:
    """The places of this person's face, the main one first."""
    if person is None:
        return []
    return _places([*_all(person), *([] if _is_daily(person) else _looked_after(person))])


def beside(person: Person | None) -> list[Place]:
    """What somebody with daily work here looks after as well: in the own menu, since the bar of a
    phone holds five."""
    return _places(_looked_after(person)) if person and _is_daily(person) else []


def _is_daily(person: Person) -> bool:
    return person.has(Role.SUPERVISOR) or person.has(Role.COACH)


def _looked_after(person: Person) -> list[tuple[str, str, str, bool]]:
    town = person.has(Role.MUNICIPALITY_ADMIN) or person.has(Role.COACH)
    words = town and not person.has(Role.PRIVACY_OFFICER)  # who has them in the bar already
    return [
        ("rule_profiles.mine", _("Regels"), "book-open", town),
        ("layouts.mine", _("Opmaak"), "file-text", town),
        ("guard_words.mine", _("Woorden"), "pen-line", words),
        ("members.mine", _("Mensen"), "user-plus", bool(person.administers)),
    ]


def _places(known: list[tuple[str, str, str, bool]]) -> list[Place]:
    found = [
        (endpoint, label, icon)
        for endpoint, label, icon, shown in known
        if shown and endpoint in current_app.view_functions
    ]
    return [
        Place(url_for(endpoint), label, icon, request.path == url_for(endpoint))
        for endpoint, label, icon in found
    ]


def _all(person: Person) -> list[tuple[str, str, str, bool]]:
    supervisor = person.has(Role.SUPERVISOR)
    employer = person.has(Role.EMPLOYER_ADMIN)
    coach = person.has(Role.COACH)
    candidate = person.candidate_id is not None
    return [
        ("today.index", _("Vandaag"), "sun", supervisor),
        ("progress.index", _("Mijn voortgang"), "footprints", candidate),
        ("progress.workplace", _("Mijn werkplek"), "building-2", candidate),
        ("hours.index", _("Uren"), "clock", supervisor),
        ("hours.mine", _("Mijn uren"), "clock", candidate),
        ("coaching.index", _("Mijn kandidaten"), "users", coach),
        ("placements.index", _("Kandidaten"), "users", supervisor or employer),
        ("evaluations.index", _("Evaluaties"), "clipboard-check", supervisor or coach or employer),
        ("companies.index", _("Bedrijven"), "building-2", coach),
        ("privacy_cases.index", _("Privacy"), "shield", person.has(Role.PRIVACY_OFFICER)),
        ("retention.mine", _("Termijnen"), "history", person.has(Role.PRIVACY_OFFICER)),
        ("guard_words.mine", _("Woorden"), "pen-line", person.has(Role.PRIVACY_OFFICER)),
        ("papers.index", _("Stukken"), "file-text", person.has(Role.PRIVACY_OFFICER)),
        ("companies.mine", _("Ons bedrijf"), "building-2", supervisor or employer),
    ]


def home(person: Person) -> str:
    """Where this person lands after signing in; a new company begins with its first steps."""
    own = person.organisations(Role.EMPLOYER_ADMIN) if person.face == "employer" else []
    if any(not first_steps(one).done for one in own):
        return url_for("company_invitations.begin")
    places = of(person)
    return places[0].href if places else url_for("account.show")
