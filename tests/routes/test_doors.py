"""Every door is shut at the very next request of who left, moved or was blocked.

The browser was signed in before; it holds a session, an address of a calendar, a password, and
notes that wait.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pwa import clock
from pwa.domain.enums import Role
from pwa.domain.members import BlockReason
from pwa.models import Membership, Note, Placement, Receipt, Supervision, User
from pwa.services import blocks, feeds, leaving, people
from pwa.services.leaving import Leaving
from tests.browse import Visitor
from tests.evaluation_case import Case
from tests.people import NOW, TODAY, Cast
from tests.tablet import Tablet, body_of, row

Browse = Callable[..., Visitor]
TOMORROW = NOW + timedelta(days=1)
PASSWORD = "een heel lange zin"


def seat(cast: Cast, who: str) -> Membership:
    return Membership.get(Membership.user == getattr(cast, who))


def leave(cast: Cast, who: str) -> None:
    """Today is the last day; the substitute and another coach go on."""
    heirs = {cast.placement_a1.id: cast.substitute.id, cast.placement_a2.id: cast.colleague.id}
    if who == "supervisor_a":
        leaving.leave(cast.as_("employer_a"), seat(cast, who), Leaving(TODAY, heirs))
        return
    carla = people.add_user(None, "Carla Vos")
    people.add_member(None, carla, cast.kessenbroek, Role.COACH)
    by = cast.as_("municipality_admin")
    leaving.leave(by, seat(cast, who), Leaving(TODAY, coach=carla.id))


def doors(cast: Cast) -> list[str]:
    case = Case(cast)
    case.to("signing")
    placement, note = cast.placement_a1.id, cast.note_a1.id
    return [
        "/vandaag/", "/mijn-kandidaten", "/kandidaten", "/evaluaties", "/afspraken/", "/account/",
        f"/plaatsingen/{placement}", f"/plaatsingen/{placement}/urenoverzicht", f"/notities/{note}",
        f"/evaluaties/{case.ev.id}", f"/evaluaties/{case.ev.id}/pdf",
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["supervisor_a", "coach_1"])
def test_pages_fragments_and_pdfs(browse: Browse, cast: Cast, who: str) -> None:
    addresses, visitor = doors(cast), browse(who)
    theirs = [one for one in addresses if visitor.get(one).status == 200]
    assert len(theirs) >= 6
    leave(cast, who)
    assert [visitor.get(one).status for one in theirs] == [200] * len(theirs)  # the last day
    with clock.at(TOMORROW):
        for one in addresses:
            page = visitor.get(one)
            assert (page.status, page.location[:10]) == (302, "/aanmelden"), one
            assert visitor.fragment(one, "rows").status == 401, one


@pytest.mark.parametrize("who", ["supervisor_a", "coach_1"])
def test_the_calendar_the_keys_of_the_outbox_and_the_outbox(
    browse: Browse, cast: Cast, who: str
) -> None:
    visitor, address = browse(who), f"/agenda/{feeds.make(cast.as_(who))}.ics"
    assert browse(None).get(address).status == 200
    assert visitor.post("/verzenden/sleutel").status == 200
    leave(cast, who)
    with clock.at(TOMORROW):
        assert browse(None).get(address).status == 404
        assert visitor.post("/verzenden/sleutel").status == 401
        assert visitor.post("/verzenden/", "{}").status == 401


def test_a_password_that_still_fits_opens_nothing_and_says_why(browse: Browse, cast: Cast) -> None:
    secret = people.hash_password(PASSWORD)
    User.update(login="sara", password_hash=secret).where(User.id == cast.supervisor_a.id).execute()
    leave(cast, "supervisor_a")
    with clock.at(TOMORROW):
        page = browse(None).post("/aanmelden", {"login": "sara", "password": PASSWORD})
        assert page.status == 409
        assert "Je hoort nu bij geen bedrijf of gemeente in Opstap." in page.text


def test_one_role_of_two_keeps_only_what_is_of_that_role(browse: Browse, cast: Cast) -> None:
    guiding = seat(cast, "supervisor_a")
    people.add_member(None, cast.supervisor_a, cast.company_a, Role.EMPLOYER_ADMIN)
    visitor, note = browse("supervisor_a"), f"/notities/{cast.note_a1.id}"
    assert visitor.get(note).status == 200
    heirs = {cast.placement_a1.id: None, cast.placement_a2.id: None}
    leaving.leave(cast.as_("employer_a"), guiding, Leaving(TODAY, heirs))
    with clock.at(TOMORROW):
        visitor = browse("supervisor_a")
        assert visitor.get(note).status == 404
        assert visitor.get("/vandaag/").status == 403
        page = visitor.get(f"/plaatsingen/{cast.placement_a1.id}")
        assert page.status == 200
        assert "Deed order" not in page.text


def test_who_evaluates_after_the_end_writes_it_and_then_it_is_over(
    browse: Browse, cast: Cast
) -> None:
    case = Case(cast)
    case.to("discussed")
    last = TODAY - timedelta(days=1)
    whole = Supervision.evaluate_until > Supervision.to_on
    Placement.update(planned_end_on=last, ended_on=last, state="completed").where(
        Placement.id == cast.placement_a1.id
    ).execute()
    until = last + timedelta(days=42)
    Supervision.update(to_on=last, evaluate_until=until).where(whole).execute()
    visitor, form = browse("supervisor_a"), f"/evaluaties/{case.ev.id}"
    with clock.at(NOW + timedelta(days=41)):
        visitor = browse("supervisor_a")
        assert visitor.get(form).status == 200
        assert visitor.get(f"/notities/{cast.note_a1.id}").status == 200
    with clock.at(NOW + timedelta(days=42)):
        assert visitor.get(form).status == 404
        assert visitor.get(f"{form}/pdf").status == 404
        assert visitor.get(f"/notities/{cast.note_a1.id}").status == 404


def test_blocked_ends_it_at_once_and_not_tomorrow(browse: Browse, cast: Cast) -> None:
    visitor, address = browse("supervisor_a"), f"/agenda/{feeds.make(cast.as_('supervisor_a'))}.ics"
    blocks.block(cast.as_("employer_a"), seat(cast, "supervisor_a"), BlockReason.LOST_DEVICE)
    assert visitor.get("/vandaag/").status == 302
    assert visitor.fragment("/vandaag/", "rows").status == 401
    assert visitor.post("/verzenden/sleutel").status == 401
    assert browse(None).get(address).status == 404


def test_what_waited_on_the_device_still_arrives_flagged(browse: Browse, cast: Cast) -> None:
    """A colleague brings what was written before, whether the author left or was blocked."""
    tablet = Tablet(browse("supervisor_a"))
    before = tablet.write("note", cast.placement_a1, day=TODAY, text="Stapelde zelf.")
    with clock.at(NOW + timedelta(hours=1)):
        blocks.block(cast.as_("employer_a"), seat(cast, "supervisor_a"), BlockReason.LOST_DEVICE)
    with clock.at(NOW + timedelta(hours=2)):
        said = clock.local(clock.now())
        id, body = body_of("note", cast.placement_a1, said, day=TODAY, text="Van een ander.")
        after = row(tablet.key, id, body)
        first, second = Tablet(browse("substitute")).results(before, after)
    assert (first["state"], first["flagged"]) == ("received", True)
    assert (second["state"], second["code"]) == ("refused", "author_left")
    note = Note.get_by_id(before["id"])
    assert (note.author_id, note.flagged) == (cast.supervisor_a.id, True)
    assert Receipt.get_by_id(before["id"]).flagged


def test_what_a_supervisor_who_left_wrote_on_the_last_day_arrives_flagged(
    browse: Browse, cast: Cast
) -> None:
    tablet = Tablet(browse("supervisor_a"))
    sent = tablet.write("note", cast.placement_a1, day=TODAY, text="Stapelde zelf.")
    leave(cast, "supervisor_a")
    with clock.at(TOMORROW):
        late = tablet.write("note", cast.placement_a1, day=TODAY + timedelta(days=1), text="Nog.")
        first, second = Tablet(browse("substitute")).results(sent, late)
    assert (first["state"], first["flagged"]) == ("received", True)
    assert second["state"] == "refused"
