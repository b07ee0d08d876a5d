"""Whatever happens to the server, a note that was received stays received."""

import random
import threading
import time
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.access import COOKIE
from pwa.domain.ids import uuid7
from pwa.models import AuditEvent, Note, Placement, Supervision
from pwa.services import sessions
from pwa.services.audit_check import broken_links
from tests.people import Cast
from tests.servers import Server, served


def now_really() -> datetime:
    return datetime.now(UTC)


def _running_now(cast: Cast) -> str:
    """Move the placements to the real day, on which a server of its own lives; sign Sara in."""
    with clock.at(now_really()):
        today = clock.today()
        first, last = today - timedelta(days=30), today + timedelta(days=90)
        Placement.update(start_on=first, planned_end_on=last).execute()
        Supervision.update(from_on=first, to_on=last, evaluate_until=last).execute()
        return sessions.start(cast.supervisor_a)


class Writer(threading.Thread):
    """Sends note after note and remembers which were answered with 303."""

    def __init__(self, server: Server, placement: UUID, token: str) -> None:
        super().__init__(daemon=True)
        self.server, self.placement, self.token = server, placement, token
        self.received: list[UUID] = []
        self.answers: list[int] = []

    def run(self) -> None:
        with clock.at(now_really()):
            day = clock.today().isoformat()
        while True:
            note = uuid7()
            form: dict[str, Any] = {f"note-{self.placement}": note, "day": day, "text": f"n {note}"}
            try:
                answer = self.server.ask(
                    "POST", "/notities/", form, Cookie=f"{COOKIE}={self.token}"
                )
            except (OSError, HTTPException):
                return
            self.answers.append(answer.status)
            if answer.status == 303:
                self.received.append(note)


def wait_for_notes(writers: list[Writer], count: int) -> None:
    until = time.monotonic() + 30
    while sum(len(writer.received) for writer in writers) < count:
        assert time.monotonic() < until, [writer.answers for writer in writers]
        time.sleep(0.01)


def test_no_received_note_goes_when_the_server_is_killed(
    cast: Cast, connection: str, tmp_path: Path
) -> None:
    token = _running_now(cast)
    place = {"OPSTAP_DATABASE": connection, "OPSTAP_DATA": str(tmp_path)}
    received: list[UUID] = []
    for turn in range(2):
        log = tmp_path / f"log{turn}"
        with served("serve", log=log, **place) as server:
            writers = [Writer(server, cast.placement_a1.id, token) for _n in range(4)]
            for writer in writers:
                writer.start()
            wait_for_notes(writers, 12)
            time.sleep(random.random() * 0.4)
            server.kill()
            for writer in writers:
                writer.join(30)
        assert {status for writer in writers for status in writer.answers} == {303}
        received += [note for writer in writers for note in writer.received]
    assert len(received) > 20
    kept = {row.id for row in Note.select(Note.id)}
    assert [note for note in received if note not in kept] == []
    assert broken_links() == []
    assert AuditEvent.select().where(AuditEvent.action == "note.write").count() >= len(received)
