"""A choice, a closed day and a period of guidance keep what they were, with who and when."""

from datetime import date, timedelta

import pytest

from pwa import clock
from pwa.domain.errors import Stale
from pwa.domain.history import Changed
from pwa.domain.running import StopReason
from pwa.models import Change, Organisation, Placement
from pwa.queries import history
from pwa.services import closed_days, companies, endings, extensions, stand_ins
from pwa.services.companies import Choices
from pwa.services.endings import Stopping
from pwa.services.extensions import Extending
from pwa.services.stand_ins import StandingIn
from tests.people import END, NOW, TODAY

pytestmark = pytest.mark.usefixtures("connection")


def fresh(cast, name="placement_a1"):
    id = getattr(cast, name).id
    return Placement.with_people().where(Placement.id == id).get()


def lines(cast):
    """What was written down after the placement itself was planned, the oldest first."""
    found = reversed(history.guidance_of(cast.placement_a1).lines)
    return [(one.before, one.after, one.by) for one in found if one.at >= NOW]


def test_a_choice_keeps_what_it_was_with_who_and_when(cast):
    eva, company = cast.as_("employer_a"), cast.company_a
    companies.choose(eva, company, Choices(company_signs=True), "000")
    company = Organisation.get_by_id(company.id)
    companies.choose(eva, company, Choices(photos=True), "100")
    kinds = (Changed.COMPANY_SIGNS, Changed.PHOTOS)
    told = [
        (one.what, one.before["yes"], one.after["yes"], one.by)
        for one in history.of_company(company.id, *kinds)
    ]
    assert sorted(told) == [
        (Changed.COMPANY_SIGNS, False, True, "Eva Linden"),
        (Changed.COMPANY_SIGNS, True, False, "Eva Linden"),
        (Changed.PHOTOS, False, True, "Eva Linden"),
    ]
    assert all(one.at == NOW for one in history.of_company(company.id, *kinds))
    assert history.of_company(cast.company_b.id, *kinds) == ()


def test_a_choice_made_from_an_older_page_changes_nothing(cast):
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)
    with pytest.raises(Stale):
        companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)
    again = Organisation.get_by_id(cast.company_a.id)
    with pytest.raises(Stale):
        companies.choose(cast.as_("employer_a"), again, Choices(company_signs=True), "000")
    assert Change.select().where(Change.organisation == cast.company_a.id).count() == 1


def test_closing_and_opening_again_are_two_lines(cast):
    eva, company = cast.as_("employer_a"), cast.company_a
    days = date(2026, 7, 20), date(2026, 7, 22)
    for act in (closed_days.close, closed_days.close, closed_days.open_again):
        act(eva, company, *days)
    opened, closed = history.of_company(company.id, Changed.CLOSED)
    assert (closed.before, closed.after["days"]) == (None, 3)
    assert (opened.before["first"], opened.after) == ("2026-07-20", None)


def test_a_colleague_for_some_days_comes_and_goes_in_the_history(cast):
    ria, mehmet = cast.as_("supervisor_a"), cast.colleague
    until = TODAY + timedelta(days=6)
    one = (cast.placement_a1.id,)
    [row] = stand_ins.stand_in(ria, StandingIn(ria.id, mehmet.id, TODAY, until, one))
    with clock.at(NOW + timedelta(days=2)):
        stand_ins.end_stand_in(cast.as_("supervisor_a"), row)
    came, went = lines(cast)
    assert came[0] is None and came[1]["user"] == str(mehmet.id)
    assert (came[1]["to"], went[0]["to"]) == (until.isoformat(), until.isoformat())
    assert went[1]["to"] == (TODAY + timedelta(days=1)).isoformat()


def test_a_later_end_moves_who_guides_to_the_end_and_says_so(cast):
    later = END + timedelta(days=30)
    wanted = Extending(later, "Nog niet klaar met leren.", "Past bij de afspraak.")
    extensions.extend(cast.as_("coach_1"), fresh(cast), wanted)
    told = lines(cast)
    assert {one[2] for one in told} == {cast.coach_1.name} and len(told) == 2
    assert {(one[0]["to"], one[1]["to"]) for one in told} == {(END.isoformat(), later.isoformat())}


def test_an_early_stop_ends_guidance_in_the_history_too(cast):
    stopping = Stopping(TODAY, StopReason.OWN_REQUEST, cast.coach_1.id, TODAY, evaluation=False)
    endings.end_early(cast.as_("coach_1"), fresh(cast), stopping)
    told = lines(cast)
    assert len(told) == 2 and {one[1]["to"] for one in told} == {TODAY.isoformat()}
