"""Somebody joins a company, gets in by a link, leaves, and the next tap leads nowhere."""

from playwright.sync_api import expect

from pwa.models import Membership
from pwa.services import placements


def test_invited_let_in_and_gone(desktop, phone, tablet, cast, look):
    eva = desktop("employer_a")
    eva.goto("/mensen")
    look(eva)
    eva.get_by_role("link", name="Iemand uitnodigen").click()
    look(eva)
    eva.get_by_label("Naam").fill("Nina Nieuw")
    eva.get_by_label("Functie").fill("lassen")
    eva.get_by_role("button", name="Uitnodiging maken").click()
    expect(eva.get_by_role("heading", level=1)).to_have_text("Nina Nieuw")
    look(eva)
    link = eva.locator(".way-in__link").inner_text()
    nina = tablet(None)
    nina.goto("/uitnodiging/" + link.rsplit("/", 1)[1].strip())
    nina.get_by_label("Naam om mee aan te melden").fill("nina")
    nina.get_by_label("Nieuw wachtwoord").fill("een heel lange zin")
    nina.get_by_role("button", name="Naar binnen").click()
    nina.goto("/vandaag/")
    expect(nina.get_by_role("heading", level=1)).to_be_visible()
    row = Membership.get(Membership.job == "lassen")
    placements.assign(None, cast.placement_a1, row.user, main=False)
    eva.goto(f"/mensen/{row.id}")
    eva.get_by_role("link", name="De laatste dag kiezen").click()
    look(eva)
    eva.get_by_label("Wie begeleidt Amina El Idrissi daarna?").select_option(label="Kees Mulder")
    eva.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(eva.get_by_text("Kees Mulder begeleidt daarna Amina El Idrissi")).to_be_visible()
    look(eva)
    eva.get_by_role("button", name="Ja, zo is het goed").click()
    expect(eva.get_by_text("Geregeld. De laatste dag van Nina Nieuw")).to_be_visible()
    eva.get_by_role("link", name="Nu blokkeren").click()
    expect(eva.get_by_role("button", name="Ja, blokkeer nu")).to_be_visible()
    look(eva)
    eva.get_by_role("radio", name="Is weg en komt niet meer terug").check()
    eva.get_by_role("button", name="Ja, blokkeer nu").click()
    expect(eva.get_by_text("Nina Nieuw is geblokkeerd")).to_be_visible()
    look(eva)
    nina.goto("/vandaag/")
    expect(nina.get_by_role("heading", name="Aanmelden").first).to_be_visible()
