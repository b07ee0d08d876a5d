"""Where the database may be: on this machine, or elsewhere over TLS with a name that is checked."""

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pwa import database, postgresql
from pwa.config import SettingsError
from tests.servers import opstap

TLS = "?sslmode=verify-full&sslrootcert=/etc/ssl/ours.crt"


@pytest.fixture(autouse=True)
def nothing_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGHOST", "PGHOSTADDR", "PGSSLMODE", "PGPASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:///opstap",
        "postgresql:///opstap?host=/run/postgresql",
        "postgresql://opstap@localhost/opstap",
        "postgresql://opstap:x@127.0.0.1:5433/opstap",
        "postgresql://opstap@[::1]/opstap",
        f"postgresql://opstap@db.example.nl/opstap{TLS}",
    ],
)
def test_on_this_machine_or_over_tls_that_is_checked(address: str) -> None:
    assert postgresql.settings_of(address)["database"] == "opstap"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://opstap:x@db.example.nl/opstap",
        "postgresql://opstap@10.0.0.7/opstap?sslmode=require",
        "postgresql://opstap@db.example.nl/opstap?sslmode=verify-ca",
        "postgresql:///opstap?host=db.example.nl",
        "postgresql:///opstap?host=/run/postgresql,db.example.nl",
        "postgresql://opstap@localhost/opstap?hostaddr=10.0.0.7",
        "postgresql://opstap@localhost.evil.example/opstap",
    ],
)
def test_another_machine_without_that_is_refused_at_the_start(address: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="sslmode=verify-full"):
        database.open_database(address)


def test_a_host_in_the_environment_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "db.example.nl")
    with pytest.raises(SettingsError, match=r"db\.example\.nl"):
        postgresql.settings_of("postgresql:///opstap")
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    assert postgresql.settings_of("postgresql:///opstap")


def test_the_command_line_says_what_to_do(tmp_path: Path) -> None:
    there = {"OPSTAP_DATABASE": "postgresql://opstap:x@db.example.nl/opstap"}
    refused = opstap("serve", OPSTAP_DATA=str(tmp_path), **there)
    assert (refused.returncode, "sslmode=verify-full" in refused.stderr) == (1, True)


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("postgresql:///opstap", ""),
        (f"postgresql://opstap@db.example.nl/opstap{TLS}", ""),
        ("postgresql://opstap:geheim@127.0.0.1/opstap", "password"),
        (f"postgresql://opstap:geheim@db.example.nl/opstap{TLS}", "password"),
        ("postgresql://opstap@127.0.0.1/opstap", "socket"),
    ],
)
def test_a_password_or_a_port_of_this_machine_could_be_better(address: str, word: str) -> None:
    said = postgresql.advice(address)
    assert (word in said) if word else said == ""
    assert "geheim" not in said


def test_the_doctor_says_so(connection: str, tmp_path: Path) -> None:
    place = {"OPSTAP_DATA": str(tmp_path), "OPSTAP_DATABASE": connection}
    said = opstap("check", **place).stdout
    assert said.count("database    BETTER") == connection.startswith("postgresql")
    assert "\nPIN key     ok     one\n" in said
    (tmp_path / "keys" / "pin.key").rename(tmp_path / "keys" / "pin-2026.key")
    assert "\nPIN key     ok     one in use and 1 of before" in opstap("check", **place).stdout


def certificate(folder: Path, name: str) -> Path:
    """A certificate of its own authority for this host, with its key in the same file."""
    key, who = ec.generate_private_key(ec.SECP256R1()), x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(who).issuer_name(who).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    plain = serialization.NoEncryption()
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain
    ) + made.public_bytes(serialization.Encoding.PEM)
    path = folder / f"{name}.pem"
    path.write_bytes(pem)
    return path


class Listener:
    """As much of a PostgreSQL server as a client needs before it says who it is."""

    def __init__(self, shown: Path | None) -> None:
        self.heard, self._shown = b"", shown
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        connection, _address = self._socket.accept()
        with connection:
            connection.recv(8)  # SSLRequest
            if self._shown is None:
                connection.sendall(b"N")
                self.heard = connection.recv(500)
                return
            connection.sendall(b"S")
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self._shown)
            try:
                with context.wrap_socket(connection, server_side=True) as inside:
                    self.heard = inside.recv(500)
            except (ssl.SSLError, OSError):
                return

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listening() -> Iterator[list[Listener]]:
    made: list[Listener] = []
    yield made
    for one in made:
        one.close()


@pytest.mark.parametrize(
    ("shown", "trusted", "told"),
    [
        ("localhost", "localhost", True),
        ("localhost", "other", False),
        ("db.example.nl", "db.example.nl", False),
        (None, "localhost", False),
    ],
    ids=["the right one", "of another authority", "of another name", "no TLS at all"],
)
def test_who_asks_over_tls_says_nothing_to_a_server_it_does_not_know(
    tmp_path: Path, listening: list[Listener], shown: str | None, trusted: str, told: bool
) -> None:
    """ASVS 5.0.0, 12.3.1, 12.3.2 and 12.3.4: nothing else is trusted and nothing falls back."""
    files = {name: certificate(tmp_path, name) for name in ("localhost", "other", "db.example.nl")}
    server = Listener(files[shown] if shown else None)
    listening.append(server)
    tls = f"?sslmode=verify-full&sslrootcert={files[trusted]}&connect_timeout=10"
    settings = postgresql.settings_of(f"postgresql://opstap@localhost:{server.port}/opstap{tls}")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(dbname=settings.pop("database"), **settings)
    assert (b"opstap" in server.heard) == told
