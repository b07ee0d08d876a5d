"""The key and certificate of the seal: the organisation's by setting, else one made here.

A made one is `seal.key` (PEM: the key and its certificate), a given one OPSTAP_SEAL_FILE or
`seal.p12` with `seal.passphrase`. What an earlier one sealed stays known by its certificate.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from pwa import clock
from pwa.config import Config, SettingsError

_DER, _PEM = serialization.Encoding.DER, serialization.Encoding.PEM
_PLAIN = serialization.NoEncryption()
_PKCS8 = serialization.PrivateFormat.PKCS8
_YEARS = timedelta(days=3652)
OWN_NAME = "Opstap, certificaat dat deze installatie zelf maakte"


@dataclass(frozen=True)
class SealKey:
    """What a seal is made with; `chain` are certificates (DER), the signer's own first."""

    key: bytes = field(repr=False)
    chain: tuple[bytes, ...]
    own: bool

    @cached_property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.chain[0]).hexdigest()

    @cached_property
    def certificate(self) -> x509.Certificate:
        return x509.load_der_x509_certificate(self.chain[0])

    @property
    def subject(self) -> str:
        """The name that a reader of PDFs shows."""
        named = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(named[0].value) if named else self.certificate.subject.rfc4514_string()

    @property
    def ends_at(self) -> datetime:
        return self.certificate.not_valid_after_utc


def load(config: Config) -> SealKey:
    """The key in use. Raises SettingsError with what to do."""
    find, place, name = config.keys.find, config.keys.place, config.seal_file
    if name:
        found = _from_settings(config)
    elif packed := find(name := "seal.p12"):
        secret = _first_line(find("seal.passphrase"))
        found = _opened(packed, secret, place(name), place("seal.passphrase"))
    else:
        found = own(config.keys.get(name := "seal.key", fresh), place(name))
    _refuse_unfit(found, name)
    return found


def _from_settings(config: Config) -> SealKey:
    try:
        packed = Path(config.seal_file).read_bytes()
        said = config.seal_passphrase_file
        secret = _first_line(Path(said).read_bytes()) if said else None
    except OSError as wrong:
        raise SettingsError(f"{wrong.filename} cannot be read: {wrong.strerror}.") from None
    return _opened(packed, secret, "OPSTAP_SEAL_FILE", "OPSTAP_SEAL_PASSPHRASE_FILE")


def _first_line(text: bytes | None) -> bytes | None:
    return text.rstrip(b"\r\n") if text is not None else None


def _opened(packed: bytes, secret: bytes | None, place: str, passphrase: str) -> SealKey:
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(packed, secret)
    except ValueError:
        raise SettingsError(
            f"{place} is no PKCS#12 file, or the passphrase in {passphrase} is not the one that"
            " opens it."
        ) from None
    if key is None or certificate is None:
        raise SettingsError(f"{place} has to hold both a private key and its certificate.")
    between = [one for one in others if one.issuer != one.subject]  # a root is known or not
    return _seal_key(key, (certificate, *between), own=False)


def own(text: bytes, place: str) -> SealKey:
    """The key that an installation made itself. Raises SettingsError."""
    try:
        key = serialization.load_pem_private_key(text, None)
        certificate = x509.load_pem_x509_certificate(text)
    except ValueError:
        raise SettingsError(f"{place} is damaged: bring it back, or remove it.") from None
    return _seal_key(key, (certificate,), own=True)


def _seal_key(key: Any, chain: tuple[x509.Certificate, ...], *, own: bool) -> SealKey:
    if key.public_key() != chain[0].public_key():
        raise SettingsError("The certificate of the seal does not belong to its private key.")
    ders = tuple(one.public_bytes(_DER) for one in chain)
    return SealKey(key.private_bytes(_DER, _PKCS8, _PLAIN), ders, own)


def _refuse_unfit(found: SealKey, where: str) -> None:
    """A key that readers of PDFs know and that holds for years, not ended, meant for signing.

    Of 128 bits of strength (NIST SP 800-57 part 1): what SOG-IS asks since 2026 is as good as that.
    """
    key = found.certificate.public_key()
    long_rsa = isinstance(key, rsa.RSAPublicKey) and key.key_size >= 3072
    long_curve = isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= 256
    if not long_rsa and not long_curve:
        raise SettingsError(
            f"The key in {where} has to be RSA of 3072 bits or more, or ECDSA of 256 or more."
        )
    if clock.now() > found.ends_at:
        day = f"{found.ends_at:%d-%m-%Y}"
        raise SettingsError(f"The certificate in {where} ended on {day}: give a newer one.")
    with suppress(x509.ExtensionNotFound):
        use = found.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        if not (use.digital_signature or use.content_commitment):
            raise SettingsError(f"The certificate in {where} is not meant for signing.")


def fresh() -> bytes:
    """A new key with a certificate for it, as it is kept."""
    key = rsa.generate_private_key(65537, 3072)
    return key.private_bytes(_PEM, _PKCS8, _PLAIN) + _certificate(key).public_bytes(_PEM)


def _certificate(key: rsa.RSAPrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, OWN_NAME)])
    signing = x509.KeyUsage(True, True, *[False] * 7)
    made = clock.now()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(made - timedelta(days=1))
        .not_valid_after(made + _YEARS)
        .add_extension(signing, critical=True)
        .add_extension(x509.BasicConstraints(False, None), critical=True)
        .sign(key, hashes.SHA256())
    )
