"""Whatever happens to the server or the network, a received note is there, once."""

import random
import time
from pathlib import Path

from pwa.models import Note
from tests.faults.found import words
from tests.faults.proxy import FaultProxy, Storm
from tests.faults.writers import Crew, checked, tokens_for
from tests.people import Cast
from tests.servers import Server, served

KILLS = 3
PATHS = ("/notities/", "/verzenden/")


def test_no_received_note_goes_or_doubles_when_the_server_is_killed_in_bad_weather(
    cast: Cast, connection: str, tmp_path: Path
) -> None:
    place = {"OPSTAP_DATABASE": connection, "OPSTAP_DATA": str(tmp_path)}
    tokens = tokens_for(cast)
    with FaultProxy(("127.0.0.1", 9), Storm(1, share=0.25, paths=PATHS)) as proxy:
        proxy.hang_seconds = 0.2
        crew = Crew(cast, tokens, proxy.port)
        crew.start(6)
        for life in range(KILLS):
            server = Server("serve", log=tmp_path / f"log{life}", **place).wait_until_ready()
            proxy.upstream = ("127.0.0.1", server.port)
            crew.wait_for_more()
            time.sleep(0.3 + random.random() * 0.4)
            server.kill()
        with served("serve", log=tmp_path / "last", **place) as server:
            proxy.upstream = ("127.0.0.1", server.port)
            crew.wait_for_more(20)
            proxy.calm()
            crew.finish()
    found = checked(crew)
    assert found.right, found
    assert found.received > 50
    assert crew.by_outbox & set(crew.received), "no device got anything through"
    assert len(set(proxy.counts)) > 6, "there was no weather to speak of"
    assert crew.answers[502], "nobody asked while the server was down"
    everything = Note.select().where(Note.text.startswith("Stapelde dozen, notitie ")).count()
    assert everything == found.received, "nothing is there that nobody was told about"


def test_a_note_that_goes_or_doubles_is_seen(cast: Cast, connection: str, tmp_path: Path) -> None:
    crew = Crew(cast, tokens_for(cast), 0)
    place = {"OPSTAP_DATABASE": connection, "OPSTAP_DATA": str(tmp_path)}
    with served("serve", log=tmp_path / "log", **place) as server:
        crew.port = server.port
        crew.start(2)
        crew.wait_for_more(6)
        crew.finish()
    assert checked(crew).right
    first, second, *_others = crew.received
    Note.update(text=words(first)).where(Note.id == second).execute()
    Note.update(author=cast.colleague.id).where(Note.id == first).execute()
    found = checked(crew)
    assert (found.lost, found.doubled, found.wrong_author, found.right) == (1, 1, 1, False)
