"""The lock of a browser: its own user opens it, or signs out; nobody else gets further."""

from typing import Any

from flask import current_app, redirect, request, url_for
from flask import session as cookie

from pwa import access, policies, words
from pwa.domain.errors import BadInput, DomainError
from pwa.domain.guest_codes import spaced
from pwa.forms import Reader
from pwa.models import Session, load_person
from pwa.models.table_facts import round_of
from pwa.routes.locked import handed_on, lock_page, only_locked, session, the_table
from pwa.routes.second_asked import forget_shown
from pwa.routes.session import device_token
from pwa.services import guest_codes, locks

bp = access.GuardedBlueprint("lock", __name__, url_prefix="/slot")
bp.before_request(only_locked)


@bp.get("/", may=policies.anyone)
def show() -> Any:
    return lock_page()


@bp.post("/", may=policies.anyone)
def open_() -> Any:
    """The one whose session it is shows who they are, and is where they left off."""
    r = Reader()
    password, pin, by_tap = r.secret("password"), r.text("pin", most=20), r.flag("demo")
    r.done()
    row, round_ = session(), round_of(session())
    try:
        if by_tap and current_app.config["DEMO"]:
            token = locks.open_again(row)
        else:
            token = _opened(row, password, "".join(pin.split()))
    except BadInput as problem:
        wrong = words.errors(problem.fields)
        return lock_page({f"owner-{name}": said for name, said in wrong.items()}, status=422)
    except DomainError as problem:
        field = "owner-pin" if pin else "owner-password"
        said = {field: words.error(problem.code, **problem.details)}
        return lock_page(said, status=problem.status)
    then = url_for("evaluations.show", evaluation=round_.evaluation_id) if round_ else "/"
    return access.give_cookie(redirect(then, 303), token)


def _opened(row: Session, password: str, pin: str) -> str:
    if not pin:
        return locks.open_with_password(row, password, _address())
    token = locks.open_with_pin(row, pin, _pepper(), device_token(), _address())
    forget_shown()
    return token


@bp.post("/code", may=policies.anyone)
def code() -> Any:
    """The code of a guest is over: whose lock this is shows that they are there, and the next one
    stands in its field. The tablet stays locked."""
    r = Reader()
    password, pin, by_tap = (
        r.secret("password"),
        "".join(r.text("pin", most=20).split()),
        r.flag("demo"),
    )
    r.done()
    table, row = the_table(), session()
    try:
        if not (by_tap and current_app.config["DEMO"]):
            _is_there(row, password, pin)
        made = guest_codes.renew(load_person(row.user), table.evaluation, _pepper())
    except BadInput as problem:
        wrong = words.errors(problem.fields)
        said = {f"next-{name}": told for name, told in wrong.items()}
        return lock_page(said, who=guest_codes.ROLE.value, status=422)
    except DomainError as problem:
        said = {
            "next-pin" if pin else "next-password": words.error(problem.code, **problem.details)
        }
        return lock_page(said, who=guest_codes.ROLE.value, status=problem.status)
    return handed_on(lock_page(who=guest_codes.ROLE.value, code=spaced(made), fresh=True))


def _is_there(row: Session, password: str, pin: str) -> None:
    if pin:
        locks.check_pin(row, pin, _pepper(), device_token(), _address())
    else:
        locks.check_password(row, password, _address())


def _address() -> str:
    return request.remote_addr or ""


def _pepper() -> bytes:
    made: bytes = current_app.extensions["opstap"].pin_pepper()
    return made


@bp.post("/afmelden", may=policies.anyone)
def leave() -> Any:
    Reader().done()
    locks.end(session())
    cookie.clear()
    answer = redirect(url_for("session.new"), 303)
    answer.delete_cookie(access.cookie_name(), path="/", secure=request.is_secure)
    return answer
