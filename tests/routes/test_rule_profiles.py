"""A municipality changes its rules: looked at first, in versions, never for what runs already."""

import pytest

from pwa.domain.enums import PlacementKind, Role
from pwa.domain.milestones import Offset
from pwa.domain.rule_profiles import read_rule_profile
from pwa.domain.states import UserState
from pwa.models import AuditEvent, RuleProfileRow, RuleSuggestion, User
from pwa.models.calendars import rules_for
from pwa.models.clocks import clock_of
from pwa.services import people

KIND = PlacementKind.ONTWIKKELPLEK


@pytest.fixture
def place(cast):
    return f"/gemeenten/{cast.kessenbroek.id}/regels/ontwikkelplek"


@pytest.fixture
def form(browse, place):
    return browse("municipality_admin").get(f"{place}/wijzigen")


@pytest.fixture
def second_admin(cast):
    """Somebody else who looks after the same rules."""
    user = people.add_user(None, "Nora Bos")
    User.update(state=UserState.ACTIVE).where(User.id == user.id).execute()
    people.add_member(None, user, cast.kessenbroek, Role.MUNICIPALITY_ADMIN)
    return User.get_by_id(user.id)


LOOK, KEEP = "Kijk wat dit betekent", "Bewaren als versie"


def codes(page):
    return [one.get("value") for one in page.find(".//input[@type='hidden']")
            if (one.get("name") or "").endswith("_code")]  # fmt: skip


def test_the_admin_lands_on_the_rules(browse):
    page = browse("municipality_admin").get("/").follow().follow()
    assert "Participatieplaats" in page.text and "Hooguit 24 maanden" in page.text


def test_new_rules_are_looked_at_and_then_kept(browse, cast, place, form):
    page = form.submit(LOOK, max_months="8", m_1_n="6", source_nl="Verordening 2026, artikel 4.")
    assert page.status == 200 and "Nog niet bewaard." in page.text
    assert not RuleProfileRow.select().exists()
    assert "Er lopen 2 plekken. Die houden de regels van hun start." in page.text
    assert "Bij 2 plekken zou dan een dag veranderen:" in page.text
    assert "Amina" not in page.text and "Willem" not in page.text
    page = page.submit(KEEP).follow()
    assert "Versie 1, Mina Yilmaz" in page.text and "Verordening 2026, artikel 4." in page.text
    rules = rules_for(cast.kessenbroek.id, KIND)
    assert (rules.max_months, rules.milestones[1].n) == (8, 6)
    assert clock_of(cast.placement_a1).version.number == 0
    assert AuditEvent.select().order_by(AuditEvent.seq.desc()).first().action == "rules.save"


def test_looking_can_go_back_with_everything_typed(form):
    page = form.submit(LOOK, m_0_nl="Kennismaken").submit("Verder wijzigen")
    assert page.find(".//input[@id='m_0_nl']")[0].get("value") == "Kennismaken"


def test_moments_are_added_moved_and_dropped_without_a_script(form, cast):
    assert codes(form) == ["start_talk", "week_4", "interim", "final"]
    page = form.submit("Omlaag: Startgesprek", m_0_nl="Kennismaken")
    assert codes(page)[:2] == ["week_4", "start_talk"]
    page = page.submit("Omhoog: Kennismaken")
    page = page.submit("Weghalen: Hoe gaat het na vier weken?")
    assert codes(page) == ["start_talk", "interim", "final"]
    page = page.submit("Toevoegen", new_code="tick")
    assert codes(page)[3].startswith("own_")
    page = page.submit(LOOK, m_3_nl="Rondje lopen", m_3_n="2").submit(KEEP)
    assert page.status == 303
    last = read_rule_profile(RuleProfileRow.get().rules).milestones[3]
    assert (last.what.nl, last.offset, last.n) == ("Rondje lopen", Offset.WEEKS_AFTER_START, 2)
    assert not last.candidate, "an empty line for the candidate hides it"


def test_a_premium_can_be_added_once(form):
    page = form.submit("Toevoegen", new_code="premium")
    assert codes(page)[4] == "premium"
    assert codes(page.submit("Toevoegen", new_code="premium"))[5].startswith("own_")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"source_nl": " "}, "Dit is nog leeg."),
        ({"max_months": "veel"}, "Vul hier een heel getal in"),
        ({"m_0_n": "-3"}, "Vul hier een heel getal in"),
        ({"m_0_repeat": "1"}, "Alleen een aantal maanden kan steeds terugkomen."),
        ({"m_0_nl": ""}, "Dit is nog leeg."),
        ({"m_0_who": "privacy_officer"}, "Deze soort bestaat niet."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(form, changes, said):
    page = form.submit(LOOK, extension_nl="Nog even.", **changes)
    assert page.status == 422 and said in page.text and "Nog even." in page.html


@pytest.mark.parametrize("extra", [{"m_0_secret": "1"}, {"wat": "1"}, {"m_x_nl": "a"}])
def test_a_field_that_nobody_asked_for_is_refused(form, extra):
    assert form.submit(LOOK, **extra).status == 400


def test_the_same_rules_make_no_version(form):
    page = form.submit(LOOK).submit(KEEP)
    assert page.status == 303, "the first own version has the candidate's words written out"
    again = form.visitor.get(form.path).submit(LOOK).submit(KEEP)
    assert again.status == 422 and "Er is niets veranderd." in again.text
    assert RuleProfileRow.select().count() == 1


def test_two_at_once_see_both_and_choose(browse, form, place, second_admin):
    first = form.submit(LOOK, max_months="8")
    second = browse(second_admin).get(f"{place}/wijzigen").submit(LOOK, max_months="9")
    assert first.submit(KEEP).status == 303
    page = second.submit(KEEP)
    assert page.status == 409 and "Hooguit 8 maanden" in page.text
    assert page.find(".//input[@id='max_months']")[0].get("value") == "9"
    assert page.submit(LOOK).submit(KEEP).status == 303
    versions = RuleProfileRow.select().order_by(RuleProfileRow.version)
    assert [(one.version, one.rules["max_months"]) for one in versions] == [(1, 8), (2, 9)]


def test_old_versions_can_be_read(browse, form, place):
    form.submit(LOOK, max_months="8").submit(KEEP)
    coach = browse("coach_1")
    assert "Hooguit 8 maanden" in coach.get(place).text
    old = coach.get(f"{place}/0")
    assert "Hooguit 6 maanden" in old.text and "Dit is een oude versie." in old.text
    assert coach.get(f"{place}/7").status == 404


def test_a_coach_proposes_and_the_admin_deals_with_it(browse, cast, place):
    coach = browse("coach_1")
    assert "Wijzigen" not in coach.get(place).text
    page = (
        coach.get(place).submit("Voorstellen", text="Na zes weken is beter dan na vier.").follow()
    )
    assert "Na zes weken is beter dan na vier." in page.text
    admin = browse("municipality_admin")
    page = admin.get(place).submit("Afgehandeld").follow()
    assert "Na zes weken" not in page.text
    assert RuleSuggestion.get().closed_at is not None


def test_the_coach_moves_a_running_placement_and_sees_what_changes(browse, cast, form):
    form.submit(LOOK, m_1_n="6").submit(KEEP)
    coach = browse("coach_1")
    page = coach.get(f"/plaatsingen/{cast.placement_a1.id}")
    assert "De gemeente heeft nieuwe regels." in page.text
    page = coach.get(f"/plaatsingen/{cast.placement_a1.id}/regels")
    # Week 4 ends on Sunday 8 February, week 6 on Sunday 22 February.
    assert "van vrijdag 6 februari naar vrijdag 20 februari" in page.text
    page = page.submit("Deze plek volgt voortaan versie 1").follow()
    assert "De gemeente heeft nieuwe regels." not in page.text
    assert "vrijdag 20 februari" in page.text
