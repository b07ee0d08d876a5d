"""Signing on a tablet that goes round the table. Nothing in these addresses names an evaluation, a
version or a person: the locked session and the seat say it all."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import abort, current_app, make_response, redirect, request, url_for

from pwa import access, policies, words
from pwa.database import reading_once, transaction
from pwa.domain import strokes
from pwa.domain.enums import SignatureMeaning, SignatureRole
from pwa.domain.errors import BadInput, DomainError
from pwa.domain.statements import statement
from pwa.forms import Reader
from pwa.models import TableSeat, load_person
from pwa.models.evaluation_facts import standing_signatures
from pwa.pages import page
from pwa.queries import evaluation_document
from pwa.queries import table as queries
from pwa.queries.evaluation_review import versions_of
from pwa.routes import evaluation_pages as pages
from pwa.routes.evaluation_rounds import since
from pwa.routes.locked import (
    handed_on,
    lock_page,
    only_locked,
    session,
    somebody_sits,
    the_seat,
    the_table,
    too_late,
)
from pwa.services import audit, table_signing
from pwa.services import table as tables
from pwa.services.evaluation_entries import MOST_TEXT
from pwa.services.table import Proof, Table

bp = access.GuardedBlueprint("table", __name__, url_prefix="/tafel")
bp.before_request(only_locked)

_R, _M = SignatureRole, SignatureMeaning
ROLES = {"kandidaat": _R.CANDIDATE, "bedrijf": _R.COMPANY, "coach": _R.COACH}


@dataclass(frozen=True)
class SitForm:
    """What somebody types to show who they are. A name is shown again, and a code with a mistake in
    it; no PIN and no password."""

    pin: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    login: str = ""
    demo: bool = False

    @classmethod
    def read(cls) -> "SitForm":
        r = Reader()
        pin = "".join(r.text("pin", most=20).split())
        form = cls(
            pin, r.secret("password"), r.text("code", most=40), r.line("login"), r.flag("demo")
        )
        r.done()
        return form


@dataclass(frozen=True)
class SignForm:
    seat: UUID | None = None
    said: table_signing.Said = field(default_factory=table_signing.Said)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, seat: TableSeat, drawn: bool) -> "SignForm":
        r = Reader()
        here, made_at = r.id("seat", required=False), r.moment("made_at")
        seen, choice, text, lines = False, "", "", ""
        if seat.role is _R.CANDIDATE:
            seen = r.flag("seen")
            choice = r.option("choice", table_signing.CHOICES, required=False) or ""
            text = r.text("reaction", most=MOST_TEXT)
        elif seat.role is _R.COACH:
            text = r.text("conclusion", most=MOST_TEXT)
        if drawn and seat.role is not _R.COACH:
            lines = r.text("drawing", most=strokes.MOST_CHARACTERS)
        said = table_signing.Said(seen, choice, text, made_at=made_at)
        return cls(here, said, words.errors(r.done())).with_drawing(lines)

    def with_drawing(self, lines: str) -> "SignForm":
        try:
            drawn = strokes.read(lines)
        except BadInput as problem:
            return SignForm(self.seat, self.said, {**self.errors, **words.errors(problem.fields)})
        said = self.said
        told = table_signing.Said(said.seen, said.choice, said.text, drawn, said.made_at)
        return SignForm(self.seat, told, self.errors)


@bp.get("/<who>", may=policies.anyone)
def next_one(who: str) -> Any:
    """The lock, with the form of this signer on top."""
    role = ROLES.get(who) or abort(404)
    return lock_page(who=role.value)


@bp.post("/<who>", may=policies.anyone)
def sit(who: str) -> Any:
    role = ROLES.get(who) or abort(404)
    table, form = the_table(), SitForm.read()
    try:
        _sit(table, role, form)
    except BadInput as problem:
        said = words.errors(problem.fields)
        return lock_page(said, who=role.value, status=422, code=form.code, login=form.login)
    except DomainError as problem:
        said = {"who": words.error(problem.code, **problem.details)}
        return lock_page(said, who=role.value, status=problem.status)
    return handed_on(redirect(url_for("table.document"), 303))


def _sit(table: Table, role: SignatureRole, form: SitForm) -> TableSeat:
    pepper = current_app.extensions["opstap"].pin_pepper()
    if form.demo and current_app.config["DEMO"]:
        user = tables.expected(table.evaluation, role) or abort(404)
        return tables.sit_in_demo(table, role, user)
    if form.code and role is _R.COMPANY:
        return tables.sit_with_code(table, form.code, pepper)
    proof = Proof(form.pin, form.password, form.login, request.remote_addr or "")
    if form.pin:
        return tables.sit_with_pin(table, role, proof, pepper)
    return tables.sit_with_password(table, role, proof)


@bp.get("/tekenen", may=policies.anyone)
def document() -> Any:
    table = the_table()
    return _document_page(table, the_seat(table), SignForm())


def _document_page(
    table: Table, seat: TableSeat, form: SignForm, status: int = 200, refused: str = ""
) -> Any:
    """Only what is signed, and the choice of who sits here; `refused`: why nothing was signed."""
    with reading_once():
        return _read_document_page(table, seat, form, status, refused)


def _read_document_page(
    table: Table, seat: TableSeat, form: SignForm, status: int, refused: str
) -> Any:
    evaluation = table.evaluation
    person = load_person(queries.reader_at(seat, session()))
    with transaction():
        doc = evaluation_document.document(person, evaluation)
        signed = standing_signatures(evaluation)
        what = "evaluatie" if seat.user_id else "evaluatie_gast"
        audit.record_reading(person, [evaluation.placement], what)
    candidate = evaluation.placement.candidate.user.name
    return page(
        "table/document.html",
        status=status,
        **pages.head(evaluation, signed, pages.names_in(doc)),
        doc=doc,
        seat=seat,
        who=queries.subject(seat),
        own=seat.role is _R.CANDIDATE,
        seen=any(one.meaning is _M.SEEN for one in signed),
        again=since(versions_of(evaluation), seat.role) if seat.user_id else None,
        drawn=evaluation.placement.workplace.organisation.drawn_signatures,
        sentences={one.value: statement(one, evaluation.kind, candidate) for one in _M},
        form=form,
        refused=refused,
    )


@bp.post("/tekenen", may=policies.anyone)
def sign() -> Any:
    if not somebody_sits():
        return too_late()
    table = the_table()
    seat = the_seat(table)
    drawn = table.evaluation.placement.workplace.organisation.drawn_signatures
    form = SignForm.read(seat, drawn)
    if form.seat != seat.id:
        return lock_page({"who": words.error("seat_gone")}, status=409)
    if form.errors:
        return _document_page(table, seat, form, 422)
    try:
        table_signing.sign(table, seat, form.said)
    except BadInput as problem:
        wrong = SignForm(form.seat, form.said, words.errors(problem.fields))
        return _document_page(table, seat, wrong, 422)
    except DomainError as problem:
        if not somebody_sits(now=True):
            return too_late()
        why = words.error(problem.code, **problem.details)
        return _document_page(table, seat, form, problem.status, why)
    return handed_on(redirect(url_for("lock.show"), 303))


@bp.post("/terug", may=policies.anyone)
def leave() -> Any:
    """Hand back without signing."""
    Reader().done()
    tables.leave(the_table().round)
    return handed_on(redirect(url_for("lock.show"), 303))


@bp.get("/pdf", may=policies.anyone)
def pdf() -> Any:
    """The frozen document itself, for whoever sits here."""
    table = the_table()
    reader = load_person(queries.reader_at(the_seat(table), session()))
    with transaction():
        audit.record_reading(reader, [table.evaluation.placement], "pdf")
    data = evaluation_document.stored_pdf(table.evaluation) or abort(404)
    answer = make_response(data)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = 'inline; filename="evaluatie.pdf"'
    return answer
