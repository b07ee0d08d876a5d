"""Opens, as one person, what that person can reach and what others reach, and reads it all."""

import re
from collections import deque
from collections.abc import Iterable
from random import Random
from typing import Any

from flask import Flask

from pwa.access import COOKIE
from pwa.domain.errors import DomainError
from pwa.domain.ways import Proof
from pwa.services import sessions
from tests.world.town import Town

CANARY = re.compile(r"kanarie-\d{4}")
LINK = re.compile(r'(?:href|src|hx-get|action)="(/[^"#]*)')
ELSEWHERE = ("/static/", "/hulp/", "/sw.js", "/manifest", "/stijlgids", "/demo/")
NOT_FOR_LOOKING = ("/agenda/", "/uitnodiging/", "/controle/")
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
GONE = (401, 302)


class Reader:
    """One person's browser; it keeps the session of the first day, as somebody with a stolen
    cookie would, and asks for a new one when that ended and Opstap still gives one."""

    def __init__(self, app: Flask, town: Town, who: str) -> None:
        self.app, self.town, self.who = app, town, who
        self.client = app.test_client()
        self.seen: dict[str, set[str]] = {}
        self.answered: dict[str, int] = {}
        self.feed = ""
        self.sign_in()

    def sign_in(self) -> None:
        if not self.who:
            return
        try:
            token = sessions.start(self.town.users[self.who], browser="tests", proof=Proof.GIVEN)
        except DomainError:
            return  # no place in Opstap any more: the old cookie is all there is
        self.client.set_cookie(COOKIE, token)

    def open_(self, path: str, **options: Any) -> tuple[int, str]:
        """The status and all that the answer says, headers and all."""
        answer = self.client.open(path, **{"method": "GET", **options})
        self.answered[path] = answer.status_code
        told = answer.get_data().decode("utf-8", "replace")
        text = " ".join([path, str(answer.headers), told])
        for canary in set(CANARY.findall(text)) - set(CANARY.findall(path)):
            self.seen.setdefault(canary, set()).add(path)
        assert answer.status_code < 500, f"{self.who}: {path} answered {answer.status_code}"
        if answer.headers.get("Opstap-Keep") == "1":  # a device may keep it for this person alone
            assert answer.headers["Opstap-Person"] == str(self.town.users[self.who].id), path
        return answer.status_code, told if answer.status_code < 300 else answer.location or told

    def forget(self) -> None:
        self.seen.clear()
        self.answered.clear()

    def told(self) -> str:
        """For who wonders why something was not found."""
        other = [f"{path} {status}" for path, status in self.answered.items() if status != 200]
        return f"{len(self.answered)} pages were asked for, these gave no page: {other}"

    def walk(self, budget: int, random: Random) -> int:
        """Follow the own links, breadth first; of many alike some, in another order each time."""
        status, place = self.open_("/")
        if status == 302 and place.startswith("/aanmelden"):
            self.sign_in()
            status, place = self.open_("/")
        waiting, known, opened = deque([place if status == 302 else "/"]), {"/"}, 0
        while waiting and opened < budget:
            path = waiting.popleft()
            status, told = self.open_(path)
            opened += 1
            links = [told] if status in (302, 303, 308) else LINK.findall(told)
            fresh = sorted({one.replace("&amp;", "&") for one in links if _is_page(one)} - known)
            random.shuffle(fresh)
            known.update(fresh)
            waiting.extend(fresh)
        return opened

    def knock(self, addresses: Iterable[str], random: Random) -> int:
        """Addresses of whatever rows, as pages and now and then as a part of one."""
        opened = 0
        for path in addresses:
            part = (
                {"headers": {**PARTIAL, "HX-Target": "div#days"}} if random.random() < 0.2 else {}
            )
            self.open_(path, **part)
            opened += 1
        return opened


def _is_page(path: str) -> bool:
    return path.startswith("/") and not path.startswith((*ELSEWHERE, *NOT_FOR_LOOKING))
