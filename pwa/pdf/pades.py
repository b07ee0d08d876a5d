"""Seals by pyHanko: the only module that imports it, and only the sealing processes import this.

A seal is a PAdES B-B signature (ETSI EN 319 142-1) that certifies the document and allows no
change (ISO 32000-1, 12.8.2.2: DocMDP, P 1). Its field lies outside the page, with the print flag,
as PDF/A-3 (ISO 19005-3, 6.3.2) and PDF/UA-1 (ISO 14289-1, 7.18.1) both allow. No network: no
timestamp, no revocation list; which certificates count is said by who asks.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any

from asn1crypto.cms import ContentInfo
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .seals import Finding, Inspection, Sealing

FIELD = "Zegel"
READABLE = "Digitaal zegel over dit hele document"
_OUTSIDE = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
_MOST_SEALS = 10
_ROOM = 2_000
"""Bytes in a seal beside its certificates: the signature itself and what is signed with it."""


class Pades:
    """Answers the two questions of `seals`."""

    def answer(self, question: Sealing | Inspection) -> bytes:
        """The sealed PDF, or a Finding as JSON."""
        if isinstance(question, Sealing):
            return seal(question)
        return inspect(question).to_json()


class _AsItWas(IncrementalPdfFileWriter):
    """Adds the seal alone: pyHanko would write the metadata of the norms anew in its own way."""

    def _update_meta(self) -> None:
        pass


class _Signer(signers.Signer):
    """Signs with a key that was read once; reading one costs more than all the rest of a seal."""

    def __init__(self, key: bytes, chain: tuple[bytes, ...]) -> None:
        certificates = [Certificate.load(one) for one in chain]
        others = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        others.register_multiple(certificates[1:])
        self._key: Any = serialization.load_der_private_key(key, None)
        super().__init__(signing_cert=certificates[0], cert_registry=others)

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: ARG002 pyHanko's signature
    ) -> bytes:
        digest = getattr(hashes, digest_algorithm.upper())()
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), digest)
        signed: bytes = self._key.sign(data, ec.ECDSA(digest))
        return signed


@lru_cache(maxsize=2)
def _signer(key: bytes, chain: tuple[bytes, ...]) -> _Signer:
    return _Signer(key, chain)


def seal(asked: Sealing) -> bytes:
    """This PDF with a seal over all of it, added behind it."""
    facts = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=asked.name,
        reason=asked.said,
        contact_info=asked.contact or None,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    place = SigFieldSpec(FIELD, invis_sig_settings=_OUTSIDE, readable_field_name=READABLE)
    signer = signers.PdfSigner(facts, _signer(asked.key, asked.chain), new_field_spec=place)
    room = 2 * (_ROOM + sum(map(len, asked.chain)))
    sealed = signer.sign_pdf(_AsItWas(BytesIO(asked.pdf)), bytes_reserved=room)
    done: bytes = sealed.getvalue()
    return done


def inspect(asked: Inspection) -> Finding:
    """What is to be said of the seals in these bytes; what cannot be read has none."""
    found = Finding()
    try:
        for one in _seals(asked.data):
            if hashlib.sha256(one.signer_cert.dump()).hexdigest() in asked.known:
                found = Finding(ours=True)
                if _whole(one):
                    return Finding(True, True, str(one.sig_object.get("/Reason", "")))
    # Foreign bytes: pyHanko and what it stands on have many ways to say that they make no sense.
    except Exception:
        return found
    return found


def _seals(data: bytes) -> Iterator[EmbeddedPdfSignature]:
    yield from PdfFileReader(BytesIO(data)).embedded_signatures[:_MOST_SEALS]


def _whole(one: EmbeddedPdfSignature) -> bool:
    """The signature holds and covers every byte but itself. The caller pinned the certificate."""
    context = ValidationContext(trust_roots=[one.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(one, signer_validation_context=context, skip_diff=True)
    entire = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return bool(status.intact and status.valid and entire and _as_we_write(one))


def _as_we_write(one: EmbeddedPdfSignature) -> bool:
    """What stands in the envelope without being signed (RFC 5652, 5.1) is what we put there, in
    its one canonical form, with nothing but zeros behind it."""
    outer, signer = one.signed_data, one.signer_info
    algorithms = [given.dump() for given in outer["digest_algorithms"]]
    envelope: bytes = ContentInfo.load(one.pkcs7_content).copy().dump(force=True)
    return bool(
        one.pkcs7_content == envelope.ljust(len(one.pkcs7_content), b"\0")
        and algorithms == [signer["digest_algorithm"].dump()]
        and outer["version"].native == signer["version"].native == "v1"
        and not signer["unsigned_attrs"]
    )
