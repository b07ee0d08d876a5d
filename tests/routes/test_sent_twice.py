"""A form that comes twice, by a double tap without JavaScript or a proxy that asks again: nothing
is made twice, and who sent it hears that it is done."""

from datetime import time, timedelta

import pytest

from pwa import clock
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.states import UserState
from pwa.models import (
    AgreementQuestion,
    Candidate,
    CoachCover,
    CompanyVisit,
    Document,
    EarlyStop,
    Evaluation,
    Extension,
    Invitation,
    Outcome,
    Pause,
    PrivacyCase,
    RuleDraft,
    RuleProfileRow,
    RuleSuggestion,
    Signature,
    Tablet,
    User,
)  # fmt: skip
from pwa.services import documents, people
from tests.agreement_case import Case as AgreementCase
from tests.browse import fields
from tests.evaluation_case import Case, quick_pdf
from tests.people import END

INVITE = "Uitnodiging maken"


def link_of(page):
    return next(word for word in page.text.split() if "/uitnodiging/" in word).split("localhost")[1]


def test_a_candidate_who_is_invited_twice_is_one_person(browse, cast):
    form = browse("coach_1").get("/mijn-kandidaten/uitnodigen")
    first = form.submit(INVITE, name="Nadia Amrani")
    link = link_of(first.follow())
    second = form.submit(INVITE, name="Nadia Amrani")
    assert (second.status, second.location) == (303, first.location)
    assert User.select().where(User.name == "Nadia Amrani").count() == 1
    assert link_of(second.follow()) == link
    assert browse(None).get(link).status == 200


def test_who_lost_the_first_answer_still_gets_a_link_that_works(browse, cast):
    form = browse("coach_1").get("/mijn-kandidaten/uitnodigen")
    form.submit(INVITE, name="Nadia Amrani")
    form.visitor.client.delete_cookie("opstap_said")
    again = form.submit(INVITE, name="Nadia Amrani").follow()
    assert browse(None).get(link_of(again)).status == 200
    assert Candidate.select().join(User).where(User.name == "Nadia Amrani").count() == 1


def test_the_form_of_before_invites_somebody_else_at_the_second_press(browse, cast):
    form = browse("coach_1").get("/mijn-kandidaten/uitnodigen")
    form.submit(INVITE, name="Nadia Amrani")
    asked = form.submit(INVITE, name="Fatma Demir")
    assert asked.status == 409 and "al bewaard, met iets anders" in asked.text
    assert asked.submit(INVITE).status == 303
    assert User.select().where(User.name.in_(["Nadia Amrani", "Fatma Demir"])).count() == 2


def test_a_form_of_before_makes_no_link_for_who_is_in(browse, cast):
    form = browse("coach_1").get("/mijn-kandidaten/uitnodigen")
    form.submit(INVITE, name="Nadia Amrani")
    nadia = User.get(User.name == "Nadia Amrani")
    people.let_in(nadia.id)
    form.visitor.client.delete_cookie("opstap_said")
    assert form.submit(INVITE, name="Nadia Amrani").status == 303
    assert Invitation.select().where(Invitation.user == nadia).count() == 1


@pytest.mark.parametrize("email", ["", "nina@smid.example"])
def test_a_colleague_who_is_invited_twice_is_one_person(browse, cast, email):
    form = browse("employer_a").get(f"/organisaties/{cast.company_a.id}/mensen/uitnodigen")
    first = form.submit(INVITE, name="Nina Smid", email=email)
    form.visitor.client.delete_cookie("opstap_said")
    second = form.submit(INVITE, name="Nina Smid", email=email)
    assert (second.status, second.location) == (303, first.location)
    assert User.select().where(User.name == "Nina Smid").count() == 1
    assert browse(None).get(link_of(second.follow())).status == 200


def test_a_form_of_before_brings_a_second_colleague_at_the_second_press(browse, cast):
    form = browse("employer_a").get(f"/organisaties/{cast.company_a.id}/mensen/uitnodigen")
    form.submit(INVITE, name="Nina Smid")
    asked = form.submit(INVITE, name="Noor Smid")
    assert asked.status == 409 and asked.submit(INVITE).status == 303
    assert User.select().where(User.name.in_(["Nina Smid", "Noor Smid"])).count() == 2


def test_a_company_that_is_invited_twice_is_one_and_known_to_nobody_else(browse, cast):
    form = browse("coach_1").get("/bedrijven/uitnodigen")
    typed = {"company": "Bakkerij Korst", "contact": "Bo Korst"}
    first = form.submit(INVITE, **typed)
    form.visitor.client.delete_cookie("opstap_said")
    second = form.submit(INVITE, **typed)
    assert (second.status, second.location) == (303, first.location)
    assert browse(None).get(link_of(second.follow())).status == 200
    assert User.select().where(User.name == "Bo Korst").count() == 1
    other = form.submit(INVITE, company="Bakkerij Kruim", contact="Bo Korst")
    assert other.status == 409 and other.submit(INVITE).status == 303
    known = browse("coach_1").get("/bedrijven/uitnodigen").submit(INVITE, **typed)
    assert known.status == 422 and "staat al in Opstap" in known.text


def test_a_first_administrator_who_is_invited_twice_is_one_person(browse, cast):
    company = people.add_organisation(None, OrganisationKind.EMPLOYER, "Bakkerij Korst")
    form = browse("coach_1").get(f"/bedrijven/{company.id}/uitnodiging")
    first, second = (form.submit(INVITE, contact="Bo Korst") for _ in range(2))
    assert (second.status, second.location) == (303, first.location)
    assert User.select().where(User.name == "Bo Korst").count() == 1


@pytest.mark.parametrize("path", ["/bedrijven/uitnodigen", "/bedrijven/{}/uitnodiging/beheer"])
def test_no_other_coach_gets_a_link_of_whom_somebody_invited(browse, cast, path):
    company = people.add_organisation(None, OrganisationKind.EMPLOYER, "Bakkerij Korst")
    own = browse("coach_1").get(f"/bedrijven/{company.id}/uitnodiging")
    link = link_of(own.submit(INVITE, contact="Bo Korst").follow())
    thief = browse("coach_2")
    sent = {"id": str(company.id), "contact": "Bo Korst"}
    if "beheer" not in path:
        sent["company"] = "Bakkerij Korst"
    assert thief.post(path.format(company.id), sent).status in (403, 404, 409, 422)
    assert Invitation.select().join(User).where(User.name == "Bo Korst").count() == 1
    assert browse(None).get(link).status == 200


@pytest.fixture
def case(cast, monkeypatch):
    quick_pdf(monkeypatch)
    return Case(cast)


def form_of(visitor, case, what, page="", **changes):
    action = f"/evaluaties/{case.ev.id}/{what}"
    form = visitor.get(f"/evaluaties/{case.ev.id}{page}").form(action)
    return lambda **other: visitor.post(action, {**fields(form), **changes, **other})


@pytest.mark.parametrize(
    ("step", "typed", "other"),
    [
        ("aftekenen", {"conclusion": "Goed gewerkt."}, {"conclusion": "Iets anders."}),
        ("terugsturen", {"reason": "De uren kloppen niet."}, {"concerns_candidate": "1"}),
    ],
)
def test_a_coach_who_presses_twice_is_not_told_that_it_failed(browse, case, step, typed, other):
    case.to("decided")
    send = form_of(browse("coach_1"), case, step, **typed)
    first = send()
    signed = Signature.select().count()
    second = send()
    assert (second.status, second.location) == (303, first.location)
    assert Signature.select().count() == signed
    assert send(**other).status == 409


def test_a_coach_who_presses_while_the_pdf_is_made_hears_that_it_is_there(
    browse, case, monkeypatch
):
    case.to("decided")
    send = form_of(browse("coach_1"), case, "aftekenen", conclusion="Goed gewerkt.")
    made, waiting = documents.make, [True]

    def slow(*args):
        if waiting and waiting.pop():
            assert send().status == 303
        return made(*args)

    monkeypatch.setattr(documents, "make", slow)
    assert send().status == 303
    assert Document.select().count() == 1


def test_asking_for_a_correction_and_a_new_version_twice_is_once(browse, case):
    case.to("final")
    ask = form_of(browse("supervisor_a"), case, "fout-gevonden", reason="Een fout in de uren.")
    assert [ask().status, ask().status, ask(reason="Nog iets.").status] == [303, 303, 409]
    agree = form_of(browse("coach_1"), case, "nieuwe-versie")
    first, second = agree(), agree()
    assert (second.status, second.location) == (303, first.location)
    assert Evaluation.select().count() == 2
    assert ask().status == 409


def test_a_talk_that_is_sent_twice_was_kept(browse, case):
    case.to("ready")
    talk = form_of(browse("supervisor_a"), case, "gesprek", page="/gesprek", talk_with="Amina")
    assert [talk().status, talk().status, talk(talk_with="Willem").status] == [303, 303, 409]
    held = browse("supervisor_a")
    again = held.post(
        f"/evaluaties/{case.ev.id}/samen/gehouden", {"talk_on": "2026-03-11", "guest": "Amina"}
    )
    assert (again.status, again.location.rpartition("/")[2]) == (303, "vastleggen")


@pytest.mark.parametrize("page", ["/woorden", "/samen/vastleggen"])
def test_fixing_and_signing_twice_is_once(browse, case, page):
    case.to("discussed")
    form = browse("supervisor_a").get(f"/evaluaties/{case.ev.id}{page}")
    first, second = (form.submit("Vastleggen en ondertekenen") for _ in range(2))
    assert (second.status, second.location) == (303, first.location)
    assert Signature.select().count() == 1


def test_a_visit_to_a_company_that_is_sent_twice_is_one(browse, cast):
    form = browse("coach_1").get(f"/bedrijven/{cast.company_a.id}/bezoeken/nieuw")
    said = {"present": "Eva Linden", "saw": "Een rustige hal."}
    assert [form.submit("Bewaren", **said).status for _ in range(2)] == [303, 303]
    assert CompanyVisit.select().count() == 1
    asked = form.submit("Bewaren", **{**said, "saw": "Een drukke hal."})
    assert asked.status == 409 and asked.submit("Bewaren").status == 303
    assert CompanyVisit.select().count() == 2


def test_a_question_about_the_agreement_that_is_sent_twice_is_one(browse, cast, monkeypatch):
    quick_pdf(monkeypatch)
    agreement = AgreementCase(cast).offered()
    page = browse("candidate_a1").get(agreement.path)
    ask = page.form(f"{agreement.path}/vragen").get("action")
    answers = [page.visitor.post(ask, {"text": "Hoe laat begin ik?"}) for _ in range(2)]
    assert [one.status for one in answers] == [303, 303]
    assert AgreementQuestion.select().count() == 1
    page.visitor.post(ask, {"text": "En waar?"})
    browse("coach_1").post(f"{agreement.path}/vragen/besproken")
    page.visitor.post(ask, {"text": "Hoe laat begin ik?"})
    assert AgreementQuestion.select().count() == 3


def test_a_proposal_for_the_rules_that_is_sent_twice_is_one(browse, cast):
    place = f"/gemeenten/{cast.kessenbroek.id}/regels/ontwikkelplek"
    coach = browse("coach_1")
    answers = [coach.post(f"{place}/voorstel", {"text": "Na drie weken."}) for _ in range(2)]
    assert [one.status for one in answers] == [303, 303]
    assert RuleSuggestion.select().count() == 1


@pytest.mark.parametrize(
    ("page", "typed", "yes", "made"),
    [
        ("stilzetten", {"reason": "days_off"}, "Ja, zet stil", Pause),
        ("verlengen", {"reason": "Nog niet klaar.", "despite": "Toch."}, "Ja, verleng", Extension),
        ("eerder-stoppen", {"reason": "own_request"}, "Ja, leg vast", EarlyStop),
    ],
)
def test_a_change_of_a_place_that_is_sent_twice_is_not_somebody_else_s(
    browse, cast, page, typed, yes, made
):
    form = browse("coach_1").get(f"/plaatsingen/{cast.placement_a1.id}/{page}")
    look = form.submit("Bekijk wat er", **typed)
    first, second = (look.submit(yes) for _ in range(2))
    assert (second.status, second.location) == (303, first.location)
    assert made.select().where(made.placement == cast.placement_a1.id).count() == 1


def test_what_comes_next_is_decided_once_however_often_it_is_sent(browse, cast):
    with clock.at(clock.at_local(END + timedelta(days=1), time(9))):
        coach = browse("coach_1")
        for text in ("", "Met een rooster erbij."):
            form = coach.get(f"/plaatsingen/{cast.placement_a1.id}/hierna")
            look = form.submit("Bekijk wat er", advice="stop", text=text)
            assert [look.submit("Ja, dit komt hierna").status for _ in range(2)] == [303, 303]
    assert Outcome.select().where(Outcome.placement == cast.placement_a1.id).count() == 2


def test_candidates_who_are_handed_over_for_a_period_twice_are_so_once(browse, cast):
    carla = people.add_user(None, "Carla Vos")
    User.update(state=UserState.ACTIVE).where(User.id == carla.id).execute()
    people.add_member(None, carla, cast.kessenbroek, Role.COACH)
    form = browse("coach_1").get("/kandidaten-overdragen")
    look = form.submit(
        "Bekijk wat er gebeurt", to_coach=str(carla.id), from_on="2026-03-16", to_on="2026-03-20"
    )
    first, second = (look.submit("Ja, draag over") for _ in range(2))
    assert (second.status, second.location) == (303, first.location)
    assert CoachCover.select().count() == 2


def test_a_case_that_is_opened_twice_with_the_same_words_is_open(browse, cast):
    found = browse("privacy_officer").get("/privacy/").submit("Zoeken", who="amina el idrissi")
    form = found.submit("Zaak openen")
    typed = {"kind": "complaint", "reason": "Klacht 7.", "told": "Je diende een klacht in."}
    first, second = (form.submit("Zaak openen", **typed) for _ in range(2))
    assert (second.status, second.location) == (303, first.location)
    assert form.submit("Zaak openen", **{**typed, "reason": "Klacht 8."}).status == 409
    assert PrivacyCase.select().count() == 1


def test_a_tablet_that_is_named_twice_is_one_with_a_code_that_works(browse, cast):
    form = browse("employer_a").get(f"/bedrijven/{cast.company_a.id}/tablets")
    first = form.submit("Maak een code", label="Hal 9")
    form.visitor.client.delete_cookie("opstap_said")
    second = form.submit("Maak een code", label="Hal 9")
    assert (second.status, second.location) == (303, first.location)
    assert second.follow().find(".//p[@id='code']") and Tablet.select().count() == 1


def test_rules_that_are_kept_twice_are_one_version_and_no_draft(browse, cast):
    place = f"/gemeenten/{cast.kessenbroek.id}/regels/ontwikkelplek"
    form = browse("municipality_admin").get(f"{place}/wijzigen")
    look = form.submit("Kijk wat dit betekent", max_months="8", m_1_n="6", source_nl="Artikel 4.")
    first, second = (look.submit("Bewaren als versie") for _ in range(2))
    assert (second.status, second.location) == (303, first.location)
    assert RuleProfileRow.select().count() == 1
    assert not any(row.fields for row in RuleDraft.select())
