"""A paper about the processing itself: register, DPIA or agreement, as it is printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

__all__ = ["PaperDocument", "PaperSection"]


@dataclass(frozen=True)
class PaperSection:
    """A heading with its source of law, sentences, rows of facts, and what people fill in."""

    title: str
    source: str = ""
    texts: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    to_fill: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperDocument:
    """`candidate` is whom the title names: here the municipality. It is a concept as long as there
    is something to fill in."""

    template: ClassVar[str] = "paper.html"
    attachment: ClassVar[tuple[str, str]] = (
        "stuk.json",
        "De inhoud van dit stuk, leesbaar voor computers",
    )

    title: str
    candidate: str
    article: str
    lead: str
    created: date
    sections: tuple[PaperSection, ...] = ()
    content_json: str = ""
    content_hash: ClassVar[str] = ""
    version: ClassVar[str] = ""

    @property
    def final(self) -> bool:
        return not any(one.to_fill for one in self.sections)
