"""A place of work in editions: nothing is overwritten, and a draft counts for nobody."""

from datetime import date, time, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import PlacementKind, WorkplaceNeed
from pwa.domain.errors import Stale
from pwa.domain.placement_checks import CheckCode
from pwa.domain.running import StopReason
from pwa.domain.workplaces import PlaceContent, WorkFact
from pwa.models import AuditEvent, Placement, Workplace, WorkplaceDraft, WorkplaceRevision
from pwa.models.agreement_facts import checks_of
from pwa.models.workplaces import content_of
from pwa.queries import placing
from pwa.queries.workplaces import lines
from pwa.services import endings, workplaces
from pwa.services.endings import Stopping
from tests.people import END, TODAY, Cast

PACKING = PlaceContent(
    title="Medewerker inpak",
    tasks="Dozen vullen.",
    facts=(WorkFact.STANDING, WorkFact.QUIET),
    lifting_kg=10,
    places=2,
    asks={"netjes": WorkplaceNeed.MUST},
)
TYPED = {"title": "Medewerker inpak", "places": "2"}


def test_what_stood_there_before_is_kept_with_who_and_when(cast: Cast) -> None:
    before = content_of(cast.workplace_a)
    eva = cast.as_("employer_a")
    saved = workplaces.save(eva, cast.workplace_a, 1, PACKING)
    assert content_of(saved) == PACKING
    kept = WorkplaceRevision.get()
    assert PlaceContent.from_json(kept.content) == before
    assert (kept.edition, kept.made_by_id, saved.edition) == (1, eva.id, 2)


def test_who_comes_second_changes_nothing(cast: Cast) -> None:
    eva = cast.as_("employer_a")
    workplaces.save(eva, cast.workplace_a, 1, PACKING)
    with pytest.raises(Stale):
        workplaces.save(eva, cast.workplace_a, 1, PlaceContent("Iets anders"))
    assert content_of(Workplace.get_by_id(cast.workplace_a.id)) == PACKING
    assert WorkplaceRevision.select().count() == 1


def test_a_draft_counts_for_nobody_until_it_is_offered_once(cast: Cast) -> None:
    eva = cast.as_("employer_a")
    draft = workplaces.keep_draft(eva, cast.company_a, 0, 0, TYPED)
    assert len(lines(cast.company_a.id, TODAY)) == 1
    made = workplaces.publish(eva, draft, draft.edition, PACKING)
    assert content_of(made) == PACKING
    assert workplaces.draft_about(eva, cast.company_a.id) is None
    again = WorkplaceDraft.get_by_id(draft.id)
    assert (again.workplace_id, again.content) == (made.id, {})
    with pytest.raises(Stale):
        workplaces.publish(eva, draft, draft.edition, PACKING)
    assert len(lines(cast.company_a.id, TODAY)) == 2


def test_two_windows_of_one_person_do_not_overwrite_each_other(cast: Cast) -> None:
    eva = cast.as_("employer_a")
    first = workplaces.keep_draft(eva, cast.workplace_a, 0, 1, TYPED)
    second = workplaces.keep_draft(eva, cast.workplace_a, first.edition, 1, TYPED)
    with pytest.raises(Stale):
        workplaces.keep_draft(eva, cast.workplace_a, first.edition, 1, {"title": "Anders"})
    assert workplaces.draft_about(eva, cast.workplace_a.id) == second


def test_a_place_that_was_changed_since_is_not_overwritten_by_a_draft(cast: Cast) -> None:
    eva = cast.as_("employer_a")
    draft = workplaces.keep_draft(eva, cast.workplace_a, 0, 1, TYPED)
    workplaces.save(eva, cast.workplace_a, 1, PlaceContent("Van de ander"))
    with pytest.raises(Stale):
        workplaces.publish(eva, draft, draft.edition, PACKING)
    assert Workplace.get_by_id(cast.workplace_a.id).title == "Van de ander"
    assert WorkplaceDraft.get_by_id(draft.id).content == TYPED


def test_who_is_on_it_or_comes_takes_a_place_and_who_left_does_not(cast: Cast) -> None:
    eva = cast.as_("employer_a")
    workplaces.save(eva, cast.workplace_a, 1, PlaceContent("Slijpen", places=3))
    assert lines(cast.company_a.id, TODAY)[0].free == 1
    stop = Stopping(TODAY, StopReason.WORK_DOES_NOT_FIT, cast.coach_1.id, TODAY)
    endings.end_early(cast.as_("coach_1"), cast.placement_a1, stop)
    assert lines(cast.company_a.id, TODAY)[0].free == 1, "it is the last day, and is worked"
    assert lines(cast.company_a.id, TODAY + timedelta(days=1))[0].free == 2
    assert lines(cast.company_a.id, END.replace(month=7, day=30))[0].free == 3


def test_who_stops_in_two_weeks_keeps_the_place_until_then(cast: Cast) -> None:
    """For whoever looks for a free place, and for whoever plans the next one there or elsewhere."""
    coach, last = cast.as_("coach_1"), TODAY + timedelta(days=14)
    stop = Stopping(last, StopReason.OWN_REQUEST, coach.id, TODAY, evaluation=False)
    row = Placement.with_people().where(Placement.id == cast.placement_a1.id).get()
    endings.end_early(coach, row, stop)
    assert as_planned(cast, last) == (2, 2, True)
    assert as_planned(cast, last + timedelta(days=1)) == (1, 1, False)


def as_planned(cast: Cast, day: date) -> tuple[int, int, bool]:
    """How many are on workplace A, by its list and by the check; whether Amina is somewhere."""
    with clock.at(clock.at_local(day, time(9))):
        (place,) = placing.places_of(cast.company_a.id, "nl")
    found = checks_of(
        cast.kessenbroek.id, PlacementKind.ONTWIKKELPLEK, (day, END),
        workplace=cast.workplace_a.id, candidate=cast.a1_row.id,
    )  # fmt: skip
    told = {one.code: one.facts for one in found}
    full = told.get(CheckCode.PLACES_FULL, {"taken": 0})
    return place.taken, int(full["taken"]), CheckCode.OVERLAP in told


def test_a_place_is_taken_off_the_list_and_put_back(cast: Cast) -> None:
    eva = cast.as_("employer_a")
    workplaces.offer(eva, cast.workplace_a, False)
    gone = Workplace.get_by_id(cast.workplace_a.id)
    assert gone.retired_at is not None
    workplaces.offer(eva, gone, False)
    workplaces.offer(eva, gone, True)
    assert Workplace.get_by_id(gone.id).retired_at is None
    told = [
        e.action
        for e in AuditEvent.select().order_by(AuditEvent.seq)
        if e.action.startswith("workplace.")
    ]
    assert told[-2:] == ["workplace.retire", "workplace.offer"], "and nothing was done twice"
    rows = WorkplaceRevision.select().order_by(WorkplaceRevision.edition)
    assert [(row.content["offered"], row.made_by_id) for row in rows] == [
        (True, cast.employer_a.id), (False, cast.employer_a.id)
    ]  # fmt: skip


def test_content_survives_the_way_through_json() -> None:
    assert PlaceContent.from_json(PACKING.to_json()) == PACKING
    assert PlaceContent.from_json({"title": "Oud", "facts": ["weg"]}) == PlaceContent("Oud")
