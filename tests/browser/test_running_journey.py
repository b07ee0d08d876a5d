"""A placement changes while it runs: the coach at a desk and on a phone, the candidate reads it."""

from playwright.sync_api import expect

from pwa.models import EarlyStop, Extension, Pause


def open_change(page, cast, name, look):
    page.goto(f"/plaatsingen/{cast.placement_a1.id}")
    look(page)
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    look(page)


def see_and_say_yes(page, yes, look):
    page.get_by_role("button", name="Bekijk wat er").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit zo?")
    look(page)
    page.get_by_role("button", name=yes).click()


def test_the_coach_extends_at_a_desk_and_changes_the_words_once(desktop, phone, cast, look):
    coach = desktop("coach_1")
    open_change(coach, cast, "Verlengen", look)
    coach.get_by_label("Nieuwe laatste dag").fill("2026-07-31")
    coach.get_by_label("Waarom langer?").fill("Het tempo groeit nog.")
    coach.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(coach.get_by_role("rowheader", name="Eindevaluatie")).to_be_visible()
    coach.get_by_role("button", name="Nee, iets veranderen").click()
    expect(coach.get_by_label("Waarom langer?")).to_have_value("Het tempo groeit nog.")
    coach.get_by_label("Waarom langer?").fill("Het tempo groeit nog. Een maand erbij.")
    see_and_say_yes(coach, "Ja, verleng", look)
    expect(coach.get_by_text("Verlengd. Iedereen eromheen")).to_be_visible()
    assert Extension.get().reason == "Het tempo groeit nog. Een maand erbij."
    amina = phone("candidate_a1")
    amina.goto("/mijn-voortgang")
    amina.get_by_text("Je werkplek is verlengd tot en met vrijdag 31 juli").click()
    expect(amina.get_by_text("Een maand erbij.")).to_be_visible()
    look(amina)


def test_the_coach_stops_it_early_on_a_phone_and_the_candidate_reads_it(phone, tablet, cast, look):
    coach = phone("coach_1")
    open_change(coach, cast, "Eerder stoppen", look)
    coach.get_by_role("radio", name="Het werk past niet").check()
    coach.get_by_label("Een zin erbij").fill("Het werk was netjes. De hal is te druk.")
    coach.get_by_label("Wat zegt Amina erover?").fill("Ik werk liever waar het rustig is.")
    coach.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(coach.get_by_role("heading", name="Dit leest Amina")).to_be_visible()
    look(coach)
    assert not EarlyStop.select().exists()
    coach.get_by_role("button", name="Ja, leg vast").click()
    expect(coach.get_by_text("Vastgelegd.")).to_be_visible()
    look(coach)
    amina = phone("candidate_a1")
    amina.goto("/mijn-voortgang")
    expect(amina.get_by_role("heading", name="Je stopt eerder op deze werkplek")).to_be_visible()
    expect(amina.get_by_text("Ik werk liever waar het rustig is.")).to_be_visible()
    look(amina)
    sara = tablet("supervisor_a")
    sara.goto(f"/plaatsingen/{cast.placement_a1.id}")
    expect(sara.get_by_text("Wat we van jou vragen")).to_be_visible()
    look(sara)


def test_a_pause_and_going_on_without_javascript(desktop, cast):
    coach = desktop("coach_1", javascript=False)
    coach.goto(f"/plaatsingen/{cast.placement_a1.id}/stilzetten")
    coach.get_by_role("radio", name="Er is even geen werk").check()
    coach.get_by_role("button", name="Bekijk wat er gebeurt").click()
    coach.get_by_role("button", name="Ja, zet stil").click()
    expect(coach.get_by_text("De werkplek staat even stil")).to_be_visible()
    coach.get_by_role("link", name="Weer verder").click()
    coach.get_by_role("radio", name="Nee, het einde blijft").check()
    coach.get_by_role("button", name="Bekijk wat er gebeurt").click()
    coach.get_by_role("button", name="Ja, ga verder").click()
    expect(coach.get_by_text("De werkplek gaat weer verder.")).to_be_visible()
    assert not Pause.select().exists(), "a pause that ends on its first day never was"


def test_a_supervisor_says_who_guides_while_away(tablet, cast, look):
    sara = tablet("supervisor_a")
    sara.goto("/kandidaten")
    sara.get_by_role("link", name="Ik ben er niet").click()
    expect(sara.get_by_role("heading", level=1)).to_have_text("Ik ben er niet")
    look(sara)
    sara.get_by_label("Eerste dag").fill("2026-03-16")
    sara.get_by_label("Laatste dag").fill("2026-03-20")
    sara.get_by_label("Wie begeleidt dan?").select_option(label="Kees Mulder")
    see_and_say_yes(sara, "Ja, spreek dit af", look)
    both = sara.get_by_text("Amina El Idrissi, Willem de Boer", exact=True)
    expect(both).to_be_visible()
    look(sara)
    sara.locator("summary", has_text="Vervanging stoppen").click()
    look(sara)
    sara.get_by_role("button", name="Ja, stop de vervanging").click()
    expect(sara.get_by_text("De eigen begeleider is er weer.")).to_be_visible()
    expect(both).to_have_count(0)
