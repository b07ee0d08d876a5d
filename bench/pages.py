"""What the main page of each face costs on the demo: queries, time, and bytes over the wire.

Run: python -m bench.pages. Times are the median of twenty, in this process, without network. The
time is also given as a ratio to the page for signing in, which says more than milliseconds do: a
ratio that grows means that the page became dearer, and not that the machine is slower.
"""

import statistics
import tempfile
import time
from pathlib import Path

from flask.testing import FlaskClient

from pwa import create_app, database, demo, migrations
from pwa.access import COOKIE
from pwa.config import Config
from pwa.domain.ways import Proof
from pwa.models import User
from pwa.services import document_seals, sessions
from tests.watch import WATCH

ROUNDS = 20
PAGES = (
    ("", "/aanmelden"),
    ("Ria Hoeben", "/vandaag/"),
    ("Ria Hoeben", "/kandidaten"),
    ("Ria Hoeben", "/evaluaties"),
    ("Samira Bakkali", "/mijn-voortgang"),
    ("Samira Bakkali", "/mijn-voortgang/terugkijken"),
    ("Samira Bakkali", "/mijn-werkplek"),
    ("Anouk Driessen", "/mijn-kandidaten"),
    ("Anouk Driessen", "/bedrijven"),
    ("Petra van Gool", "/ons-bedrijf"),
)


def visit(client: FlaskClient, path: str) -> tuple[int, float, int]:
    """Queries, seconds (median) and bytes after brotli of the page to which this address leads."""
    headers = {"Accept-Encoding": "br"}
    answer = client.get(path, headers=headers, follow_redirects=True)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    path = answer.request.full_path
    with WATCH.counting() as seen:
        size = len(client.get(path, headers=headers).data)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        client.get(path, headers=headers)
        times.append(time.perf_counter() - started)
    return len(seen.queries), statistics.median(times), size


def main() -> None:
    """Fill a demo, open each page as its person, print a line for each."""
    with tempfile.TemporaryDirectory(prefix="opstap-bench-") as folder:
        config = Config.read({"OPSTAP_DATA": folder})
        database.open_database(config.database_url)
        migrations.migrate()
        started = time.perf_counter()
        document_seals.use(config)
        demo.fill()
        print(f"filling the demo            {time.perf_counter() - started:6.1f} s")
        app = create_app(config)
        WATCH.queries_of(database.db.obj)
        least = 0.0
        for name, path in PAGES:
            client = app.test_client()
            if name:
                with database.connected():
                    client.set_cookie(
                        COOKIE, sessions.start(User.get(User.name == name), proof=Proof.GIVEN)
                    )
            queries, seconds, size = visit(client, path)
            least = least or seconds
            print(
                f"{path:<28} {queries:3} queries {seconds * 1000:6.1f} ms"
                f" {seconds / least:5.1f} x {size / 1000:6.1f} kB"
            )
        print(
            f"database file               {Path(folder, 'opstap.db').stat().st_size / 1e6:6.1f} MB"
        )


if __name__ == "__main__":
    main()
