"""A session that showed too little for what its person may do leads to the next step, wherever it
goes: to setting up a second step, or to showing the one that there is."""

from typing import Any

from flask import Flask, abort, redirect, request, url_for

from pwa import access
from pwa.domain.ways import must_prove_more
from pwa.models.ways_facts import organisations_of, roles_of, ways_of

_ALWAYS = frozenset({"session.leave", "account.language", access.OF_THE_TABLET})
_SHOWS = frozenset({"second_step", "passkeys"})
"""Blueprints where somebody shows the second step that there is."""

_SETS_UP = frozenset({"ways_begin", "proving"})
"""And where a first one is set up, by who shows again who they are."""


def init_app(app: Flask) -> None:
    app.before_request(_only_the_next_step)


def is_halfway() -> bool:
    """Whether this session showed too little for today's roles of its person."""
    person, row = access.me_or_none(), access.session_row()
    if person is None or row is None:
        return False
    return must_prove_more(roles_of(person), row.proof, organisations_of(person))


def _only_the_next_step() -> Any:
    if request.blueprint in access.KNOWS_NOBODY or request.endpoint in _ALWAYS or not is_halfway():
        return None
    second = ways_of(access.me().id).second
    if request.blueprint in (_SHOWS if second else _SETS_UP):
        return None
    by_itself = request.headers.get("X-Opstap-Autosave") or request.headers.get("HX-Request")
    if request.blueprint == "outbox" or by_itself:
        abort(401)
    return redirect(url_for("second_step.show" if second else "ways_begin.show"), 303)
