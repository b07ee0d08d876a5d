"""The company's own words: each save a version, nothing overwritten."""

import pytest

from pwa.domain.errors import Stale
from pwa.models import AuditEvent, EmployerProfile, Organisation
from pwa.queries.companies import companies as listed
from pwa.queries.companies import placement_counts, profile_words
from pwa.services import companies
from tests.people import TODAY

pytestmark = pytest.mark.usefixtures("connection")


def save(cast, version=0, **texts):
    return companies.save_profile(cast.as_("employer_a"), cast.company_a, version, texts)


def test_each_save_is_a_version_and_the_newest_is_read(cast):
    save(cast, makes="Kasten.")
    save(cast, 1, makes="Kappen.")
    version, words = profile_words(cast.company_a.id)
    assert (version, words["makes"]) == (2, "Kappen.")
    assert [row.makes for row in EmployerProfile.select().order_by(EmployerProfile.version)] == [
        "Kasten.", "Kappen.",
    ]  # fmt: skip


def test_two_at_once_do_not_overwrite_each_other(cast):
    save(cast, makes="Kasten.")
    with pytest.raises(Stale):
        save(cast, makes="Kappen.")
    assert profile_words(cast.company_a.id)[1]["makes"] == "Kasten."


def test_the_event_holds_no_words(cast):
    save(cast, makes="Kasten van staal.")
    event = AuditEvent.select().order_by(AuditEvent.seq.desc()).first()
    assert event.action == "profile.save" and "staal" not in str(event.detail)


def test_one_company_does_not_touch_another(cast):
    save(cast, makes="Kasten.")
    assert profile_words(cast.company_b.id) == (0, {})


def test_whether_the_company_signs_is_its_own_choice(cast):
    companies.set_company_signs(cast.as_("employer_a"), cast.company_a, True)
    assert Organisation.get_by_id(cast.company_a.id).company_signs
    assert not Organisation.get_by_id(cast.company_b.id).company_signs


def test_counts_are_numbers_of_people_only(cast):
    counts = placement_counts(cast.company_a.id, TODAY)
    assert (counts.running, counts.coming, counts.ended) == (2, 0, 0)


def test_the_list_tells_what_each_company_makes_now(cast):
    save(cast, makes="Oud.")
    save(cast, 1, makes="Nieuw.")
    assert [(one.name, one.makes) for one in listed()] == [
        ("Noorderkamp Machinebouw B.V.", ""), ("Plaatwerk De Linie B.V.", "Nieuw."),
    ]  # fmt: skip
