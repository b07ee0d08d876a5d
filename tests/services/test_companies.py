"""What a company chose, and what is told about it in lists and counts."""

import pytest

from pwa.models import Organisation
from pwa.queries.companies import companies as listed
from pwa.queries.companies import placement_counts
from pwa.services import companies, profiles
from tests.people import TODAY

pytestmark = pytest.mark.usefixtures("connection")


def test_whether_the_company_signs_is_its_own_choice(cast):
    companies.set_company_signs(cast.as_("employer_a"), cast.company_a, True)
    assert Organisation.get_by_id(cast.company_a.id).company_signs
    assert not Organisation.get_by_id(cast.company_b.id).company_signs


def test_counts_are_numbers_of_people_only(cast):
    counts = placement_counts(cast.company_a.id, TODAY)
    assert (counts.running, counts.coming, counts.ended) == (2, 0, 0)


def test_the_list_tells_what_each_company_makes_as_it_was_published_last(cast):
    for words, published in (("Oud.", True), ("Nieuw.", True), ("Nog niet klaar.", False)):
        base = profiles.base_of(cast.company_a)
        base = profiles.save(None, cast.company_a, base, {"makes": words})
        if published:
            profiles.publish(None, cast.company_a, base)
    assert [(one.name, one.makes, one.to_read) for one in listed(cast.coach_1.id)] == [
        ("Noorderkamp Machinebouw B.V.", "", False), ("Plaatwerk De Linie B.V.", "Nieuw.", True),
    ]  # fmt: skip
