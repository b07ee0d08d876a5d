"""How long a company takes from its invitation to a page, a handbook and a first workplace.

Run: python -m bench.first_company. A real Chromium walks the steps of a new user, every text is
typed, and the time is that of a person: typing at 40 words (200 characters) a minute, thinking of
what to write included; each tap 2.65 s (mental preparation 1.35, pointing 1.1, press 0.2: the
keystroke-level model, Card, Moran and Newell 1983); reading at 238 words a minute (Brysbaert 2019),
every line of every page that can be seen, once. The second step is a code app that is on the phone
already; what is done beside Opstap counts as taps too: adding the block of the page to the app, and
printing the recovery codes.
"""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from bench.aims import Aims
from bench.visiting import demo_server, sign_in
from pwa import clock
from tests.browser.eyes import ARGUMENTS, SIZES, chromium_path
from tests.ways_case import code_at

COACH = "Anouk Driessen"
ON_THE_PHONE, AT_THE_PRINTER = 3, 2
"""Taps beside Opstap: open the app, add, aim; print, and yes."""

CHARACTERS_A_MINUTE, WORDS_A_MINUTE, TAP_SECONDS = 200, 238, 2.65

SEEN = """() => {
  const unseen = [...document.querySelectorAll(".visually-hidden:not([hidden])")]
  unseen.forEach((one) => (one.hidden = true))
  const said = document.body.innerText
  unseen.forEach((one) => (one.hidden = false))
  return said
}"""

ANSWERS = (
    "Brood, koek en taart voor winkels en kantines in de streek, elke nacht vers gebakken.",
    "Dat een korst kraakt, en dat een klant na jaren nog voor hetzelfde brood terugkomt.",
    "Om vier uur begint de eerste ploeg. We bakken, pakken in en maken schoon, altijd met twee.",
    "Die komt op tijd, proeft mee, en zegt het meteen als een deeg niet goed aanvoelt.",
    "Het is vroeg, het is warm bij de ovens, en voor de feestdagen is het heel druk.",
    "Er komt een tweede oven en we gaan meer koek maken. Daar hebben we mensen voor nodig.",
    "Pauze om zes uur en om negen uur. Telefoon in het kastje. Bel voor drie uur als je niet komt.",
    "Ovenhandschoenen aan, haren vast, natte vloer meteen droog. Vraag het als je twijfelt.",
    "Nederlands, Arabisch en Pools. Recepten hangen er ook met foto's.",
)
SENTENCES = (
    "Is er om vier uur, omgekleed en met schone handen.",
    "Ziet zelf dat een korst te licht is en zegt het.",
    "Houdt het tempo van de band bij zonder te knoeien.",
    "Weegt af volgens het recept, zonder dat iemand kijkt.",
    "Pakt door als het druk is en vraagt op tijd om hulp.",
    "Laat de werkbank achter zoals hij haar zelf wil vinden.",
    "Vertelt aan de volgende ploeg wat er nog in de oven staat.",
    "Draagt de handschoenen ook als het maar even is.",
)
PLACE = {
    "title": "Medewerker inpak",
    "department": "Inpak",
    "tasks": "Brood van de band nemen, nakijken, inpakken en op karren naar de deur rijden.",
    "hours": "16 tot 24 uur, tussen 4 en 12 uur",
}


@dataclass
class Newcomer:
    """Somebody of the company who never saw Opstap before."""

    page: Page
    taps: int = 0
    characters: int = 0
    read: set[str] = field(default_factory=set)

    def look(self) -> None:
        """Read what is new on the page, and not what is there for a screen reader alone."""
        said = self.page.evaluate(SEEN)
        self.read |= {line.strip() for line in said.splitlines() if line.strip()}

    def tap(self, what: Locator) -> None:
        self.look()
        what.click()
        self.taps += 1

    def follow(self, what: Locator) -> None:
        """Tap what leads to another page."""
        with self.page.expect_navigation():
            self.tap(what)

    def button(self, name: str) -> None:
        self.follow(self.page.get_by_role("button", name=name, exact=True).last)

    def link(self, name: str) -> None:
        self.follow(self.page.get_by_role("link", name=name, exact=True).first)

    def write(self, where: Locator, text: str) -> None:
        self.look()
        where.fill(text)
        self.taps += 1
        self.characters += len(text)

    @property
    def words(self) -> int:
        return sum(len(line.split()) for line in self.read)

    @property
    def minutes(self) -> dict[str, float]:
        return {
            "typing": self.characters / CHARACTERS_A_MINUTE,
            "reading": self.words / WORDS_A_MINUTE,
            "tapping": self.taps * TAP_SECONDS / 60,
        }


def invited(coach: Page) -> str:
    """The link that the coach hands over."""
    sign_in(coach, COACH)
    coach.goto("/bedrijven/uitnodigen")
    coach.get_by_label("Naam van het bedrijf").fill("Bakkerij Korst")
    coach.get_by_label("Naam van de contactpersoon").fill("Bo Korst")
    coach.get_by_role("button", name="Uitnodiging maken").click()
    coach.get_by_role("link", name="Blad om te printen").click()
    return coach.locator(".way-in__link").inner_text()


def come_in(one: Newcomer, link: str) -> None:
    one.page.goto(link)
    one.write(one.page.get_by_label("Nieuw wachtwoord"), "een lange zin")
    one.button("Naar binnen")


def show_more(one: Newcomer) -> None:
    """The second step of who lets people in: a code app, and recovery codes on paper."""
    one.button("Code-app instellen")
    one.look()
    one.page.get_by_text("Lukt het blokje niet?").click()
    secret = one.page.locator("code").inner_text().replace(" ", "")
    one.taps += ON_THE_PHONE + AT_THE_PRINTER
    one.write(one.page.get_by_label("De zes cijfers"), code_at(secret, clock.now()))
    one.button("Klaar")
    one.link("Ik heb ze bewaard")


def tell(one: Newcomer) -> None:
    """Nine questions, a look, published; without a photo."""
    one.link("Beginnen")
    one.link("Beginnen")
    for answer in ANSWERS:
        one.write(one.page.get_by_role("textbox"), answer)
        one.button("Volgende")
    one.link("Bekijken en publiceren")
    one.button("Publiceren")


def look_at_work(one: Newcomer) -> None:
    """Eight of the starter, each with a sentence of its own, in use."""
    one.link("Kiezen waar we op letten")
    chosen = one.page.locator("input[type=checkbox]:checked")
    while chosen.count() > len(SENTENCES):
        one.tap(chosen.last)
    while chosen.count() < len(SENTENCES):
        one.tap(one.page.locator("input[type=checkbox]:not(:checked)").first)
    one.button("Hiermee beginnen")
    for n, sentence in enumerate(SENTENCES):
        edit = one.page.locator('article a[href*="/onderdeel/"]')
        one.follow(edit.nth(n))
        one.write(one.page.locator("[name=sentence_3]"), sentence)
        one.button("Bewaren")
    one.link("Bekijk en neem in gebruik")
    one.button("In gebruik nemen")


def offer_work(one: Newcomer) -> None:
    """A workplace with two facts of the work, and for each of the eight what it asks."""
    one.link("Werkplek beschrijven")
    for name, text in PLACE.items():
        one.write(one.page.locator(f"[name={name}]"), text)
    for label in one.page.locator(".checks label").all()[:2]:
        one.tap(label)
    for asked in one.page.locator(".asked").all():
        one.tap(asked.locator("label").nth(1))
    one.button("Bekijken")
    one.button("Zo aanbieden")


def walk(browser: Browser, address: str) -> Newcomer:
    options = {"base_url": address, "viewport": SIZES["desktop"], "locale": "nl-NL"}
    link = invited(browser.new_context(**options).new_page())  # type: ignore[arg-type]
    one = Newcomer(browser.new_context(**options).new_page())  # type: ignore[arg-type]
    come_in(one, link)
    show_more(one)
    tell(one)
    look_at_work(one)
    offer_work(one)
    one.look()
    one.page.get_by_text("Alles staat klaar").wait_for()
    return one


def main() -> None:
    """Print what the walk took, and whether it fits in twenty minutes."""
    aims = Aims()
    with demo_server() as (host, port), sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        one = walk(browser, f"http://{host}:{port}")
        browser.close()
    print(f"{one.characters} characters typed, {one.taps} taps, {one.words} words read")
    for name, minutes in one.minutes.items():
        print(f"{name:<10} {minutes:5.1f} min")
    whole = sum(one.minutes.values())
    aims.at_most("from the invitation to a first workplace", whole, 20, "min")
    aims.end()


if __name__ == "__main__":
    main()
