"""Mijn dossier: everything that is known of a candidate, as one PDF or as data."""

from typing import Any

from flask import make_response

from pwa import access, words
from pwa.domain.errors import DomainError
from pwa.forms import Reader
from pwa.models import Candidate
from pwa.pages import page
from pwa.policies import progress as policies
from pwa.services import dossier
from pwa.services.dossier import DossierFor

bp = access.GuardedBlueprint("dossier", __name__, url_prefix="/mijn-dossier")

_TYPES = {"pdf": "application/pdf", "json": "application/json"}


@bp.get("/", may=policies.own_page)
def show() -> Any:
    return page("dossier/show.html", problem="")


@bp.post("/maken", may=policies.own_page)
def make() -> Any:
    """The file itself, for the device to keep; nothing of it stays here."""
    r = Reader()
    kind = r.option("kind", tuple(_TYPES)) or "pdf"
    r.done()
    me = access.me()
    candidate = Candidate.get_by_id(me.candidate_id)
    try:
        if kind == "json":
            made = dossier.data(me, candidate, DossierFor.OWN)
        else:
            made = dossier.make(me, candidate, DossierFor.OWN).pdf
    except DomainError as problem:
        told = words.error(problem.code, **problem.details)
        return page("dossier/show.html", problem=told, status=problem.status)
    answer = make_response(made)
    answer.mimetype = _TYPES[kind]
    name = f"mijn-dossier-{me.today}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
