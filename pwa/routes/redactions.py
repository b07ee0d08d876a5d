"""Remove words in a case: type them, see where they stand, tick, remove."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import ngettext

from pwa import access, words
from pwa.database import transaction
from pwa.domain.errors import BadInput, DomainError
from pwa.domain.privacy_cases import RemovalReason
from pwa.forms import Reader
from pwa.models import PrivacyCase
from pwa.pages import page
from pwa.policies import privacy_cases as policies
from pwa.queries import redactions as queries
from pwa.routes import redaction_words as said
from pwa.routes.privacy_words import removal_reasons
from pwa.services import audit, redactions
from pwa.services.redactions import MOST, Removal

bp = access.GuardedBlueprint("redactions", __name__, url_prefix="/privacy/zaken")


@bp.get("/<uuid:case>/weghalen", may=policies.work)
def new(case: PrivacyCase) -> Any:
    return page("privacy/remove.html", case=case, typed="", errors={}, most=MOST)


@bp.post("/<uuid:case>/weghalen", may=policies.work)
def look(case: PrivacyCase) -> Any:
    """Where these words stand; nothing is removed yet."""
    r = Reader()
    typed = r.text("words", most=MOST, required=True)
    errors = r.done()
    if not errors:
        try:
            return _found(case, redactions.checked(typed))
        except BadInput as wrong:
            errors = wrong.fields
    told = words.errors(errors)
    return page("privacy/remove.html", status=422, case=case, typed=typed, errors=told, most=MOST)


def _found(
    case: PrivacyCase,
    typed: str,
    status: int = 200,
    errors: Any = None,
    chosen: tuple[str, ...] | None = None,
    code: RemovalReason | None = None,
) -> Any:
    """Where the words stand, to tick; everything is ticked until somebody chose."""
    me = access.me()
    redactions.allow_look(me)
    with transaction():
        looked = queries.look(case, typed, me.now)
        audit.record_reading_of_all(me, case.candidate, "dossier")
    if not looked.spots and not looked.stays:
        told = {"words": words.error("redact_nowhere")}
        return page("privacy/remove.html", status=status, case=case, typed=typed, errors=told,
                    most=MOST)  # fmt: skip
    return page(
        "privacy/remove_sure.html", status=status, case=case, typed=typed, looked=looked,
        where=said.where, stays=[said.where(one) for one in looked.stays],
        reasons=removal_reasons(), errors=errors or {}, chosen=chosen, code=code or "",
    )  # fmt: skip


@bp.post("/<uuid:case>/weghalen/nu", may=policies.work)
def remove(case: PrivacyCase) -> Any:
    r = Reader()
    typed = r.text("words", most=MOST, required=True)
    code = r.choice("code", RemovalReason)
    keys = tuple(r.texts("place"))
    errors, status = words.errors(r.done()), 422
    if code and not errors:
        try:
            n = redactions.remove(access.me(), case, Removal(typed, keys, code))
            flash(ngettext("Weg uit %(num)s tekst.", "Weg uit %(num)s teksten.", n), "success")
            return redirect(url_for("privacy_cases.show", case=case.id), 303)
        except BadInput as wrong:
            errors = {"places": " ".join(words.errors(wrong.fields).values())}
        except DomainError as refused:
            errors = {"places": words.error(refused.code, **refused.details)}
            status = refused.status
    return _found(case, typed, status, errors, keys, code) if typed else look(case)
