"""Fetch the vendored files named in vendor.toml again and write their hashes down.

Needs npm. To move to a newer version: change `version` in vendor.toml, run this, look at the
difference, run the tests. `--check` only compares what lies in the tree with the hashes.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "vendor.toml"
SHAPE = re.compile(r"<(?:path|circle|rect|line|polyline|polygon|ellipse)\b[^>]*/>")


def read_list() -> dict[str, Any]:
    return tomllib.loads(LIST.read_text(encoding="utf-8"))


def files(listing: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Every (package, file) pair of the list."""
    for package in listing["package"]:
        for file in package["file"]:
            yield package, file


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wrong_files(listing: dict[str, Any]) -> list[str]:
    """Paths that are absent or differ from what the list says."""
    return [
        file["to"]
        for _, file in files(listing)
        if not (ROOT / file["to"]).is_file() or sha256(ROOT / file["to"]) != file["sha256"]
    ]


def sprite(folder: Path, names: list[str]) -> str:
    """One SVG with a <symbol> per icon; stroke and colour come from our stylesheet."""
    symbols = []
    for name in names:
        shapes = SHAPE.findall((folder / f"{name}.svg").read_text(encoding="utf-8"))
        drawn = "".join(re.sub(r"\s*/>$", "/>", shape) for shape in shapes)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{drawn}</symbol>')
    inner = "\n".join(symbols)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{inner}\n</svg>\n'


def fetch(listing: dict[str, Any], into: Path) -> Path:
    wanted = [f"{package['name']}@{package['version']}" for package in listing["package"]]
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"]
    subprocess.run([*command, str(into), *wanted], check=True)
    return into / "node_modules"


def write(listing: dict[str, Any], modules: Path) -> None:
    for package, file in files(listing):
        source, target = modules / package["name"] / file["from"], ROOT / file["to"]
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            target.write_text(sprite(source, listing["icons"]["names"]), encoding="utf-8")
        elif source.suffix == ".woff2" and "weights" in package:
            fewer_weights(source, package["weights"], target)
        else:
            target.write_bytes(source.read_bytes())


def fewer_weights(source: Path, weights: list[int], target: Path) -> None:
    """The variable font with a shorter weight axis; the letters and their shapes stay."""
    font = TTFont(source, recalcTimestamp=False)
    font = instantiateVariableFont(font, {"wght": tuple(weights)})
    font.flavor = "woff2"
    font.save(target)


def write_hashes(listing: dict[str, Any]) -> None:
    text = LIST.read_text(encoding="utf-8")
    for _, file in files(listing):
        entry = re.compile(rf'(to = "{re.escape(file["to"])}"\n\s*sha256 = )"[^"]*"')
        text = entry.sub(rf'\g<1>"{sha256(ROOT / file["to"])}"', text)
    LIST.write_text(text, encoding="utf-8")


def main() -> int:
    listing = read_list()
    if "--check" not in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            write(listing, fetch(listing, Path(folder)))
        write_hashes(listing)
    wrong = wrong_files(read_list())
    for path in wrong:
        print(f"differs from vendor.toml: {path}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
