"""The seal on documents that people keep, and looking for it in a file that somebody sends.

Two processes of their own, beside the one that renders: one gets the key and reads only what we
rendered ourselves, the other reads foreign files and never sees a key (docs/decisions/0025).
"""

from dataclasses import dataclass
from functools import cache

from pwa.config import Config
from pwa.domain.errors import NotAllowed
from pwa.models import SealCertificate
from pwa.pdf.process import PdfError, PdfProcess
from pwa.pdf.seals import Finding, Inspection, Sealing
from pwa.pdf.verification import Verification
from pwa.services import audit, printing, seal_keys
from pwa.services.seal_keys import SealKey

OWN = (
    "Verzegeld met een certificaat dat deze installatie zelf maakte. Verandert er iets in het"
    " bestand, dan is dat te zien. Het bewijst niet van wie het certificaat is."
)
GIVEN = "Verzegeld met het certificaat van {name}. Verandert er iets, dan is dat te zien."
SAID = "Opstap-document {code}. Stand van het logboek (SHA-256): {log}"


class _Settings:
    config: Config | None = None


@dataclass(frozen=True)
class Pending:
    """A document that is being made: what it will print about itself, and the key for its seal."""

    verification: Verification
    key: SealKey


def use(config: Config) -> None:
    """Seal with this installation's key. Raises SettingsError for a given one that is wrong."""
    _Settings.config = config
    key.cache_clear()
    if config.seal_file or config.vault:
        key()


def ready() -> str:
    """Make the installation's own key if there is none yet; says whose certificate it is."""
    return key().subject


@cache
def key() -> SealKey:
    """The key in use; the installation's own is made when it is first asked for."""
    if _Settings.config is None:
        raise RuntimeError("document_seals.use comes first")
    return seal_keys.load(_Settings.config)


def base_url() -> str:
    return _Settings.config.base_url if _Settings.config else ""


def begin(code: str) -> Pending:
    """What a document with this code prints about itself, as things stand now."""
    found, base = key(), base_url()
    address = f"{base}/controle/{code}" if base else ""
    seal = OWN if found.own else GIVEN.format(name=found.subject)
    return Pending(Verification(code, address, audit.head(), seal), found)


def seal(pdf: bytes, pending: Pending) -> bytes:
    """The same PDF with the seal behind it, made once. Raises NotAllowed("seal_failed")."""
    told, by = pending.verification, pending.key
    said = SAID.format(code=told.code, log=told.log)
    question = Sealing(pdf, by.key, by.chain, by.subject, said, told.address)
    try:
        return _sealer(max(SEAL_SECONDS, printing.allowed())).ask(question)
    except PdfError as problem:
        raise NotAllowed("seal_failed") from problem


def certificate_row(by: SealKey) -> SealCertificate:
    """The certificate as a row, kept for ever. The caller holds the transaction."""
    known = SealCertificate.get_or_none(SealCertificate.fingerprint == by.fingerprint)
    return known or SealCertificate.create(
        fingerprint=by.fingerprint, der=by.chain[0], subject=by.subject, own=by.own,
        ends_at=by.ends_at,
    )  # fmt: skip


def inspect(data: bytes) -> Finding:
    """Whether these bytes carry a seal of ours. Raises NotAllowed("check_failed")."""
    known = frozenset(
        one.fingerprint for one in SealCertificate.select(SealCertificate.fingerprint)
    )
    try:
        return Finding.from_json(_inspector().ask(Inspection(data, known)))
    except (PdfError, ValueError) as problem:
        raise NotAllowed("check_failed") from problem


SEAL_SECONDS, INSPECT_SECONDS = 10.0, 5.0


@cache
def _sealer(seconds: float) -> PdfProcess:
    return PdfProcess(job="seal", seconds=seconds)


@cache
def _inspector() -> PdfProcess:
    """Foreign files get less: half the memory, few at a time, a fresh process after ten."""
    return PdfProcess(
        job="seal", seconds=INSPECT_SECONDS, memory=1 << 29, documents=10, patience=10
    )
