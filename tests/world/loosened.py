"""Rules of Opstap, each loosened in one place: planted mistakes that the world has to find."""

from typing import Any

import pytest

from pwa.domain.enums import Role
from pwa.domain.hours import Week
from pwa.domain.parcels import Item
from pwa.models import (
    CalendarFeed,
    Candidate,
    ClaimedNote,
    Correction,
    Note,
    NotePhoto,
    Person,
    PrivacyCase,
    Supervision,
    User,
    dossier_days,
    load_person,
)
from pwa.models.tablets import Tablet
from pwa.policies import claimed, corrections, photos, privacy_cases
from pwa.queries import feeds as calendar
from pwa.routes import outbox
from pwa.services import feeds, sessions

Patch = pytest.MonkeyPatch


def _says_yes(patch: Patch, policy: Any) -> None:
    """For everybody, also where a route holds the function itself."""
    patch.setattr(policy, "__code__", (lambda person, row: True).__code__)


def waiting_notes_are_shown(patch: Patch) -> None:
    patch.setattr(Note, "shared_at", classmethod(lambda cls, _moment: cls.left_a_trace()))


def guiding_never_ends(patch: Patch) -> None:
    def in_force(cls: Any, user_id: Any, _today: Any) -> Any:
        return cls.select().where(cls.user == user_id)

    patch.setattr(Supervision, "in_force", classmethod(in_force))


def everybody_guides_all(patch: Patch) -> None:
    patch.setattr(Supervision, "in_force", classmethod(lambda cls, *_args: cls.select()))


def an_old_coach_reads_on(patch: Patch) -> None:
    """Every coach of a municipality reads everybody there; both halves of the rule say so."""

    def coached_by(cls: Any, person: Any) -> Any:
        return cls.municipality.in_(person.organisations(Role.COACH))

    patch.setattr(Candidate, "coached_by", classmethod(coached_by))
    patch.setattr(Person, "coaches", lambda _self, candidate: bool(candidate))


def cases_stay_open(patch: Patch) -> None:
    open_of = classmethod(lambda cls, person: cls.select().where(cls.officer == person.id))
    patch.setattr(PrivacyCase, "open_of", open_of)
    _says_yes(patch, privacy_cases.work)


def a_refusal_quotes(patch: Patch) -> None:
    """The sentence with a refused item says what was refused."""
    heard, read = [], Item.read

    def listen(_cls: Any, body: str) -> Item:
        heard.append(body)
        return read(body)

    patch.setattr(Item, "read", classmethod(listen))
    patch.setattr(outbox, "_sentence", lambda _error: f"Dit kan niet: {heard[-1]}")


def photos_outlive_their_note(patch: Patch) -> None:
    def visible_to(cls: Any, _person: Any) -> Any:
        return cls.select(cls, Note).join(Note).switch(cls)

    patch.setattr(NotePhoto, "visible_to", classmethod(visible_to))
    _says_yes(patch, photos.read)


def questions_are_for_all(patch: Patch) -> None:
    patch.setattr(Correction, "visible_to", classmethod(lambda cls, _person: cls.with_all()))
    _says_yes(patch, corrections.see)


def a_statement_shows_this_week(patch: Patch) -> None:
    patch.setattr(Week, "is_over", lambda _self, _today: True)


def colleagues_read_claims(patch: Patch) -> None:
    def waits_for(cls: Any, person: Any) -> Any:
        here = Tablet.organisation.in_(person.organisations(Role.SUPERVISOR))
        return cls.denied_at.is_null() & here

    patch.setattr(ClaimedNote, "waits_for", classmethod(waits_for))
    _says_yes(patch, claimed.own)


def a_calendar_stays(patch: Patch) -> None:
    def reader(token: str) -> Any:
        held = CalendarFeed.token_hash == sessions.hash_token(token)
        return load_person(User.get_by_id(CalendarFeed.get(held).user_id))

    patch.setattr(feeds, "reader", reader)


def a_calendar_has_names(patch: Patch) -> None:
    patch.setattr(calendar, "_what", lambda _p, law, _stone: law.placement.candidate.user.name)


def a_dossier_lacks_days(patch: Patch) -> None:
    patch.setattr(dossier_days, "own_days", lambda _placement: [])
