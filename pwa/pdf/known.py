"""What is known of a candidate, as a sheet to print: the same sentences as on the screen."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

__all__ = ["KnownDocument", "KnownPart"]


@dataclass(frozen=True)
class KnownPart:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class KnownDocument:
    """`language` is of the sentences: this is the one document that is printed in two."""

    template: ClassVar[str] = "known.html"
    attachment: ClassVar[tuple[str, str]] = ("", "")

    title: str
    lead: str
    municipality: str
    created: date
    parts: tuple[KnownPart, ...]
    language: str = "nl"
    candidate: str = ""
    final: bool = True
    state: str = ""
    content_json: str = ""
