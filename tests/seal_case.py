"""A sealed document to change, and what the two other readers of PDFs say of it."""

import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

_CONTENTS = re.compile(rb"/Contents <([0-9a-fA-F]+)>")


def seal_of(pdf: bytes) -> tuple[int, int, int]:
    """Where the seal stands: its first digit, the first of its padding, the one after the last."""
    (found,) = _CONTENTS.finditer(pdf)
    start, end = found.span(1)
    der = bytes.fromhex(pdf[start : start + 8].decode())
    assert der[:2] == b"\x30\x82"
    return start, start + 2 * (4 + int.from_bytes(der[2:4], "big")), end


def only_spelling(pdf: bytes, changed: bytes) -> bool:
    """Only the padding of the seal changed, or how it is spelled (aB for ab)."""
    start, padding, end = seal_of(pdf)
    same_around = changed[:start] + changed[end:] == pdf[:start] + pdf[end:]
    return same_around and changed[start:padding].lower() == pdf[start:padding].lower()


def changes(pdf: bytes, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Random flips of one bit (two of three) and edits, each with what was done."""
    chance = random.Random(seed)
    for number in range(count):
        at = chance.randrange(len(pdf))
        if number % 3:
            bit = 1 << chance.randrange(8)
            yield f"bit {bit} of {at}", pdf[:at] + bytes([pdf[at] ^ bit]) + pdf[at + 1 :]
        else:
            yield _edit(pdf, at, chance)


def _edit(pdf: bytes, at: int, chance: random.Random) -> tuple[str, bytes]:
    length = chance.randrange(1, 40)
    other = chance.randbytes(length)
    kind = chance.choice(["cut", "put in", "written over", "behind it", "end gone"])
    made = {
        "cut": pdf[:at] + pdf[at + length :],
        "put in": pdf[:at] + other + pdf[at:],
        "written over": pdf[:at] + other + pdf[at + length :],
        "behind it": pdf + other,
        "end gone": pdf[:-length],
    }[kind]
    return f"{kind} at {at}, {length} bytes", made


class Reader:
    """poppler's pdfsig, which trusts what this authority (DER) vouches for and nothing else."""

    def __init__(self, folder: Path, authority: bytes) -> None:
        self._folder = folder
        (folder / "authority.der").write_bytes(authority)
        self._nss("-N", "--empty-password")
        self._nss("-A", "-n", "authority", "-t", "CT,C,C", "-i", str(folder / "authority.der"))

    def _nss(self, *what: str) -> None:
        subprocess.run(["certutil", *what, "-d", f"sql:{self._folder}"], check=True)

    def says(self, pdf: bytes) -> str:
        file = self._folder / "read.pdf"
        file.write_bytes(pdf)
        done = subprocess.run(
            ["pdfsig", "-nssdir", f"sql:{self._folder}", str(file)],
            capture_output=True, check=False,
        )  # fmt: skip
        return done.stdout.decode(errors="replace")

    def calls_valid(self, pdf: bytes) -> bool:
        said = self.says(pdf)
        wanted = ("Signature is Valid.", "Certificate is Trusted.", "Total document signed")
        return all(one in said for one in wanted)
