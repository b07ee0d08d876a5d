"""The fonts that a PDF embeds: which letters they have, and which files a text needs.

The files are listed, in order of preference, in `fonts/fonts.toml`. Only the files that a document
needs are unpacked: all of them take a second, the Latin ones a tenth of that.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True)
class FontFile:
    """One font file: its name in the folder, our family name for its script, its weight."""

    name: str
    family: str
    weight: int


class FontLibrary:
    """All font files of the folder, asked by letter."""

    def __init__(self, folder: Path = FONTS) -> None:
        self.folder = folder
        rows = tomllib.loads((folder / "fonts.toml").read_text("utf-8"))["file"]
        self.files = tuple(FontFile(row["name"], row["family"], row["weight"]) for row in rows)

    @property
    def families(self) -> tuple[str, ...]:
        """Family names in the order in which a letter is looked for."""
        return tuple(dict.fromkeys(file.family for file in self.files))

    @cached_property
    def _letters(self) -> dict[str, frozenset[int]]:
        return {file.family: self._read_letters(file) for file in self.files if file.weight == 400}

    def _read_letters(self, file: FontFile) -> frozenset[int]:
        with TTFont(self.folder / file.name) as font:
            return frozenset(font.getBestCmap())

    def has(self, letter: str) -> bool:
        """Whether some file can draw this character."""
        return any(ord(letter) in letters for letters in self._letters.values())

    def needed_for(self, text: Iterable[str]) -> tuple[FontFile, ...]:
        """Both weights of the families that the text's characters are found in, first come first.

        The first family always comes along: it sets the height of empty lines.
        """
        wanted = {self.families[0]}
        for point in set(map(ord, text)):
            wanted |= {next((f for f in self.families if point in self._letters[f]), "")}
        return tuple(file for file in self.files if file.family in wanted)

    def stylesheet(self, files: Iterable[FontFile]) -> str:
        """The `@font-face` rules of these files, each under a family name of its own."""
        return "".join(
            f'@font-face{{font-family:"{file.family}";font-weight:{file.weight};'
            f"src:url(font:{file.name})}}"
            for file in files
        )

    def family_rule(self) -> str:
        """The rule that chains all families, so that each script finds its own file."""
        return "html{font-family:" + ",".join(f'"{family}"' for family in self.families) + "}"
