"""What holds for every verb that is tried here by more than one at once."""

from contextlib import AbstractContextManager, nullcontext

import pytest

from pwa import database


@pytest.fixture(autouse=True)
def workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL each thread is a worker: nothing in this process makes one wait for another."""
    on_sqlite = database._gate.held

    def held() -> AbstractContextManager[None]:
        return nullcontext() if database.is_postgresql() else on_sqlite()

    monkeypatch.setattr(database._gate, "held", held)
