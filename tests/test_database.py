"""The connection, its settings, and the one way to write."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from peewee import IntegrityError, OperationalError, PeeweeException

from pwa import database
from pwa.config import SettingsError
from pwa.database import connected, db, is_postgresql, transaction
from pwa.domain.enums import OrganisationKind
from pwa.models import Organisation, Setting
from pwa.services import people
from tests.browse import Visitor
from tests.people import Cast

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "mmap_size": 0,
    "temp_store": 2,
}


def in_thread(work: Callable[[], Any]) -> Any:
    """Run this in another thread with a connection of its own; what it raises is raised here."""
    done: list[Any] = []

    def run() -> None:
        try:
            with connected():
                done.append(work())
        except Exception as error:
            done.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(15)
    assert not thread.is_alive(), "still waiting after 15 s"
    if isinstance(done[0], Exception):
        raise done[0]
    return done[0]


def add(name: str) -> Setting:
    with transaction():
        return Setting.create(name=name, value=1)


@pytest.fixture
def on_sqlite(connection: str) -> None:
    if is_postgresql():
        pytest.skip("about SQLite's own settings")


@pytest.mark.usefixtures("on_sqlite")
@pytest.mark.parametrize("name", PRAGMAS)
def test_each_connection_has_the_settings_that_keep_notes_safe(name: str) -> None:
    def ask() -> Any:
        return db.execute_sql(f"PRAGMA {name}").fetchone()[0]

    assert ask() == PRAGMAS[name]
    assert in_thread(ask) == PRAGMAS[name]


@pytest.mark.usefixtures("connection")
def test_an_address_of_another_kind_is_refused() -> None:
    for address in ("mysql://a/b", "opstap.db", "sqlite://opstap.db"):
        with pytest.raises(SettingsError, match="OPSTAP_DATABASE must start with"):
            database.open_database(address)


def test_a_sqlite_that_damages_its_own_file_is_refused(
    connection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "OLDEST_SAFE_SQLITE", (99, 0, 0))
    with pytest.raises(SettingsError, match="PostgreSQL"):
        database.open_database("sqlite:////tmp/opstap-never-made.db")


@pytest.mark.usefixtures("connection")
def test_a_nested_connection_is_the_outer_one() -> None:
    def look() -> list[bool]:
        seen = [db.is_closed()]
        with connected():
            seen.append(db.is_closed())
        seen.append(db.is_closed())
        return seen

    assert in_thread(look) == [False, False, False]


@pytest.mark.usefixtures("connection")
def test_a_connection_is_given_back_also_after_an_error() -> None:
    left = []

    def run() -> None:
        try:
            with connected():
                raise ValueError("in the middle")
        except ValueError:
            left.append(db.is_closed())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert left == [True]


def test_rows_that_others_need_cannot_go(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction():
        Organisation.delete().where(Organisation.id == cast.company_a.id).execute()
    assert Organisation.get_or_none(Organisation.id == cast.company_a.id)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO nowhere VALUES (1)",
        "UPDATE user_account SET language = 'xx'",
        "SELECT nothing",
    ],
)
def test_after_a_failed_statement_the_next_writer_works(cast: Cast, statement: str) -> None:
    def write() -> None:
        with transaction():
            Setting.create(name="half", value=1)
            db.execute_sql(statement)

    with pytest.raises(PeeweeException):
        write()
    assert Setting.get_or_none(Setting.name == "half") is None
    assert not db.in_transaction()
    add("here")
    in_thread(lambda: add("elsewhere"))
    assert Setting.select().where(Setting.name.in_(["here", "elsewhere"])).count() == 2


@pytest.mark.usefixtures("connection")
def test_what_fails_inside_takes_only_itself_back_when_caught() -> None:
    def write() -> None:
        with transaction():
            Setting.create(name="inner", value=1)
            raise ValueError("inner")

    with transaction():
        Setting.create(name="outer", value=1)
        with pytest.raises(ValueError, match="inner"):
            write()
    assert [row.name for row in Setting.select()] == ["outer"]


@pytest.mark.usefixtures("connection")
def test_many_writers_at_once_all_write() -> None:
    def several(number: int) -> None:
        for turn in range(5):
            people.add_organisation(None, OrganisationKind.EMPLOYER, f"Bedrijf {number}-{turn}")

    before = Organisation.select().count()
    failed: list[Exception] = []

    def run(number: int) -> None:
        try:
            with connected():
                several(number)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    assert Organisation.select().count() == before + 40


@pytest.mark.usefixtures("connection")
def test_what_a_writer_saw_is_still_so_when_it_writes() -> None:
    """Eight look and then write, at once: nobody writes over what another wrote meanwhile."""
    add("counted")

    def one_more() -> None:
        for _turn in range(10):
            with transaction():
                seen = Setting.get(Setting.name == "counted").value
                time.sleep(0.001)
                Setting.update(value=seen + 1).where(Setting.name == "counted").execute()

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(in_thread, one_more) for _n in range(8)]:
            done.result()
    assert Setting.get(Setting.name == "counted").value == 81


@pytest.mark.usefixtures("connection")
def test_a_machine_that_died_while_it_wrote_keeps_nobody_from_writing_for_long() -> None:
    if not is_postgresql():
        pytest.skip("on SQLite the lock goes with its process")
    found = db.execute_sql("SHOW idle_in_transaction_session_timeout").fetchone()[0]
    assert found == "1min"


@pytest.mark.usefixtures("on_sqlite")
def test_a_full_disk_is_told_and_nothing_that_was_received_goes(
    browse: Callable[..., Visitor],
) -> None:
    ria = browse("supervisor_a")
    pages = db.execute_sql("PRAGMA page_count").fetchone()[0]
    db.execute_sql(f"PRAGMA max_page_count = {pages + 1}")
    answers = [ria.post("/account/taal", {"language": "nl"}) for _n in range(60)]
    full = [page for page in answers if page.status == 507]
    assert {page.status for page in answers} == {303, 507}
    assert "NIET bewaard" in full[0].text
    assert len(full[0].find(".//h1")) == 1
    db.execute_sql(f"PRAGMA max_page_count = {pages + 1000}")
    assert ria.post("/account/taal", {"language": "nl"}).status == 303


def test_a_database_that_is_gone_is_told(
    browse: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = browse()

    def gone(*_args: Any, **_more: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as during:
        during.setattr(db.obj, "execute_sql", gone)
        stranger.checks = False
        page = stranger.get("/aanmelden")
    assert page.status == 503
    assert page.headers.get("Content-Type", "").startswith("text/html")
