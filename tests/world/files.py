"""What leaves Opstap as a file: the own calendar, the own dossier, one for an access request."""

import re
from random import Random

from pwa.services import feeds
from tests.browse import OWN
from tests.world.eyes import CANARY, Reader
from tests.world.facts import Verdict
from tests.world.rulebook import IN_THE_DOSSIER, handed_over, knows_of, verdict
from tests.world.town import Town

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def wrong_in_calendar(reader: Reader) -> list[str]:
    """An event says what and on which day: of placements that this person knows of, no names of
    others and no text that anybody wrote. Somebody who left has none; an old address stays."""
    town, who = reader.town, reader.who
    if not who:
        return []
    if not reader.feed:
        reader.feed = feeds.make(town.as_(who))
    answer = reader.app.test_client().get(f"/agenda/{reader.feed}.ics")
    text = answer.get_data(as_text=True)
    names = [one.replace("_", " ").title() for one in town.users]
    wrong = [f"the calendar of {who} says {one}" for one in (*CANARY.findall(text), *names)
             if re.search(rf"\b{one}\b", text, re.I)]  # fmt: skip
    of = {str(id): name for name, id in town.placements.items()}
    for id in set(ID.findall(text)) & set(of):
        if not knows_of(town.facts, who, of[id]):
            wrong.append(f"the calendar of {who} knows of {of[id]}")
    if answer.status_code == 200 and town.facts.is_out(who):
        wrong.append(f"{who} is out and has a calendar")
    return wrong


def wrong_in_dossier(reader: Reader, kind: str = "json") -> list[str]:
    """The own one, of a candidate: what they may read, and all of that."""
    own = {"method": "POST", "headers": OWN, "data": {"kind": kind}}
    status, text = reader.open_("/mijn-dossier/maken", **own)
    if not reader.who.startswith("candidate"):
        return [] if status >= 300 else [f"{reader.who} got a dossier"]
    if status != 200:  # ten an hour, or signed out
        return []
    facts = reader.town.facts
    must = [w for w in facts.words if w.kind in IN_THE_DOSSIER and w.about == reader.who]
    must = [w for w in must if verdict(facts, reader.who, w) is Verdict.MUST]
    return [f"not in the {kind} of {reader.who}: {w.canary}, {w.kind.value}"
            for w in must if w.canary not in text]  # fmt: skip


def wrong_in_access(reader: Reader, random: Random) -> list[str]:
    """What answers an access request, as any officer may try to make it on any case."""
    town = reader.town
    if not reader.who.startswith("officer") or not town.cases:
        return []
    id, case = random.choice(town.cases)
    reader.open_(  # words are looked for in all that was written about somebody
        f"/privacy/zaken/{id}/weghalen", method="POST", data={"words": "kanarie"}, headers=OWN
    )
    kind = {"kind": random.choice(("json", "pdf"))}
    answer = reader.client.post(f"/privacy/zaken/{id}/dossier", data=kind, headers=OWN)
    if answer.status_code != 200:
        return []
    wrong = [] if town.facts.on_case(reader.who, case.candidate) else [f"{reader.who} got it"]
    known = {one.canary: one for one in town.facts.words}
    for canary in set(CANARY.findall(answer.get_data(as_text=True))):
        words = known.get(canary)
        said = handed_over(town.facts, reader.who, case.candidate, words) if words else None
        if said in (None, Verdict.NEVER):
            wrong.append(f"in the file about {case.candidate}: {canary}, {words and words.kind}")
    return wrong


def wrong_in_files(town: Town, reader: Reader, random: Random) -> list[str]:
    """One of the three, whichever."""
    return random.choice(
        (wrong_in_calendar, wrong_in_dossier, lambda one: wrong_in_access(one, random))
    )(reader)
