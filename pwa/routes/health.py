"""Is it alive, is it ready: for whoever watches over the server. No names, no counts."""

from typing import Any

from flask import jsonify
from peewee import PeeweeException

from pwa import access, migrations, policies
from pwa.services.printing import printer

bp = access.GuardedBlueprint("health", __name__)


@bp.get("/healthz", may=policies.anyone)
def alive() -> Any:
    return jsonify(status="ok")


@bp.get("/readyz", may=policies.anyone)
def ready() -> Any:
    """200 when people can work; without PDFs they still can, and it says so."""
    try:
        waiting, database = migrations.pending(), "ok"
    except PeeweeException:
        waiting, database = [], "unreachable"
    pdf, _why = printer().available()
    ok = database == "ok" and not waiting
    facts = {"database": database, "migrations": "pending" if waiting else "ok"}
    facts["pdf"] = "ok" if pdf else "unavailable"
    return jsonify(status="ok" if ok else "not ready", **facts), 200 if ok else 503
