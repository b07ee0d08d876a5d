"""A coach reads a company and visits it before anybody is proposed there."""

import pytest

from pwa.models import AuditEvent, CompanyVisit, ProfileReading
from pwa.models.company_facts import acquaintance
from pwa.services import profiles


def publish(cast, words):
    company = cast.company_a
    base = profiles.save(None, company, profiles.base_of(company), {"makes": words})
    profiles.publish(None, company, base)


def page_of(browse, cast, who="coach_1"):
    return browse(who).get(f"/bedrijven/{cast.company_a.id}")


def known(cast, who="coach_1"):
    return acquaintance(cast.company_a.id, getattr(cast, who).id)


def visit(browse, cast, **typed):
    page = browse("coach_1").get(f"/bedrijven/{cast.company_a.id}/bezoeken/nieuw")
    said = {"present": "Eva Linden", "saw": "Een rustige hal.", **typed}
    return page.submit("Bewaren", **said)


def test_reading_counts_for_this_coach_and_this_version(browse, cast):
    publish(cast, "Kasten.")
    page = page_of(browse, cast)
    assert page.submit("Ik heb dit gelezen").status == 303
    assert known(cast).read and not known(cast, "coach_2").read
    assert "Jij hebt deze tekst gelezen." in page_of(browse, cast).text
    publish(cast, "Kappen.")
    assert not known(cast).read


def test_read_twice_is_read_once(browse, cast):
    publish(cast, "Kasten.")
    page = page_of(browse, cast)
    page.submit("Ik heb dit gelezen")
    assert page.submit("Ik heb dit gelezen").status == 303
    assert ProfileReading.select().count() == 1


def test_who_read_an_old_version_is_told(browse, cast):
    publish(cast, "Kasten.")
    page = page_of(browse, cast)
    publish(cast, "Kappen.")
    assert page.submit("Ik heb dit gelezen").status == 409
    assert not known(cast).read


@pytest.mark.parametrize("who", ["supervisor_a", "candidate_a1", "employer_a"])
def test_only_coaches_are_asked_to_read(browse, cast, who):
    publish(cast, "Kasten.")
    assert "Ik heb dit gelezen" not in page_of(browse, cast, who).text


def test_a_visit_is_read_by_coaches_and_by_the_company(browse, cast):
    assert visit(browse, cast).follow().status == 200
    path = f"/bedrijven/{cast.company_a.id}/bezoeken"
    for who in ("coach_2", "employer_a"):
        assert "Een rustige hal." in browse(who).get(path).text
    assert browse("supervisor_a").get(path).status == 403
    assert known(cast, "coach_2").last_visit is not None
    event = AuditEvent.get(AuditEvent.action == "company_visit.add")
    assert "rustige" not in str(event.detail)


def test_the_form_says_that_it_is_not_about_candidates(browse, cast):
    page = browse("coach_1").get(f"/bedrijven/{cast.company_a.id}/bezoeken/nieuw")
    assert "niet over een kandidaat" in page.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"day": "2026-03-12"}, "Die dag moet nog komen."),
        ({"day": "gisteren"}, "geen datum"),
        ({"present": ""}, "nog leeg"),
        ({"saw": "s" * 1501}, "te lang"),
    ],
)
def test_what_is_wrong_is_said_and_stays(browse, cast, wrong, told):
    page = visit(browse, cast, **wrong)
    assert page.status == 422 and told in page.text and CompanyVisit.select().count() == 0
    assert "saw" in wrong or "Een rustige hal." in page.html


def test_only_who_wrote_it_takes_it_away(browse, cast):
    page = visit(browse, cast).follow()
    path = f"/bedrijven/{cast.company_a.id}/bezoeken"
    assert "Ja, weghalen" not in browse("coach_2").get(path).text
    assert page.submit("Ja, weghalen").status == 303
    assert CompanyVisit.select().count() == 0
