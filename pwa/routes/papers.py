"""The papers of a privacy officer: on the screen, and as PDF."""

from typing import Any

from flask import abort, make_response

from pwa import access, words
from pwa.domain.errors import DomainError
from pwa.models.layout_facts import in_use
from pwa.pages import not_now, page
from pwa.policies import privacy_cases as policies
from pwa.queries import papers as queries
from pwa.services import layout_printing, privacy_cases

bp = access.GuardedBlueprint("papers", __name__, url_prefix="/privacy/stukken")

NAMES = {"register": "register", "dpia": "dpia", "verwerkersovereenkomst": "agreement"}
"""The name in the address -> which paper."""


@bp.get("/", may=policies.officer)
def index() -> Any:
    found = [(name, *queries.titles()[kind]) for name, kind in NAMES.items()]
    town = privacy_cases.municipality_of(access.me())
    return page("papers/index.html", papers=found, town=town)


@bp.get("/<name>", may=policies.officer)
def show(name: str) -> Any:
    return page("papers/show.html", name=name, doc=_paper(name))


def _paper(name: str) -> Any:
    kind = NAMES.get(name) or abort(404)
    me = access.me()
    return queries.paper(me, privacy_cases.municipality_of(me), kind)


@bp.get("/<name>/pdf", may=policies.officer)
def pdf(name: str) -> Any:
    document = _paper(name)
    town = privacy_cases.municipality_of(access.me())
    try:
        data = layout_printing.concept(document, in_use(town.id))
    except DomainError as problem:
        told = words.error(problem.code, **problem.details)
        return not_now(page("papers/show.html", name=name, doc=document, refused=told), problem)
    answer = make_response(data)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}-{document.created}.pdf"'
    return answer
