"""A certificate as an organisation gets one: PKCS#12 with a passphrase, from an authority."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

NAME, AUTHORITY = "Gemeente Kessenbroek", "Een uitgever van certificaten"
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


class Given(NamedTuple):
    file: Path
    passphrase_file: Path
    authority: bytes
    """The certificate of the authority, for a reader that has to trust it (DER)."""


def given(folder: Path, *, small: bool = False, curve: bool = False, **changes: Any) -> Given:
    """Files as `OPSTAP_SEAL_FILE` names them; `changes` spoil the certificate."""
    root = rsa.generate_private_key(65537, 2048)
    authority = _certificate(AUTHORITY, root, AUTHORITY, root, authority=True)
    key: Any = rsa.generate_private_key(65537, 2048 if small else 3072)
    if curve:
        key = ec.generate_private_key(ec.SECP256R1())
    own = _certificate(NAME, key, AUTHORITY, root, authority=False, **changes)
    file, secret = folder / "seal.p12", folder / "seal.passphrase"
    locked = serialization.BestAvailableEncryption(b"open it")
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, own, [authority], locked))
    secret.write_text("open it\n")
    return Given(file, secret, authority.public_bytes(serialization.Encoding.DER))


def _certificate(
    name: str,
    key: Any,
    by: str,
    by_key: Any,
    *,
    authority: bool,
    last: datetime = LAST,
    signs: bool = True,
) -> x509.Certificate:
    use = [signs and not authority, False, not signs, False, False, authority, authority]
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, by)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FIRST - timedelta(days=authority))
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(x509.KeyUsage(*use, False, False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by_key.public_key()), critical=False
        )
        .sign(by_key, hashes.SHA256())
    )
