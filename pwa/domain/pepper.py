"""The key in the hash of every PIN and code, which can be replaced while they are in use."""

from collections.abc import Sequence


class Pepper(bytes):
    """The key in use, and the ones before it: what hangs on those still counts, and is written anew
    with this one as soon as somebody shows it."""

    older: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, keys: Sequence[bytes]) -> "Pepper":
        """From all keys, the one in use first."""
        made = cls(keys[0])
        made.older = tuple(keys[1:])
        return made


def all_of(pepper: bytes) -> tuple[bytes, ...]:
    """Every key that still counts, the one in use first."""
    return (bytes(pepper), *(pepper.older if isinstance(pepper, Pepper) else ()))
