"""A vacancy to copy: plain Dutch text made of what a company says about itself and one place.

It is a Dutch text for outside, whoever asks for it, so it takes no translations; and it holds
nothing about people: the company adds whom to call.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pwa.domain.workplaces import PlaceContent

_ABOUT = (
    ("makes", "Wat we maken"),
    ("proud_of", "Waar we trots op zijn"),
    ("how_we_work", "Hoe we werken"),
    ("good_colleague", "Een goede collega"),
    ("hard_here", "Wat hier lastig is"),
)
"""Parts of the company's own words that tell somebody outside about the work."""


@dataclass(frozen=True)
class Vacancy:
    company: str
    town: str
    place: PlaceContent
    facts: Sequence[str]
    must: Sequence[str]
    learnable: Sequence[str]
    words: Mapping[str, str]


def written(vacancy: Vacancy) -> str:
    """The text; a part about which nothing was said is left out."""
    place = vacancy.place
    where = f"{vacancy.company}, {vacancy.town}" if vacancy.town else vacancy.company
    head = [place.title, f"Ontwikkelplek bij {where}"]
    if place.department:
        head.append(f"Afdeling: {place.department}")
    parts = [
        "\n".join(head),
        _part("Wat je doet", place.tasks),
        _part("Wanneer", place.hours),
        _listed("Zo is het werk", [*vacancy.facts, *filter(None, [place.physical])]),
        _listed("Dit moet je al kunnen", vacancy.must),
        _listed("Dit leer je hier", vacancy.learnable),
        *(_part(title, vacancy.words.get(name, "")) for name, title in _ABOUT),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _part(title: str, text: str) -> str:
    return f"{title}\n{text.strip()}" if text.strip() else ""


def _listed(title: str, items: Iterable[str]) -> str:
    lines = [f"- {one}" for one in items]
    return "\n".join([title, *lines]) if lines else ""
