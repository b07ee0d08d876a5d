"""Mijn dossier: everything that is known of a candidate, as one PDF or as data."""

from typing import Any

from flask import make_response
from werkzeug.wrappers import Response

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
    candidate = Candidate.get_by_id(access.me().candidate_id)
    try:
        return made(candidate, DossierFor.OWN, "mijn-dossier")
    except DomainError as problem:
        told = words.error(problem.code, **problem.details)
        return page("dossier/show.html", problem=told, status=problem.status)


def made(candidate: Candidate, made_for: DossierFor, name: str) -> Response:
    """The file that was asked for, for the device to keep; nothing of it stays here.

    Raises TooOften, NotAllowed (pdf_...).
    """
    r = Reader()
    kind = r.option("kind", tuple(_TYPES)) or "pdf"
    r.done()
    me = access.me()
    if kind == "json":
        file = dossier.data(me, candidate, made_for)
    else:
        file = dossier.make(me, candidate, made_for).pdf
    answer = make_response(file)
    answer.mimetype = _TYPES[kind]
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{me.today}.{kind}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
