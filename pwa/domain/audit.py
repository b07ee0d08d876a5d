"""Audit events hang together: each carries the hash of the one before it."""

from collections.abc import Mapping

from pwa.domain.canonical import digest

FIRST_HASH = "0" * 64
"""What stands before the first event."""


def chain(prev_hash: str, event: Mapping[str, object]) -> str:
    """The hash of an event in its place: SHA-256, 64 hexadecimal digits, of its canonical fields
    together with the hash before it. Fields are ids, codes, days and moments; never text.

    Raises `ValueError` where a field cannot be written canonically, see `canonical`.
    """
    return digest({"previous": prev_hash, "event": event})
