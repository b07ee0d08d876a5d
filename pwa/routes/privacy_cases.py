"""The privacy officer's pages: what is open, finding a candidate, and one case."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.domain.errors import BadInput, DomainError, NotAllowed
from pwa.domain.privacy_cases import LASTS, MOST_REASON, MOST_TOLD, CaseKind
from pwa.forms import Reader
from pwa.models import Candidate, PrivacyCase
from pwa.pages import page
from pwa.policies import privacy_cases as policies
from pwa.queries import privacy_cases as queries
from pwa.routes import privacy_words as said
from pwa.routes.dossier import made
from pwa.services import privacy_cases
from pwa.services.dossier import DossierFor
from pwa.services.privacy_cases import Wanted

bp = access.GuardedBlueprint("privacy_cases", __name__, url_prefix="/privacy")

Typed = dict[str, str]


@bp.get("/", may=policies.officer)
def index() -> Any:
    return _index()


def _index(status: int = 200, errors: Typed | None = None, who: str = "") -> Any:
    me = access.me()
    view = queries.overview(me)
    return page(
        "privacy/index.html", status=status, view=view, soon=view.ends_soon(me.today),
        town=privacy_cases.municipality_of(me), errors=errors or {}, who=who,
    )  # fmt: skip


@bp.post("/zoeken", may=policies.officer)
def find() -> Any:
    """A name goes in the form and never in an address, which a browser remembers."""
    r = Reader()
    who = r.line("who", most=120, required=True)
    errors = words.errors(r.done())
    if errors:
        return _index(422, errors, who)
    try:
        found = privacy_cases.find(access.me(), who)
    except BadInput as wrong:
        return _index(422, words.errors(wrong.fields), who)
    except DomainError as refused:
        told = {"who": words.error(refused.code, **refused.details)}
        return _index(refused.status, told, who)
    if not found:
        return _index(200, {"who": words.error("case_not_found")}, who)
    return page("privacy/found.html", found=found, open_now=access.me().cases)


@bp.post("/zaken/nieuw", may=policies.officer)
def new() -> Any:
    """The form about who was found."""
    r = Reader()
    wanted = r.id("candidate")
    r.done()
    return _form(_candidate(wanted), {"until_on": str(access.me().today + LASTS)}, {})


def _candidate(wanted: UUID | None) -> Candidate:
    row = privacy_cases.one(access.me(), wanted) if wanted else None
    return row or abort(404)


def _form(candidate: Candidate, typed: Typed, errors: Typed, status: int = 200) -> Any:
    return page(
        "privacy/new.html", status=status, candidate=candidate, typed=typed, errors=errors,
        kinds=said.kinds(), most_reason=MOST_REASON, most_told=MOST_TOLD,
        today=access.me().today,
    )  # fmt: skip


@dataclass(frozen=True)
class OpenForm:
    """A case as it was typed; `wanted` once nothing is missing."""

    candidate_id: UUID | None
    typed: Typed
    wanted: Wanted | None
    errors: Typed

    @classmethod
    def read(cls) -> "OpenForm":
        r = Reader()
        candidate, kind = r.id("candidate"), r.choice("kind", CaseKind)
        reason = r.text("reason", most=MOST_REASON, required=True)
        told = r.text("told", most=MOST_TOLD, required=True)
        until = r.day("until_on")
        typed = {"kind": kind or "", "reason": reason, "told": told, "until_on": str(until or "")}
        errors, wanted = words.errors(r.done()), None
        if candidate and kind and until and not errors:
            wanted = Wanted(candidate, kind, reason, told, until)
        return cls(candidate, typed, wanted, errors)


@bp.post("/zaken", may=policies.officer)
def open_() -> Any:
    form = OpenForm.read()
    candidate, errors, status = _candidate(form.candidate_id), form.errors, 422
    if form.wanted:
        try:
            row = privacy_cases.open_(access.me(), form.wanted)
            return back_to(
                row, _("De zaak is open. De kandidaat kan lezen dat jij meekijkt, en waarom.")
            )
        except BadInput as wrong:
            errors = words.errors(wrong.fields)
        except NotAllowed as refused:
            errors, status = {"kind": words.error(refused.code)}, refused.status
    return _form(candidate, form.typed, errors, status)


@bp.get("/zaken/<uuid:case>", may=policies.see)
def show(case: PrivacyCase) -> Any:
    return case_page(case)


def case_page(
    case: PrivacyCase, status: int = 200, errors: Typed | None = None, typed: Typed | None = None
) -> Any:
    """One case; `errors` and `typed` are of the form on it that was refused."""
    me = access.me()
    return page(
        "privacy/case.html", status=status, case=case, view=queries.case_page(me, case),
        works=policies.work(me, case), errors=errors or {}, typed=typed or {},
        said=said, later=str(case.until_on + LASTS), most=MOST_REASON,
    )  # fmt: skip


def back_to(case: PrivacyCase, sentence: str) -> Any:
    flash(sentence, "success")
    return redirect(url_for("privacy_cases.show", case=case.id), 303)


@bp.post("/zaken/<uuid:case>/langer", may=policies.work)
def extend(case: PrivacyCase) -> Any:
    r = Reader()
    until, reason = r.day("until_on"), r.text("reason", most=MOST_REASON, required=True)
    errors = r.done()
    if until and not errors:
        try:
            privacy_cases.extend(access.me(), case, until, reason)
            return back_to(case, _("De zaak blijft langer open."))
        except BadInput as wrong:
            errors = wrong.fields
    typed = {"extend_until_on": str(until or ""), "extend_reason": reason}
    return case_page(case, 422, _named("extend", errors), typed)


@bp.post("/zaken/<uuid:case>/sluiten", may=policies.work)
def close(case: PrivacyCase) -> Any:
    r = Reader()
    result = r.text("result", most=MOST_REASON, required=True)
    errors = r.done()
    if not errors:
        privacy_cases.close(access.me(), case, result)
        return back_to(case, _("De zaak is dicht. Je leest nu niets meer van deze kandidaat."))
    return case_page(case, 422, _named("close", errors), {"close_result": result})


@bp.post("/zaken/<uuid:case>/bewaren", may=policies.work)
def hold(case: PrivacyCase) -> Any:
    r = Reader()
    placement, held = r.id("placement"), r.option("held", ("1", "0"))
    reason = r.text("reason", most=MOST_REASON, required=True)
    errors = r.done()
    if placement and not errors:
        privacy_cases.hold(access.me(), case, placement, held == "1", reason)
        kept = _("Deze plek moet bewaard blijven. Niets ervan wordt nu gewist.")
        return back_to(case, kept if held == "1" else _("De bewaarplicht is eraf."))
    typed = {"hold_reason": reason, "hold_placement": str(placement or "")}
    return case_page(case, 422, _named("hold", errors), typed)


def _named(form: str, codes: Typed) -> Typed:
    """The forms on one page have fields of the same name."""
    return {f"{form}_{name}": sentence for name, sentence in words.errors(codes).items()}


@bp.get("/zaken/<uuid:case>/dossier", may=policies.work)
def dossier(case: PrivacyCase) -> Any:
    """The whole record, for who asked for it."""
    return _dossier_page(case)


@bp.post("/zaken/<uuid:case>/dossier", may=policies.work)
def make_dossier(case: PrivacyCase) -> Any:
    try:
        return made(case.candidate, DossierFor.ACCESS, "dossier")
    except DomainError as problem:
        told = words.error(problem.code, **problem.details)
        return _dossier_page(case, problem.status, told)


def _dossier_page(case: PrivacyCase, status: int = 200, problem: str = "") -> Any:
    view = queries.case_page(access.me(), case)
    return page("privacy/dossier.html", status=status, case=case, view=view, problem=problem)
