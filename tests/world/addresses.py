"""Addresses of whatever rows there are, as somebody would try them who guesses or was told."""

from random import Random
from typing import Any
from urllib.parse import urlencode

from flask import Flask, url_for
from werkzeug.routing import Rule

from pwa.models import (
    ClaimedNote,
    Competence,
    Correction,
    Evaluation,
    Membership,
    Note,
    NotePhoto,
    PrivacyCase,
    ProfilePhoto,
    Tablet,
)
from tests.world.eyes import ELSEWHERE, NOT_FOR_LOOKING
from tests.world.town import Town

ROWS = {
    "note": Note, "evaluation": Evaluation, "member": Membership, "case": PrivacyCase,
    "photo": NotePhoto, "correction": Correction, "tablet": Tablet, "competence_id": Competence,
    "company_photo": ProfilePhoto, "claim": ClaimedNote,
}  # fmt: skip

ABOUT = {"note", "placement", "evaluation", "candidate", "case", "photo", "correction", "claim"}
NEVER_BY_CHANCE = ("/afmelden", "/healthz")


def addresses(app: Flask, town: Town, random: Random, most: int) -> list[str]:
    """So many addresses of pages, filled with any rows there are; those of people come first, and
    some ask for a row of anybody behind the question mark."""
    rules = [r for r in app.url_map.iter_rules() if "GET" in r.methods]
    rules = [r for r in rules if not r.rule.startswith((*ELSEWHERE, *NOT_FOR_LOOKING))]
    about = [r for r in rules if ABOUT & r.arguments]
    plain = [r for r in rules if not r.arguments and r.rule not in NEVER_BY_CHANCE]
    found: list[str] = []
    with app.test_request_context():
        for _n in range(most):
            chance = random.random()
            rule = random.choice(about if chance < 0.7 else rules if chance < 0.85 else plain)
            if (values := _values(town, rule, random)) is not None:
                asked = _asked(town, random) if not rule.arguments or chance < 0.1 else ""
                found.append(url_for(rule.endpoint, **values) + asked)
    return found


def _asked(town: Town, random: Random) -> str:
    """Names that pages read in their address, with rows of anybody."""
    placement = random.choice(list(town.placements.values()))
    known = {
        "plek": placement, "voor": placement, "week": town.facts.today, "soort": "final",
        "kandidaat": random.choice(list(town.candidates.values())).id,
        "bedrijf": _place(town, "organisation", random).id,
        "wie": random.choice(list(town.users.values())).id,
    }  # fmt: skip
    return "?" + urlencode({name: known[name] for name in random.sample(sorted(known), 3)})


def _values(town: Town, rule: Rule, random: Random) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    for name in rule.arguments:
        if name == "placement":
            values[name] = random.choice(list(town.placements.values()))
        elif name == "candidate":
            values[name] = random.choice(list(town.candidates.values())).id
        elif name in ("organisation", "handbook", "workplace"):
            values[name] = _place(town, name, random).id
        elif name in ROWS:
            rows = list(ROWS[name].select(ROWS[name].id).limit(400).tuples())  # type: ignore[attr-defined]
            if not rows:
                return None
            values[name] = random.choice(rows)[0]
        elif f"<int:{name}>" in rule.rule:
            values[name] = 1
        elif f"<uuid:{name}>" in rule.rule:
            return None
        else:
            values[name] = "op_tijd"
    return values


def _place(town: Town, name: str, random: Random) -> Any:
    kind = {"handbook": "book_", "workplace": "work_"}.get(name)
    rows = [
        row for key, row in town.places.items()
        if (key.startswith(kind) if kind else not key.startswith(("book_", "work_")))
    ]  # fmt: skip
    return random.choice(rows)
