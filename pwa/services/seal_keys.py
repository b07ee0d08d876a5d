"""The key and certificate of the seal: the organisation's by setting, else one made here.

A made one lives in DATA/keys/seal.key (PEM: the key and its certificate). Take that file away or
give another certificate, and start again: what was sealed before stays known by its certificate.
"""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from pwa import clock, durable
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
    found = _given(config) if config.seal_file else _own(config.data / "keys" / "seal.key")
    _refuse_unfit(found, config.seal_file or "seal.key")
    return found


def _given(config: Config) -> SealKey:
    try:
        data = Path(config.seal_file).read_bytes()
        secret = _secret(config.seal_passphrase_file)
    except OSError as wrong:
        raise SettingsError(f"{wrong.filename} cannot be read: {wrong.strerror}.") from None
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, secret)
    except ValueError:
        raise SettingsError(
            "OPSTAP_SEAL_FILE is no PKCS#12 file, or the passphrase in"
            " OPSTAP_SEAL_PASSPHRASE_FILE is not the one that opens it."
        ) from None
    if key is None or certificate is None:
        raise SettingsError("OPSTAP_SEAL_FILE has to hold both a private key and its certificate.")
    between = [one for one in others if one.issuer != one.subject]  # a root is known or not
    return _seal_key(key, (certificate, *between), own=False)


def _secret(path: str) -> bytes | None:
    return Path(path).read_bytes().rstrip(b"\r\n") if path else None


def _own(path: Path) -> SealKey:
    if not path.exists():
        _make(path)
    text = path.read_bytes()
    try:
        key = serialization.load_pem_private_key(text, None)
        certificate = x509.load_pem_x509_certificate(text)
    except ValueError:
        raise SettingsError(f"{path} is damaged: bring it back, or remove it.") from None
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


def _make(path: Path) -> None:
    """A key and a certificate for it, whole and on disk or not at all; of two one makes it."""
    key = rsa.generate_private_key(65537, 3072)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile("wb", dir=path.parent) as file:  # mode 0600
        file.write(key.private_bytes(_PEM, _PKCS8, _PLAIN))
        file.write(_certificate(key).public_bytes(_PEM))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
    durable.sync(path.parent)


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
