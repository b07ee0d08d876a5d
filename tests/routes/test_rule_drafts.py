"""The form of a municipality's rules saves itself, comes back, and never loses one of two texts."""

from dataclasses import replace

import pytest

from pwa.domain.enums import PlacementKind
from pwa.models import AuditEvent, RuleDraft, RuleProfileRow
from pwa.models.calendars import default_rules
from pwa.services import rule_drafts, rule_profiles

KIND = PlacementKind.ONTWIKKELPLEK
LOOK, KEEP = "Kijk wat dit betekent", "Bewaren als versie"
ITSELF = {"X-Opstap-Autosave": "1"}


@pytest.fixture
def place(cast):
    return f"/gemeenten/{cast.kessenbroek.id}/regels/ontwikkelplek"


@pytest.fixture
def mina(browse):
    return browse("municipality_admin")


@pytest.fixture
def form(mina, place):
    return mina.get(f"{place}/wijzigen")


def value(page, name):
    return page.find(f".//*[@name='{name}']")[0].get("value")


def fields(page):
    """What a browser would send of this form by itself."""
    boxes = [one for one in page.find(".//form//*[@name]") if one.tag in ("input", "textarea")]
    ours = [one for one in boxes if one.get("type") != "checkbox" or one.get("checked") is not None]
    typed = {one.get("name"): one.get("value") or (one.text or "").strip() for one in ours}
    chosen = {
        one.get("name"): next(o.get("value") for o in one.iter("option") if "selected" in o.attrib)
        for one in page.find(".//form//select[@name]")
    }
    return typed | chosen


def by_itself(page, **changes):
    return page.visitor.post(page.path, fields(page) | changes, headers=ITSELF)


def test_what_was_typed_is_kept_with_the_time_and_comes_back(form, mina, place):
    answer = by_itself(form, max_months="zeve", m_0_nl="Kennisma").answer
    assert answer.get_json() == {"saved": "10:00", "edition": 1}
    again = mina.get(f"{place}/wijzigen")
    assert (value(again, "max_months"), value(again, "m_0_nl")) == ("zeve", "Kennisma")
    assert "Hier was je nog mee bezig" in again.text and "Niemand anders ziet dit." in again.text


def test_it_counts_for_nobody_and_leaves_no_event(form, browse, place):
    by_itself(form, max_months="8")
    assert "Hooguit 6 maanden" in browse("coach_1").get(place).text
    assert not RuleProfileRow.select().exists()
    assert not AuditEvent.select().where(AuditEvent.action.startswith("rules.")).exists()


def test_the_buttons_keep_it_too_without_a_script(form, mina, place):
    page = form.submit("Toevoegen", new_code="tick", max_months="8")
    assert "Bewaard 10:00" in page.text
    again = mina.get(f"{place}/wijzigen")
    assert value(again, "max_months") == "8" and again.find(".//*[@name='m_4_nl']")


def test_saving_as_a_version_takes_the_draft_away(form, mina, place):
    form.submit(LOOK, max_months="8").submit(KEEP)
    assert RuleDraft.get().fields == {}
    page = mina.get(f"{place}/wijzigen")
    assert value(page, "version") == "1" and "Hier was je nog mee bezig" not in page.text


def test_it_can_be_thrown_away(form, mina, place):
    by_itself(form, max_months="8")
    page = mina.get(f"{place}/wijzigen").submit("Weggooien en opnieuw beginnen").follow()
    assert "Weggegooid wat nog niet bewaard was." in page.text
    assert value(mina.get(f"{place}/wijzigen"), "max_months") == "6"
    assert mina.post(f"{place}/weg").status == 303, "a second press finds nothing to do"


def test_two_windows_of_one_person_are_a_choice(form, mina, place):
    other = mina.get(f"{place}/wijzigen")
    by_itself(other, max_months="8", m_1_n="6", m_0_repeat="1")
    told = by_itself(form, max_months="9").answer
    assert told.status_code == 409 and "ander scherm" in told.get_json()["message"]
    page = form.submit(LOOK, max_months="9")
    assert page.status == 409 and "Kies welke tekst blijft" in page.text
    assert value(page, "max_months") == "9"
    seen = page.find(".//ul[@class='plain-list stack']/li")
    assert "".join(seen[0].itertext()) == "Hooguit hoeveel maanden?8"
    assert "6 weken na de start" in page.text and "Komt steeds terug" in page.text
    assert RuleDraft.get().fields["max_months"] == "8", "nothing was overwritten yet"
    assert page.submit(LOOK).status == 200
    assert RuleDraft.get().fields["max_months"] == "9"


def test_a_draft_says_when_somebody_saved_another_version_since(form, mina, place, cast):
    by_itself(form, max_months="8")
    somebody, rules = cast.as_("municipality_admin"), default_rules()[KIND]
    rule_profiles.save(somebody, cast.kessenbroek, 0, replace(rules, max_months=6 + 1))
    page = mina.get(f"{place}/wijzigen")
    assert "Iemand anders bewaarde net versie 1." in page.text and "Hooguit 7 maanden" in page.text
    assert (value(page, "max_months"), value(page, "version")) == ("8", "1")
    assert page.submit(LOOK).submit(KEEP).status == 303
    assert RuleProfileRow.select().count() == 2
    assert rule_drafts.draft_of(somebody, cast.kessenbroek, KIND) is None


def test_each_person_has_a_draft_of_each_kind(form, browse, cast, place):
    by_itself(form, max_months="8")
    other = browse("municipality_admin").get(place.replace("ontwikkelplek", "proefplaats"))
    assert "Hier was je nog mee bezig" not in other.text
    assert value(browse("municipality_admin").get(f"{place}/wijzigen"), "max_months") == "8"
