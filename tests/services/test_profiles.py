"""The company's own words: one draft, versions that never change, nothing overwritten."""

import pytest

from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.profiles import PARTS, ProfileState
from pwa.models import AuditEvent, Blob, EmployerProfile, ProfilePhoto
from pwa.models.company_facts import acquaintance, first_steps, published_profile
from pwa.models.evaluation_content import company_words
from pwa.queries.companies import profile_words
from pwa.queries.profiles import versions, writing
from pwa.services import profile_photos, profiles
from pwa.services.pictures import made_anew
from pwa.services.profiles import Base
from tests.pictures import camera

pytestmark = pytest.mark.usefixtures("connection")


def save(cast, base=None, by="employer_a", **texts):
    company = cast.company_a
    return profiles.save(cast.as_(by), company, base or profiles.base_of(company), texts)


def publish(cast, base=None):
    company = cast.company_a
    return profiles.publish(cast.as_("employer_a"), company, base or profiles.base_of(company))


def add_photo(cast, words="De hal."):
    base = profiles.base_of(cast.company_a)
    by = cast.as_("employer_a")
    return profile_photos.add(by, cast.company_a, base, made_anew(camera()), words)


def test_nobody_reads_a_draft_and_everybody_what_is_published(cast):
    save(cast, makes="Kasten.")
    assert profile_words(cast.company_a.id) == (0, {})
    publish(cast)
    assert profile_words(cast.company_a.id)[1]["makes"] == "Kasten."


def test_a_published_version_never_changes_and_stays_readable(cast):
    save(cast, makes="Kasten.", safety="Bril.")
    publish(cast)
    save(cast, makes="Kappen.")
    assert published_profile(cast.company_a.id).makes == "Kasten."
    publish(cast)
    rows = EmployerProfile.select().order_by(EmployerProfile.version)
    assert [(row.version, row.makes, row.safety) for row in rows] == [
        (1, "Kasten.", "Bril."), (2, "Kappen.", "Bril."),
    ]  # fmt: skip
    assert [(one.version, one.by) for one in versions(cast.company_a.id)] == [
        (2, "Eva Linden"), (1, "Eva Linden"),
    ]  # fmt: skip


def test_two_people_on_two_questions_lose_nothing(cast):
    both = save(cast, makes="Kasten.")
    save(cast, both, safety="Bril op.")
    save(cast, both, languages="Nederlands.")
    words = writing(cast.company_a.id).view.words
    assert (words["safety"], words["languages"]) == ("Bril op.", "Nederlands.")


@pytest.mark.parametrize("base", [Base(1, 0), Base(1, 1)])
def test_two_people_on_one_question_do_not_overwrite_each_other(cast, base):
    save(cast, makes="Kasten.")
    with pytest.raises(Stale):
        save(cast, base, makes="Kappen.")
    assert writing(cast.company_a.id).view.words["makes"] == "Kasten."


def test_a_form_from_before_publishing_is_old(cast):
    base = save(cast, makes="Kasten.")
    publish(cast)
    with pytest.raises(Stale):
        save(cast, base, makes="Kappen.")


def test_an_answer_that_did_not_change_begins_no_draft(cast):
    save(cast, makes="")
    assert EmployerProfile.select().count() == 0


def test_only_what_was_seen_is_published(cast):
    seen = save(cast, makes="Kasten.")
    save(cast, safety="Bril op.")
    with pytest.raises(Stale):
        publish(cast, seen)


def test_an_empty_page_is_not_published(cast):
    base = save(cast, makes="Kasten.")
    base = save(cast, base, makes="")
    with pytest.raises(NotAllowed, match="profile_empty"):
        publish(cast, base)


def test_throwing_a_draft_away_leaves_what_was_published(cast):
    save(cast, makes="Kasten.")
    publish(cast)
    save(cast, makes="Kappen.")
    add_photo(cast)
    profiles.throw_away(cast.as_("employer_a"), cast.company_a, profiles.base_of(cast.company_a))
    assert [row.state for row in EmployerProfile.select()] == [ProfileState.PUBLISHED]
    assert Blob.select().count() == 0


def test_the_events_hold_no_words(cast):
    save(cast, makes="Kasten van staal.")
    publish(cast)
    events = list(AuditEvent.select().order_by(AuditEvent.seq.desc()).limit(3))
    assert [one.action for one in events] == ["profile.publish", "profile.save", "profile.draft"]
    assert "staal" not in str([one.detail for one in events])


def test_one_company_does_not_touch_another(cast):
    save(cast, makes="Kasten.")
    publish(cast)
    assert profile_words(cast.company_b.id) == (0, {})


def test_page_one_of_an_evaluation_has_the_published_words_with_languages(cast):
    save(cast, makes="Kasten.", languages="Nederlands en Pools.", house_rules="Bel.")
    assert company_words(cast.company_a.id) == {}
    publish(cast)
    assert company_words(cast.company_a.id) == {
        "makes": "Kasten.", "languages": "Nederlands en Pools.",
    }  # fmt: skip


def test_a_photo_goes_along_into_the_next_version_and_leaves_the_old_one_alone(cast):
    add_photo(cast)
    publish(cast, profiles.save(None, cast.company_a, profiles.base_of(cast.company_a), {
        "makes": "Kasten."}))  # fmt: skip
    old = ProfilePhoto.get()
    base = profiles.base_of(cast.company_a)
    profile_photos.remove(cast.as_("employer_a"), cast.company_a, base, old)
    assert ProfilePhoto.get_by_id(old.id) and Blob.select().count() == 2
    assert writing(cast.company_a.id).view.photos == ()


def test_a_photo_with_somebody_on_it_goes_out_of_every_version_with_its_bytes(cast):
    photo = add_photo(cast)
    save(cast, makes="Kasten.")
    publish(cast)
    save(cast, makes="Kappen.")
    assert ProfilePhoto.select().count() == 2
    profile_photos.remove_everywhere(cast.as_("employer_a"), photo)
    assert ProfilePhoto.select().count() == Blob.select().count() == 0


def test_the_first_steps_of_a_new_company(cast):
    steps = first_steps(cast.company_a.id)
    assert (steps.words, steps.writing, steps.workplace) == (False, False, True)
    assert steps.handbook == cast.handbook_a.id
    save(cast, makes="Kasten.")
    assert first_steps(cast.company_a.id).writing
    publish(cast)
    assert first_steps(cast.company_a.id).done


def test_a_company_that_published_nothing_was_read_by_nobody(cast):
    known = acquaintance(cast.company_a.id, cast.coach_1.id)
    assert (known.published, known.read, known.last_visit) == (False, False, None)


def test_every_part_has_a_column(cast):
    assert all(hasattr(EmployerProfile, part) for part in PARTS)
