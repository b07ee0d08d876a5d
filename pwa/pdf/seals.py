"""What the sealing process is asked and what it answers, as plain data without pyHanko."""

import json
from dataclasses import asdict, dataclass, field

__all__ = ["Finding", "Inspection", "Sealing"]


@dataclass(frozen=True)
class Sealing:
    """Seal this PDF: `key` is PKCS#8 (DER), `chain` certificates (DER), the signer's own first.

    `said` is signed with it, for whoever looks at the seal in a reader of PDFs.
    """

    pdf: bytes = field(repr=False)
    key: bytes = field(repr=False)
    chain: tuple[bytes, ...]
    name: str
    said: str
    contact: str = ""


@dataclass(frozen=True)
class Inspection:
    """Look for a seal by one of these certificates (SHA-256, hexadecimal) in what somebody sent."""

    data: bytes = field(repr=False)
    known: frozenset[str]


@dataclass(frozen=True)
class Finding:
    """`ours`: a seal by a known certificate; `whole`: nothing changed, nothing added since.

    `said` are the words signed with it; they count only when it is whole.
    """

    ours: bool = False
    whole: bool = False
    said: str = ""

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Finding":
        """Raises ValueError for anything else: the process that says it has read foreign bytes."""
        facts = json.loads(text)
        if not isinstance(facts, dict) or set(facts) != {"ours", "whole", "said"}:
            raise ValueError("no finding")
        return cls(facts["ours"] is True, facts["whole"] is True, str(facts["said"])[:1000])
