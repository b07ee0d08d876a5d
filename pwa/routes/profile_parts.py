"""The questions that a company answers about itself, each with an example of another trade."""

from typing import NamedTuple

from flask_babel import gettext as _


class Part(NamedTuple):
    """One question: its name in code, what is asked, what may help, an icon and an example."""

    name: str
    title: str
    hint: str
    icon: str
    example: str


def parts() -> list[Part]:
    """In the order in which they are asked and read."""
    return [*_what_we_are(), *_how_it_is_here()]


def _what_we_are() -> list[Part]:
    return [
        Part(
            "makes", _("Wat maken we?"), _("Wat gaat hier de deur uit, en voor wie?"), "package",
            _("Keukens en kasten van hout, op maat. Twee in de week, voor mensen uit de streek."),
        ),
        Part(
            "proud_of", _("Waar zijn we trots op?"), _("Wat moet een klant merken?"), "star",
            _("Dat een la na tien jaar nog met één vinger dichtgaat."),
        ),
        Part(
            "how_we_work", _("Hoe werken we?"), _("Hoe ziet een gewone dag eruit?"), "repeat",
            _("Om kwart voor acht koffie aan de werkbank, dan verdelen we het werk. Je hebt een"
              " vaste maat. Om vier uur vegen we samen."),
        ),
        Part(
            "good_colleague", _("Wie is hier een goede collega?"), _("Wat doet die elke dag?"),
            "users",
            _("Meet twee keer en zaagt één keer. Vraagt het als iets niet klopt. Hangt gereedschap"
              " terug."),
        ),
    ]  # fmt: skip


def _how_it_is_here() -> list[Part]:
    return [
        Part(
            "hard_here", _("Wat is hier lastig?"), _("Eerlijk vertellen helpt iedereen."),
            "triangle-alert",
            _("Er is stof, en in de winter is het fris in de hal. Bij een spoedklus is de dag soms"
              " om tien uur al anders."),
        ),
        Part(
            "developments", _("Wat verandert er?"), _("Nieuwe machines, meer werk, ander werk?"),
            "zap",
            _("Er komt een freesmachine met computer. Wie dat leuk vindt, leren we dat."),
        ),
        Part(
            "house_rules", _("Onze huisregels"),
            _("Pauzes, telefoon, melden als je er niet bent."), "clipboard-check",
            _("Kom je later of niet? Bel voor half acht. Telefoon in je jas. Pauze om tien, twaalf"
              " en drie uur."),
        ),
        Part(
            "safety", _("Veilig werken"), _("Wat draag je en waar let je op?"), "shield",
            _("Gehoorkappen bij de zaag, bril bij het frezen. Aan de zaagtafel werk je pas na"
              " uitleg."),
        ),
        Part(
            "languages", _("Welke talen hoor je hier?"),
            _("Wat spreken jullie op de werkvloer? Hoeveel Nederlands is nodig?"), "globe",
            _("Nederlands en Pools. Werkbonnen zijn in het Nederlands, met een tekening erbij."),
        ),
    ]  # fmt: skip
