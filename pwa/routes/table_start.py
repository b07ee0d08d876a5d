"""Before the tablet goes round: a code for a guest, and locking it for those who sign."""

from typing import Any

from flask import current_app, redirect, url_for

from pwa import access, words
from pwa.domain.errors import BadInput, DomainError
from pwa.domain.guest_codes import VALID, spaced
from pwa.forms import Reader
from pwa.models import Evaluation
from pwa.pages import page
from pwa.policies import table as policies
from pwa.queries import table as queries
from pwa.routes import evaluation_pages as pages
from pwa.services import guest_codes, table

bp = access.GuardedBlueprint(
    "table_start", __name__, url_prefix="/evaluaties/<uuid:evaluation>/tafel"
)


@bp.post("/code", may=policies.begin)
def code(evaluation: Evaluation) -> Any:
    """The code is on this one page, for whoever made it; nobody can ask for it again."""
    r = Reader()
    guest, job = r.line("guest", most=80), r.line("job", most=40)
    errors = words.errors(r.done())
    if errors:
        return _page(evaluation, guest=guest, job=job, errors=errors, status=422)
    pepper = current_app.extensions["opstap"].pin_pepper()
    try:
        row, plain = guest_codes.make(access.me(), evaluation, guest, job, pepper)
    except BadInput as problem:
        return _page(
            evaluation, guest=guest, job=job, errors=words.errors(problem.fields), status=422
        )
    except DomainError as problem:
        return pages.refusal(evaluation, problem)
    return _page(evaluation, guest=row.name, job=row.job, code=spaced(plain), until=row.expires_at)


def _page(evaluation: Evaluation, status: int = 200, **view: Any) -> Any:
    facts = {"code": "", "until": None, "errors": {}, **view}
    return page(
        "table/code.html",
        status=status,
        **pages.head(evaluation),
        **facts,
        minutes=int(VALID.total_seconds() // 60),
        signers=queries.signers_of(evaluation),
    )


@bp.post("", may=policies.begin)
def begin(evaluation: Evaluation) -> Any:
    Reader().done()
    try:
        _round, token = table.begin(access.me(), evaluation)
    except DomainError as problem:
        return pages.refusal(evaluation, problem)
    return access.give_cookie(redirect(url_for("lock.show"), 303), token)
