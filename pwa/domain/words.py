"""A phrase that a company wrote: Dutch, and a second language where somebody made one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Dutch always; English may be empty, and then Dutch is shown."""

    nl: str
    en: str = ""

    def said_in(self, language: str) -> str:
        """The phrase in this language ("nl", "en", "en-GB"), Dutch where it is absent."""
        return (language.startswith("en") and self.en) or self.nl

    def __bool__(self) -> bool:
        return bool(self.nl)
