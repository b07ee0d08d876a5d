"""What every test may ask for.

    def test_ria_sees_her_day(browse, cast):
        page = browse(cast.supervisor_a).get("/vandaag/")       # or browse("supervisor_a")
        assert "Amina" in page.text                             # words as a person reads them
        page = page.submit("Bewaren", text="Netjes gewerkt")    # the form with that button
        assert page.status == 303; page = page.follow()

`cast` is made once a session (tests/people.py) and copied for each test that uses the database.
The clock stands at NOW, a Wednesday; move it with `with clock.at(moment):`. Every page that
`browse` opens is checked against tests/invariants.py, so just opening a page is already a test.
Services are called straight: `notes.add(cast.as_("supervisor_a"), ...)`; the connection is open.
`watch` counts: `with watch.counting() as seen: ...` gives seen.queries (texts) and seen.commits.
Tests that start servers, render many PDFs or fill the whole demo are `processes`: ./run test quick
leaves them out. Hypothesis tries 25 examples, the same ones in each run.
`--database=postgresql` runs the same tests there; OPSTAP_TEST_POSTGRESQL names a server.
No log of any test may hold what the cast wrote: tests/log_canaries.py listens to all of them.
Browser tests have fixtures of their own: tests/browser/conftest.py.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings

from pwa import clock, create_app, database, migrations
from pwa.config import Config
from pwa.pdf import process
from pwa.services import document_seals, pins
from pwa.services import people as user_people
from tests import people
from tests.browse import Visitor
from tests.databases import Postgres, Sqlite, Store
from tests.log_canaries import listening
from tests.people import NOW, Cast
from tests.routes.world import Worlds
from tests.watch import WATCH, Watch

settings.register_profile("test", max_examples=25, deadline=None, derandomize=True)
settings.load_profile("test")

PROCESSES = (
    "tests/abuse/", "tests/backup/", "tests/demo/", "tests/deploy/", "tests/faults/", "tests/keys/",
    "tests/pdf/",
    "tests/tools/", "tests/world/", "tests/test_assets", "tests/test_cli", "tests/test_postgresql",
    "tests/services/test_evaluation_rounds", "tests/services/test_pin_tries",
    "tests/services/test_seal_keys", "tests/routes/test_evaluation_pdf",
    "tests/routes/test_verification",
)  # fmt: skip
"""What takes too long for the inner loop."""

ANY_DATABASE = (
    "tests/abuse/test_lies", "tests/architecture", "tests/canary_app", "tests/deploy",
    "tests/demo/test_filling", "tests/demo/test_running", "tests/domain", "tests/faults/test_proxy",
    "tests/keys", "tests/pdf", "tests/routes/test_evaluation_pdf", "tests/routes/test_guard",
    "tests/routes/test_help_pages", "tests/routes/test_hostile_pdf",
    "tests/services/test_layout_printing", "tests/services/test_pictures",
    "tests/services/test_seal_keys", "tests/test_assets", "tests/test_asvs", "tests/test_css",
    "tests/test_docs", "tests/test_security", "tests/test_words", "tests/tools",
    "tests/world/test_planted",
)  # fmt: skip
"""What asks nothing that another database would answer otherwise: it runs on SQLite alone."""

BROWSER = ("tests/browser/", "tests/faults/", "tests/firefox/")
"""Where tests in a browser may stand: `./run` looks for them there alone."""

EVERYBODY = ("tests/routes/test_changed_documents", "tests/routes/test_table_abuse")

KEY = "a key of the tests that is long enough to sign"
PDF_SECONDS = 60
"""A test of what a PDF says does not depend on how busy the machine is."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    path = collection_path.relative_to(config.rootpath).as_posix()
    once = config.getoption("--database") != "sqlite" and path.startswith(ANY_DATABASE)
    return True if once else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a server there is no PostgreSQL test; browsers are driven on SQLite only, but for
    what is marked `both`."""
    no_server = pytest.mark.skip(reason="OPSTAP_TEST_POSTGRESQL names no server")
    sqlite_only = pytest.mark.skip(reason="browser tests run on SQLite")
    for item in items:
        path = item.path.relative_to(config.rootpath).as_posix()
        if path.startswith(PROCESSES):
            item.add_marker("processes")
        if path.startswith(EVERYBODY):
            item.add_marker("everybody")
        if item.get_closest_marker("postgresql") and not os.environ.get("OPSTAP_TEST_POSTGRESQL"):
            item.add_marker(no_server)
        browser = item.get_closest_marker("browser")
        if browser and not path.startswith(BROWSER):
            raise pytest.UsageError(f"{path} drives a browser: it belongs in {BROWSER[0]}")
        if (
            browser
            and not item.get_closest_marker("both")
            and config.getoption("--database") != "sqlite"
        ):
            item.add_marker(sqlite_only)
    # What takes longest goes first, with one worker: the demo is filled once for the tests that
    # read it, PDFs have one process, and what is left for both at the end is short.
    items.sort(key=lambda item: not item.get_closest_marker("processes"))


def pytest_collection_finish() -> None:
    """What was read for all tests stays: it is not looked at again with each round of garbage."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What a slow test counted (`record_property("figure", ...)`), for docs/measurements.md."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(f"figure: {value}")


@pytest.fixture(autouse=True, scope="session")
def sealed_here(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Documents of tests are made, and sealed with one key, however busy the machine is."""
    document_seals.SEAL_SECONDS = document_seals.INSPECT_SECONDS = PDF_SECONDS
    process._START_SECONDS = PDF_SECONDS
    document_seals.use(Config(data=tmp_path_factory.mktemp("seal")))


@pytest.fixture(autouse=True, scope="session")
def cheap_hashes() -> Iterator[None]:
    """Passwords and PINs of tests are hashed as always, in less time and memory."""
    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        for module in (user_people, pins):
            patch.setattr(module, "_hasher", cheap)
        yield


@pytest.fixture(autouse=True)
def clock_stands() -> Iterator[None]:
    """It is Wednesday 11 March 2026, ten o'clock, in every test."""
    with clock.at(NOW):
        yield


@pytest.fixture(autouse=True)
def logs_hold_no_words() -> Iterator[None]:
    """What people of the cast wrote is in no log, whatever a test does (tests/log_canaries.py)."""
    with listening() as ear:
        yield
    assert not ear.heard, ear.heard


@pytest.fixture(scope="session")
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Where databases are made: files in a folder, or a PostgreSQL server."""
    sqlite = request.config.getoption("--database") == "sqlite"
    made: Store = Sqlite(_quick_folder(tmp_path_factory)) if sqlite else postgres()
    yield made
    made.close()


def _quick_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In memory where there is room: a test's database does not have to outlive a power cut."""
    memory = Path("/dev/shm")
    if memory.is_dir() and shutil.disk_usage(memory).free > 2_000_000_000:
        return Path(tempfile.mkdtemp(prefix="opstap-tests-", dir=memory))
    return tmp_path_factory.mktemp("databases")


def postgres() -> Postgres:
    address = os.environ.get("OPSTAP_TEST_POSTGRESQL")
    if not address:
        pytest.exit("OPSTAP_TEST_POSTGRESQL names no server for --database=postgresql", 2)
    return Postgres(address)


@pytest.fixture(scope="session")
def template(store: Store) -> Iterator[tuple[str, Cast]]:
    """One database with all tables and the whole cast, from which each test gets a copy."""
    address = store.new()
    made = database.open_database(address)
    with clock.at(NOW), database.connected():
        migrations.migrate()
        cast = people.arrive()
    made.close_all()
    yield address, cast
    store.drop(address)


@pytest.fixture(scope="session")
def application(template: tuple[str, Cast], tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One application for all tests; the database under it changes with each test."""
    config = Config(
        data=tmp_path_factory.mktemp("data"), database=template[0], secret_key=KEY,
        pdf_seconds=PDF_SECONDS,
    )  # fmt: skip
    app = create_app(config)
    database.db.close_all()
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    WATCH.renders_of(app)
    return app


@pytest.fixture(scope="session")
def worlds(store: Store, template: tuple[str, Cast]) -> Iterator[Worlds]:
    """`with worlds.open("signing") as cast:` the cast with an evaluation in that state."""
    made = Worlds(store, template)
    yield made
    made.close()


@pytest.fixture
def db_address(store: Store, template: tuple[str, Cast]) -> Iterator[str]:
    """The address of this test's own copy of the template; nothing is connected."""
    address = store.copy(template[0])
    yield address
    store.drop(address)


@pytest.fixture
def connection(db_address: str) -> Iterator[str]:
    """This test's own database, open and with a connection for this thread."""
    made = database.open_database(db_address)
    WATCH.queries_of(made)
    with database.connected():
        yield db_address
    made.close_all()


@pytest.fixture
def cast(connection: str, template: tuple[str, Cast]) -> Cast:
    """Everybody of tests/people.py, in this test's own database."""
    return template[1].copy()


@pytest.fixture
def empty_database(store: Store) -> Iterator[str]:
    """A new database without any table, open and connected."""
    address = store.new()
    made = database.open_database(address)
    WATCH.queries_of(made)
    with database.connected():
        yield address
    made.close_all()
    store.drop(address)


@pytest.fixture
def app(application: Flask, connection: str) -> Flask:
    return application


@pytest.fixture
def watch() -> Watch:
    return WATCH


@pytest.fixture
def browse(app: Flask, cast: Cast) -> Callable[..., Visitor]:
    """`browse(who)`: a browser in which this person of the cast is signed in; None: a stranger."""

    def visit(who: object = None, **options: object) -> Visitor:
        return Visitor(app, cast.user(who), **options)

    return visit


@pytest.fixture
def new_app(tmp_path: Path, connection: str) -> Callable[..., Flask]:
    """An application of its own on this test's database, for other settings than the usual."""

    def make(**settings: object) -> Flask:
        own = {"data": tmp_path, "database": connection, "secret_key": KEY}
        facts = {**own, "pdf_seconds": PDF_SECONDS, **settings}
        ours = database.db.obj
        made = create_app(Config(**facts))  # type: ignore[arg-type]
        database.db.close_all()
        database.db.initialize(ours)
        WATCH.renders_of(made)
        return made

    return make
