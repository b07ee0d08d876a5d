"""How somebody puts a signature: signed in as usual, or at the table."""

from dataclasses import dataclass

from pwa.domain.strokes import Strokes


@dataclass(frozen=True)
class Hand:
    """`guest` names somebody without an account; `strokes` is what they drew, if anything."""

    method: str = "account"
    guest: str = ""
    strokes: Strokes = ()


SIGNED_IN = Hand()
